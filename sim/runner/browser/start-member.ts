import type { StartMember } from '../workers.ts';

/** Held as long as this Worker lives: nobody else knows of those that only wait for orders. */
const members: Worker[] = [];

/**
 * Starts a Worker of this one that simulates a part of its world. It ends when this one lets go of it, or ends. It may need
 * this one's event loop to come alive: nothing here may block before it has.
 */
export const startMember: StartMember = (task) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./member-worker.ts', import.meta.url), { type: 'module' });
    members.push(worker);
    worker.onmessage = () => resolve();
    worker.onerror = (event) => {
      // Told by the world's Worker: keep it out of the console.
      event.preventDefault();
      reject(new Error(event.message || `a Worker of the world ${task.world} could not be started`));
    };
    worker.postMessage(task);
  });
