/** What the page does where something around it goes wrong, or a reader sets the browser up in their own way. */
import { test as plain, type Page } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { axe, expect, show, test } from './fixture.ts';

const city = (page: Page) => page.getByTestId('city');
const SMALL = './?scale=2000&days=2&lang=en&play=0';

async function open(page: Page, address = SMALL): Promise<void> {
  await page.goto(address);
  await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
}

test('no translator is asked in, for the page has its own languages', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('translate', 'no');
});

test('an address that cannot be changed stops nothing, and a key held down does not write it again and again', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const counted = window as unknown as { written: number };
    counted.written = 0;
    for (const way of ['replaceState', 'pushState'] as const) {
      history[way] = () => {
        counted.written++;
        throw new DOMException('too many', 'SecurityError');
      };
    }
  });
  await open(page);
  for (let press = 0; press < 40; press++) await page.keyboard.press(',');
  const written = await page.evaluate(() => (window as unknown as { written: number }).written);
  expect(written).toBeLessThan(40);
  await page.getByTestId('settings').click();
  await page.getByTestId('seed').fill('8');
  await page.getByTestId('apply').click();
  await expect(city(page)).toHaveAttribute('data-run', '2');
  await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
});

test(
  'keys mean the same with capitals, Shift and Cyrillic; a held Space is one press; Space after a click plays',
  {
    tag: '@exhaustive',
  },
  async ({ page }) => {
    await open(page);
    const press = (key: string, code: string, more = {}) =>
      page.evaluate(
        ([init]) => {
          const target = document.activeElement ?? document.body;
          target.dispatchEvent(new KeyboardEvent('keydown', init));
          target.dispatchEvent(new KeyboardEvent('keyup', init));
        },
        [{ key, code, bubbles: true, cancelable: true, ...more }],
      );
    const speed = page.getByTestId('speed-words');
    const before = await speed.innerText();
    await press('?', 'Slash', { shiftKey: true });
    await expect(speed).not.toHaveText(before);
    await press('б', 'Comma');
    await expect(speed).toHaveText(before);

    await page.keyboard.down('Space');
    for (let repeat = 0; repeat < 4; repeat++) await page.keyboard.down('Space');
    await page.keyboard.up('Space');
    await expect(city(page)).toHaveAttribute('data-playing', 'true');
    await page.keyboard.press('Space');
    await expect(city(page)).toHaveAttribute('data-playing', 'false');

    const tick = async () => Number(await city(page).getAttribute('data-tick'));
    await page.waitForTimeout(600);
    const goal = (await tick()) + 36_000;
    await page.getByTestId('step').click();
    await expect.poll(tick).toBe(goal);
    await page.keyboard.press('Space');
    await expect(city(page)).toHaveAttribute('data-playing', 'true');
    // Reached with Tab, the button is pressed by it.
    await page.keyboard.press('Space');
    await expect(city(page)).toHaveAttribute('data-playing', 'false');
    await page.waitForTimeout(600);
    const held = await tick();
    await page.getByTestId('play').focus();
    await page.keyboard.press('Tab');
    await expect(page.getByTestId('step')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(city(page)).toHaveAttribute('data-playing', 'false');
    await expect.poll(tick).toBe(held + 36_000);
  },
);

plain('a part of the map that is missing, or a connection that is gone, is told as that', async ({ page, context }) => {
  await page.route('**/stage-*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(SMALL);
  await expect(page.getByTestId('map-failed')).toContainText('did not send a part of this page', { timeout: 30_000 });
  await expect(page.getByTestId('map-failed')).not.toContainText('WebGL');
  // No map has no scale.
  await expect(page.getByTestId('map-bar')).toBeHidden();
  await expect(city(page)).toHaveAttribute('data-phase', /night|running/, { timeout: 60_000 });
  await context.setOffline(false);
});

plain('without its program the page says what is wrong', async ({ page }) => {
  await page.route('**/assets/index-*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto('./');
  await expect(page.locator('#boot .missing')).toBeVisible();
  await expect(page.locator('#boot .missing')).toContainText('没有返回');
});

plain('without JavaScript the page says that it takes some', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(baseURL!);
  const said = page.locator('noscript p');
  await expect(said).toHaveCount(2);
  for (const one of await said.all()) {
    await expect(one).toBeVisible();
    await expect(one).toContainText('JavaScript');
  }
  await page.waitForTimeout(4500);
  await expect(page.locator('#boot .slow')).toBeHidden();
  await context.close();
});

plain('opened as a file the page says how to serve it', async ({ page, request }) => {
  // What is served, as a file: the page's own text and the script that explains.
  const html = await (await request.get('./')).text();
  const script = await (await request.get('./boot.js')).text();
  const { mkdtemp, writeFile } = await import('node:fs/promises');
  const folder = await mkdtemp(fileURLToPath(new URL('../../dist/test/file-', import.meta.url)));
  await writeFile(`${folder}/index.html`, html);
  await writeFile(`${folder}/boot.js`, script);
  await page.goto(`file://${folder}/index.html`);
  await expect(page.locator('html')).toHaveAttribute('data-boot', /file|missing/);
  await expect(page.getByText('npm start').first()).toBeVisible();
});

test('with forced colours the time bar and what is chosen can be told', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await open(page, './?scale=2000&days=7&lang=en&play=0&scenario=wuhan-outage');
  const looks = await page.evaluate(() => {
    const style = (selector: string) => getComputedStyle(document.querySelector(selector)!);
    return {
      now: style('[data-testid=track] .now').borderLeftColor,
      page: style('body').backgroundColor,
      pressed: style('[data-testid=lang-en]').backgroundColor,
      other: style('[data-testid=lang-zh]').backgroundColor,
      lane: style('[data-testid=lane-1]').backgroundColor,
    };
  });
  expect(looks.now).not.toBe(looks.page);
  expect(looks.pressed).not.toBe(looks.other);
  expect(looks.lane).not.toBe(looks.page);
});

test('text at twice its size is larger and is not cut', async ({ page }) => {
  await open(page);
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize));
  const before = await size();
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  expect(await size()).toBeCloseTo(2 * before, 1);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('button, label, h1, h2, .tabs button')]
      .filter((element) => element.checkVisibility() && element.scrollWidth > element.clientWidth + 2)
      .filter((element) => getComputedStyle(element).textOverflow !== 'ellipsis' && element.clientWidth > 1)
      .map((element) => element.textContent),
  );
  expect(cut).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

test('on paper nothing covers anything, and tables are whole', async ({ page }) => {
  await open(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByTestId('track')).toBeHidden();
  const panel = page.locator('[role=tabpanel]');
  expect(await panel.evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(1);
});

test('after the end nobody is told how fast the computer is', { tag: '@exhaustive' }, async ({ page }) => {
  await page.goto('./?scale=2000&days=1&lang=en&speed=604800');
  await expect(city(page)).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  await expect(page.getByTestId('speed-words')).not.toContainText('%');
  await show(page, 'method');
  await page.getByTestId('result-search').fill('payments');
  const count = page.getByTestId('result-count');
  await expect(count).toContainText(/\d+ found/);
  const found = Number(/(\d+) found/.exec(await count.innerText())![1]);
  await expect(count).toContainText(found > 100 ? 'the first 100 shown' : 'all shown');
  if (found > 100) {
    await page.getByTestId('result-every').click();
    await expect(page.getByTestId('result').locator('tbody tr')).toHaveCount(found);
  }
  expect(await axe(page)).toEqual([]);
});
