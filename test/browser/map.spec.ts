/** The map: whose the wheel is, names, the handle of a swipe, paper. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

const SMALL = './?scale=1000&days=2&lang=en&play=0';
const map = (page: Page) => page.getByTestId('map-difference');
const zoom = async (page: Page) => Number(await map(page).getAttribute('data-zoom'));

async function ready(page: Page, address = SMALL): Promise<void> {
  await page.goto(address);
  await expect(page.getByTestId('city')).toHaveAttribute('data-phase', 'running', { timeout: 40_000 });
}

interface Turn {
  readonly deltaX?: number;
  readonly deltaY?: number;
  readonly ctrlKey?: boolean;
}

/** The zoom once the map has its size: what stands around it may come in after it. */
async function settledZoom(page: Page): Promise<number> {
  await expect(map(page)).toHaveAttribute('data-zoom', /\d/);
  let before = Number.NaN;
  await expect
    .poll(
      async () => {
        const same = (await zoom(page)) === before;
        before = await zoom(page);
        return same;
      },
      { intervals: [500] },
    )
    .toBe(true);
  return before;
}

/** Turns a wheel over the left of the map, away from its inset. */
async function wheel(page: Page, init: Turn, times = 1): Promise<void> {
  await map(page).evaluate(
    (pane, [turn, count]) => {
      const { left, top } = pane.getBoundingClientRect();
      const at = { clientX: left + 120, clientY: top + 120, bubbles: true, cancelable: true };
      for (let i = 0; i < count; i++) pane.dispatchEvent(new WheelEvent('wheel', { ...at, ...turn }));
    },
    [init, times] as const,
  );
}

test('the wheel is the page’s until Ctrl is held; a pinch by two zooms by two; a sideways wheel is no move', async ({
  page,
}) => {
  await ready(page);
  const first = await settledZoom(page);
  await wheel(page, { deltaY: -200 });
  await expect(page.getByTestId('map-hint')).toContainText('Ctrl');
  await wheel(page, { deltaX: 90, ctrlKey: true });
  await wheel(page, { deltaY: 0, ctrlKey: true });
  await page.waitForTimeout(400);
  expect(await zoom(page)).toBe(first);
  await expect(page.getByTestId('zoom-reset')).toBeDisabled();
  await wheel(page, { deltaY: -10 * Math.log(2), ctrlKey: true }, 10);
  await expect.poll(async () => (await zoom(page)) / first).toBeCloseTo(2, 1);
});

