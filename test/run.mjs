/**
 * `npm test`, on a fresh clone with Node alone; with `--all` what is exhaustive too (exhaustive.mjs). Each step prints a heading and its time and runs whatever
 * became of the others; the last line is `N passed, N failed`, in which a failed step without tests counts as one.
 * What has no tests runs side by side, a step a core: each would leave the other cores idle.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ROOT, install, needPlainPath } from '../sim/cli/prepare.mjs';
import { EXHAUSTIVE_TAG, WITHOUT_EXHAUSTIVE } from './exhaustive.mjs';

const REPORTS = join(ROOT, 'dist/test');
const PROGRAMS = {
  eslint: 'eslint/bin/eslint.js',
  playwright: '@playwright/test/cli.js',
  prettier: 'prettier/bin/prettier.cjs',
  svelteCheck: 'svelte-check/bin/svelte-check',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
};

const isAll = process.argv.includes('--all');
const total = { passed: 0, failed: 0 };

function step(name, work) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  close(name, start, work());
}

function close(name, start, { passed, failed }) {
  total.passed += passed;
  total.failed += failed;
  const verdict = failed === 0 ? 'fine' : 'FAILED';
  console.log(`--- ${name}: ${verdict}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Runs scripts side by side, as many as there are cores; each shows its output when it is over. */
async function sideBySide(checks) {
  const waiting = [...checks];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [name, script, args] = next;
      const start = performance.now();
      const { fine, output } = await heard(script, args);
      console.log(`\n=== ${name}`);
      process.stdout.write(output);
      close(name, start, { passed: 0, failed: fine ? 0 : 1 });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
}

/** Runs a script of Node: whether it ended well, and what it said. */
function heard(script, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: ['inherit', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) => resolve({ fine: false, output: `${error.message}\n` }));
    child.on('close', (status) => resolve({ fine: status === 0, output }));
  });
}

/** Runs a script of Node, showing its output unless told otherwise; whether it ended well. */
function node(script, args, env = {}, stdio = 'inherit') {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio,
  });
  return status === 0;
}

const toolOf = (name) => join(ROOT, 'node_modules', PROGRAMS[name]);
const tool = (name, args, env, stdio) => node(toolOf(name), args, env, stdio);

/** Counts of a test runner's report. A run that ended badly without a failed test has still failed. */
function counts(fine, report, read) {
  const { passed, failed } = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 };
  return { passed, failed: fine ? failed : Math.max(failed, 1) };
}

function vitest() {
  const report = join(REPORTS, 'vitest.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const fine = tool('vitest', args, isAll ? {} : { [WITHOUT_EXHAUSTIVE]: '1' });
  return counts(fine, report, (r) => ({ passed: r.numPassedTests, failed: r.numFailedTests }));
}

function playwright() {
  const report = join(REPORTS, 'playwright.json');
  const left = isAll ? [] : ['--grep-invert', EXHAUSTIVE_TAG];
  const args = ['test', '--config', 'test/browser/playwright.config.ts', '--reporter=list,json', ...left];
  const fine = tool('playwright', args, { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  return counts(fine, report, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }));
}

/** Whether there is a Chromium; Playwright's own is installed where there is none. */
async function haveChromium() {
  const { findChromium } = await import('./browser/chromium.mjs');
  if (findChromium() !== undefined) return true;
  console.log('no Chromium found: installing Playwright’s own');
  return tool('playwright', ['install', 'chromium'], {}, 'ignore') && findChromium() !== undefined;
}

needPlainPath();
install();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const chromium = await haveChromium();

// Those that take longest first.
await sideBySide([
  ['lint', toolOf('eslint'), ['--max-warnings', '0', '.']],
  ['types of the page', toolOf('svelteCheck'), ['--tsconfig', 'viz/tsconfig.json', '--fail-on-warnings']],
  ['build', join(ROOT, 'sim/cli/prepare.mjs'), ['page', 'sim']],
  ['types', toolOf('tsc'), []],
  ['format', toolOf('prettier'), ['--check', '--log-level', 'warn', '.']],
  ['types of the core', toolOf('tsc'), ['--project', 'sim']],
]);
step('tests of the simulation', vitest);
if (chromium) {
  step('tests in a browser', playwright);
} else {
  step('tests in a browser', () => {
    console.log(
      'no Chromium: install one (Debian: apt install chromium), or set CHROMIUM_PATH to one, and run npm test again',
    );
    return { passed: 0, failed: 1 };
  });
}

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
