/** The page moved about: under another path, through ten switches in a row, along one resident. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { expect, show, test } from './fixture.ts';

const city = (page: Page) => page.getByTestId('city');

test('under any path, on a server without special headers, all of it is found', async ({ page, baseURL }) => {
  const path = '/some/where%20else/';
  const server = createServer((request, response) => {
    if (!request.url!.startsWith(path)) {
      response.writeHead(404).end();
      return;
    }
    void fetch(new URL(request.url!.slice(path.length), baseURL)).then(async (found) => {
      response.writeHead(found.status, { 'content-type': found.headers.get('content-type')! });
      response.end(Buffer.from(await found.arrayBuffer()));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://localhost:${port}${path}?scale=5000&days=1&speed=604800&lang=en`);
  await expect(city(page)).toHaveAttribute('data-phase', 'finished', { timeout: 90_000 });
  for (const view of ['story', 'plan', 'compare', 'method', 'city'] as const) {
    await show(page, view);
    await expect(page.getByTestId('view-failed')).toBeHidden();
  }
  await expect(page.getByTestId('answers')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(path);
  server.close();
});

test(
  'ten switches in a row end where the last one led, with nothing left of the others',
  { tag: '@exhaustive' },
  async ({ page }) => {
    test.slow();
    await page.goto('./?scale=5000&days=2&lang=en&play=0');
    await expect(page.getByTestId('answers')).toBeVisible({ timeout: 60_000 });
    const scenarios = ['wuhan-hospitals', 'guiyang-2017', 'wuhan-outage', 'tianjin-2017', 'wuhan-everything'];
    // None waits for what the one before has begun.
    for (const [at, scenario] of [...scenarios, ...scenarios].entries()) {
      await page.getByTestId('scenario').click();
      await page.getByTestId(`scenario-${scenario}`).click();
      await page.getByTestId(`mode-${['swipe', 'side', 'difference'][at % 3]!}`).click();
      await page.getByTestId(at % 2 === 0 ? 'lang-zh' : 'lang-en').click();
    }
    await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 90_000 });
    await expect.poll(() => new URL(page.url()).searchParams.get('scenario')).toBe('wuhan-everything');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB');
    await expect(page.locator('[data-mode]')).toHaveAttribute('data-mode', 'swipe');
    await expect.poll(() => page.workers().filter((worker) => worker.url().includes('world-worker')).length).toBe(2);
  },
);

/** Counts in the page how often a map's canvas stood there for a picture without anything drawn on it since it got its size. */
function countBlanks(): void {
  let isBlank = false;
  const counts = window as unknown as Counts;
  counts.blanks = counts.sizes = 0;
  for (const side of ['width', 'height'] as const) {
    const own = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, side)!;
    Object.defineProperty(HTMLCanvasElement.prototype, side, {
      ...own,
      set(this: HTMLCanvasElement, pixels: number) {
        own.set!.call(this, pixels);
        if (this.closest('.slot') === null) return;
        isBlank = true;
        counts.sizes++;
      },
    });
  }
  const { drawElements } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.drawElements = function (...how) {
    drawElements.apply(this, how);
    if (this.getParameter(this.FRAMEBUFFER_BINDING) === null) isBlank = false;
  };
  // What is sent as a picture begins arrives when it has been shown.
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => void (isBlank && counts.blanks++);
  const tell = (): void => {
    port2.postMessage(null);
    requestAnimationFrame(tell);
  };
  requestAnimationFrame(tell);
}
interface Counts {
  blanks: number;
  sizes: number;
}

test(
  'the map is never empty, whichever way it is looked at and however large the window is',
  { tag: '@exhaustive' },
  async ({ page }) => {
    await page.addInitScript(countBlanks);
    await page.goto('./?scale=5000&days=2&lang=en&speed=900&map=side');
    await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
    await expect(page.locator('.slot canvas')).toBeVisible();
    for (const [at, mode] of ['difference', 'side', 'swipe', 'difference', 'swipe', 'side'].entries()) {
      await page.setViewportSize({ width: 1100, height: 700 + 20 * at });
      await page.getByTestId(`mode-${mode}`).click();
      if (at % 2 === 1) await page.keyboard.press('.');
      await page.waitForTimeout(300);
    }
    const { blanks, sizes } = await page.evaluate(() => {
      const counts = window as unknown as Counts;
      return { blanks: counts.blanks, sizes: counts.sizes };
    });
    expect(sizes).toBeGreaterThan(5);
    expect(blanks).toBe(0);
  },
);

