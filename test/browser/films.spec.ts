/** Films of the map: what is recorded in swipe and difference is a WebM that another page can play. (Side by side: ways.spec.ts.) */
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixture.ts';

/** Fewer colours than a picture of the map has. */
const ENOUGH = 100;

/**
 * Plays a film in an empty page. A busy browser may say that it has gone to an instant before it has its picture: it is asked again
 * for some seconds, for the last instants alone.
 * @returns its size, its length, and how many colours the most colourful of its last pictures has
 */
function play(player: Page, film: Buffer) {
  return player.evaluate(
    async ([base64, enough]) => {
      const video = document.createElement('video');
      const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
      const event = (name: string) =>
        new Promise((resolve, reject) => {
          video.addEventListener(name, resolve, { once: true });
          video.addEventListener('error', () => reject(new Error(video.error?.message)), { once: true });
        });
      video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/webm' }));
      await event('loadeddata');
      // A recorder does not write how long its film is: whoever goes to its end learns it.
      const goTo = async (second: number) => {
        const there = event('seeked');
        video.currentTime = second;
        await there;
      };
      await goTo(1e6);
      const { videoWidth: width, videoHeight: height, currentTime: seconds } = video;
      const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
      let colours = 0;
      for (let tried = 0; tried < 20 && colours <= enough; tried++) {
        if (tried > 0) {
          await new Promise((resolve) => setTimeout(resolve, 250));
          await goTo(Math.max(0, seconds - 0.1 * (tried % 4)));
        }
        pen.clearRect(0, 0, width, height);
        pen.drawImage(video, 0, 0);
        const { data } = pen.getImageData(0, 0, width, height);
        colours = Math.max(colours, new Set(new Uint32Array(data.buffer)).size);
      }
      return { width, height, seconds, colours };
    },
    [film.toString('base64'), ENOUGH] as const,
  );
}

test(
  'seconds of the map in swipe and in difference are a film that plays',
  { tag: '@exhaustive' },
  async ({ page, context }) => {
    test.slow();
    await page.setViewportSize({ width: 900, height: 700 });
    await page.goto('./?scale=5000&days=2&lang=en&speed=300&play=0&map=side');
    await expect(page.getByTestId('city')).toHaveAttribute('data-phase', 'running', { timeout: 60_000 });
    const player = await context.newPage();
    await page.bringToFront();
    for (const mode of ['swipe', 'difference']) {
      await page.getByTestId('take-away').click();
      await page.getByTestId(`film-${mode}`).click();
      const stop = page.getByTestId('film-stop');
      await expect(stop).toBeVisible();
      await expect(page.locator('[data-drawn]')).toHaveAttribute('data-mode', mode);
      // A film ends with its last picture, and a busy machine draws few: three seconds hold one late enough.
      await expect(stop).toContainText(/[3-9]/);
      const [download] = await Promise.all([page.waitForEvent('download'), stop.click()]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`^Wuhan-2017-.*_${mode}_Seed-7\\.webm$`, 'i'));
      const film = await readFile(await download.path());
      expect(film.length).toBeGreaterThan(5000);
      expect(film.length).toBeLessThan(5_000_000);
      // A page out of sight need not be given pictures.
      await player.bringToFront();
      const { width, height, seconds, colours } = await play(player, film);
      await page.bringToFront();
      expect(Math.min(width, height), mode).toBeGreaterThan(300);
      expect(seconds, mode).toBeGreaterThan(0.5);
      expect(colours, mode).toBeGreaterThan(ENOUGH);
    }
  },
);
