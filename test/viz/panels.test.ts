/** Panels of the City view, drawn without a browser from what a page would know. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { PREPARED_FORMAT, readPrepared, WHOLE_CITY } from '../../sim/runner/experiment/prepared-results.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import HeatFigure from '../../viz/compare/heat-figure.svelte';
import { formatsOf } from '../../viz/format.ts';
import { messages, type Locale } from '../../viz/i18n/index.ts';
import { answersOf } from '../../viz/measures/answers.ts';
import { gainsByBand, gainsByBoth, scaleOf, walletlessOf, type Gain } from '../../viz/measures/groups.ts';
import AnswerCard from '../../viz/panels/answer-card.svelte';
import Calendar from '../../viz/panels/calendar.svelte';
import Curves from '../../viz/panels/curves.svelte';
import { differenceLane, drawLane, LANE_MEASURE } from '../../viz/panels/difference-lane.ts';
import GainGrid from '../../viz/panels/gain-grid.svelte';
import Legend from '../../viz/panels/legend.svelte';
import Result from '../../viz/panels/result.svelte';
import Where from '../../viz/panels/where.svelte';
import Who from '../../viz/panels/who.svelte';
import { ColumnSettings } from '../../viz/state/column.svelte.ts';
import type { Session } from '../../viz/state/session.svelte.ts';

const scenario = shippedScenario('wuhan-detention');
const made = {
  ...{ format: PREPARED_FORMAT, scenario: scenario.name, model: 'any', start: scenario.start, days: scenario.days },
  ...{ scale: 400, seeds: ['1', '2', '3', '4', '5'], runs: [], cells: [] },
};
const nothing = Array.from({ length: scenario.days }, () => null);

/** A page before the first day of its run is complete. */
const page = (locale: Locale, results: object): Session => {
  const prepared = readPrepared({ ...made, whole: {}, daily: {}, ...results });
  return {
    ...{ locale, scenario, prepared, words: messages(locale), formats: formatsOf(locale) },
    observed: { measures: [], name: null, rows: [], fault: null, lacking: null, isKept: true, points: () => [] },
    fetchAllResults: () => undefined,
    ...{ address: { curves: null }, column: new ColumnSettings() },
    playback: { days: { count: 0, names: [], values: () => [] }, results: null, snapshot: null, flashes: true },
  } as unknown as Session;
};

describe('a measure without a value on any day', () => {
  const name = 'detention.minutes_per_deposit';
  const results = {
    whole: { [name]: [184, -88, 22, 5, 0.04, 25, 23] },
    daily: { [name]: { baseline: nothing, difference: nothing, halfWidth: nothing } },
  };
  const answer = answersOf(scenario).find(({ measure }) => measure === name)!;
  test('has no small curve but a word of it', () => {
    const { body } = render(AnswerCard, { props: { session: page('en', results), answer, scenario } });
    expect(body).toContain('no curve by day');
    expect(body).not.toContain('<path');
  });
  test('has a chart without an axis that says so', () => {
    const { body } = render(Curves, { props: { session: page('zh', results) } });
    const chart = body.split('<figure').find((part) => part.includes(`chart-${name}`))!;
    expect(chart).toContain('暂无曲线');
  });
});

