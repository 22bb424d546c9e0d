/**
 * `node test/bench/beside-quick-runs.mjs`: pictures a second and the longest tasks of the page's thread in each view, alone and while
 * eight plans are compared by quick runs, in Chromium that draws by the processor. Builds and serves the page by itself.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { findChromium } from '../browser/chromium.mjs';
import { servePage } from '../serve-page.mjs';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '10' } },
});
const SECONDS = Number(values.seconds);
const ARGS = ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-gpu-rasterization'];
/** What the first screen shows, at a pace at which buses are seen to move. */
const QUERY = 'lang=en&play=1&speed=600&workers=1';

/** Pictures a second as the page counts them, and every task of its thread as the browser traces it. */
async function watch(page) {
  await browser.startTracing(page, { categories: ['toplevel', '__metadata', 'blink.user_timing'] });
  const frames = await page.evaluate(
    (seconds) =>
      new Promise((resolve) => {
        let count = 0;
        const tick = () => {
          count++;
          globalThis.requestAnimationFrame(tick);
        };
        globalThis.requestAnimationFrame(tick);
        setTimeout(() => resolve(count / seconds), seconds * 1000);
      }),
    SECONDS,
  );
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  return { frames, ...longestTasks(traceEvents) };
}

/** In milliseconds: by the clock, and what of it the processor worked: on a shared machine the rest is waiting for one's turn. */
function longestTasks(events) {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(({ name, pid, tid }) => /RunTask/.test(name) && mains.has(`${pid} ${tid}`));
  const longest = (of) => tasks.reduce((most, task) => Math.max(most, (task[of] ?? 0) / 1000), 0);
  return {
    tasks: tasks.length,
    long: tasks.filter(({ dur }) => dur > 50_000).length,
    longest: longest('dur'),
    longWorked: tasks.filter(({ tdur }) => tdur > 50_000).length,
    worked: longest('tdur'),
  };
}

const show = async (page, view) => {
  await page.getByTestId(`view-${view}`).locator('visible=true').click();
  await page.waitForTimeout(2500);
};

const { url, end } = await servePage();
const browser = await chromium.launch({ executablePath: findChromium(), args: ARGS });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${url}?${QUERY}`);
  await page.locator('[data-testid=city][data-phase=running]').waitFor({ timeout: 120_000 });
  await page.waitForTimeout(8000);
  const measure = async (when, view) => {
    await show(page, view);
    const chip = page.getByTestId('bench-chip');
    const held = (await chip.count()) > 0 ? await chip.getAttribute('data-held') : '';
    const found = await watch(page);
    const { frames, tasks, long, longest, longWorked, worked } = found;
    console.log(
      [when, view, frames.toFixed(1), tasks, long, Math.round(longest), longWorked, Math.round(worked), held].join(
        '\t',
      ),
    );
  };
  console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)}, ${browser.version()}, ${SECONDS} s each`);
  console.log('when\tview\tpictures/s\ttasks\t> 50 ms\tlongest ms\t> 50 ms worked\tlongest ms worked\theld');
  const views = ['city', 'compare', 'story', 'method'];
  for (const view of views) await measure('alone', view);
  await show(page, 'compare');
  await page.getByTestId('orders').click();
  await page.getByTestId('orders').click();
  for (const view of views) await measure('quick runs', view);
} finally {
  await browser.close();
  end();
}
