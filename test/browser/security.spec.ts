/** What an address may not do: become markup, run anything, or have the page load something from elsewhere. */
import { test as plain, type Page } from '@playwright/test';
import { expect, openSettings, show, test } from './fixture.ts';

const phase = (page: Page) => page.getByTestId('city');
const PAYLOADS = [
  '<img src=x onerror="window.owned=1">',
  '"><script>window.owned=1</script>',
  '</title></textarea><svg onload=window.owned=1>',
  "javascript:window.owned=1//'",
  '{@html `<b onclick=1>`}${window.owned=1}{{constructor.constructor("window.owned=1")()}}',
];

/** Elements that no part of the page has, whatever the address says. */
async function expectNothingRendered(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    owned: 'owned' in window,
    scripts: [...document.scripts].filter((script) => new URL(script.src).origin !== location.origin).length,
    foreign: document.querySelectorAll('iframe, object, embed, img[src="x"], svg[onload], base, form[action]').length,
    handlers: [...document.querySelectorAll('*')].filter((element) =>
      [...element.attributes].some(({ name, value }) => name.startsWith('on') || /^\s*javascript:/i.test(value)),
    ).length,
  }));
  expect(found).toEqual({ owned: false, scripts: 0, foreign: 0, handlers: 0 });
}

test('every answer of the server carries the same strict policy', async ({ page, baseURL }) => {
  const policies = new Map<string, string | undefined>();
  page.context().on('response', (response) => {
    if (response.url().startsWith(baseURL!)) {
      policies.set(response.url(), response.headers()['content-security-policy']);
    }
  });
  await page.goto('./?map=side&scale=1000&days=1');
  await expect(phase(page)).toHaveAttribute('data-phase', 'running', { timeout: 30_000 });
  // The page, its script, its style sheet, its icon and the program of the Workers.
  expect(policies.size).toBeGreaterThan(3);
  expect([...policies.keys()].some((url) => url.includes('worker'))).toBe(true);
  const [policy = '', ...others] = new Set(policies.values());
  expect(others).toEqual([]);
  const directives = new Map(
    policy.split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1)]),
  );
  expect(directives.get('default-src')).toEqual(["'none'"]);
  for (const name of ['base-uri', 'form-action', 'frame-ancestors']) expect(directives.get(name)).toEqual(["'none'"]);
  for (const name of ['script-src', 'worker-src', 'style-src', 'connect-src', 'font-src']) {
    expect(directives.get(name)).toEqual(["'self'"]);
  }
  for (const sources of directives.values()) {
    for (const source of sources) expect(["'none'", "'self'", 'data:', 'blob:']).toContain(source);
  }
});

test('the page is served under whatever name the computer is reached by', async ({ request }) => {
  const answer = await request.get('/', { headers: { Host: 'our-lab.example' } });
  expect(answer.status()).toBe(200);
  expect(await answer.text()).toContain('<title>');
});

test('a whole run loads nothing from elsewhere', { tag: '@exhaustive' }, async ({ page, baseURL }) => {
  const requested: string[] = [];
  page.context().on('request', (request) => requested.push(request.url()));
  page.on('websocket', (socket) => requested.push(socket.url()));
  for (const lang of ['en', 'zh']) {
    await page.goto(`./?map=side&scale=1000&days=1&speed=604800&lang=${lang}`);
    await expect(phase(page)).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
    await show(page, 'method');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download').click()]);
    expect(new URL(download.url()).protocol).toBe('blob:');
    await show(page, 'city');
    await page.getByTestId('map-policy').focus();
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('inspection')).toBeVisible();
  }
  expect(requested.length).toBeGreaterThan(5);
  const own = (url: string) =>
    url.startsWith(baseURL!) || url.startsWith(`blob:${baseURL!}`) || url.startsWith('data:');
  expect(requested.filter((url) => !own(url))).toEqual([]);
});

test('markup and script in any key or value of an address are text', { tag: '@exhaustive' }, async ({ page }) => {
  for (const payload of PAYLOADS) {
    const text = encodeURIComponent(payload);
    const keys = ['scenario', 'days', 'lang', 'play', 'at', 'place', 'look'].map((key) => `${key}=${text}`);
    await page.goto(`./?map=side&scale=5000&${keys.join('&')}&${text}=${text}#${text}`);
    const mistakes = page.getByTestId('mistakes');
    await expect(mistakes.locator('li')).toHaveCount(8);
    await expect(mistakes).toContainText(payload.slice(0, 60));
    await expect(phase(page)).toHaveAttribute('data-phase', /night|running/, { timeout: 30_000 });
    await expectNothingRendered(page);
  }
});

