/** A thread that simulates a part of a world: it says when it is ready, and then does as the world's thread says. */
import { parentPort, workerData } from 'node:worker_threads';
import { join, type MemberTask } from '../workers.ts';

if (parentPort) {
  const follow = join(workerData as MemberTask);
  parentPort.postMessage('ready');
  follow();
}
