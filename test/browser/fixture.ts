/** What the browser tests share: a page that must stay silent, and a check of accessibility. */
import { test as base, expect, type Page } from '@playwright/test';
import axeCore, { type AxeResults } from 'axe-core';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ResultSummary } from '../../sim/runner/result.ts';
import type { View } from '../../viz/state/address.ts';

const LAUNCHER = fileURLToPath(new URL('../../sim/cli/bin.mjs', import.meta.url));

export { expect };

/** What Playwright itself says where the configuration has it block service workers. */
const BLOCKED = 'Service Worker registration blocked by Playwright';

/** Like Playwright's `test`; it fails when the page writes to the console, throws, or has a request that fails. */
export const test = base.extend({
  page: async ({ page }, use) => {
    const noises: string[] = [];
    page.on('console', (message) => {
      if (message.text() !== BLOCKED) noises.push(`console.${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => noises.push(`uncaught: ${error.message}`));
    page.on('requestfailed', (request) => {
      const reason = request.failure()?.errorText ?? '';
      // Leaving a page ends what it was still loading.
      if (reason !== 'net::ERR_ABORTED') noises.push(`failed: ${request.url()} ${reason}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) noises.push(`${response.status()}: ${response.url()}`);
    });
    await use(page);
    expect(noises, 'the page stays silent').toEqual([]);
  },
});

/** A run's result as the command line prints it, by Node. */
export async function runInNode(run: {
  readonly scenario: string;
  readonly seed: string;
  readonly days: number;
  readonly scale: number;
}): Promise<ResultSummary> {
  const options = ['--json', '--seed', run.seed, '--days', String(run.days), '--scale', String(run.scale)];
  const { stdout } = await promisify(execFile)(process.execPath, [LAUNCHER, 'run', run.scenario, ...options], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as ResultSummary;
}

/** Shows a view, by the navigation of a large or a small screen. */
export async function show(page: Page, view: View): Promise<void> {
  await page.getByTestId(`view-${view}`).locator('visible=true').click();
}

/** Opens the run settings, through the menu on a small screen. */
export async function openSettings(page: Page): Promise<void> {
  if (await page.getByTestId('menu').isVisible()) await page.getByTestId('menu').click();
  await page.getByTestId('settings').click();
}

/** Runs axe-core in the page and returns its violations, one line each: rule, element, what is wrong. */
export async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source);
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: AxeCore }).axe.run());
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}: ${help}`));
}

interface AxeCore {
  run(): Promise<AxeResults>;
}