test(
  'a seed that looks like markup is a seed like any other, from start to download',
  { tag: '@exhaustive' },
  async ({ page }) => {
    await page.goto(`./?map=side&scale=1000&days=1&speed=604800&seed=${encodeURIComponent(PAYLOADS[0]!)}`);
    await expect(phase(page)).toHaveAttribute('data-phase', 'finished', { timeout: 60_000 });
    await openSettings(page);
    expect(await page.getByTestId('seed').inputValue()).toBe(PAYLOADS[0]);
    await page.keyboard.press('Escape');
    await show(page, 'method');
    await expectNothingRendered(page);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('download').click()]);
    expect(download.suggestedFilename()).not.toMatch(/[<>"/\\]/);
  },
);

test('an address full of keys is answered with a few of them', async ({ page }) => {
  // A server takes no address that is much longer.
  const keys = Array.from({ length: 2000 }, (_, i) => `k${i}`).join('&');
  await page.goto(`./?map=side&scale=5000&${keys}&seed=1&seed=2&lang=en`);
  await expect(page.getByTestId('mistakes')).toContainText('seed: found “1, 2”, expected it once');
  expect(await page.getByTestId('mistakes').locator('li').count()).toBeLessThan(20);
  await expect(phase(page)).toHaveAttribute('data-phase', /night|running/, { timeout: 30_000 });
});

// Whatever is forbidden is told on the console: not with the fixture that wants it silent.
plain('what an intruder would try is stopped by the policy', async ({ page }) => {
  await page.goto('./?map=side&scale=1000&days=1');
  // The program of the page itself does it, from a file: what the test evaluates need not obey the policy.
  await page.route('**/intruder.js', (route) => route.fulfill({ contentType: 'text/javascript', body: INTRUDER }));
  await page.evaluate(() => {
    document.body.appendChild(Object.assign(document.createElement('script'), { src: './intruder.js' }));
  });
  const tried = await page.waitForFunction(() => (window as unknown as { tried?: Record<string, string> }).tried);
  expect(await tried.jsonValue()).toEqual({
    eval: 'EvalError',
    function: 'EvalError',
    timeout: 'silent',
    inline: 'silent',
    handler: 'silent',
    fetch: 'TypeError',
    image: 'error',
    frame: 'stopped',
    worker: 'error',
    style: 'ignored',
  });
});

/** Tries each way in and notes what came of it. */
const INTRUDER = `
  const tried = {};
  const attempt = (name, work) => { try { work(); tried[name] = 'ran'; } catch (error) { tried[name] = error.name; } };
  const add = (name, fields) => document.body.appendChild(Object.assign(document.createElement(name), fields));
  const settled = (element) => new Promise((resolve) => {
    for (const type of ['load', 'error']) element.addEventListener(type, () => resolve(type));
    setTimeout(() => resolve('stopped'), 3000);
  });
  attempt('eval', () => (0, eval)('window.ownedByEval = 1'));
  attempt('function', () => new Function('window.ownedByFunction = 1')());
  try { setTimeout('window.ownedByTimeout = 1', 0); } catch { /* as good */ }
  add('script', { textContent: 'window.ownedByInline = 1' });
  const button = add('button', {});
  button.setAttribute('onclick', 'window.ownedByHandler = 1');
  button.click();
  const styled = add('p', {});
  styled.setAttribute('style', 'color: rgb(1, 2, 3)');
  tried.style = getComputedStyle(styled).color === 'rgb(1, 2, 3)' ? 'styled' : 'ignored';
  const frame = add('iframe', { src: 'https://example.org/' });
  const blocked = [];
  document.addEventListener('securitypolicyviolation', (event) => blocked.push(event.effectiveDirective));
  const worker = new Promise((resolve) => {
    try {
      const made = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
      made.onmessage = () => resolve('ran');
      made.onerror = () => resolve('error');
    } catch (error) { resolve('error'); }
  });
  Promise.all([
    fetch('https://example.org/').then(() => 'loaded', (error) => error.name),
    settled(add('img', { src: 'https://example.org/x.png' })),
    worker,
    new Promise((resolve) => setTimeout(resolve, 500)),
  ]).then(([fetched, image, worked]) => {
    tried.timeout = 'ownedByTimeout' in window ? 'ran' : 'silent';
    tried.inline = 'ownedByInline' in window ? 'ran' : 'silent';
    tried.handler = 'ownedByHandler' in window ? 'ran' : 'silent';
    tried.frame = blocked.includes('frame-src') ? 'stopped' : 'loaded';
    Object.assign(tried, { fetch: fetched, image, worker: worked });
    window.tried = tried;
  });
`;
