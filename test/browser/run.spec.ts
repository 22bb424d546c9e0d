/** Which run is shown: address, picker, seed and scale; how it ends; what is said where something is wrong. */
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { ResultSummary } from '../../sim/runner/result.ts';
import { axe, expect, openSettings, runInNode, show, test } from './fixture.ts';

const FAST = 'scale=1000&days=1&speed=604800';
/** Where nothing of the maps is asked, none are drawn: by the processor they take longer than the run. */
const UNSEEN = `view=method&${FAST}`;
const phase = (page: Page) => page.getByTestId('city');
const query = (page: Page) => new URL(page.url()).searchParams;

async function digests(page: Page): Promise<string[]> {
  await expect(phase(page)).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
  await show(page, 'method');
  return Promise.all(['baseline', 'policy'].map((world) => page.getByTestId(`digest-${world}`).innerText()));
}

test('an address reproduces a run to the digest, another seed does not', async ({ page }) => {
  await page.goto(`./?scenario=wuhan-2017&seed=7&${UNSEEN}`);
  const first = await digests(page);
  for (const digest of first) expect(digest).toMatch(/^[0-9a-f]{16}$/);
  await page.goto(`./?scenario=wuhan-2017&seed=7&${UNSEEN}`);
  expect(await digests(page)).toEqual(first);
  await page.goto(`./?scenario=wuhan-2017&seed=8&${UNSEEN}`);
  expect(await digests(page)).not.toEqual(first);
});

