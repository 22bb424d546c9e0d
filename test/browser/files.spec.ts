/** Files dropped on the page, and the link of a plan: what they bring, and what is said of those that are no good, in both languages. */
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, test } from './fixture.ts';

const HOSPITALS = readFileSync(new URL('../../scenarios/wuhan-hospitals.yaml', import.meta.url), 'utf8');

/** Lets a file fall onto the page, as a hand would. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([called, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content!], called!));
      return data;
    },
    [name, text],
  );
  const target = page.locator('main').first();
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer: transfer });
}

const open = (page: Page, view: string, lang: string) =>
  page.goto(`./?view=${view}&lang=${lang}&scenario=wuhan-2017&scale=5000&days=2&play=0`);

test('a YAML file dropped on Plan is a plan of its own, and its link opens it elsewhere', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 'plan', 'en');
  await expect(page.getByTestId('undo')).toBeDisabled();
  await drop(page, 'mine.yaml', HOSPITALS.replace(/^days: .*$/m, 'days: 3'));
  await expect(page.getByTestId('says')).toContainText('mine.yaml is open as plan B.');
  await expect(page.getByTestId('plan-days')).toHaveValue('3');
  await page.getByTestId('copy-link').click();
  await expect(page.getByTestId('says')).toContainText('The link is copied');
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('view=plan');
  // Somebody else: nothing is kept there.
  const elsewhere = await context.browser()!.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByTestId('plan-days')).toHaveValue('3');
  await expect(other.getByTestId('plan')).toContainText('Hospitals');
  await elsewhere.close();
});

for (const { lang, found, place, other, observed } of [
  {
    lang: 'en',
    found: 'found "half", expected a share from 0 to 1',
    place: 'Line 7, column 19',
    other: 'picture.png is none of the files that this page opens',
    observed: 'line 2: found "12%", expected a number (shares are written as 0.125 for 12.5%)',
  },
  {
    lang: 'zh',
    found: '内容为"half"，应为0至1的比例',
    place: '第7行第19列',
    other: '本页不能打开picture.png',
    observed: '第2行：内容为"12%"，应为数字（比例写作0.125，即12.5%）',
  },
]) {
  const tag = lang === 'zh' ? [] : ['@exhaustive'];
  test(`files that cannot be used are told with place and remedy (${lang})`, { tag }, async ({ page }) => {
    await open(page, 'plan', lang);
    const says = page.getByTestId('says');
    const plan =
      'city: wuhan\nstart: 2017-06-01\ndays: 2\npolicy:\n  - measure: equip\n    sectors: [bus]\n    target_share: half\n    from: 2017-06-01\n';
    await drop(page, 'wrong.yaml', plan);
    await expect(says).toContainText(found);
    await expect(says).toContainText(place);
    await expect(page.getByTestId('plan-b')).toHaveCount(0);
    await drop(page, 'picture.png', 'no picture');
    await expect(says).toContainText(other);
    await expect(page.getByTestId('undo')).toBeDisabled();
    // What was observed goes to the curves, whatever view it falls on.
    await drop(page, 'seen.csv', 'date,measure,value\n2017-06-01,refusals.count,12%\n');
    await expect(page.getByTestId('observed-wrong')).toContainText(observed);
    await drop(page, 'seen.csv', 'date,measure,value\n2017-06-01,refusals.count,120\n');
    await expect(page.getByTestId('observed-wrong')).toHaveCount(0);
    await expect(page.getByTestId('observed-says')).toContainText('seen.csv');
  });
}