test('who loses most is offered in the language of the page, and followed through both worlds', async ({ page }) => {
  await page.goto('./?scenario=wuhan-outage&scale=2000&days=5&speed=604800&lang=en&panel=inspect');
  await expect(city(page)).toHaveAttribute('data-phase', 'finished', { timeout: 90_000 });
  await page.getByTestId('time-bar').fill('4320000');
  await expect(city(page)).toHaveAttribute('data-tick', '4320000');
  await expect(page.getByTestId('find-losers')).not.toContainText('so far');
  await page.getByTestId('find-losers').click();
  const offered = page.getByTestId('offered').locator('button');
  await expect(offered.first()).toContainText('Resident');
  await page.getByTestId('lang-zh').click();
  await expect(offered.first()).toContainText('居民');
  await expect(offered.first()).not.toContainText(/[a-z]/i);
  const count = await offered.count();
  expect(count).toBeGreaterThan(1);
  await offered.first().click();
  await expect(page.getByTestId('inspection')).toContainText('号居民');
  const look = () => new URL(page.url()).searchParams.get('look');
  await expect.poll(look).toMatch(/^person-\d+$/);
  const first = look();
  // A ring around the home says where that is, though nobody queues.
  const marker = page.getByTestId('map-marker');
  await expect(marker).toBeVisible();
  // Whoever is chosen next is offered still, and is brought into view from wherever the map looks.
  await page.getByTestId('map-difference').focus();
  for (let step = 0; step < 12; step++) await page.keyboard.press('+');
  for (let step = 0; step < 30; step++) await page.keyboard.press('ArrowLeft');
  await expect(marker).toBeHidden();
  await expect(offered).toHaveCount(count);
  await offered.nth(1).click();
  await expect.poll(look).not.toBe(first);
  await expect(marker).toBeVisible();
});

test('a resident is found by age and district', async ({ page }) => {
  await page.goto('./?scenario=wuhan-outage&scale=2000&days=2&play=0&lang=en&panel=inspect');
  await expect(page.getByTestId('find-anyone')).toBeDisabled();
  await page.getByTestId('find-age').selectOption({ label: 'age 75+' });
  await page.getByTestId('find-district').selectOption({ index: 2 });
  const district = await page.getByTestId('find-district').locator('option').nth(2).textContent();
  await page.getByTestId('find-anyone').click();
  await page.getByTestId('offered').locator('button').first().click();
  const inspection = page.getByTestId('inspection');
  await expect(inspection).toContainText('75+');
  await expect(inspection).toContainText(String(district));
});

test('who loses is told by age, by income, and by both at once in a district', async ({ page }) => {
  await page.goto('./?scenario=wuhan-cash-removed&scale=5000&play=0&lang=en&panel=who');
  await expect(page.getByTestId('who').locator('tbody tr')).toHaveCount(7);
  await page.getByTestId('who-by').selectOption('income');
  await expect(page.getByTestId('who').locator('tbody tr')).toHaveCount(4);
  await page.getByTestId('who-by').selectOption('both');
  const cells = page.getByTestId('who-both').locator('tbody td');
  await expect(cells).toHaveCount(28);
  const ofTheCity = await cells.allTextContents();
  expect(ofTheCity.join()).toMatch(/\+\d/);
  await page.getByTestId('who-where').selectOption({ index: 1 });
  await expect.poll(() => cells.allTextContents()).not.toEqual(ofTheCity);
});

test('no figure of the answer band is cut or lies over its curve', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const scenario of ['wuhan-outage', 'wuhan-cash-removed', 'tianjin-2017']) {
    for (const lang of ['en', 'zh']) {
      await page.goto(`./?scenario=${scenario}&play=0&lang=${lang}`);
      await expect(page.getByTestId('figure').first()).toContainText(/\d/, { timeout: 60_000 });
      const faults = await page.evaluate(() =>
        [...document.querySelectorAll('[data-testid=answers] article')].flatMap((card) => {
          const texts = [...card.querySelectorAll('p')].filter((text) => text.scrollWidth > text.clientWidth + 1);
          const figure = card.querySelector('[data-testid=figure]')!.getBoundingClientRect();
          const curve = card.querySelector('svg')!.getBoundingClientRect();
          const isOver = figure.right > curve.left + 1 && figure.bottom > curve.top && figure.top < curve.bottom;
          return [...texts.map(({ textContent }) => textContent), ...(isOver ? ['a figure over its curve'] : [])];
        }),
      );
      expect(faults, `${scenario}, ${lang}`).toEqual([]);
    }
  }
});
