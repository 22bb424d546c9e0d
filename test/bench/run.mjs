/** `npm run bench`: makes the clone ready, then runs bench.ts in a process of its own, with what V8 is told for a run. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install } from '../../sim/cli/prepare.mjs';
import { V8_FLAGS } from '../../sim/cli/v8-flags.mjs';

install();
const program = join(build('sim'), 'bench.js');
const { status } = spawnSync(process.execPath, [...V8_FLAGS, program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
