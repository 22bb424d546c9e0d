/** Worlds on several workers: nothing that the page shows depends on how many, and a page that is not isolated has one. */
import type { Page } from '@playwright/test';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, openSettings, show, test } from './fixture.ts';

const HOUR = 36_000;
const DAY = 24 * HOUR;
const city = (page: Page) => page.getByTestId('city');
const note = (page: Page) => page.getByTestId('workers');

const members = (page: Page) => page.workers().filter((worker) => worker.url().includes('member-worker')).length;

async function open(page: Page, query: string, at = './'): Promise<void> {
  await page.goto(`${at}?scale=1000&days=3&lang=en&play=0&speed=604800&map=side&${query}`);
  await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
}

/** What the page says about its workers, under Method. */
async function expectNote(page: Page, text: string): Promise<void> {
  await show(page, 'method');
  await expect(note(page)).toContainText(text);
  await show(page, 'city');
}

/** Takes the worlds to an instant. @returns all that the page then shows of it */
async function travelTo(page: Page, tick: number) {
  await page.getByTestId('time-bar').fill(String(tick));
  await expect(city(page)).toHaveAttribute('data-tick', String(tick), { timeout: 30_000 });
  await expect(page.getByTestId('map-policy')).toHaveAttribute('data-tick', String(tick));
  // The numbers of the page follow the picture a few times a second.
  await page.waitForTimeout(400);
  return page.evaluate(() => ({
    maps: ['baseline', 'policy'].map((world) => ({
      ...document.querySelector<HTMLElement>(`[data-testid=map-${world}]`)?.dataset,
    })),
    clock: document.querySelector('[data-testid=clock]')?.textContent,
  }));
}

/** There, back, and on to the end: what was seen on the way, and the digests and measures in the end. */
async function journey(page: Page) {
  const morning = await travelTo(page, DAY + 8 * HOUR);
  const evening = await travelTo(page, 2 * DAY + 9 * HOUR);
  expect(evening).not.toEqual(morning);
  expect(await travelTo(page, DAY + 8 * HOUR)).toEqual(morning);
  await page.getByTestId('play').click();
  // Threads that wait for one another, on a computer that has other work, take their time.
  await expect(city(page)).toHaveAttribute('data-phase', 'finished', { timeout: 90_000 });
  await show(page, 'method');
  return { morning, evening, result: await page.getByTestId('result').innerText() };
}

test(
  'two workers a world show what one shows, there and back, and end with the same digests',
  { tag: '@exhaustive' },
  async ({ page }) => {
    test.slow();
    await open(page, 'workers=1');
    await expectNote(page, 'Workers a world: 1.');
    const alone = await journey(page);
    expect(alone.result).toMatch(/[0-9a-f]{16}/);
    expect(members(page)).toBe(0);

    await open(page, 'workers=2');
    await expectNote(page, 'Workers a world: 2.');
    expect(members(page)).toBe(2);
    expect(await journey(page)).toEqual(alone);

    // Whoever starts a run ends the workers of the last one.
    await openSettings(page);
    await page.getByTestId('apply').click();
    await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
    await expect.poll(() => members(page)).toBe(2);
  },
);

test('a page that is not isolated has one worker a world, says so, and runs', async ({ page, baseURL }) => {
  // What is served, but for the headers.
  const server = createServer((request, response) => {
    void fetch(new URL(request.url!, baseURL)).then(async (found) => {
      response.writeHead(found.status, { 'content-type': found.headers.get('content-type')! });
      response.end(Buffer.from(await found.arrayBuffer()));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bare = `http://localhost:${(server.address() as AddressInfo).port}/`;
  await open(page, 'workers=2', bare);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  await expectNote(page, 'Workers a world: 1 instead of 2');
  expect(members(page)).toBe(0);
  await page.getByTestId('play').click();
  await expect(city(page)).toHaveAttribute('data-phase', 'finished', { timeout: 30_000 });
  await show(page, 'method');
  await expect(page.getByTestId('digest-policy')).toHaveText(/^[0-9a-f]{16}$/);
  await page.getByTestId('lang-zh').click();
  await expect(note(page)).toContainText('线程在此无法共享内存');
  server.close();
});