test('how it was watched does not change the digest', { tag: '@exhaustive' }, async ({ page }) => {
  await page.goto('./?map=side&seed=7&scale=1000&days=1&speed=3600');
  await expect(phase(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  await page.getByTestId('play').click();
  await page.getByTestId('step').click();
  await page.waitForTimeout(500);
  await page.getByTestId('speed').fill('11');
  await page.getByTestId('play').click();
  const watched = await digests(page);
  await page.goto(`./?seed=7&${UNSEEN}`);
  expect(await digests(page)).toEqual(watched);
});

test('the empty policy gives equal digests and says that nothing differs', async ({ page }) => {
  await page.goto(`./?map=side&scenario=wuhan-empty&lang=en&${UNSEEN}`);
  const [baseline, policy] = await digests(page);
  expect(policy).toBe(baseline);
  await show(page, 'city');
  await expect(page.getByTestId('sentence')).toContainText('the two worlds are the same');
  for (const figure of await page.getByTestId('figure').all()) expect(await figure.innerText()).not.toMatch(/[+−-]/);
});

test('the result can be downloaded as the command line prints it', async ({ page }) => {
  await page.goto(`./?seed=7&lang=en&${UNSEEN}`);
  const [baseline] = await digests(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download').click()]);
  const json = JSON.parse(await readFile(await download.path(), 'utf8')) as ResultSummary;
  expect(json.worlds.baseline.digest).toBe(baseline);
  const printed = await runInNode({ scenario: 'wuhan-2017', seed: '7', days: 1, scale: 1000 });
  // But for what only a command line knows: how it was run, and from which files.
  const own = ['node', 'commit', 'changed', 'inputs'];
  expect(json).toEqual(Object.fromEntries(Object.entries(printed).filter(([key]) => !own.includes(key))));
});

test('picker, seed, days and scale start another run and change the address', async ({ page }) => {
  await page.goto('./?map=side&scale=1000&days=3&lang=en');
  await expect(phase(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  const title = await page.getByTestId('title').innerText();
  await openSettings(page);
  await page.getByTestId('scale').fill('1');
  await expect(page.getByTestId('estimate')).toContainText('everybody in the city');
  await page.getByTestId('seed').fill('winter');
  await page.getByTestId('scale').fill('2000');
  await page.getByTestId('days').fill('4');
  await page.getByTestId('apply').click();
  await expect(phase(page)).toHaveAttribute('data-run', '2');
  await expect.poll(() => Object.fromEntries(query(page))).toMatchObject({ seed: 'winter', scale: '2000', days: '4' });

  await page.getByTestId('scenario').click();
  await page.getByTestId('scenario-wuhan-hospitals').click();
  await expect(phase(page)).toHaveAttribute('data-run', '3');
  await expect.poll(() => query(page).get('scenario')).toBe('wuhan-hospitals');
  await expect(page.getByTestId('title')).not.toHaveText(title);
});

test('after the end, the run plays once more from its first morning, and nothing is forgotten', async ({ page }) => {
  await page.goto(`./?map=side&seed=7&${FAST}`);
  const first = await digests(page);
  await show(page, 'city');
  const figures = await page.getByTestId('figure').allInnerTexts();
  await page.getByTestId('time-bar').fill('864000');
  await expect(phase(page)).toHaveAttribute('data-tick', '864000');
  await page.getByTestId('play').click();
  await expect.poll(async () => Number(await phase(page).getAttribute('data-tick'))).toBeLessThan(864_000);
  expect(await page.getByTestId('figure').allInnerTexts()).toEqual(figures);
  expect(await digests(page)).toEqual(first);
});

test('a bad address is answered with what was found and expected, never with a blank page', async ({ page }) => {
  await page.goto('./?map=side&scenario=atlantis&scale=-3&lang=xx&speed=fast&colour=red&days=1e9');
  const mistakes = page.getByTestId('mistakes');
  await expect(mistakes).toContainText('atlantis');
  await expect(mistakes).toContainText('wuhan-2017');
  await expect(mistakes).toContainText('-3');
  await expect(mistakes).toContainText('en, zh');
  await expect(mistakes).toContainText('colour');
  await expect(mistakes).toContainText('1e9');
  await expect(phase(page)).toHaveAttribute('data-phase', /night|running/, { timeout: 30_000 });
});

test('of many mistakes three are told at once, a dozen on request, and the rest are counted', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const many = Array.from({ length: 20 }, (_, at) => `nonsense${at}=1`).join('&');
  await page.goto(`./?lang=en&scale=5000&play=0&${many}`);
  const mistakes = page.getByTestId('mistakes');
  await expect(mistakes.locator('li:visible')).toHaveCount(3);
  expect((await mistakes.boundingBox())!.height).toBeLessThan(844 / 3);
  await mistakes.getByText('and 17 more').click();
  await expect(mistakes.locator('li:visible')).toHaveCount(12);
  await expect(mistakes).toContainText('nonsense11');
  await expect(mistakes.getByText('and 8 more')).toBeVisible();
});

test('a Worker that fails is reported in the page, in words', async ({ page }) => {
  await page.route('**/world-worker*', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
      body: 'throw new Error("out of fuel")',
    }),
  );
  await page.goto('./?map=side&lang=en');
  await expect(page.getByTestId('fault')).toContainText('out of fuel');
  await expect(page.getByTestId('fault')).toContainText(/With(out)? the policy/);
  await expect(phase(page)).toHaveAttribute('data-phase', 'failed');
});

test('markup in an address is shown as text', async ({ page }) => {
  await page.goto(`./?map=side&scale=1000&scenario=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
  await expect(page.getByTestId('mistakes')).toContainText('<img src=x');
  await expect(page.getByTestId('mistakes').locator('img')).toHaveCount(0);
});

for (const [lang, htmlLang, play] of [
  ['en', 'en-GB', 'Pause'],
  ['zh', 'zh-CN', '暂停'],
] as const) {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    // Each language and each size is tried; all pairs of them in what is exhaustive.
    const tag = (lang === 'en') === (width === 1440) ? [] : ['@exhaustive'];
    const title = `${lang} at ${width} × ${height}: right language, nothing clipped, accessible from start to end`;
    test(title, { tag }, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await page.goto(`./?map=side&scale=1000&days=1&lang=${lang}`);
      await expect(phase(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
      await expect(page.locator('html')).toHaveAttribute('lang', htmlLang);
      await expect(page.getByTestId('play')).toHaveAccessibleName(play);
      await expect(page.getByTestId('play')).toBeInViewport();
      const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(await overflow()).toBeLessThanOrEqual(0);
      await page.getByTestId('map-policy').focus();
      await page.keyboard.press('Enter');
      await expect(page.getByTestId('inspection')).toBeVisible();
      expect(await axe(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('/');
      for (let notch = 0; notch < 9; notch++) await page.keyboard.press('/');
      await digests(page);
      expect(await overflow()).toBeLessThanOrEqual(0);
      expect(await axe(page)).toEqual([]);
      await show(page, 'city');
      for (const tab of ['who', 'where', 'curves']) {
        await page.getByTestId(`tab-${tab}`).click();
        expect(await axe(page)).toEqual([]);
      }
      expect(await overflow()).toBeLessThanOrEqual(0);
    });
  }
}

test('the language can be changed while it plays', async ({ page }) => {
  await page.goto('./?map=side&scale=1000&lang=en');
  await expect(phase(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  await page.getByTestId('lang-zh').click();
  await expect(page.getByTestId('play')).toContainText('暂停');
  await expect.poll(() => query(page).get('lang')).toBe('zh');
  await expect(phase(page)).toHaveAttribute('data-run', '1');
});
