/** The shipped default scenario, one world, on one worker and on two, day by day in turn. */
import { shippedScenario } from '../../sim/runner/library.ts';
import { startMember } from '../../sim/runner/node/start-member.ts';
import { lead } from '../../sim/runner/workers.ts';

export interface WorkerFigures {
  readonly scale: number;
  readonly workers: number;
  readonly secondsPerDayAlone: number;
  readonly secondsPerDay: number;
  /** How many times as fast as alone: the median of days that were simulated one after the other. */
  readonly ratio: number;
}

const DAYS = 8;

/** @returns the middle one of an odd number of values */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** Simulates the policy world of `wuhan-2017` at 1:scale on one worker and on several; the first day is not counted. */
export async function measureWorkers(scale: number, workers: number): Promise<WorkerFigures> {
  const scenario = shippedScenario('wuhan-2017', { scale, days: DAYS });
  const simulations = [
    await lead(scenario, 'policy', 1, startMember),
    await lead(scenario, 'policy', workers, startMember),
  ];
  const seconds: number[][] = [[], []];
  for (let day = 0; day < DAYS; day++) {
    simulations.forEach((simulation, i) => {
      const start = performance.now();
      simulation.runDay();
      if (day > 0) seconds[i]!.push((performance.now() - start) / 1000);
    });
  }
  const [alone, together] = simulations.map((simulation) => simulation.model.digest());
  for (const simulation of simulations) simulation.close();
  if (alone !== together) throw new Error(`found the digest ${together} on ${workers} workers, expected ${alone}`);
  const [secondsPerDayAlone, secondsPerDay] = seconds.map(median) as [number, number];
  const ratio = median(seconds[0]!.map((aDay, day) => aDay / seconds[1]![day]!));
  return { scale, workers, secondsPerDayAlone, secondsPerDay, ratio };
}
