/** The module Worker in which the runs are made. */
import { doJob, type Job, type JobResult } from '../job.ts';

export type WorkerAnswer = { readonly result: JobResult } | { readonly error: string };

addEventListener('message', ({ data }: MessageEvent<Job>) => {
  let answer: WorkerAnswer;
  try {
    answer = { result: doJob(data) };
  } catch (error) {
    answer = { error: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) };
  }
  postMessage(answer);
});
