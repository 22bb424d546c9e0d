/**
 * `npm run test:quick`: an answer within a minute on two cores, for while one works: format, lint and types of what has changed
 * since the last time (the first takes longer), the tests that tell most for their time, and what two scenarios come to. It
 * shows what went wrong; the last line is `fine` or what failed. `npm test` is far more.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, install } from '../sim/cli/prepare.mjs';

/** Kept between runs. */
const CACHE = join(ROOT, 'dist/test/quick');

const TESTS = [
  'test/kernel',
  'test/structure/imports.test.ts',
  'test/reading/read-scenario.test.ts',
  'test/reading/shipped.test.ts',
  'test/model/levers.test.ts',
  'test/model/money.test.ts',
  'test/model/plans.test.ts',
  'test/model/services.test.ts',
  'test/features/cash-in-hand.test.ts',
  'test/features/near-work.test.ts',
  'test/features/remembered-waits.test.ts',
  'test/features/traffic.test.ts',
];
/** The scenario with the most kinds of policy, and the one in which payments fail. */
const GOLDEN = 'wuhan-everything|wuhan-outage';

const tool = (name) => join(ROOT, 'node_modules', name);
const PRETTIER = tool('prettier/bin/prettier.cjs');
const ESLINT = tool('eslint/bin/eslint.js');
const TSC = tool('typescript/bin/tsc');
const VITEST = tool('vitest/vitest.mjs');
const cached = (name) => ['--cache', '--cache-location', join(CACHE, name)];
const incremental = (name) => ['--incremental', '--tsBuildInfoFile', join(CACHE, name)];

/** Done side by side; the steps of each, one after the other. */
const LANES = [
  [
    ['format', PRETTIER, '--check', '--log-level', 'warn', ...cached('prettier'), '--cache-strategy', 'content', '.'],
    ['lint', ESLINT, '--max-warnings', '0', ...cached('eslint'), '--cache-strategy', 'content', '.'],
    ['types', TSC, ...incremental('types.json')],
    ['types of the core', TSC, '--project', 'sim', ...incremental('types-core.json')],
    ['golden results', VITEST, 'run', 'test/golden', '-t', GOLDEN],
  ],
  [['tests', VITEST, 'run', ...TESTS]],
];

/** Runs a step. @returns its name, whether it ended well, its seconds and all that it printed */
function run([name, program, ...args]) {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
    child.on('close', (status) => {
      const seconds = (performance.now() - start) / 1000;
      resolve({ name, fine: status === 0, seconds, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

async function runLane(steps) {
  const failed = [];
  for (const step of steps) {
    const { name, fine, seconds, output } = await run(step);
    console.log(`${fine ? 'fine  ' : 'FAILED'} ${name}, ${seconds.toFixed(1)} s`);
    if (fine) continue;
    failed.push(name);
    console.log(output);
  }
  return failed;
}

install();
mkdirSync(CACHE, { recursive: true });
const start = performance.now();
const failed = (await Promise.all(LANES.map(runLane))).flat();
const seconds = ((performance.now() - start) / 1000).toFixed(1);
console.log(failed.length === 0 ? `\nfine, ${seconds} s` : `\nFAILED after ${seconds} s: ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
