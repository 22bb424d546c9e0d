/**
 * Every view as readers set their browsers up: colours of their own, text of twice the size, paper; and where a part of the page
 * cannot be fetched. Each check looks for a kind of fault in whatever is shown, so that what is added later is looked at too.
 */
import { test as plain, type Page } from '@playwright/test';
import { LOCALES } from '../../viz/i18n/index.ts';
import { METHOD_PARTS } from '../../viz/state/address.ts';
import { axe, expect, show, test } from './fixture.ts';
import { cutOnPaper, cutText, markPainted, untold, vanished, wideText } from './look.ts';

const ADDRESS = './?scale=5000&days=2&lang=en&play=0';
/** What is looked at: views, parts of Method, and the dialog of an own city, which lies over whatever is shown. */
const SHOWN = [
  'story',
  'plan',
  'compare',
  'method-how',
  'method-sources',
  'method-headlines',
  'method-claims',
  'method-joining',
  'city',
  'own-city',
] as const;

/** Opens the page; nothing that is looked at waits for the run. */
async function open(page: Page): Promise<void> {
  await page.goto(ADDRESS);
  await expect(page.getByTestId('answers')).toBeVisible({ timeout: 60_000 });
}

/** All that is shown without a dialog: every part of Method too. */
const VIEWED = [
  ...SHOWN.filter((what) => what !== 'own-city' && !what.startsWith('method-')),
  ...METHOD_PARTS.map((part) => `method-${part}`),
];

async function visit(page: Page, what: string): Promise<void> {
  if (what === 'own-city') {
    await page.getByTestId('scenario').click();
    await page.getByTestId('own-city').click();
    await expect(page.getByTestId('own-city-files')).toBeAttached();
  } else if (what === 'plan' || what === 'city' || what === 'compare' || what === 'story') {
    await show(page, what);
    const landmark = { plan: 'plan', city: 'answers', compare: 'compare', story: 'screen' }[what];
    await expect(page.getByTestId(landmark)).toBeVisible();
  } else {
    await show(page, 'method');
    await page.getByTestId(what).click();
    await expect(page.getByTestId(what)).toHaveAttribute('aria-selected', 'true');
  }
}

test('with forced colours nothing vanishes and what is chosen can be told; on paper nothing is cut', async ({
  page,
}) => {
  test.slow();
  await open(page);
  const faults: string[] = [];
  for (const what of SHOWN) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await visit(page, what);
    await page.evaluate(markPainted);
    await page.emulateMedia({ forcedColors: 'active' });
    const forced = [...(await page.evaluate(vanished)), ...(await page.evaluate(untold))];
    faults.push(...forced.map((fault) => `${what}, forced colours: ${fault}`));
    await page.emulateMedia({ forcedColors: 'none' });
    if (what === 'own-city') continue;
    // A4 with its margins.
    await page.setViewportSize({ width: 718, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    faults.push(...(await page.evaluate(cutOnPaper)).map((fault) => `${what}, paper: ${fault}`));
    await page.emulateMedia({ media: 'screen' });
  }
  expect(faults).toEqual([]);
});

test('axe finds nothing in any view, in either language, large or small', async ({ page }) => {
  test.slow();
  await open(page);
  const faults: string[] = [];
  for (const locale of LOCALES) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByTestId(`lang-${locale}`).click();
    for (const what of VIEWED) {
      await visit(page, what);
      faults.push(...(await axe(page)).map((fault) => `${what}, ${locale}: ${fault}`));
    }
    await page.setViewportSize({ width: 390, height: 844 });
    // Parts of Method are the same on a phone; the other views are not.
    for (const what of SHOWN.filter((one) => one === 'plan' || one === 'compare')) {
      await visit(page, what);
      faults.push(...(await axe(page)).map((fault) => `${what} on a phone, ${locale}: ${fault}`));
    }
  }
  expect(faults).toEqual([]);
});

test(
  'with a default font of twice the size no text is cut and nothing is wider than the screen, large or small',
  { tag: '@exhaustive' },
  async ({ page }) => {
    test.slow();
    const session = await page.context().newCDPSession(page);
    // What a reader sets in the browser: measures in rem follow it, and so do the widths at which the page changes.
    await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    await open(page);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
    const faults: string[] = [];
    for (const what of SHOWN) {
      for (const [width, height] of [
        [1440, 900],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        if (what !== 'own-city' || width === 1440) await visit(page, what);
        // Charts are laid out anew a moment after the window has changed: what stays is a fault.
        let found: string[] = [];
        for (let look = 0; look < 20 && (look === 0 || found.length > 0); look++) {
          if (look > 0) await page.waitForTimeout(250);
          found = [...(await page.evaluate(cutText)), ...(await page.evaluate(wideText))];
        }
        faults.push(...found.map((fault) => `${what} at ${width}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
  },
);

plain('a view or dialog that cannot be fetched says why, and is there once it can be', async ({ page, context }) => {
  test.slow();
  await open(page);
  await expect(page.getByTestId('city')).toHaveAttribute('data-phase', 'running', { timeout: 90_000 });
  const failed = page.getByTestId('view-failed');
  await context.setOffline(true);
  for (const view of ['story', 'plan', 'compare', 'method'] as const) {
    await show(page, view);
    await expect(failed).toContainText('There is no connection');
  }
  await page.getByTestId('scenario').click();
  await page.getByTestId('own-city').click();
  await expect(page.getByTestId('own-city-failed')).toBeVisible();
  // What was there before goes on.
  await show(page, 'city');
  await page.getByTestId('step').click();
  await expect(page.getByTestId('city')).toHaveAttribute('data-tick', String(8 * 36_000));
  await context.setOffline(false);
  await page.route('**/plan-*.js', (route) => route.fulfill({ status: 404, body: '' }));
  await show(page, 'plan');
  await expect(failed).toContainText('did not send a part of this page');
  await page.unroute('**/plan-*.js');
  await failed.getByRole('button').click();
  await expect(page.getByTestId('plan')).toBeVisible();
});
