/** Films of the map: what is recorded in swipe and difference is a WebM that another page can play. (Side by side: ways.spec.ts.) */
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixture.ts';

/** Plays a film in an empty page. @returns its size, its length, and how many colours its last picture has */
function play(player: Page, film: Buffer) {
  return player.evaluate(async (base64) => {
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
    const atEnd = event('seeked');
    video.currentTime = 1e6;
    await atEnd;
    const { videoWidth: width, videoHeight: height, currentTime: seconds } = video;
    const pen = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    pen.drawImage(video, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    return { width, height, seconds, colours: new Set(new Uint32Array(data.buffer)).size };
  }, film.toString('base64'));
}

test('seconds of the map in swipe and in difference are a film that plays', async ({ page, context }) => {
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
    expect(download.suggestedFilename()).toBe(`wuhan-2017-seed-7-${mode}.webm`);
    const film = await readFile(await download.path());
    expect(film.length).toBeGreaterThan(5000);
    expect(film.length).toBeLessThan(5_000_000);
    const { width, height, seconds, colours } = await play(player, film);
    expect(Math.min(width, height), mode).toBeGreaterThan(300);
    expect(seconds, mode).toBeGreaterThan(0.5);
    expect(colours, mode).toBeGreaterThan(100);
  }
});
