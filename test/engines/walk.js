/* global addEventListener, console, document, Event, fetch, history, HTMLAnchorElement, location, performance, sessionStorage, setTimeout, URL */
/*
 * The main paths of the page, walked from inside, the same in every browser: what was seen goes back to the server. An address
 * that is gone to ends this script; the next page goes on where it was, from what the session keeps.
 */
(async function () {
  'use strict';
  const LEGS = [run, look, views, addressed];
  const seen = JSON.parse(sessionStorage.getItem('walk') ?? '{"leg":0,"seconds":0,"faults":[]}');
  const say = (what) => seen.faults.push(String(what).slice(0, 300));
  // That sizes are told a picture later is no fault of a page, and no console says it.
  const isLater = ({ message }) => /^ResizeObserver loop/.test(message);
  addEventListener('error', (event) => isLater(event) || say(`error: ${event.message}`));
  addEventListener('unhandledrejection', (event) => say(`rejection: ${event.reason}`));
  addEventListener('securitypolicyviolation', (event) => say(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  for (const level of ['error', 'warn']) {
    const tell = console[level];
    console[level] = (...words) => {
      say(`console.${level}: ${words.join(' ')}`);
      tell.apply(console, words);
    };
  }
  // Files are not written: what would be in them is looked at.
  const files = [];
  const blobs = new Map();
  const address = URL.createObjectURL;
  URL.createObjectURL = (blob) => {
    const url = address.call(URL, blob);
    blobs.set(url, blob);
    return url;
  };
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download === '') return click.call(this);
    files.push({ name: this.download, blob: blobs.get(this.href) });
  };

  const start = performance.now();
  const PATIENCE_MS = 60_000;
  const one = (id) =>
    [...document.querySelectorAll(`[data-testid="${id}"]`)].find((found) => found.getClientRects().length > 0);
  /** Waits until something holds. @returns what it is */
  async function until(what, holds) {
    const since = performance.now();
    for (;;) {
      const found = holds();
      if (found) return found;
      if (performance.now() - since > PATIENCE_MS) throw new Error(`never seen: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const press = async (id) => (await until(id, () => one(id))).click();
  const city = () => document.querySelector('[data-testid=city]').dataset;
  /** Writes into a field as a reader does. */
  function write(field, value) {
    field.value = String(value);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  async function speak(lang) {
    // A small window keeps the languages in its menu.
    const isSmall = !one(`lang-${lang}`);
    if (isSmall) await press('menu');
    await press(`lang-${lang}`);
    if (isSmall) await press('menu');
    await until(`the page in ${lang}`, () => document.documentElement.lang.startsWith(lang));
  }
  /** Has a file made. @returns how it begins, as text */
  async function taken(id, name, least) {
    files.length = 0;
    await press(id);
    const { name: found, blob } = await until(`a file of ${id}`, () => files[0]);
    if (!name.test(found)) say(`${id}: the file is called ${found}`);
    if (!(blob?.size >= least)) say(`${id}: ${blob?.size} bytes, expected ${least}`);
    return (
      await blob
        .slice(0, 400)
        .arrayBuffer()
        .then((bytes) => new Uint8Array(bytes))
    ).reduce((text, byte) => text + String.fromCharCode(byte), '');
  }
  const holds = (what, is) => is || say(what);

  /** Answer, map, pause, and the run to its end with the digests. */
  async function run() {
    await until('an answer', () => /\d/.test(one('answers')?.querySelector('[data-testid=figure]')?.textContent ?? ''));
    seen.answerMs = Math.round(performance.now());
    // Either the map is drawn, or words say why it is not.
    await until('a map, or words', () => one('map-failed') || Number(one('map-difference')?.dataset.tick) > 0);
    seen.map = one('map-failed') ? 'told that there is none' : 'drawn';
    await until('the end', () => city().phase === 'finished');
    await press('view-method');
    const digest = (world) => () => /^[0-9a-f]{16}$/.exec(one(`digest-${world}`)?.textContent ?? '')?.[0];
    seen.digests = [await until('a digest', digest('baseline')), await until('a digest', digest('policy'))];
    await press('view-city');
  }

  /** Another instant, play and pause, a resident's card, and files to take away. */
  async function look() {
    const bar = await until('the time bar', () => one('time-bar'));
    write(bar, Math.round(0.6 * Number(bar.max)));
    const goal = Number(bar.value);
    await until('the instant', () => Math.abs(Number(city().tick) - goal) <= 1);
    // Slowly, so that it does not come to its end meanwhile.
    write(document.querySelector('[data-testid=speed]'), 0);
    await press('play');
    await until('play', () => city().playing === 'true');
    await until('that it plays', () => Number(city().tick) > goal);
    await press('play');
    await until('a pause', () => city().playing === 'false');

    await press('tab-inspect');
    const number = await until('a field for a resident', () => one('resident-number'));
    write(number, 1);
    await until('that it can be sent', () => !number.form.querySelector('button:disabled'));
    number.form.requestSubmit();
    await until('a card', () => /\d/.test(one('inspection')?.textContent ?? ''));
    await until('what the resident lost', () => one('resident-difference')?.textContent);

    await press('tab-curves');
    const csv = await taken('save-csv', /\.csv$/, 100);
    holds(`CSV: ${csv.slice(0, 40)}`, /^(\u00ef\u00bb\u00bf)?[^\n]*,[^\n]*\n/.test(csv));
    const svg = await taken('save-svg', /\.svg$/, 1000);
    holds(`SVG: ${svg.slice(0, 40)}`, svg.includes('<svg'));
    const png = await taken('save-png', /\.png$/, 1000);
    holds(`PNG: ${png.slice(0, 8)}`, png.startsWith('\u0089PNG'));
  }

  const LANDMARKS = { story: 'screen', plan: 'plan', compare: 'compare', method: 'method-how', city: 'answers' };
  /** Every view in both languages, and Back. */
  async function views() {
    for (const lang of ['zh', 'en']) {
      await speak(lang);
      for (const [view, landmark] of Object.entries(LANDMARKS)) {
        await press(`view-${view}`);
        await until(`${view} in ${lang}`, () => one(landmark));
        const chinese = /[\u4e00-\u9fff]{2}/.test(one(`view-${view}`).textContent);
        if (chinese !== (lang === 'zh')) say(`${view}: not in ${lang}`);
        const alert = document.querySelector('main [role=alert]:not(:has([data-testid=map-failed]))');
        if (alert) say(`${view}: ${alert.textContent}`);
      }
    }
    history.back();
    await until('the view before', () => one('method-how'));
    // A scenario as it is shipped: its results are there at once.
    return './?scenario=wuhan-2017&view=compare&lang=zh&play=0&scale=5000&workers=1';
  }

  /** A view, a language and a rest that the address asks for. */
  async function addressed() {
    await until('the view of the address', () => one('compare-table'));
    holds(
      `the address asked for Chinese, found ${document.documentElement.lang}`,
      /^zh/.test(document.documentElement.lang),
    );
    const table = await until('a table', () =>
      /\d/.test(one('compare-table')?.textContent ?? '') ? one('compare-table') : null,
    );
    holds('the table is not in Chinese', /[\u4e00-\u9fff]{4}/.test(table.textContent));
    const csv = await taken('csv-compare-heat', /\.csv$/, 100);
    holds(`CSV of a comparison: ${csv.slice(0, 40)}`, csv.includes(','));
    await press('view-city');
    await until('the answer in Chinese', () => /\d/.test(one('answers')?.textContent ?? ''));
    holds('the address asked for a rest', city().playing === 'false');
  }

  let next;
  try {
    while (next === undefined && seen.leg < LEGS.length) next = await LEGS[seen.leg++]();
  } catch (fault) {
    say(fault);
    next = undefined;
  }
  seen.seconds = Math.round(10 * seen.seconds + (performance.now() - start) / 100) / 10;
  if (next !== undefined) {
    sessionStorage.setItem('walk', JSON.stringify(seen));
    return void location.assign(next);
  }
  await fetch('/walked', { method: 'POST', body: JSON.stringify(seen) });
})();
