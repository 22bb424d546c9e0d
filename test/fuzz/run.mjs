/** `npm run test:fuzz`: makes the clone ready, then runs fuzz.ts in a process of its own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install } from '../../sim/cli/prepare.mjs';

install();
const program = join(build('sim'), 'fuzz.js');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
