import { axe, expect, test } from './fixture.ts';

test('the page loads with a title and stays silent', async ({ page }) => {
  const response = await page.goto('./');
  expect(response?.status()).toBe(200);
  await expect(page).toHaveTitle(/\S/);
});

test('the page is isolated from other origins and forbids inline and evaluated script', async ({ page }) => {
  const response = await page.goto('./');
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toContain('unsafe');
});

test('the page has no accessibility violation', async ({ page }) => {
  await page.goto('./');
  expect(await axe(page)).toEqual([]);
});
