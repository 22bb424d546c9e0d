/** Fingers on the map of a phone: one is the page's, two are the map's. */
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Looks extends Point {
  /** Pixels a kilometre. */
  readonly zoom: number;
}

const map = (page: Page) => page.getByTestId('map-difference');

/** What the map says of where it looks. */
async function looks(page: Page): Promise<Looks> {
  const zoom = Number(await map(page).getAttribute('data-zoom'));
  const [x, y] = ((await map(page).getAttribute('data-centre')) ?? '').split(',').map(Number);
  return { x: x!, y: y!, zoom };
}

/** Moves fingers from some points to others, as the browser itself would tell it. */
async function drag(cdp: CDPSession, from: readonly Point[], to: readonly Point[]): Promise<void> {
  const steps = 8;
  const at = (share: number) =>
    from.map(({ x, y }, id) => ({ id, x: x + share * (to[id]!.x - x), y: y + share * (to[id]!.y - y) }));
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
  for (let step = 1; step <= steps; step++) {
    await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(step / steps) });
  }
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('one finger leaves the map where it is and is told how to move it; two zoom about their middle', async ({
  page,
}) => {
  await page.goto('./?scale=5000&days=2&lang=en&play=0');
  await expect(page.getByTestId('city')).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
  await expect(map(page)).toHaveAttribute('data-zoom', /\d/);
  await page.waitForTimeout(500);
  const cdp = await page.context().newCDPSession(page);
  const pane = (await map(page).boundingBox())!;
  const inPane = (x: number, y: number): Point => ({ x: pane.x + x, y: pane.y + y });
  const first = await looks(page);

  await drag(cdp, [inPane(200, 120)], [inPane(120, 160)]);
  await expect(page.getByTestId('map-hint')).toContainText('two fingers');
  await page.waitForTimeout(500);
  expect(await looks(page)).toEqual(first);
  await page.evaluate(() => scrollTo(0, 0));

  // Apart, to twice their distance, with their middle left of the map's.
  const middle = { x: 140, y: 130 };
  const fingers = (apart: number) => [inPane(middle.x - apart, middle.y - 20), inPane(middle.x + apart, middle.y + 20)];
  const [near, far] = [Math.hypot(30, 20), Math.hypot(80, 20)];
  await drag(cdp, fingers(30), fingers(80));
  await expect.poll(async () => (await looks(page)).zoom / first.zoom).toBeCloseTo(far / near, 1);
  const kmUnder = ({ x, y, zoom }: Looks): Point => ({
    x: x + (middle.x - pane.width / 2) / zoom,
    y: y - (middle.y - pane.height / 2) / zoom,
  });
  // What lay between the fingers still does, within a pixel or two.
  const [before, after] = [kmUnder(first), kmUnder(await looks(page))];
  const close = 2 / first.zoom;
  expect(Math.abs(after.x - before.x)).toBeLessThan(close);
  expect(Math.abs(after.y - before.y)).toBeLessThan(close);

  // Both moved right: the map follows their middle.
  const back = fingers(80).map(({ x, y }) => ({ x: x + 40, y }));
  const moved = await looks(page);
  await drag(cdp, fingers(80), back);
  await expect.poll(async () => (moved.x - (await looks(page)).x) * moved.zoom).toBeCloseTo(40, -1);
  expect((await looks(page)).zoom / moved.zoom).toBeCloseTo(1, 1);
});
