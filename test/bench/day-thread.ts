/**
 * A thread that simulates a world a day at a time, each when it is told to. It holds no other world: for a thread with two V8
 * makes slower code, and what a worker more brings would be measured against that.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { shippedScenario } from '../../sim/runner/library.ts';
import { startMember } from '../../sim/runner/node/start-member.ts';
import { lead } from '../../sim/runner/workers.ts';

export interface DayTask {
  readonly scale: number;
  readonly days: number;
  readonly workers: number;
}

/** What each message is answered with, when a day has been simulated. */
export interface DayAnswer {
  readonly seconds: number;
  /** Of the world at the end of its day. */
  readonly digest: string;
}

const { scale, days, workers } = workerData as DayTask;
const simulation = await lead(shippedScenario('wuhan-2017', { scale, days }), 'policy', workers, startMember);
parentPort!.on('message', () => {
  const start = performance.now();
  simulation.runDay();
  const seconds = (performance.now() - start) / 1000;
  const answer: DayAnswer = { seconds, digest: simulation.world.digest() };
  parentPort!.postMessage(answer);
});
