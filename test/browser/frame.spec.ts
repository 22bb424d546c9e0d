/** The frame of the page: views and instants in the address, Back and Forward, what stands where, figures to take away. */
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { axe, expect, show, test } from './fixture.ts';

const city = (page: Page) => page.getByTestId('city');
const query = (page: Page) => new URL(page.url()).searchParams;

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(city(page)).toHaveAttribute('data-phase', /running|finished/, { timeout: 60_000 });
}

test('Back and Forward go where one was, within the page', async ({ page }) => {
  await open(page, './?scale=2000&days=2&lang=en&play=0');
  await show(page, 'method');
  await expect.poll(() => query(page).get('view')).toBe('method');
  await page.goBack();
  await expect(page.getByTestId('map-difference')).toBeVisible();
  await page.goForward();
  await expect(page.getByTestId('map-difference')).toBeHidden();
  await page.goBack();
  await expect(city(page)).toHaveAttribute('data-run', '1');

  await page.getByTestId('scenario').click();
  await page.getByTestId('scenario-wuhan-outage').click();
  await expect(city(page)).toHaveAttribute('data-run', '2');
  await page.goBack();
  await expect(city(page)).toHaveAttribute('data-run', '3');
  await expect.poll(() => query(page).get('scenario')).toBe('wuhan-2017');
});

test('Back steps through map modes, tabs, what areas show and what is inspected, and restores all of each', async ({
  page,
}) => {
  await open(page, './?scale=2000&days=2&lang=en&play=0&at=2017-06-01T09:00');
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  const areas = page.getByTestId('map-measure');
  const first = await areas.inputValue();
  // Each act is waited for: what comes within a twentieth of a second is one act to the page.
  const steps = (count: number) => expect.poll(async () => (await entries()) - before).toBe(count);
  await page.getByTestId('mode-swipe').click();
  await steps(1);
  await page.getByTestId('mode-side').click();
  await page.getByTestId('mode-side').click();
  await steps(2);
  await page.getByTestId('mode-difference').click();
  await steps(3);
  await page.waitForTimeout(100);
  await areas.selectOption('queueing');
  await steps(4);
  await page.getByTestId('tab-who').click();
  await steps(5);
  await page.getByTestId('map-difference').focus();
  await page.keyboard.press('+');
  await page.waitForTimeout(100);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspection')).toBeVisible();
  expect((await entries()) - before).toBe(6);
  await page.getByTestId('time-bar').fill(String(10 * 36_000));
  await expect.poll(() => query(page).get('at')).toBe('2017-06-01T10:00');
  expect((await entries()) - before).toBe(6);

  await page.goBack();
  await expect(page.getByTestId('tab-who')).toHaveAttribute('aria-selected', 'true');
  await expect(city(page)).toHaveAttribute('data-tick', String(9 * 36_000));
  await page.goBack();
  await expect(page.getByTestId('tab-curves')).toHaveAttribute('aria-selected', 'true');
  await expect(areas).toHaveValue('queueing');
  await page.goBack();
  await expect(areas).toHaveValue(first);
  await page.goBack();
  await expect(page.getByTestId('map-policy')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('map-swipe')).toBeVisible();
  await page.goBack();
  await expect(page.getByTestId('map-difference')).toBeVisible();
  await page.goForward();
  await expect(page.getByTestId('map-swipe')).toBeVisible();
  // Nothing of this was another run.
  await expect(city(page)).toHaveAttribute('data-run', '1');
});

test('Back steps through the parts of Method, and a reload keeps the one that was shown', async ({ page }) => {
  await open(page, './?scale=2000&days=2&lang=en&play=0&view=method');
  const part = (id: string) => page.getByTestId(`method-${id}`);
  await part('how').click();
  await part('joining').click();
  await expect.poll(() => query(page).get('part')).toBe('joining');
  await page.goBack();
  await expect(part('how')).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(part('how')).toHaveAttribute('aria-selected', 'true');
  await page.goBack();
  await expect(part('run')).toHaveAttribute('aria-selected', 'true');
});

