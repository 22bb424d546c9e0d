/** `npm run golden`: runs every shipped scenario, small and short, and keeps what comes of it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, install } from '../../sim/cli/prepare.mjs';

install();
const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', 'test/golden/golden.test.ts', 'test/golden/model.test.ts'],
  { cwd: ROOT, env: { ...process.env, GOLDEN: 'write' }, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