describe('who and where', () => {
  const [district] = scenario.city.districts;
  const results = {
    whole: {
      'saved.minutes_per_person_day.75+': [0, -0.5, 0.1, 5, 0.02],
      [`saved.minutes_per_person_day.${district!.id}`]: [0, 0.25, 0.05, 5, 0.02],
      'refusals.count.75+': [7, 7, 1, 5, 0.1],
      'enrolment.wallet_share.75+': [0.011, 0.04, 0.002, 5, 0.0001],
      'saved.losers_share': [0, 0.3, 0.01, 5, 0.12],
      'saved.losers_share.75+': [0, 0.4, 0.01, 5, 0.14],
    },
    cells: [[6, 0, 40, -0.5, 0.1, 5, 0.02]],
  };
  const shown = (panel: typeof Who | typeof Where, locale: Locale) =>
    render(panel, { props: { session: page(locale, results) } }).body.replaceAll(/<!--.*?-->/g, '');

  test('stand there before the first day, with how sure they are and what chance alone does', () => {
    const who = shown(Who, 'en');
    expect(who).toMatch(/\+30 s<small[^>]*>clear/);
    // 7 people of 400 each in 70 days, twice as many with the policy.
    expect(who).toContain('40 → 80');
    expect(who).toContain('40% (14%)');
    expect(who).toContain('data-testid="who-grid"');
    expect(who).toContain('Of 5 seeds');
    expect(shown(Where, 'zh')).toMatch(/−15秒<small[^>]*>明确/);
  });
  test('say who is left without a wallet, by age alone, of seeds or of one run', () => {
    expect(shown(Who, 'en')).toMatch(/98\.9% → 94\.9%\s*<small[^>]*>clear/);
    expect(shown(Who, 'zh')).toContain('没有手机钱包');
    const { prepared } = page('en', results);
    const days = {
      values: (world: string, name: string) =>
        name.endsWith('.15-24') ? [0.5, { baseline: 0.6, policy: 0.7 }[world]!] : [],
    };
    expect(walletlessOf('15-24', null, days)!.policy).toBeCloseTo(0.3);
    expect(walletlessOf('15-24', prepared, days)).toMatchObject({ baseline: 0.4, certainty: null });
    expect(walletlessOf('75+', null, days)).toBeNull();
  });
  test('of one run are pale, and tell no share of losers', () => {
    const session = page('en', {}) as { -readonly [K in keyof Session]: Session[K] };
    session.prepared = null;
    const values = (world: string) => Array.from({ length: 9 }, () => (world === 'policy' ? 6 : 5));
    Object.assign(session.playback, { days: { count: 9, names: [], values } });
    const { body } = render(Where, { props: { session } });
    expect(body).toMatch(/<small[^>]*>one run/);
    expect(body).toMatch(/class="worse [\w-]+ one"/);
    expect(body).toContain('one run, not yet a result');
    expect(body).not.toContain('Lose time');
  });
});

test('a run tells no share of those who gain and lose without what chance alone does', () => {
  const session = page('en', {});
  const measures = { 'saved.gainers_share': 0.4, 'saved.losers_share': 0.3, 'saved.losers_share.75+': 0.5 };
  const world = { digest: 'a', measures, fingerprint: '' };
  Object.assign(session.playback, { results: { baseline: world, policy: world, cells: [] } });
  const without = render(Result, { props: { session } }).body;
  expect(without).not.toMatch(/30\.0%|50\.0%/);
  const chance = { 'saved.gainers_share': [0, 0.4, 0, 5, 0.11], 'saved.losers_share': [0, 0.3, 0, 5, 0.12] };
  const known = page('en', { whole: chance });
  Object.assign(known.playback, { results: { baseline: world, policy: world, cells: [] } });
  const beside = render(Result, { props: { session: known } }).body;
  expect(beside).toContain('30.0% spend more');
  expect(beside).toContain('11.0% spend less and 12.0% more');
});

test('the legend ends in whole sentences', () => {
  for (const locale of ['en', 'zh'] as const) {
    const { body } = render(Legend, { props: { session: page(locale, {}) } });
    const last = /<p[^>]*>([^<]*)<\/p>/.exec(body)![1]!;
    expect(last, locale).not.toMatch(/[:：]/);
    expect(last, locale).toMatch(/[.。]$/);
  }
});