test('arrow keys that run through tabs are one step back', async ({ page }) => {
  await open(page, './?scale=2000&days=2&lang=en&play=0');
  const before = await page.evaluate(() => history.length);
  await page.getByTestId('tab-curves').focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('tab-inspect')).toHaveAttribute('aria-selected', 'true');
  expect((await page.evaluate(() => history.length)) - before).toBe(1);
  await page.goBack();
  await expect(page.getByTestId('tab-curves')).toHaveAttribute('aria-selected', 'true');
});

test('whoever leaves City while it is on its way to an instant finds it there again', async ({ page }) => {
  const at = '2017-06-20T09:30';
  await open(page, `./?scale=400&days=21&lang=en&play=0&at=${at}`);
  await show(page, 'method');
  await expect.poll(() => query(page).get('view')).toBe('method');
  expect(query(page).get('at')).toBe(at);
  await page.goBack();
  await expect(page.getByTestId('map-difference')).toBeVisible();
  expect(query(page).get('at')).toBe(at);
});

test('a reload keeps instant, panel, place on the map and what is inspected', async ({ page }) => {
  await open(page, './?scale=2000&days=3&lang=en&play=0&panel=who&at=2017-06-02T09:30');
  const tick = (24 + 9.5) * 36_000;
  await expect(city(page)).toHaveAttribute('data-tick', String(tick), { timeout: 30_000 });
  await expect(page.getByTestId('tab-who')).toHaveAttribute('aria-selected', 'true');
  await page.getByTestId('map-difference').focus();
  await page.keyboard.press('+');
  await expect.poll(() => query(page).get('place')).not.toBeNull();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('inspection')).toBeVisible();
  const title = await page.getByTestId('inspection').getByRole('heading', { level: 3 }).innerText();
  await expect.poll(() => query(page).get('look')).not.toBeNull();
  const zoom = await page.getByTestId('map-difference').getAttribute('data-zoom');
  await page.waitForTimeout(700);
  const place = query(page).get('place');
  await page.reload();
  await expect(city(page)).toHaveAttribute('data-tick', String(tick), { timeout: 60_000 });
  await expect(page.getByTestId('inspection').getByRole('heading', { level: 3 })).toHaveText(title);
  await expect
    .poll(async () => Number(await page.getByTestId('map-difference').getAttribute('data-zoom')))
    .toBeCloseTo(Number(zoom), 1);
  // The map tells where it looks a few times a second, if that is elsewhere.
  await page.waitForTimeout(700);
  expect(query(page).get('place')).toBe(place);
});

/** Numbers with a Chinese unit that begin on one line and end on another. */
const torn = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      for (const match of node.textContent?.matchAll(/[\d.]+(?:分钟|秒|个百分点|万|亿)/g) ?? []) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        const tops = [...range.getClientRects()].map(({ bottom }) => Math.round(bottom));
        if (Math.max(...tops) - Math.min(...tops) > 4) found.push(match[0]);
      }
    }
    return found;
  });

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  // Narrow columns are where it happens.
  const tag = width < 800 ? [] : ['@exhaustive'];
  test(`at ${width} × ${height} no Chinese unit is torn from its number`, { tag }, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, './?scenario=fuzhou-90&scale=2000&lang=zh&play=0');
    for (const panel of ['who', 'where', 'curves']) {
      await page.getByTestId(`tab-${panel}`).click();
      if (panel !== 'curves') await expect(page.getByTestId(panel)).toBeVisible({ timeout: 30_000 });
      expect(await torn(page), panel).toEqual([]);
    }
  });

  test(`at ${width} × ${height} answer, map and dock are in sight without scrolling`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, './?scale=2000&days=2&lang=zh&play=0');
    for (const id of ['title', 'answers', 'play', 'track', 'tab-curves']) {
      await expect(page.getByTestId(id)).toBeInViewport();
    }
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
    // Inspect stands in its column, never over the map of a large screen.
    await page.getByTestId('map-difference').focus();
    await page.keyboard.press('Enter');
    const card = (await page.getByTestId('inspection').boundingBox())!;
    const map = (await page.getByTestId('map-difference').boundingBox())!;
    if (width > 800) expect(card.x).toBeGreaterThanOrEqual(map.x + map.width - 1);
    // English has the longer names: what areas show must not make the map wider than the screen.
    await open(page, './?scale=2000&days=2&lang=en&play=0');
    for (const id of ['map-difference', 'map-measure']) {
      const box = (await page.getByTestId(id).boundingBox())!;
      expect(box.x + box.width, id).toBeLessThanOrEqual(width);
    }
  });
}

