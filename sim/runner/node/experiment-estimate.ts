/** What an experiment will take, from a short trial of its first world. */
import type { Scenario } from '../../model/scenario.ts';
import { seedsOf } from '../experiment/plan.ts';
import { numbered } from '../experiment/seeds.ts';
import { rowOf, worldsOfRow, type Experiment } from './experiment-folder.ts';
import { runWorld } from './run-worlds.ts';
import { scenarioOf } from './run-store.ts';

export interface Estimate {
  readonly cells: number;
  /** Pairs of worlds, and worlds that are simulated for them. */
  readonly rows: number;
  readonly worlds: number;
  /** Whether fewer rows may do, where seeds are added until a difference is known. */
  readonly isAtMost: boolean;
  /** Seconds of one core. */
  readonly secondsOfWork: number;
  readonly bytesAWorld: number;
  readonly trialDays: number;
}

const TRIAL_DAYS = 2;

const residentsOf = ({ city, scale }: Scenario): number =>
  city.districts.reduce((sum, district) => sum + district.residents, 0) / scale;

/** Runs the first world for two days and reckons with residents and days. @param model as it addresses worlds */
export async function estimateOf(experiment: Experiment, model: string, signal: AbortSignal): Promise<Estimate> {
  const { first, most: seedsMost } = seedsOf(experiment.read);
  const seeds = seedsMost > first.length ? numbered(seedsMost) : first;
  const worlds = new Map<string, Scenario>();
  for (const cell of experiment.cells) {
    for (const seed of seeds) {
      const row = rowOf(cell, seed, model, experiment.read.null_comparison);
      for (const [address, spec] of worldsOfRow(row)) worlds.set(address, scenarioOf(spec));
    }
  }
  const all = [...worlds.values()];
  const trial = all.reduce((largest, scenario) => (residentsOf(scenario) > residentsOf(largest) ? scenario : largest));
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const marks: number[] = [];
  const days = Math.min(TRIAL_DAYS, trial.days);
  let most = before;
  await runWorld({ scenario: { ...trial, days }, world: 'policy' }, signal, () => {
    marks.push(performance.now());
    most = Math.max(most, process.memoryUsage().rss);
  });
  const bytesAWorld = most - before;
  // The first day is slower than those that follow, and set-up is in it.
  const day = ((marks.at(-1) ?? began) - (days > 1 ? marks[0]! : began)) / 1000;
  const setUp = Math.max(0, ((marks[0] ?? began) - began) / 1000 - day);
  const secondsOfWork = all.reduce(
    (sum, scenario) => sum + ((setUp + day * scenario.days) * residentsOf(scenario)) / residentsOf(trial),
    0,
  );
  return {
    cells: experiment.cells.length,
    rows: experiment.cells.length * seeds.length,
    worlds: worlds.size,
    isAtMost: seedsMost > first.length,
    secondsOfWork,
    bytesAWorld,
    trialDays: days,
  };
}
