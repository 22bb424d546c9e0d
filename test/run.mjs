/**
 * `npm test`: everything, on a fresh clone with Node alone. Each step prints a heading and its time and runs whatever
 * became of the others; the last line is `N passed, N failed`, in which a failed step without tests counts as one.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, install, needPlainPath } from '../sim/cli/prepare.mjs';

const REPORTS = join(ROOT, 'dist/test');
const PROGRAMS = {
  eslint: 'eslint/bin/eslint.js',
  playwright: '@playwright/test/cli.js',
  prettier: 'prettier/bin/prettier.cjs',
  svelteCheck: 'svelte-check/bin/svelte-check',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
};

const total = { passed: 0, failed: 0 };

function step(name, work) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  const { passed, failed } = work();
  total.passed += passed;
  total.failed += failed;
  const verdict = failed === 0 ? 'fine' : 'FAILED';
  console.log(`--- ${name}: ${verdict}, ${((performance.now() - start) / 1000).toFixed(1)} s`);
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

const tool = (name, args, env, stdio) => node(join(ROOT, 'node_modules', PROGRAMS[name]), args, env, stdio);

const verdict = (...fine) => ({ passed: 0, failed: fine.every(Boolean) ? 0 : 1 });

/** Counts of a test runner's report. A run that ended badly without a failed test has still failed. */
function counts(fine, report, read) {
  const { passed, failed } = existsSync(report)
    ? read(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0 };
  return { passed, failed: fine ? failed : Math.max(failed, 1) };
}

function vitest() {
  const report = join(REPORTS, 'vitest.json');
  const fine = tool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
  return counts(fine, report, (r) => ({ passed: r.numPassedTests, failed: r.numFailedTests }));
}

function playwright() {
  const report = join(REPORTS, 'playwright.json');
  const fine = tool('playwright', ['test', '--config', 'test/browser/playwright.config.ts', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
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

step('format', () => verdict(tool('prettier', ['--check', '--log-level', 'warn', '.'])));
step('lint', () => verdict(tool('eslint', ['--max-warnings', '0', '.'])));
step('types', () =>
  verdict(
    tool('tsc', []),
    tool('tsc', ['--project', 'sim']),
    tool('svelteCheck', ['--tsconfig', 'viz/tsconfig.json', '--fail-on-warnings']),
  ),
);
step('build', () => verdict(node(join(ROOT, 'sim/cli/prepare.mjs'), ['page', 'sim'])));
step('tests of the simulation', vitest);
step('tests in a browser', () => {
  if (chromium) return playwright();
  console.log(
    'no Chromium: install one (Debian: apt install chromium), or set CHROMIUM_PATH to one, and run npm test again',
  );
  return { passed: 0, failed: 1 };
});

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
