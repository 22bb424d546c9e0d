/* global document, requestAnimationFrame, window -- of the page */
/**
 * `npm run bench:page`: what the page must hold, measured in Chromium on this machine and printed beside what is wanted. Here
 * the processor draws (SwiftShader), as on a machine without a graphics card: `--gpu` leaves the drawing to whatever there is.
 * `--quick` looks at small cities and short runs, to try the measuring itself; its figures say nothing. `--only PART` measures
 * one of first, maps, run and beside.
 */
import { parseArgs } from 'node:util';
import { build, install } from '../../sim/cli/prepare.mjs';
import { servePage } from '../serve-page.mjs';

const { values: flags } = parseArgs({
  options: { quick: { type: 'boolean' }, gpu: { type: 'boolean' }, only: { type: 'string' } },
});
const parts = { first: firstLook, maps, run: defaultRun, beside };
if (flags.only !== undefined && !(flags.only in parts)) {
  throw new Error(`--only: found ${flags.only}, expected one of ${Object.keys(parts).join(', ')}`);
}
install();
build('page');
const { chromium } = await import('@playwright/test');
const { findChromium } = await import('../browser/chromium.mjs');
const { firstView, KB_MAX } = await import('./page-files.mjs');
const { longestTask, memoryOf, shareOfCore, startWatching, watch } = await import('./page-watch.mjs');

const SIZE = { width: 1440, height: 900 };
const MODES = ['difference', 'swipe', 'side'];
const SCALES = flags.quick ? [2000] : [100, 50];
const LOADS = flags.quick ? 1 : 3;
const WATCH_MS = flags.quick ? 2000 : 5000;
const LANDINGS = flags.quick ? 3 : 12;
const LONG_MS = 600_000;
/** The default run; a short one to try the measuring. */
const RUN = flags.quick ? 'scale=5000&days=3&' : '';
const SOFTWARE = ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-rasterization'];
/** Memory is measured when it is asked for, not at the next collection of garbage. */
const ARGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--enable-blink-features=ForceEagerMeasureMemory',
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
];

const rows = [];
const tell = (what, measured, wanted, holds) => {
  rows.push({ what, measured, wanted, holds });
  console.log(`  ${what}: ${measured}`);
};
const atMost = (what, value, most, unit) =>
  tell(what, `${Math.round(value).toLocaleString('en')} ${unit}`, `at most ${most} ${unit}`, value <= most);
const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

const { url, end } = await servePage();
const executablePath = findChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [...ARGS, ...(flags.gpu ? [] : SOFTWARE)],
});

