/** On how many workers a world is to be simulated. */
import { WORLDS } from './protocol.ts';
import type { Scenario } from '../model/scenario.ts';

/** Workers a world can have. */
export const WORKERS_MAX = 64;

/**
 * Residents for whom a worker more is worth its while: with fewer it mostly waits for the others. Two were 1.1 times as fast as
 * one for 28,000 residents, 1.4 times for 57,000 and 1.5 times for 114,000, on cores that had nothing else to do (sim/PERFORMANCE.md,
 * "Several workers").
 */
const RESIDENTS_A_WORKER = 50_000;

/**
 * Workers for each of the two worlds where nobody has said how many: the result is the same with any number of them.
 * @param cores that both worlds can have
 * @param residentsMin residents of a city that is not too small for more than one
 */
export function defaultWorkers({ city, scale }: Scenario, cores: number, residentsMin = 0): number {
  const residents = city.districts.reduce((sum, district) => sum + district.residents, 0) / scale;
  if (residents < residentsMin) return 1;
  const most = Math.min(Math.floor(cores / WORLDS.length), Math.floor(residents / RESIDENTS_A_WORKER));
  return Math.max(1, Math.min(WORKERS_MAX, most));
}
