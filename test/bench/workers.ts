/** The shipped default scenario, one world, on one worker and on several, day by day in turn. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { warmUpDays } from './city.ts';
import type { DayAnswer, DayTask } from './day-thread.ts';

export interface WorkerFigures {
  readonly scale: number;
  readonly workers: number;
  readonly secondsPerDayAlone: number;
  readonly secondsPerDay: number;
  /** How many times as fast as alone: the median of days that were simulated one after the other. */
  readonly ratio: number;
}

/** Days that are counted, an odd number: the shorter they are the more. */
const measuredDays = (scale: number) => (scale < 50 ? 7 : 21);

/** @returns the middle one of an odd number of values */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** Simulates the policy world of `wuhan-2017` at 1:scale on one worker and on several. */
export async function measureWorkers(scale: number, workers: number): Promise<WorkerFigures> {
  const warmUp = warmUpDays(scale);
  const days = warmUp + measuredDays(scale);
  // One day more than is simulated, as in city.ts.
  const start = (count: number) => {
    const task: DayTask = { scale, days: days + 1, workers: count };
    // The build puts every program into one folder.
    return new Worker(new URL('./day-thread.js', import.meta.url), { workerData: task });
  };
  const threads = [start(1), start(workers)];
  const seconds: number[][] = [[], []];
  for (let day = 0; day < days; day++) {
    const digests: string[] = [];
    for (const [i, thread] of threads.entries()) {
      thread.postMessage(null);
      const [answer] = (await once(thread, 'message')) as [DayAnswer];
      if (day >= warmUp) seconds[i]!.push(answer.seconds);
      digests.push(answer.digest);
    }
    const [alone, together] = digests;
    if (alone !== together) throw new Error(`found the digest ${together} on ${workers} workers, expected ${alone}`);
  }
  await Promise.all(threads.map((thread) => thread.terminate()));
  const [secondsPerDayAlone, secondsPerDay] = seconds.map(median) as [number, number];
  const ratio = median(seconds[0]!.map((aDay, day) => aDay / seconds[1]![day]!));
  return { scale, workers, secondsPerDayAlone, secondsPerDay, ratio };
}
