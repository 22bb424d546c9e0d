/** After the first visit the page is there without a connection; a first visitor fetches no more than is shown at first. */
import { expect, test, type Page } from '@playwright/test';
import { firstView, KB_MAX } from '../bench/page-files.mjs';
import { show } from './fixture.ts';

const RUN = './?scale=5000&days=2&lang=en';

test.use({ serviceWorkers: 'allow' });

/** Waits until all of the page is kept. */
const isKept = (page: Page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);

test(
  'after the first visit all views open and runs go without a connection',
  { tag: '@exhaustive' },
  async ({ page, context }) => {
    test.slow();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(RUN);
    await expect.poll(() => isKept(page), { timeout: 120_000 }).toBe('activated');
    await context.setOffline(true);
    await page.reload();
    const city = page.getByTestId('city');
    await expect(city).toHaveAttribute('data-phase', /night|running/, { timeout: 90_000 });
    // As isolated from other origins as with a connection: workers share memory.
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    const shown = { story: 'story', plan: 'plan', compare: 'compare', method: 'method-claims' } as const;
    for (const view of ['story', 'plan', 'compare', 'method'] as const) {
      await show(page, view);
      await expect(page.getByTestId(shown[view])).toBeVisible({ timeout: 60_000 });
    }
    await show(page, 'city');
    // Another scenario, of another city, as its file has it: nothing of it was fetched before.
    await page.goto('./?scenario=hangzhou-2016&scale=20000&play=1&lang=en');
    await expect(page.getByTestId('answers').getByTestId('figure').first()).toContainText(/\d/, { timeout: 60_000 });
    await expect(city).toHaveAttribute('data-phase', 'running', { timeout: 90_000 });
    await expect.poll(async () => Number(await city.getAttribute('data-tick')), { timeout: 60_000 }).toBeGreaterThan(0);
    expect(faults).toEqual([]);
  },
);

test('with a connection the page is the one that the server has', async ({ page, context }) => {
  await page.goto(RUN);
  await expect.poll(() => isKept(page), { timeout: 120_000 }).toBe('activated');
  await context.route(/\/(\?.*)?$/, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>newer</title>' }),
  );
  await page.reload();
  await expect(page).toHaveTitle('newer');
  await context.unrouteAll();
  await context.setOffline(true);
  await page.reload();
  await expect(page).toHaveTitle(/Cashless City/);
  // Nothing of other origins, and of ours only what the build lists.
  const names = await page.evaluate(async () => {
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => url);
  });
  const own = new URL('./', page.url()).href;
  expect(names.length).toBeGreaterThan(40);
  expect(names.filter((url) => !url.startsWith(own) || url.includes('?'))).toEqual([]);
});

test('a first visitor fetches little, and of other scenarios nothing', async ({ page }) => {
  const urls: string[] = [];
  page.on('response', (response) => urls.push(response.url()));
  await page.goto('./?scale=5000&lang=en');
  await expect(page.getByTestId('answers').getByTestId('figure').first()).toContainText(/\d/);
  await expect(page.getByTestId('city')).toHaveAttribute('data-phase', 'running', { timeout: 90_000 });
  const sizes = await firstView(urls);
  expect(sizes.worlds).toBeGreaterThan(50);
  expect(sizes.pixi).toBeGreaterThan(50);
  expect(sizes.page).toBeGreaterThan(100);
  expect(sizes.page).toBeLessThanOrEqual(KB_MAX);
  expect(urls.filter((url) => /hangzhou|tianjin|library|read-scenario/.test(url))).toEqual([]);
});
