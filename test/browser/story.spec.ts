/** Story and Method on a phone: guesses, answers, the queue beside its formula, a teacher's file; what decides, sources, commands. */
import { axe, expect, test } from './fixture.ts';

test.use({ viewport: { width: 390, height: 844 } });

const MINE = `---
story: mine
title: My lesson
lang: en
---

## First

Hello *class*. <img src=x onerror="document.title = 'executed'">

> Ask them.

## Second

The end.
`;

test('a guess is asked for before the answer, kept, and the queue agrees with its formula', async ({ page }) => {
  await page.goto('./?view=story&lang=zh');
  await expect(page.getByTestId('bet')).toHaveAttribute('data-made', 'false');
  await expect(page.getByTestId('race')).toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await page.getByTestId('option-0').click();
  // The answer is there at once: nothing is simulated for it.
  await expect(page.getByTestId('bet-outcome')).not.toBeEmpty({ timeout: 1000 });
  await expect(page.getByTestId('screen').getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('screen')).toHaveAttribute('data-screen', '2');
  await page.getByTestId('bet-skip').click();
  await expect(page.getByTestId('queue-agree')).toHaveAttribute('data-done', 'true', { timeout: 60_000 });
  await expect(page.getByTestId('queue-formula')).toHaveText('4.50分钟');
  await expect(page.getByTestId('queue-agree')).toHaveText('模拟与公式一致。');
  await page.getByTestId('queue-load').fill('1.1');
  await expect(page.getByTestId('queue-agree')).toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await page.reload();
  await expect(page.getByTestId('bet')).toHaveAttribute('data-made', 'true');

  // A teacher's file: what is wrong is told with its line, what is HTML is text, and it can be presented.
  const open = (text: string) =>
    page
      .getByTestId('story-open')
      .setInputFiles({ name: 'mine.md', mimeType: 'text/markdown', buffer: Buffer.from(text) });
  await open(MINE.replace('lang: en', 'lang: fr'));
  await expect(page.getByTestId('story-mistakes')).toContainText('第4行');
  await open(MINE);
  await expect(page.getByTestId('screen')).toContainText('onerror');
  await page.getByTestId('story-notes').click();
  await expect(page.getByTestId('teacher')).toHaveText(/Ask them/);
  await page.getByTestId('present').click();
  await expect(page.getByTestId('story-notes')).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(page.getByTestId('screen')).toContainText('The end.');
  expect(await page.title()).not.toContain('executed');
});

test('Method says what decides, where numbers come from, and how to repeat a run', async ({ page }) => {
  await page.goto('./?view=method&scenario=wuhan-2017&scale=5000&days=1&lang=en&play=0');
  await page.getByTestId('method-repeat').click();
  await expect(page.getByTestId('repeat')).toContainText(
    'npm run --silent sim -- run wuhan-2017 --seed=7 --days 1 --scale 5000 --out run',
  );
  await page.getByTestId('method-headlines').click();
  const bus = page.getByTestId('headline-bus-time').first();
  await expect(bus).toContainText('±');
  await expect(bus).toContainText('Its sign depends on what is assumed.');
  await expect(bus.getByRole('img')).toHaveAccessibleName(/days 1 to 30; .* seconds; .*draws lie between/);
  await page.getByTestId('method-sources').click();
  const licences = await page.getByTestId('sources-maps').getAttribute('href');
  expect(await (await page.request.get(licences!)).text()).toContain('GSHHG');
  await page.getByTestId('sources-find').fill('equipped bus');
  await expect(page.getByTestId('sources-count')).toContainText('1 of 1');
});
