/** Stories: files of Markdown read with every mistake in its place, and what comes of guesses. */
import { readdirSync, readFileSync } from 'node:fs';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { PREPARED_FORMAT, type Estimate, type PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import { SHIPPED_SCENARIOS } from '../../sim/runner/library.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages, type Locale } from '../../viz/i18n/index.ts';
import type { Session } from '../../viz/state/session.svelte.ts';
import { CURVE_POINTS, Guesses, isNear, rightOption, type Guess } from '../../viz/story/bets.ts';
import BetBlock from '../../viz/story/blocks/bet.svelte';
import { agrees, DRAWN_MAX, standsOf, waitCurve } from '../../viz/story/blocks/queue-picture.ts';
import { figureCourse, figureSpread, figureValue, shownEstimate } from '../../viz/story/evidence.ts';
import { scenariosOf, shownParts } from '../../viz/story/screen.ts';
import type { Bet } from '../../viz/story/story-blocks.ts';
import { countWords, plainText, readStory, STORY_BYTES_MAX, WORDS_MAX } from '../../viz/story/story-file.ts';
import { storyWords } from '../../viz/story/words.ts';
import { shippedAsIs } from '../../viz/state/reading.ts';
import { readAddress } from '../../viz/state/address.ts';

const FOLDER = new URL('../../viz/story/files/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.md'));
const read = (text: string) => readStory(text, { scenarios: SHIPPED_SCENARIOS });
const shipped = (name: string) => read(readFileSync(new URL(name, FOLDER), 'utf8'));

describe('the shipped stories', () => {
  test.each(files)('%s has no mistake and no remark, and every screen its notes', (name) => {
    const { story, mistakes } = shipped(name);
    expect(mistakes).toEqual([]);
    expect(story!.lang).toBe(name.split('.')[1]);
    for (const { notes, title, words, link } of story!.screens) {
      expect(notes.length, title).toBeGreaterThan(0);
      expect(words, title).toBeLessThanOrEqual(WORDS_MAX[story!.lang]);
      expect(words, title).toBeGreaterThan(10);
      expect(readAddress(link!, SHIPPED_SCENARIOS).mistakes, title).toEqual([]);
    }
  });
  test('are the same in both languages: what is asked, shown, and led to', () => {
    const [en, zh] = ['en', 'zh'].map((lang) => shipped(`cashless-city.${lang}.md`).story!);
    const plan = (story: typeof en) =>
      story!.screens.map(({ link, parts }) => [
        link,
        ...parts.map((part) =>
          part.kind === 'prose'
            ? 'prose'
            : JSON.stringify(part, (key, value: unknown) => (['text', 'ask', 'unit'].includes(key) ? '' : value)),
        ),
      ]);
    expect(plan(zh)).toEqual(plan(en));
    expect(en!.screens).toHaveLength(10);
    // Nearly every screen has the reader guess first.
    expect(en!.screens.filter(({ parts }) => parts.some(({ kind }) => kind === 'bet')).length).toBeGreaterThanOrEqual(
      9,
    );
  });
});

const HEAD = '---\nstory: mine\ntitle: Mine\nlang: en\n---\n';
const screen = (body: string) => read(`${HEAD}\n## One\n\n${body}\n`);
const told = (text: string) => read(text).mistakes.map(({ line, found, mend }) => `${line} ${found} | ${mend.en}`);

