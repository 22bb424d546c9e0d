/* global addEventListener, console, document, fetch, history, performance, setTimeout */
/* The main paths of the page, walked from inside, the same in every browser: what was seen goes back to the server. */
(async function () {
  'use strict';
  const faults = [];
  const say = (what) => faults.push(String(what).slice(0, 300));
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

  const start = performance.now();
  const PATIENCE_MS = 120_000;
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
  const seen = {};

  try {
    await until('an answer', () => /\d/.test(one('answers')?.querySelector('[data-testid=figure]')?.textContent ?? ''));
    seen.answerMs = Math.round(performance.now());
    // Either the map is drawn, or words say why it is not.
    await until('a map, or words', () => one('map-failed') || Number(one('map-difference')?.dataset.tick) > 0);
    seen.map = one('map-failed') ? 'told that there is none' : 'drawn';
    await until('the end', () => one('city')?.dataset.phase === 'finished');
    await press('view-method');
    const digest = (world) => () => /^[0-9a-f]{16}$/.exec(one(`digest-${world}`)?.textContent ?? '')?.[0];
    seen.digests = [await until('a digest', digest('baseline')), await until('a digest', digest('policy'))];
    const landmarks = { story: 'screen', plan: 'plan', compare: 'compare', method: 'method-how', city: 'answers' };
    for (const lang of ['zh', 'en']) {
      // A small window keeps the languages in its menu.
      const isSmall = !one(`lang-${lang}`);
      if (isSmall) await press('menu');
      await press(`lang-${lang}`);
      if (isSmall) await press('menu');
      await until(`the page in ${lang}`, () => document.documentElement.lang.startsWith(lang));
      for (const [view, landmark] of Object.entries(landmarks)) {
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
  } catch (fault) {
    say(fault);
  }
  seen.seconds = Math.round((performance.now() - start) / 100) / 10;
  await fetch('/walked', { method: 'POST', body: JSON.stringify({ ...seen, faults }) });
})();