describe('a grid of gains', () => {
  const gain = (seconds: number, isNoise = false): Gain => ({ minutes: seconds / 60, isNoise, certainty: 'clear' });
  const cells = [gain(2), gain(1.9), gain(-12.04), gain(40, true)];
  const words = messages('en');
  const formats = formatsOf('en');
  test('writes all its numbers with as many digits, on the page and in a picture to take away', () => {
    const columns = ['a', 'b', 'c', 'd'];
    const props = { caption: 'X', of: 'Y', columns, rows: [{ name: 'r', cells }], words, formats, testid: 'grid' };
    const told = { title: 'X', unit: '', notes: [], bands: columns, names: ['r'], cells: [cells], formats };
    for (const body of [
      render(GainGrid, { props }).body,
      render(HeatFigure, { props: { ...told, scale: scaleOf(cells) } }).body,
    ]) {
      expect(body.match(/>[−+][\d.]+</g)).toEqual(['>-2.0<', '>-1.9<', '>+12.0<'].map((one) => one.replace('-', '−')));
    }
    // Large numbers alone need no tenths.
    expect(scaleOf([gain(20), gain(-13)]).digits).toBe(0);
  });
  test('by age and income takes of one place what seeds say, else the residents of the run', () => {
    const prepared = page('en', { crossed: [[2, 1, 0, 40, -0.5, 0.1, 5, 0.02]] }).prepared;
    const cell = { age: 2, income: 1, district: 0, people: 100, minutes: 200, squares: 500 };
    const both = gainsByBoth(prepared, 0, [cell, { ...cell, income: 3 }, { ...cell, district: 1, minutes: 900 }]);
    expect(both[2]![1]).toMatchObject({ minutes: -0.5, certainty: 'clear' });
    expect(both[2]![3]).toMatchObject({ minutes: 2, certainty: null });
    expect(both[0]![0]!.minutes).toBeNaN();
    expect(gainsByBoth(null, WHOLE_CITY, [cell, { ...cell, district: 1, minutes: 400 }])[2]![1]!.minutes).toBe(3);
    expect(gainsByBand(null, 2, 'income', [cell])[0]![1]!.minutes).toBe(2);
  });
});

describe('the lane of differences in the dock', () => {
  const level = Array.from({ length: scenario.days }, () => 13);
  const each = (value: number) => level.map(() => value);
  const seeds = (difference: number, half: number, whole: readonly number[]) => ({
    whole: { [LANE_MEASURE]: [13, difference, ...whole] },
    daily: { [LANE_MEASURE]: { baseline: level, difference: each(difference), halfWidth: each(half) } },
  });
  const noise = seeds(0.003, 0.011, [0.004, 3, 0.002]);
  const effect = seeds(-0.3, 0.02, [0.01, 5, 0.002]);
  const none = { values: () => [] };
  /** How far from the middle its paths reach, as a share of half the height. */
  const reach = (path: string): number =>
    Math.max(0, ...[...path.matchAll(/[MV](?:[\d.]+ )?([\d.]+)h?/g)].map(([, y]) => Math.abs(Number(y) - 17) / 17));
  const drawn = (results: object) => drawLane(differenceLane(page('en', results).prepared, none), 10, 34);

  test('draws mean and interval of the seeds, and leaves noise grey and low', () => {
    const { band, better, worse, untold } = drawn(noise);
    expect([better, worse]).toEqual(['', '']);
    expect(reach(untold)).toBeGreaterThan(0);
    expect(reach(untold)).toBeLessThan(0.05);
    expect(reach(band)).toBeLessThan(0.15);
  });
  test('lets an effect fill it, in its colour', () => {
    const { band, better, worse, untold } = drawn(effect);
    expect([worse, untold]).toEqual(['', '']);
    expect(reach(better)).toBeGreaterThan(0.8);
    expect(reach(band)).toBeLessThanOrEqual(1);
    expect(reach(band)).toBeGreaterThan(reach(better));
  });
  test('of one run has no interval, and what it differs by from day to day is small', () => {
    const values = (world: string) =>
      level.map((value, day) => (world === 'policy' ? value + (day % 2 ? 0.04 : -0.03) : value));
    const lane = differenceLane(null, { values });
    expect(lane.isOne).toBe(true);
    const { band, better, worse } = drawLane(lane, 10, 34);
    expect(band).toBe('');
    expect(reach(better + worse)).toBeLessThan(0.15);
  });
  test('says how sure it is, in the fixed words', () => {
    const said = (locale: Locale, results: object | null) => {
      const session = page(locale, results ?? {}) as { -readonly [K in keyof Session]: Session[K] };
      if (results === null) session.prepared = null;
      return /lane-sure"[^>]*>([^<]*)</.exec(render(Calendar, { props: { session } }).body)?.[1];
    };
    expect(said('en', noise)).toBe('whole run · too small to tell (5 seeds)');
    expect(said('zh', effect)).toBe('全程 · 明确（5个种子）');
    expect(said('en', null)).toBe('one run, not yet a result');
    expect(said('zh', null)).toBe('单次运行，尚不足以下结论');
  });
});
