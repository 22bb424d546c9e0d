/** A tab that is out of sight, or slow: it does what was asked for as well as it can, and says so where it cannot. */
import { expect, test } from './fixture.ts';

test(
  'out of sight it keeps its speed without pictures and timers; where the worlds lag, words say so, on a phone too',
  { tag: '@exhaustive' },
  async ({ page }) => {
    test.slow();
    // As browsers treat a tab in the background: no pictures, and timers once a minute, which is never within this test.
    await page.addInitScript(() => {
      const interval = window.setInterval.bind(window);
      const timeout = window.setTimeout.bind(window);
      const frame = window.requestAnimationFrame.bind(window);
      let isHidden = false;
      Object.defineProperty(Document.prototype, 'hidden', { get: () => isHidden });
      const held: (() => void)[] = [];
      window.requestAnimationFrame = (callback) =>
        frame((now) => {
          if (isHidden) held.push(() => window.requestAnimationFrame(callback));
          else callback(now);
        });
      const awake = (callback: TimerHandler) => () => {
        if (!isHidden && typeof callback === 'function') (callback as () => void)();
      };
      window.setInterval = ((callback: TimerHandler, ms?: number) =>
        interval(awake(callback), ms)) as typeof setInterval;
      window.setTimeout = ((callback: TimerHandler, ms?: number) => timeout(awake(callback), ms)) as typeof setTimeout;
      Object.assign(window, {
        hide: (hidden: boolean) => {
          isHidden = hidden;
          document.dispatchEvent(new Event('visibilitychange'));
          for (const go of held.splice(0)) go();
        },
      });
    });
    const hide = (hidden: boolean) =>
      page.evaluate((to) => (window as unknown as { hide(hidden: boolean): void }).hide(to), hidden);
    const city = page.getByTestId('city');
    const tick = async () => Number(await city.getAttribute('data-tick'));
    await page.goto('./?scale=5000&days=2&lang=en&speed=60&play=1');
    await expect(city).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
    await hide(true);
    const [begin, since] = [await tick(), Date.now()];
    await new Promise((resolve) => setTimeout(resolve, 6000));
    const share = ((await tick()) - begin) / 10 / (60 * ((Date.now() - since) / 1000));
    await hide(false);
    // On a machine that others want too, it may do less than was asked for: then it says so.
    expect(share).toBeGreaterThan(0.25);
    if (share < 0.6) await expect(page.getByTestId('speed-words')).toContainText('manages');

    // Worlds that cannot keep up: a large city at a week a second.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('./?scale=100&days=90&lang=en&speed=604800&play=1');
    await expect(city).toHaveAttribute('data-phase', 'running', { timeout: 90_000 });
    await expect(page.getByText(/this computer manages \d+% of it/)).toBeVisible({ timeout: 30_000 });
  },
);
