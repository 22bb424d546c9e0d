import { Worker } from 'node:worker_threads';
import type { StartMember } from '../workers.ts';

/** Starts a thread beside this one that simulates a part of its world. It ends when this one lets go of it, or ends. */
export const startMember: StartMember = (task) =>
  new Promise((resolve, reject) => {
    // The build puts every program into one folder.
    // A preload that was given by a relative path is of the folder that the program was started in.
    const worker = new Worker(new URL('./member-thread.js', import.meta.url), { workerData: task, execArgv: [] });
    worker.once('message', () => resolve());
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread of the world ${task.world} ended with ${code}`)));
  });
