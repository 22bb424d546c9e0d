/** The graphics card under the maps: its process ends, its context is lost, the pixels of the screen change. */
import { chromium, test, type Page } from '@playwright/test';
import { MAP_MODES } from '../../viz/map/props.ts';
import { expect } from './fixture.ts';

const city = (page: Page) => page.getByTestId('city');
const maps = (page: Page) => page.locator('[data-drawn]');
const drawnTimes = async (page: Page) => Number(await maps(page).getAttribute('data-drawn'));

interface Told {
  /** How often the page has said that the maps are lost. */
  told: number;
}

/** Takes the maps away. @returns once they were put onto another canvas, with a word of it meanwhile and none any more */
async function lose(page: Page, take: () => Promise<unknown>): Promise<void> {
  const before = await drawnTimes(page);
  const told = () => page.evaluate(() => (window as unknown as Told).told);
  const toldBefore = await told();
  await take();
  await expect.poll(told).toBe(toldBefore + 1);
  await expect.poll(() => drawnTimes(page), { timeout: 30_000 }).toBe(before + 1);
  await expect(page.getByTestId('map-lost')).toBeHidden();
  await expect(page.getByTestId('map-failed')).toBeHidden();
}

/**
 * Whether two pictures look the same: no channel of any point differs by more than two of 255. A map that is put up anew adds up where
 * its names stand in another order, which the soft edges of their letters show by one.
 */
function lookAlike(page: Page, a: Buffer, b: Buffer): Promise<boolean> {
  const pictures = [a, b].map((png) => png.toString('base64'));
  return page.evaluate(async (texts) => {
    const [one, other] = await Promise.all(
      texts.map(async (text) => {
        const image = new Image();
        image.src = `data:image/png;base64,${text}`;
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
        const context = canvas.getContext('2d', { willReadFrequently: true })!;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      }),
    );
    if (one!.width !== other!.width || one!.height !== other!.height) return false;
    return one!.data.every((value, at) => Math.abs(value - other!.data[at]!) <= 2);
  }, pictures);
}

test('without WebGL the page says so, on a phone too: what is made of the map is not offered, and nothing lies over anything', async ({
  baseURL,
}, { project }) => {
  const { args = [], ...options } = project.use.launchOptions ?? {};
  const browser = await chromium.launch({ ...options, args: [...args, '--disable-3d-apis'] });
  const page = await browser.newPage({ baseURL: baseURL!, viewport: { width: 390, height: 844 } });
  const thrown: string[] = [];
  page.on('pageerror', ({ message }) => thrown.push(message));
  await page.goto('./?scale=5000&days=2&lang=en&play=0');
  await expect(page.getByTestId('map-failed')).toContainText('no WebGL', { timeout: 30_000 });
  await expect(city(page)).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
  // Nothing can be zoomed or measured on it.
  await expect(page.getByTestId('zoom-core')).toBeHidden();
  await expect(page.getByTestId('map-bar')).toBeHidden();
  await page.getByTestId('menu').click();
  await page.getByTestId('take-away').click();
  await expect(page.getByTestId('take-map-help')).toContainText('no WebGL');
  for (const id of ['take-png', 'film-side', 'film-swipe', 'film-difference']) {
    await expect(page.getByTestId(id)).toBeDisabled();
  }
  await expect(page.getByTestId('take-yaml')).toBeEnabled();
  expect(thrown).toEqual([]);
  await browser.close();
});

test(
  'in each mode, playing and paused, the maps come back as they were, and follow the pixels of the screen',
  { tag: '@exhaustive' },
  async ({ baseURL }, { project }) => {
    test.slow();
    const { args = [], ...options } = project.use.launchOptions ?? {};
    // A browser whose graphics process ends again and again would lend it to nobody: here it is ended for every case.
    const lenient = ['--disable-gpu-process-crash-limit', '--disable-domain-blocking-for-3d-apis'];
    const browser = await chromium.launch({ ...options, args: [...args, ...lenient] });
    const page = await browser.newPage({ baseURL: baseURL!, viewport: { width: 820, height: 860 } });
    const thrown: string[] = [];
    page.on('pageerror', ({ message }) => thrown.push(message));
    const ofBrowser = await browser.newBrowserCDPSession();
    await page.addInitScript(() => {
      const counter = window as unknown as Told;
      counter.told = 0;
      let is = false;
      // A word may stand there for less time than it takes to look.
      new MutationObserver(() => {
        const was = is;
        is = document.querySelector('[data-testid=map-lost]') !== null;
        if (is && !was) counter.told++;
      }).observe(document, { childList: true, subtree: true });
    });
    const crash = () => ofBrowser.send('Browser.crashGpuProcess');
    const loseContext = () =>
      page.evaluate(() => {
        const gl = document.querySelector<HTMLCanvasElement>('.slot canvas')?.getContext('webgl2');
        const lose = gl?.getExtension('WEBGL_lose_context');
        lose?.loseContext();
        setTimeout(() => lose?.restoreContext(), 300);
      });
    const picture = () => page.locator('.maps .frame').screenshot();
    await page.goto('./?scale=1000&days=2&lang=en&play=0&speed=900&at=2017-06-01T08:00');
    await expect(city(page)).toHaveAttribute('data-tick', String(8 * 36_000), { timeout: 90_000 });

    for (const mode of MAP_MODES) {
      await page.getByTestId(`mode-${mode}`).click();
      await expect(maps(page)).toHaveAttribute('data-mode', mode);
      await page.waitForTimeout(600);
      const before = await picture();
      await lose(page, crash);
      await expect(async () =>
        expect(await lookAlike(page, await picture(), before), `${mode}, paused`).toBe(true),
      ).toPass();

      await lose(page, loseContext);
      await expect(async () =>
        expect(await lookAlike(page, await picture(), before), `${mode}, restored`).toBe(true),
      ).toPass();

      const tick = await city(page).getAttribute('data-tick');
      await page.getByTestId('play').click();
      await expect(city(page)).not.toHaveAttribute('data-tick', tick!);
      await lose(page, crash);
      await page.getByTestId('play').click();
      await expect(city(page)).toHaveAttribute('data-playing', 'false');
      // Another instant, and as much is to be seen in it.
      const after = await picture();
      expect(await lookAlike(page, after, before), `${mode}, playing`).toBe(false);
      expect(after.length, `${mode}, playing`).toBeGreaterThan(0.8 * before.length);
    }

    // A window that is moved to a screen of finer pixels.
    const canvas = page.locator('.slot canvas');
    const ratio = () => canvas.evaluate((map: HTMLCanvasElement) => map.width / map.getBoundingClientRect().width);
    expect(await ratio()).toBeCloseTo(1, 1);
    const ofPage = await page.context().newCDPSession(page);
    const screen = { width: 820, height: 860, mobile: false };
    await ofPage.send('Emulation.setDeviceMetricsOverride', { ...screen, deviceScaleFactor: 2 });
    await expect.poll(ratio).toBeCloseTo(2, 1);
    await ofPage.send('Emulation.setDeviceMetricsOverride', { ...screen, deviceScaleFactor: 1 });
    await expect.poll(ratio).toBeCloseTo(1, 1);
    expect(thrown).toEqual([]);
    await browser.close();
  },
);
