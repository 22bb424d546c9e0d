/** A planner's files become a city in the page: from the drop to a run in both worlds, a folder to take away, and what is kept. */
import type { Page } from '@playwright/test';
import { unzipSync, zipSync } from 'fflate';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { axe, expect, test } from './fixture.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/own-city/', import.meta.url));
const LAUNCHER = fileURLToPath(new URL('../../sim/cli/bin.mjs', import.meta.url));
const example = (file: string) => readFileSync(join(EXAMPLE, file));
const FEED = zipSync(
  Object.fromEntries(readdirSync(join(EXAMPLE, 'feed')).map((name) => [name, example(`feed/${name}`)])),
);

const DISTRICTS = { name: 'districts.geojson', mimeType: 'application/geo+json', buffer: example('districts.geojson') };
const RESIDENTS = { name: 'residents.csv', mimeType: 'text/csv', buffer: example('residents.csv') };
const TIMETABLE = { name: 'feed.zip', mimeType: 'application/zip', buffer: Buffer.from(FEED) };

const city = (page: Page) => page.getByTestId('city');
const summary = (page: Page) => page.getByTestId('own-city-summary');
const give = (page: Page, ...files: (typeof DISTRICTS)[]) => page.getByTestId('own-city-files').setInputFiles(files);

/** Drops files as from a desktop: on the page, wherever. */
async function drop(page: Page, ...files: (typeof DISTRICTS)[]): Promise<void> {
  const sent = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
  const data = await page.evaluateHandle((all) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, base64 } of all) {
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: mimeType }));
    }
    return transfer;
  }, sent);
  await page.dispatchEvent('main', 'drop', { dataTransfer: data });
}

test('files that are dropped become a city that runs in both worlds, is kept, and can be taken away', async ({
  page,
}) => {
  test.slow();
  await page.goto('./?days=1&scale=5000&play=0&lang=en');
  await drop(page, DISTRICTS, RESIDENTS, TIMETABLE);
  // A Worker starts, reads the shipped cities and then the files: a moment, and longer where other programs want the cores.
  await expect(summary(page)).toHaveText('Own city: districts: 2, residents: 40,000, lines with timetables: 4', {
    timeout: 60_000,
  });
  await page.getByTestId('own-city-name').fill('Doggerhaven');
  await page.keyboard.press('Tab');
  await expect(summary(page)).toContainText('Doggerhaven: districts: 2', { timeout: 60_000 });
  const map = page.getByTestId('own-city-map');
  expect(await map.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBe(900);

  // What was assumed is told, and can be said better; what no city has is refused in words.
  await page.getByTestId('own-city-assumed').locator('summary').click();
  const figure = page.getByTestId('figure-hospitals');
  await figure.fill('7');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('own-city-assumed')).toContainText('Given by whoever imported the city', {
    timeout: 60_000,
  });
  await figure.fill('-1');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('own-city-refused')).toContainText('hospitals: -1');
  await figure.fill('7');
  await page.keyboard.press('Tab');
  await expect(page.getByTestId('own-city-refused')).toBeHidden();
  expect(await axe(page)).toEqual([]);

  await page.getByTestId('own-city-run').click();
  await expect(page.getByTestId('own-city-dialog')).toBeHidden();
  await expect(page.getByTestId('title')).toHaveText('Doggerhaven takes phones');
  await expect(city(page)).toHaveAttribute('data-phase', /night|running/, { timeout: 60_000 });

  // The address names it, and another visit still knows it.
  await page.reload();
  await expect(page.getByTestId('title')).toHaveText('Doggerhaven takes phones');
  await page.getByTestId('scenario').click();
  await page.getByTestId('own-city').click();
  await expect(page.getByTestId('own-city-kept')).toContainText('Doggerhaven');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('save-doggerhaven').click()]);
  await checkFolder(await readFile(await download.path()));

  // Deleted only when asked twice.
  await page.getByTestId('delete-doggerhaven').click();
  await expect(page.getByTestId('own-city-kept')).toContainText('Doggerhaven');
  await page.getByTestId('delete-doggerhaven').click();
  await expect(page.getByTestId('own-city-kept')).toBeEmpty();
});

/** What was taken away is what the command line takes for a city. */
async function checkFolder(archive: Buffer): Promise<void> {
  const place = mkdtempSync(join(tmpdir(), 'own-city-'));
  try {
    const files = unzipSync(archive);
    for (const [name, bytes] of Object.entries(files)) {
      mkdirSync(join(place, dirname(name)), { recursive: true });
      writeFileSync(join(place, name), bytes);
    }
    expect(readFileSync(join(place, 'doggerhaven/city.yaml'), 'utf8')).toMatch(/hospitals:\s+value: 7\n/);
    const printed = execFileSync(process.execPath, [LAUNCHER, 'city', 'check', join(place, 'doggerhaven')]);
    expect(String(printed)).toContain('fine (doggerhaven: Doggerhaven, 2 districts, 40,000 residents');
  } finally {
    rmSync(place, { recursive: true });
  }
}

test('wrong files are answered in words with their line, and a column is said better, on a phone in Chinese', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?days=1&scale=5000&play=0&lang=zh');
  await page.getByTestId('scenario').click();
  await page.getByTestId('own-city').click();
  await give(page, RESIDENTS);
  await expect(page.getByTestId('own-city-says')).toContainText('还缺各区边界');
  const shapefile = { name: 'town.shp', mimeType: '', buffer: Buffer.from([0, 0, 0x27, 0x0a]) };
  await give(page, shapefile);
  await expect(page.getByTestId('own-city-refused')).toContainText('town.shp');
  await expect(page.getByTestId('own-city-refused')).toContainText('GeoJSON');
  await page.getByRole('button', { name: '移除town.shp' }).click();
  const renamed = RESIDENTS.buffer.toString('utf8').replace(/^district/, 'where');
  await give(page, DISTRICTS, { ...RESIDENTS, buffer: Buffer.from(renamed) });
  await expect(page.getByTestId('own-city-refused')).toContainText('第1行');
  expect(await axe(page)).toEqual([]);
  await page.getByLabel('where的含义').selectOption('district');
  await expect(summary(page)).toContainText('2个区，人口40,000');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('observed values are dots over the curves, kept for another visit, and wrong ones are told with their line', async ({
  page,
}) => {
  await page.goto('./?days=2&scale=5000&play=1&speed=604800&workers=1&lang=en');
  const observed = (text: string) =>
    page.getByTestId('observed-file').setInputFiles({ name: 'o.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await observed('date,measure,value\n2017-06-01,payments.cuont,3\n2017-06-01,payments.count,"1,000"\n');
  await expect(page.getByTestId('observed-wrong')).toContainText(/line 2: .*the nearest is payments.count/);
  await expect(page.getByTestId('observed-wrong')).toContainText('line 3');
  await observed('date,measure,value\n2017-06-01,payments.count,30000000\n2018-06-01,payments.count,3\n');
  await expect(page.getByTestId('observed-wrong')).toBeHidden();
  await expect(page.getByTestId('observed-says')).toContainText('outside this run: 1');
  const chart = page.getByTestId('chart-payments.count');
  await expect(chart.locator('[data-observed]')).toHaveCount(1);
  await expect(chart.getByTestId('observed-legend')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  const [download] = await Promise.all([page.waitForEvent('download'), chart.getByTestId('save-csv').click()]);
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/2017-06-01,.*,30000000\r\n/);
  await page.reload();
  await expect(chart.locator('[data-observed]')).toHaveCount(1);
  await page.getByTestId('observed-clear').click();
  await expect(chart).toBeHidden();
});
