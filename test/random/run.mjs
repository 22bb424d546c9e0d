/** `npm run test:random`: makes the clone ready, then runs main.ts in a process of its own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install } from '../../sim/cli/prepare.mjs';

install();
const program = join(build('sim'), 'random.js');
const { status } = spawnSync(process.execPath, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = status ?? 1;