test('once it is drawn the map keeps its size, whatever comes in around it', async ({ page }) => {
  await page.addInitScript(() => {
    const heights = new Set<number>();
    Object.assign(globalThis, { heights });
    const look = (): void => {
      const pane = document.querySelector('[data-testid=map-difference]');
      // Names are told with the first picture of the city.
      if ((pane?.getAttribute('data-labels') ?? '') !== '') heights.add(pane!.getBoundingClientRect().height);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.setViewportSize({ width: 1280, height: 720 });
  await ready(page, './?scale=1000&days=2&lang=en');
  await expect(page.getByTestId('map-scale')).toBeVisible({ timeout: 60_000 });
  await page.waitForTimeout(1000);
  expect(await page.evaluate(() => [...(globalThis as unknown as { heights: Set<number> }).heights])).toHaveLength(1);
});

test('the button zooms into what the enlarged centre leaves free, and not into what lies beside the city', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await ready(page);
  await expect(map(page)).toHaveAttribute('data-zoom', /\d/);
  const centre = async () => ((await map(page).getAttribute('data-centre')) ?? '').split(',').map(Number);
  const [pane, inset] = [(await map(page).boundingBox())!, (await page.getByTestId('map-inset').boundingBox())!];
  const [[x, y], first] = [await centre(), await zoom(page)];
  const middle = x! + ((inset.x - pane.x) / 2 - pane.width / 2) / first;
  for (let step = 0; step < 7; step++) await page.getByRole('button', { name: 'Zoom in' }).click();
  await expect(page.getByTestId('map-inset')).toBeHidden();
  await expect
    .poll(async () => {
      const [atX, atY] = await centre();
      return Math.hypot(atX! - middle, atY! - y!);
    })
    .toBeLessThan(0.5);
});

test('names never lie over one another, from afar and from near', async ({ page }) => {
  await ready(page);
  for (let step = 0; step < 4; step++) {
    await page.waitForTimeout(500);
    const numbers = ((await map(page).getAttribute('data-labels')) ?? '').split(',').map(Number);
    const boxes = Array.from({ length: numbers.length >> 2 }, (_, at) => numbers.slice(4 * at, 4 * at + 4));
    expect(boxes.length).toBeGreaterThan(0);
    boxes.forEach(([x, y, w, h], at) => {
      for (const [x1, y1, w1, h1] of boxes.slice(0, at)) {
        expect(Math.abs(x! - x1!) >= w! + w1! - 2 || Math.abs(y! - y1!) >= h! + h1! - 2).toBe(true);
      }
    });
    if (step === 0) await page.getByTestId('zoom-core').click();
    else await page.getByRole('button', { name: 'Zoom in' }).click();
  }
});

test('the handle of a swipe obeys the keyboard', async ({ page }) => {
  await ready(page, `${SMALL}&map=swipe`);
  const handle = page.getByTestId('map-handle');
  await expect(handle).toHaveAttribute('aria-valuenow', '50');
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await expect(handle).toHaveAttribute('aria-valuenow', '55');
  await page.keyboard.press('Home');
  await expect(handle).toHaveAttribute('aria-valuenow', '0');
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  // Where there is little room.
  const tag = width < 800 ? [] : ['@exhaustive'];
  test(`at ${width} × ${height} the word of an outage covers nothing of the map’s own`, { tag }, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('./?scenario=wuhan-outage&scale=2000&days=7&play=0&lang=en&at=2017-07-14T09:00');
    const outage = page.getByTestId('outage');
    await expect(outage).toBeVisible({ timeout: 60_000 });
    const covered = () =>
      outage.evaluate((word) => {
        const box = word.getBoundingClientRect();
        const others = '.inset, .plate, .tools, .bar, [data-testid=map-handle], [data-testid=map-bar]';
        return [...(word.closest('.frame')?.querySelectorAll(others) ?? [])]
          .filter((other) => {
            const { left, right, top, bottom } = other.getBoundingClientRect();
            return left < box.right && right > box.left && top < box.bottom && bottom > box.top;
          })
          .map(({ className }) => className);
      });
    expect(await covered()).toEqual([]);
    await page.getByTestId('mode-swipe').click();
    const handle = page.getByTestId('map-handle');
    for (const presses of [0, 2, 2]) {
      for (let press = 0; press < presses; press++) await handle.press('ArrowRight');
      expect(await covered()).toEqual([]);
      const [word, frame] = [(await outage.boundingBox())!, (await page.getByTestId('map-swipe').boundingBox())!];
      expect(word.x + word.width).toBeLessThan(frame.x + frame.width);
    }
    await page.getByTestId('mode-side').click();
    expect(await covered()).toEqual([]);
    expect((await outage.boundingBox())!.x).toBeGreaterThan((await page.getByTestId('map-policy').boundingBox())!.x);
  });
}

test('on paper the maps are one picture, names and all', async ({ page }) => {
  await ready(page);
  await expect(map(page)).toHaveAttribute('data-zoom', /\d/);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('map-paper')).toBeVisible();
  await expect(map(page)).toBeHidden();
  const colours = () =>
    page.getByTestId('map-paper').evaluate((canvas: HTMLCanvasElement) => {
      // A copy is read: reading the page's own canvas again and again makes Chromium warn.
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })!;
      copy.drawImage(canvas, 0, 0);
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  await expect.poll(colours).toBeGreaterThan(100);
});
