/**
 * Pictures of every view, in each language, large and small, beside those that are kept in `pictures/`. All is drawn from fixed
 * data: results made beforehand, and a run that stands still at an instant. `npm run pictures` makes them anew.
 */
import { test, type Page } from '@playwright/test';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LOCALES } from '../../viz/i18n/index.ts';
import { VIEWS, type View } from '../../viz/state/address.ts';
import { expect, show } from './fixture.ts';

const ADDRESS = './?scenario=wuhan-2017&seed=7&scale=5000&workers=1&speed=60&play=0&lang=en&at=2017-06-01T08:30:00';
const EIGHT_THIRTY = 8.5 * 36_000;
const SIZES = [
  { name: 'large', width: 1440, height: 900 },
  { name: 'small', width: 390, height: 844 },
] as const;
/** What is there once a view is. */
const LANDMARKS: Readonly<Record<View, string>> = {
  story: 'screen',
  city: 'answers',
  plan: 'plan',
  compare: 'compare',
  method: 'method-how',
};
/** Compare comes last: what it lets run in the background is told in every view. */
const ORDER: readonly (readonly View[])[] = [VIEWS.filter((view) => view !== 'compare'), ['compare']];
/** What may differ: edges of letters and lines by a little, and a few hundred pixels altogether. */
const ALIKE = { threshold: 0.2, maxDiffPixelRatio: 0.003 } as const;
/** One family for all letters, so that pictures know of no other font: it is in Debian's fonts-noto-cjk. */
const LETTERS = `
  body, body * { font-family: 'Noto Sans CJK SC' !important; }
  body :is(pre, code, kbd, .mono, textarea) { font-family: 'Noto Sans Mono CJK SC' !important; }
`;
/** Widths of texts on the machine on which the pictures were made: they tell one version of a font from another. */
const FONTS = fileURLToPath(new URL('pictures/fonts.json', import.meta.url));
/** Other fonts make other pictures: where this is set they are compared all the same. */
const MUST = process.env['PICTURES'] === 'compare';

/** Widths, in thousandths of a pixel, of what is written in the page's letters. */
function fontsOf(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d')!;
    const texts = ['Cashless City 0123456789', 'Refused, left behind: −1.25 ± 0.4', '无现金之城：公交、医院、商店'];
    const fonts = [
      "14px 'Noto Sans CJK SC', serif",
      "600 14px 'Noto Sans CJK SC', serif",
      "14px 'Noto Sans Mono CJK SC', serif",
    ];
    const widths = fonts.flatMap((font, at) =>
      texts.map((text) => {
        pen.font = font;
        return [`${['plain', 'bold', 'mono'][at]} ${text}`, Math.round(1000 * pen.measureText(text).width)] as const;
      }),
    );
    return Object.fromEntries(widths);
  });
}

/** Waits for the vehicles, and for what ten seeds say of districts and days, which the page fetches some seconds later. */
async function drawn(page: Page): Promise<void> {
  await expect(page.locator('[data-vehicles]')).toHaveAttribute('data-vehicles', /[1-9]/);
  await expect(page.getByTestId('map-scale')).toContainText('10', { timeout: 60_000 });
}

test('every view looks as it is kept, in both languages, large and small', async ({ page }, info) => {
  // Twenty pictures: as slow as the slowest machine that makes them.
  test.setTimeout(900_000);
  const isMaking = info.config.updateSnapshots === 'all';
  // What the page tells of the machine is the same on every machine.
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => 4 });
    Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 8 });
  });
  // Quick runs begin and never get on: how far they are would be told.
  const headers = { 'Cross-Origin-Embedder-Policy': 'require-corp' };
  await page.route('**/draft-lab-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', headers, body: '' }),
  );
  await page.goto(ADDRESS);
  // A sheet that a script adopts: the page forbids styles written into it.
  await page.evaluate((letters) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(letters);
    document.adoptedStyleSheets.push(sheet);
  }, LETTERS);
  const fonts = await fontsOf(page);
  if (isMaking) mkdirSync(dirname(FONTS), { recursive: true });
  if (isMaking) writeFileSync(FONTS, `${JSON.stringify(fonts, null, 2)}\n`);
  const kept = existsSync(FONTS) ? (JSON.parse(readFileSync(FONTS, 'utf8')) as typeof fonts) : {};
  const other = Object.keys(fonts).filter((text) => fonts[text] !== kept[text]);
  const words = `the fonts of this machine are not those of the pictures (${other.join('; ')}): they are not compared`;
  if (other.length > 0 && !MUST) console.log(words);
  test.skip(other.length > 0 && !MUST, words);

  await expect(page.getByTestId('city')).toHaveAttribute('data-tick', String(EIGHT_THIRTY), { timeout: 300_000 });
  for (const views of ORDER) {
    for (const locale of LOCALES) {
      for (const { name, width, height } of SIZES) {
        await page.setViewportSize({ width, height });
        if (width < 800) await page.getByTestId('menu').click();
        await page.getByTestId(`lang-${locale}`).click();
        if (width < 800) await page.getByTestId('menu').click();
        for (const view of views) {
          await show(page, view);
          await expect(page.getByTestId(LANDMARKS[view])).toBeVisible();
          if (view === 'city') await drawn(page);
          if (view === 'plan') await expect(page.getByTestId('quick-status')).toHaveAttribute('data-phase', 'running');
          await page.mouse.move(0, 0);
          await expect.soft(page).toHaveScreenshot(`${view}-${locale}-${name}.png`, { ...ALIKE, timeout: 30_000 });
        }
      }
    }
  }
});