describe('a story of one’s own', () => {
  test('needs a head and a screen, no more', () => {
    const { story, mistakes } = screen('Hello *there*.');
    expect(mistakes).toEqual([]);
    expect(story).toMatchObject({ name: 'mine', title: 'Mine', lang: 'en', minutes: null });
    expect(story!.screens[0]).toMatchObject({ title: 'One', link: null, line: 7, words: 2 });
  });
  test('line ends of any system, and a mark at its beginning, are the same file', () => {
    const text = `${HEAD}\n## One\n\nHello.\n\n> Note.\n`;
    expect(read(`\uFEFF${text.replaceAll('\n', '\r\n')}`).story!.screens).toEqual(read(text).story!.screens);
  });
  test.each([
    ['', /^1 {2}\| begin the file with a head/],
    ['# A title\n\ntext', /^1 # A title text \| begin the file with a head/],
    ['---\nstory: mine\ntitle: Mine\nlang: fr\n---\n## One\n', /^4 lang: "fr" \| write lang: en or lang: zh/],
    ['---\nstory: My Story\ntitle: Mine\nlang: en\n---\n## One\n', /^2 My Story \| use small letters/],
    ['---\nstory: mine\nlang: en\n---\n## One\n', /title: \| write title: and a text/],
    ['---\nstory: mine\ntitle: Mine\nlang: en\nauthor: me\n---\n## One\n', /^5 author \| use one of story, title/],
    ['---\nstory: mine\ntitle: [\nlang: en\n---\n## One\n', /^[34] .* write key: value on each line/],
    [HEAD, /at least one screen/],
    [`${HEAD}Text first.\n\n## One\n`, /^6 Text first\. \| begin a screen with ## before it/],
    [`${HEAD}\n# One\n`, /^7 # One \| begin a screen with ##/],
    [`${HEAD}\n## [One](https://example.org)\n`, /^7 https:\/\/example\.org \| let a heading lead/],
    [`${HEAD}\n## One\n\n\`\`\`js\nalert(1)\n\`\`\`\n`, /^9 ```js \| begin a block with one of bet, figures/],
    [`${HEAD}\n## One\n\n[a](javascript:alert(1))\n`, /^9 javascript:alert\(1\) \| use an address that begins/],
    [
      `${HEAD}\n## One\n\n\`\`\`figures\nscenario: wuhan-2071\nmeasures: [bus.trips]\n\`\`\`\n`,
      /^10 scenario: "wuhan-2071" \| write the name of a shipped scenario: wuhan-2017/,
    ],
    [
      `${HEAD}\n## One\n\n\`\`\`figures\nscenario: wuhan-2017\nmeasures: [bus.trip]\n\`\`\`\n`,
      /^11 measures\[0\]\.0: "bus\.trip" \| write the name of a measure/,
    ],
    [`${HEAD}\n## One\n\n\`\`\`queue\nload: 7\n\`\`\`\n`, /^10 load: 7 \| write a number from 0\.05 to 1\.3/],
    [
      `${HEAD}\n## One\n\n\`\`\`queue\nlaod: 0.7\n\`\`\`\n`,
      /^10 laod: 0\.7 \| use only servers, load, service_seconds/,
    ],
    [`${HEAD}\n## One\n\n\`\`\`bet\nask: What?\n\`\`\`\n`, /say what is guessed: figure, options, queue or draw/],
    [`${HEAD}\n## One\n\n\`\`\`queue\na: &x [1]\nb: *x\n\`\`\`\n`, /do without anchors/],
  ])('%#: what is wrong is told with its line and what to do', (text, expected) => {
    expect(read(text).story).toBeNull();
    expect(told(text).join('\n')).toMatch(new RegExp(expected.source, 'm'));
  });
  test('HTML and pictures are told of and become text, whatever they try', () => {
    const { story, mistakes } = screen('<script>alert(1)</script>\n\n![x](?a)\n\nA <b onclick="alert(1)">word</b>.');
    expect(mistakes.map(({ line, isRemark }) => [line, isRemark])).toEqual([
      [9, true],
      [11, true],
      [13, true],
      [13, true],
    ]);
    expect(plainText(story!.screens[0]!.parts.flatMap((part) => (part.kind === 'prose' ? part.tokens : [])))).toContain(
      '<script>alert(1)</script>',
    );
  });
  test('a screen of more words than fit a phone is told of, and shown', () => {
    const { story, mistakes } = screen('word '.repeat(61));
    expect(story).not.toBeNull();
    expect(mistakes).toMatchObject([{ line: 7, found: 'One: 61', isRemark: true }]);
  });
  test('a file too long is not read', () => {
    expect(read('a'.repeat(STORY_BYTES_MAX + 1)).story).toBeNull();
  });
  test('words are counted as each language counts them', () => {
    expect(countWords('It’s 9 o’clock — really.', 'en')).toBe(4);
    expect(countWords('2017年，武汉有8,000辆车。', 'zh')).toBe(8);
  });
});

const results = (whole: PreparedResults['whole'], daily: PreparedResults['daily'] = {}): PreparedResults => ({
  ...{ format: PREPARED_FORMAT, scenario: 'wuhan-2017', version: '', model: '', scenarioSha256: '' },
  ...{ start: '2017-06-01', days: 3, scale: 400, seeds: ['1', '2', '3', '4', '5'], shipped: null, runs: [], cells: [] },
  ...{ whole, daily },
});
const evidence = {
  scenario: shippedAsIs('wuhan-2017'),
  isStale: false,
  results: results(
    { 'bus.trips': [100, -20, 2, 5, 1, 7, 3], 'payments.seconds_mean.bus.card': [1.5, 0, 0, 5, 0] },
    { 'payments.count': { baseline: [1, 2, null], difference: [1, 1, 1], halfWidth: [0.5, 0.25, null] } },
  ),
};

describe('guesses', () => {
  const option = (text: string, rest: object) => ({ text, measure: null, when: null, ...rest });
  const figure = { scenario: 'wuhan-2017', world: 'baseline', measure: 'bus.trips', times: 1 } as const;
  const estimate = (baseline: number, difference: number, certainty: Estimate['certainty']): Estimate => ({
    ...{ baseline, difference, policy: baseline + difference, certainty },
    ...{ halfWidth: 0, half: { baseline: 0, policy: 0 }, seeds: 5, agree: 5, chance: 0 },
  });
  test('of options, the figure that is least or greatest is right; without all figures none is', () => {
    const options = [option('a', { measure: 'a' }), option('b', { measure: 'b' })];
    const bet = (right: 'least' | 'greatest') =>
      ({ kind: 'bet', ask: '', of: 'options', options, right, figure }) as const;
    const known: Record<string, Estimate> = { a: estimate(2, 0, 'same'), b: estimate(1, 0, 'same') };
    expect(rightOption(bet('least'), (name) => known[name] ?? null)).toBe(1);
    expect(rightOption(bet('greatest'), (name) => known[name] ?? null)).toBe(0);
    expect(rightOption(bet('least'), (name) => (name === 'a' ? known['a']! : null))).toBeNull();
  });
  test('of signs, a difference that is too small to tell is neither less nor more', () => {
    const options = (['less', 'more', 'unclear'] as const).map((when) => option(when, { when }));
    const bet: Extract<Bet, { of: 'options' }> = { kind: 'bet', ask: '', of: 'options', options, right: null, figure };
    expect(rightOption(bet, () => estimate(1, -0.5, 'clear'))).toBe(0);
    expect(rightOption(bet, () => estimate(1, 0.5, 'likely'))).toBe(1);
    expect(rightOption(bet, () => estimate(1, 0.5, 'too_small'))).toBe(2);
    expect(rightOption(bet, () => null)).toBeNull();
  });
  test('a number is near within a twentieth of what could be guessed', () => {
    const scale = { from: 0, to: 20, step: 0.5, unit: '' };
    expect(isNear(8, 9, scale)).toBe(true);
    expect(isNear(7.5, 9, scale)).toBe(false);
  });
  test('are kept on the device, and what somebody else has written there is left out', () => {
    const kept = new Map<string, string>();
    const store = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    };
    const guesses = new Guesses(store);
    const curve = Array.from({ length: CURVE_POINTS }, (_, i) => i);
    guesses.set('a', 3);
    guesses.set('b', curve);
    guesses.set('c', null);
    guesses.set('d', 1);
    guesses.set('d', undefined);
    const again = new Guesses(store);
    expect(['a', 'b', 'c', 'd'].map((key) => again.of(key))).toEqual([3, curve, null, undefined]);
    for (const text of ['', '[', '[1]', 'null', '{"a":"x","b":[1],"c":{"d":1}}']) {
      const odd = new Guesses({ ...store, getItem: () => text });
      expect(['a', 'b', 'c', '__proto__'].map((key) => odd.of(key))).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    }
    const full = new Guesses({
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    });
    full.set('a', 1);
    expect([full.isKept, full.of('a')]).toEqual([false, 1]);
  });
  test('who did not guess is told what comes out, not that it comes out otherwise', () => {
    const said = (locale: Locale, of: object, guess: Guess) => {
      const session = { locale, formats: formatsOf(locale), words: messages(locale) } as unknown as Session;
      const props = { session, words: storyWords(locale), bet: { kind: 'bet', ask: '', ...of } as Bet, guess };
      const { body } = render(BetBlock, {
        props: { ...props, evidence: new Map([['x', evidence]]), onguess: () => undefined },
      });
      return /data-testid="bet-outcome"[^>]*>([^<]*)</.exec(body.replaceAll(/<!--.*?-->/g, ''))![1]!.trim();
    };
    const queue = { of: 'queue', queue: { load: 0.5, servers: 1 }, scale: { from: 0, to: 9, step: 1, unit: '' } };
    expect(said('zh', queue, null)).toBe('您没有猜。按埃尔朗公式为1。');
    expect(said('en', queue, null)).toBe('You did not guess. Erlang’s formula says 1.');
    expect(said('en', queue, 3)).toBe('You guessed 3. It comes out as 1: you were 2 off.');
    const options = {
      ...{ of: 'options', right: 'least' as const, figure: { scenario: 'x', world: 'policy', measure: '', times: 1 } },
      options: [
        { text: 'up', measure: 'bus.trips' },
        { text: 'down', measure: 'payments.seconds_mean.bus.card' },
      ],
    };
    expect(said('en', options, null)).toBe('You did not guess. It comes out as: down');
    expect(said('zh', options, null)).toBe('您没有猜。结果：down');
    expect(said('en', options, 0)).toBe('It comes out otherwise: down');
    expect(said('en', options, 1)).toBe('As you guessed.');
  });
  test('what stands below a bet is shown when it has been made', () => {
    const { story } = screen('Before.\n\n```bet\nask: What?\nqueue: { load: 0.5 }\nto: 9\n```\n\nAfter.');
    const [one] = story!.screens;
    const shown = (guess: Guess | undefined) => shownParts(one!, () => guess).map(({ kind }) => kind);
    expect(shown(undefined)).toEqual(['prose', 'bet']);
    expect(shown(null)).toEqual(['prose', 'bet', 'prose']);
    expect(scenariosOf(one!)).toEqual([]);
  });
});

describe('figures of a screen', () => {
  test('counts are of the whole city, times are as they are, a factor turns them round', () => {
    const of = { scenario: 'wuhan-2017', world: 'difference', times: -1 } as const;
    expect(figureValue(evidence, { ...of, measure: 'bus.trips' }, 'en')).toBe(20 * 400);
    expect(shownEstimate(evidence, 'bus.trips', 'en')).toMatchObject({
      baseline: 40_000,
      policy: 32_000,
      halfWidth: 800,
    });
    expect(
      figureValue(evidence, { ...of, world: 'baseline', times: 1, measure: 'payments.seconds_mean.bus.card' }, 'zh'),
    ).toBe(1.5);
    expect(figureValue(evidence, { ...of, measure: 'bus.late_share' }, 'en')).toBeNull();
    expect(figureCourse(evidence, { ...of, world: 'policy', times: 1, measure: 'payments.count' }, 'en')).toEqual([
      { day: 0, value: 800 },
      { day: 1, value: 1200 },
    ]);
    expect(figureCourse(evidence, { ...of, measure: 'bus.trips' }, 'en')).toEqual([]);
    // How sure a day is; nothing is known of it in the world without the policy.
    const spread = (world: 'policy' | 'baseline') =>
      figureSpread(evidence, { ...of, world, measure: 'payments.count' }, 'en');
    expect(spread('policy')).toEqual([
      { day: 0, halfWidth: 200 },
      { day: 1, halfWidth: 100 },
    ]);
    expect(spread('baseline')).toEqual([]);
  });
});

describe('the picture of a queue', () => {
  test('stands people in a line that turns, as many as are drawn', () => {
    expect(standsOf(3, 10)).toEqual([
      { x: 0, y: 0 },
      { x: 10, y: 0 },
      { x: 20, y: 0 },
    ]);
    // The line turns at the end of a row: neighbours stand side by side.
    const stands = standsOf(500, 10);
    expect(stands).toHaveLength(DRAWN_MAX);
    for (let at = 1; at < stands.length; at++) {
      const [one, other] = [stands[at - 1]!, stands[at]!];
      expect(Math.abs(one.x - other.x) + Math.abs(one.y - other.y)).toBe(10);
    }
  });
  test('its curve is Erlang’s, up to the top of the chart', () => {
    const curve = waitCurve(1, 20);
    const at = (load: number) => curve.find((one) => Math.abs(one.load - load) < 1e-9)?.wait;
    expect(at(0.5)).toBeCloseTo(1, 12);
    expect(at(0.9)).toBeCloseTo(9, 12);
    expect(at(0.96)).toBeUndefined();
  });
  test('agreement is being within the interval', () => {
    expect(agrees(9, { mean: 8.5, halfWidth: 0.6 })).toBe(true);
    expect(agrees(9, { mean: 8.3, halfWidth: 0.6 })).toBe(false);
  });
});