test('on a phone a dialog that is opened from the menu leaves no menu behind', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, './?scale=5000&days=2&lang=en&play=0');
  for (const id of ['take-away', 'settings']) {
    await page.getByTestId('menu').click();
    await page.getByTestId(id).click();
    // However long it is, its title and the way out stay in sight.
    await page.getByRole('dialog').evaluate((dialog) => dialog.scrollTo(0, dialog.scrollHeight));
    await expect(page.getByTestId('dialog-head')).toBeInViewport({ ratio: 1 });
    if (id === 'take-away') await expect(page.getByTestId('citation')).not.toContainText(/play=|workers=|speed=/);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await expect(page.getByTestId(id)).toBeHidden();
    await expect(page.getByTestId('menu')).toBeFocused();
  }
});

test(
  'in no window is the map lower than 260 pixels, nor anything wider than the window; time stays in sight',
  { tag: '@exhaustive' },
  async ({ page }) => {
    for (const lang of ['en', 'zh']) {
      await open(page, `./?scale=5000&lang=${lang}&play=0`);
      for (const [width, height] of [
        [820, 640],
        [1024, 600],
        [1280, 640],
        [390, 844],
        [360, 640],
        [844, 390],
      ] as const) {
        await page.setViewportSize({ width, height });
        const map = page.locator('.slot canvas');
        const size = `${lang}, ${width} × ${height}`;
        await expect(async () => expect((await map.boundingBox())!.height, size).toBeGreaterThanOrEqual(260)).toPass();
        await expect
          .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth), size)
          .toBeLessThanOrEqual(0);
        // Nothing that a card says runs over its edge.
        const over = await page
          .getByTestId('answers')
          .evaluate(
            (cards) =>
              [...cards.querySelectorAll('article')].filter((card) => card.scrollWidth > card.clientWidth + 1).length,
          );
        expect(over, size).toBe(0);
        if (width > 800) await expect(page.getByTestId('play'), size).toBeInViewport({ ratio: 1 });
      }
    }
  },
);

test('on a phone a policy of many actions leaves the map its height, and a tap lists them', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, './?scenario=wuhan-everything&scale=5000&lang=en&play=0');
  const map = page.locator('.slot canvas');
  await expect(async () => expect((await map.boundingBox())!.height).toBeGreaterThanOrEqual(260)).toPass();
  for (const id of ['track', 'play']) await expect(page.getByTestId(id)).toBeInViewport({ ratio: 1 });
  await page.getByTestId('events-all').click();
  await expect(page.getByTestId('events-list').getByRole('listitem')).toHaveCount(13);
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('events-list')).toHaveCount(0);
});

