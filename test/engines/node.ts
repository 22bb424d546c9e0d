/**
 * The runs in Node. As a program it reads jobs from stdin, a JSON list, and prints the list of their results; the test
 * itself imports what it needs to know from here, because Node 20 cannot import TypeScript.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { doJob, type Job } from './job.ts';

export { WORLDS } from '../../sim/runner/protocol.ts';
export { faultsOf, faultsOfAll, isSame, titleOf } from './faults.ts';
export { nameOf, RUNS } from './runs.ts';

function main(): void {
  const jobs = JSON.parse(readFileSync(0, 'utf8')) as Job[];
  stdout.write(JSON.stringify(jobs.map(doJob)));
}

if (argv[1] !== undefined && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) main();
