/** `npm run test:long`: makes the clone ready, then runs long.ts in a process that may collect its garbage. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build, install } from '../../sim/cli/prepare.mjs';

install();
const program = join(build('sim'), 'long.js');
const { status } = spawnSync(process.execPath, ['--expose-gc', program], { stdio: 'inherit' });
process.exitCode = status ?? 1;