/** A page of its own, as a first visitor has it, which watches itself from its start. */
async function open(query, until = 'running') {
  const context = await browser.newContext({ baseURL: url, viewport: SIZE, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(startWatching);
  const answers = [];
  page.on('response', (response) => answers.push(response.url()));
  await page.goto(`./?${query}lang=en`);
  await page.locator(`[data-testid=city][data-phase=${until}]`).waitFor({ timeout: LONG_MS });
  return { page, answers, close: () => context.close() };
}

async function firstLook() {
  const looks = [];
  let files;
  for (let load = 0; load < LOADS; load++) {
    const { page, answers, close } = await open('');
    await page.waitForFunction(() => window.watched.vehicle > 0, undefined, { timeout: LONG_MS });
    looks.push(await page.evaluate(() => ({ ...window.watched })));
    files = await firstView(answers);
    await close();
  }
  atMost('first answer', median(looks.map(({ answer }) => answer)), 1000, 'ms');
  atMost('first moving vehicle', median(looks.map(({ vehicle }) => vehicle)), 2000, 'ms');
  atMost('longest task until then', median(looks.map(({ longest }) => longest)), 50, 'ms');
  let page;
  const cpu = await longestTask(browser, undefined, async () => {
    page = await open('');
    await page.page.waitForFunction(() => window.watched.vehicle > 0, undefined, { timeout: LONG_MS });
  });
  await page.close();
  atMost('the same in the processor’s time', cpu, 50, 'ms');
  atMost('files of the first view, compressed, without Pixi', files.page, KB_MAX, 'kB');
  tell('files of the worlds beside it, and Pixi', `${files.worlds} kB and ${files.pixi} kB`, '', null);
}

/** Pictures a second and the longest task, of a page that has something to do. */
async function pace(page, what, frames) {
  const seen = await page.evaluate(watch, WATCH_MS);
  tell(`${what}: pictures a second`, seen.frames.toFixed(1), `at least ${frames}`, seen.frames >= frames);
  atMost(`${what}: longest task`, seen.longest, 50, 'ms');
}

async function maps(frames) {
  for (const scale of SCALES) {
    const { page, close } = await open(`scale=${scale}&days=2&speed=60&`);
    for (const mode of MODES) {
      await page.getByTestId(`mode-${mode}`).click();
      await page.waitForTimeout(1500);
      await pace(page, `1:${scale}, ${mode}`, frames);
    }
    await close();
  }
}

async function defaultRun() {
  const start = performance.now();
  const { page, close } = await open(`${RUN}speed=604800&`, 'finished');
  tell('default run to its end', `${((performance.now() - start) / 1000).toFixed(1)} s`, '', null);
  const { longest } = await page.evaluate(() => window.watched);
  atMost('longest task of it', longest, 50, 'ms');
  const { own, resident } = await memoryOf(browser, page);
  atMost('memory after it, of page and Workers', own / 1e6, 500, 'MB');
  if (resident !== null) tell('memory after it, of the whole process', `${Math.round(resident / 1e6)} MB`, '', null);
  const bar = page.getByTestId('time-bar');
  const last = Number(await bar.getAttribute('max'));
  const took = [];
  for (let landing = 0; landing < LANDINGS; landing++) {
    // Spread over the run, there and back.
    const goal = Math.round((((landing * 7) % LANDINGS) + 0.37) * (last / LANDINGS));
    took.push(
      await bar.evaluate(async (input, tick) => {
        const begin = performance.now();
        input.value = String(tick);
        input.dispatchEvent(new Event('input', { bubbles: true }));
        const city = document.querySelector('[data-testid=city]');
        while (Math.abs(Number(city.dataset.tick) - Number(input.value)) > 1) await new Promise(requestAnimationFrame);
        return performance.now() - begin;
      }, goal),
    );
  }
  tell(
    'landing on an instant',
    `${Math.round(median(took))} ms, at most ${Math.round(Math.max(...took))} ms`,
    '',
    null,
  );
  await close();
}

/** Eight plans are simulated in the background while their reader edits one. */
async function beside(frames) {
  const { page, close } = await open(`scale=5000&${flags.quick ? 'days=2&' : ''}play=0&`);
  await page.getByTestId('view-compare').locator('visible=true').click();
  await page.getByTestId('orders').click();
  await page.getByTestId('orders').click();
  await page.getByTestId('bench-stop').waitFor();
  for (const view of ['plan', 'compare']) {
    await page.getByTestId(`view-${view}`).locator('visible=true').click();
    await page.waitForTimeout(2000);
    await pace(page, `eight quick runs, ${view}`, frames);
  }
  await close();
}

try {
  const gl = await (
    await browser.newPage()
  ).evaluate(() => {
    const context = document.createElement('canvas').getContext('webgl2');
    const names = context?.getExtension('WEBGL_debug_renderer_info');
    return names ? context.getParameter(names.UNMASKED_RENDERER_WEBGL) : 'no WebGL';
  });
  const isSoftware = /swiftshader|llvmpipe|software/i.test(gl);
  const frames = isSoftware ? 30 : 60;
  console.log(`Chromium ${browser.version()}, ${SIZE.width} × ${SIZE.height}; maps drawn by ${gl}`);
  const share = Math.round(100 * shareOfCore());
  console.log(`Other programs run beside it: what computes here gets ${share}% of a core (100% on an idle machine).`);
  console.log(isSoftware ? 'The processor draws: there is no graphics card, or it is not asked.\n' : '');
  for (const [name, measure] of Object.entries(parts)) if ((flags.only ?? name) === name) await measure(frames);
} finally {
  await browser.close();
  end();
}

const width = (key) => Math.max(...rows.map((row) => row[key].length));
const [first, second, third] = [width('what'), width('measured'), width('wanted')];
console.log();
for (const { what, measured, wanted, holds } of rows) {
  const verdict = holds === null ? '' : holds ? 'holds' : 'MISSED';
  console.log(`${what.padEnd(first)}  ${measured.padStart(second)}  ${wanted.padEnd(third)}  ${verdict}`.trimEnd());
}
if (flags.quick) console.log('\nquick: small cities and short runs, so that these figures say nothing of the page');
