/** Fetches the jobs from the server that served this page, has them done by a Worker, and sends the answers back. */
import type { Job } from '../job.ts';
import type { WorkerAnswer } from './worker.ts';

const send = (what: string, data: unknown) => fetch(what, { method: 'POST', body: JSON.stringify(data) });

function doInWorker(worker: Worker, job: Job): Promise<WorkerAnswer> {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) => resolve(data);
    worker.onerror = ({ message }) => resolve({ error: `the Worker failed: ${message}` });
    worker.postMessage(job);
  });
}

async function work(): Promise<void> {
  const jobs = (await (await fetch('jobs')).json()) as Job[];
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  for (const job of jobs) await send('answers', await doInWorker(worker, job));
}

work()
  .catch((error: unknown) => send('answers', { error: String(error) }))
  .finally(() => document.getElementById('state')!.replaceChildren('done'));
