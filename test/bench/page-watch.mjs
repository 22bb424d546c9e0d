/* global document, requestAnimationFrame, window -- of the page */
/** How a page is watched from inside, and what it takes of memory. */
import { readFile } from 'node:fs/promises';

const SPIN_MS = 500;

/** Runs in the page before anything of it: notes when there is an answer, when a vehicle moves, and the longest task. */
export function startWatching() {
  const watched = { answer: 0, vehicle: 0, longest: 0 };
  window.watched = watched;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longest = Math.max(watched.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  let before;
  const look = () => {
    const figure = document.querySelector('[data-testid=answers] [data-testid=figure]');
    if (watched.answer === 0 && /\d/.test(figure?.textContent ?? '')) watched.answer = performance.now();
    const map = document.querySelector('[data-vehicles]');
    if (map !== null && Number(map.dataset.vehicles) > 0) {
      if (before !== undefined && map.dataset.vehicleSum !== before) watched.vehicle = performance.now();
      before = map.dataset.vehicleSum;
    }
    if (watched.answer === 0 || watched.vehicle === 0) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page: its pictures a second, and its longest task, for so long. */
export function watch(ms) {
  return new Promise((resolve) => {
    let [frames, longest] = [0, 0];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    const count = () => void (frames++, requestAnimationFrame(count));
    requestAnimationFrame(count);
    const begin = performance.now();
    setTimeout(() => {
      observer.disconnect();
      resolve({ frames: (1000 * frames) / (performance.now() - begin), longest });
    }, ms);
  });
}

/** @returns bytes of the page with its Workers, and of its whole process, where the system tells that */
export async function memoryOf(browser, page) {
  const own = await page.evaluate(async () => (await performance.measureUserAgentSpecificMemory()).bytes);
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const sizes = await Promise.all(
    processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentOf(id)),
  );
  // The other pages of this browser are empty.
  return { own, resident: sizes.includes(null) ? null : Math.max(...sizes) };
}

async function residentOf(process) {
  try {
    const text = await readFile(`/proc/${process}/smaps_rollup`, 'utf8');
    return 1024 * Number(/^Pss:\s+(\d+)/m.exec(text)[1]);
  } catch {
    return null;
  }
}

/**
 * @param act what the page does meanwhile
 * @returns the longest task of a page's main thread in the processor's time, ms: what others take of the processor is not in it
 */
export async function longestTask(browser, page, act) {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await act();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const threadOf = ({ pid, tid }) => `${pid}/${tid}`;
  const mains = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(threadOf),
  );
  const tasks = traceEvents.filter((event) => /RunTask$/.test(event.name) && mains.has(threadOf(event)));
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}

/** How much of a core a program gets that computes for a while, 1 where nothing else runs. */
export function shareOfCore() {
  const [begin, before] = [performance.now(), process.cpuUsage()];
  while (performance.now() - begin < SPIN_MS);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (performance.now() - begin);
}
