/** Time travel: the time bar takes both worlds back and on, and every instant looks as it looked before. */
import type { Page } from '@playwright/test';
import { expect, show, test } from './fixture.ts';

const HOUR = 36_000;
const DAY = 24 * HOUR;
const city = (page: Page) => page.getByTestId('city');
const bar = (page: Page) => page.getByTestId('time-bar');
const at = (page: Page, tick: number) =>
  expect(city(page)).toHaveAttribute('data-tick', String(tick), { timeout: 30_000 });

async function open(page: Page): Promise<void> {
  await page.goto('./?map=side&scale=1000&days=4&lang=en&play=1&speed=86400');
  await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
}

/** All that the page shows of an instant. */
async function look(page: Page) {
  const attributes = await page.evaluate(() =>
    ['baseline', 'policy'].map((world) => ({
      ...document.querySelector<HTMLElement>(`[data-testid=map-${world}]`)?.dataset,
    })),
  );
  return { attributes, clock: await page.getByTestId('clock').innerText() };
}

async function travelTo(page: Page, tick: number): Promise<void> {
  await bar(page).fill(String(tick));
  await at(page, tick);
  await expect(page.getByTestId('map-policy')).toHaveAttribute('data-tick', String(tick));
  // The numbers of the page follow the picture a few times a second.
  await page.waitForTimeout(600);
}

test('dragging the bar goes back and on again, to the same picture and the same numbers', async ({ page }) => {
  await open(page);
  await travelTo(page, DAY + 8 * HOUR);
  await expect(city(page)).toHaveAttribute('data-playing', 'false');
  const morning = await look(page);
  await travelTo(page, 2 * DAY + 17.5 * HOUR);
  const evening = await look(page);
  expect(evening).not.toEqual(morning);
  await travelTo(page, DAY + 8 * HOUR);
  expect(await look(page)).toEqual(morning);
  await travelTo(page, 2 * DAY + 17.5 * HOUR);
  expect(await look(page)).toEqual(evening);
});

test('the pointer drags it, and keys move it by a quarter of an hour and by a day', async ({ page }) => {
  await open(page);
  await travelTo(page, 2 * DAY);
  const box = (await bar(page).boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  for (const part of [0.45, 0.4, 0.3, 0.25]) await page.mouse.move(box.x + box.width * part, box.y + box.height / 2);
  await page.mouse.up();
  await expect.poll(async () => Number(await city(page).getAttribute('data-tick'))).toBeLessThan(1.2 * DAY);
  await travelTo(page, DAY);
  await bar(page).focus();
  await page.keyboard.press('ArrowRight');
  await at(page, DAY + HOUR / 4);
  await page.keyboard.press('PageUp');
  await at(page, 2 * DAY + HOUR / 4);
  await page.keyboard.press('PageDown');
  await at(page, DAY + HOUR / 4);
  await page.keyboard.press('Home');
  await at(page, 0);
});

test(
  'a run goes on from where it was taken to, and ends as it would have ended',
  { tag: '@exhaustive' },
  async ({ page }) => {
    await open(page);
    await expect(city(page)).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
    await show(page, 'method');
    const said = await page.getByTestId('result').innerText();
    await show(page, 'city');
    /** Of each curve of this run, how many days it has. */
    const curves = () =>
      page
        .locator('[data-testid^=chart-] svg path[stroke-width="2"]')
        .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')!.match(/[ML]/g)?.length ?? 0));
    await expect.poll(curves).toContain(4);
    const drawn = await curves();
    await travelTo(page, DAY);
    // After the end the instant is a cursor: nothing that lies ahead of it is forgotten.
    expect(await curves()).toEqual(drawn);
    await page.getByTestId('play').click();
    await expect
      .poll(async () => Number(await city(page).getAttribute('data-tick')), { timeout: 30_000 })
      .toBe(4 * DAY);
    await show(page, 'method');
    expect(await page.getByTestId('result').innerText()).toBe(said);
  },
);

test('a click lands where it is drawn, everywhere on the bar', async ({ page }) => {
  await open(page);
  await travelTo(page, 2.5 * DAY);
  const box = (await page.getByTestId('track').boundingBox())!;
  for (const share of [0.003, 0.2, 0.46, 0.624, 0.626]) {
    await page.mouse.click(box.x + share * box.width, box.y + box.height / 2);
    // To a pixel, whatever lies beside it.
    const px = (4 * DAY) / box.width;
    await expect
      .poll(async () => Math.abs(Number(await city(page).getAttribute('data-tick')) - share * 4 * DAY))
      .toBeLessThan(1.5 * px);
    const now = (await page.getByTestId('track').locator('.now').boundingBox())!;
    expect(Math.abs(now.x + now.width / 2 - (box.x + share * box.width))).toBeLessThan(7);
  }
});

test('an outage is drawn from its minute to its minute', async ({ page }) => {
  await page.goto('./?map=side&scenario=wuhan-outage&scale=1000&days=7&play=0');
  await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  const lane = (await page.getByTestId('lane-1').boundingBox())!;
  const track = (await page.getByTestId('track').boundingBox())!;
  expect(lane.x - track.x).toBeCloseTo(((4 + 7.5 / 24) / 7) * track.width, -1);
  expect(lane.width).toBeLessThan((0.2 / 7) * track.width);
});