test('any measure is found by plain words of either language, and taken away with its legend and source', async ({
  page,
}) => {
  await open(page, './?scale=2000&days=2&lang=en&speed=604800');
  await expect(city(page)).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  await page.getByTestId('measure-search').fill('放弃排队');
  await page.keyboard.press('Enter');
  const chart = page.getByTestId('chart-walkaways.count');
  await expect(chart.getByRole('heading')).toHaveText('People who gave up queueing');
  const take = async (id: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), chart.getByTestId(id).click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };
  const svg = await take('save-svg');
  expect(svg.name).toBe('Wuhan-2017-QR-codes-on-every-bus_People-who-gave-up-queueing.svg');
  for (const said of ['People who gave up queueing', 'Without', 'With', 'seed 7', 'whole city', '<path']) {
    expect(svg.bytes.toString()).toContain(said);
  }
  const table = await take('save-csv');
  const lines = table.bytes.toString().split('\r\n');
  expect(lines[0]).toContain('Without,With,Difference');
  expect(lines.filter((line) => /^2017-06-0\d,/.test(line))).toHaveLength(2);
  const png = await take('save-png');
  expect([...png.bytes.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
  expect(png.bytes.length).toBeGreaterThan(5000);
});

test('one crosshair goes through all charts', async ({ page }) => {
  await open(page, './?scale=2000&days=3&lang=en&speed=604800');
  await expect(city(page)).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  const plot = page.locator('figure .plot').first();
  const box = (await plot.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  const count = await page.locator('figure').count();
  await expect(page.getByTestId('crosshair')).toHaveCount(count);
  await expect(page.locator('figure .unit').nth(1)).toContainText('2 Jun');
});

test('before the first day of a run the crosshair reads the seeds made beforehand, and says so', async ({ page }) => {
  await open(page, './?scale=2000&lang=en&play=0');
  const charts = page.getByRole('tabpanel').locator('figure');
  await expect(charts.first().locator('.unit')).toContainText(/mean of \d+ seeds/);
  const box = (await charts.first().locator('.plot').boundingBox())!;
  await page.mouse.move(box.x + box.width - 16, box.y + box.height / 2);
  await expect(page.getByTestId('crosshair')).toHaveCount(await charts.count());
  await expect(charts.nth(1).locator('.unit')).toContainText(/Aug.* \(mean of \d+ seeds\)/);
  await expect(charts.first().locator('.values')).toContainText(/Without\s*[\d.]+.*Difference\s*[+−\d]/);
  await charts.first().getByRole('button', { name: 'As a table' }).click();
  await expect(
    charts
      .first()
      .getByRole('cell', { name: /^mean of \d+ seeds$/ })
      .first(),
  ).toBeVisible();
});

test('Who and back keeps the curves, as do Back, a reload and the choices of Who', async ({ page }) => {
  await open(page, './?scale=2000&days=2&lang=en&play=0');
  const charts = page.getByRole('tabpanel').locator('figure');
  const added = page.getByTestId('chart-walkaways.count');
  await expect(charts).not.toHaveCount(0);
  const first = await charts.count();
  await page.getByTestId('measure-search').fill('gave up queueing');
  await page.keyboard.press('Enter');
  await expect(added).toBeVisible();
  await page.getByTestId('smoothing').selectOption('week');
  await page.getByTestId('tab-who').click();
  await page.getByTestId('who-by').selectOption('both');
  await page.getByTestId('who-where').selectOption({ index: 2 });
  const where = await page.getByTestId('who-where').inputValue();
  await page.getByTestId('tab-curves').click();
  await expect(added).toBeVisible();
  await expect(charts).toHaveCount(first + 1);
  await expect(page.getByTestId('smoothing')).toHaveValue('week');
  await page.getByTestId('tab-who').click();
  await expect(page.getByTestId('who-by')).toHaveValue('both');
  await expect(page.getByTestId('who-where')).toHaveValue(where);
  await page.getByTestId('tab-curves').click();

  await expect.poll(() => query(page).get('curves')).toMatch(/^walkaways\.count,/);
  await page.reload();
  await expect(added).toBeVisible();
  await added.getByRole('button', { name: /^Remove/ }).click();
  await expect(charts).toHaveCount(first);
  await page.goBack();
  await expect(added).toBeVisible();
});
