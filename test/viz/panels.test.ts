/** Panels of the City view, drawn without a browser from what a page would know. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { PREPARED_FORMAT, readPrepared } from '../../sim/runner/experiment/prepared-results.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages, type Locale } from '../../viz/i18n/index.ts';
import { answersOf } from '../../viz/measures/answers.ts';
import AnswerCard from '../../viz/panels/answer-card.svelte';
import Curves from '../../viz/panels/curves.svelte';
import Legend from '../../viz/panels/legend.svelte';
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

test('the legend ends in whole sentences', () => {
  for (const locale of ['en', 'zh'] as const) {
    const { body } = render(Legend, { props: { session: page(locale, {}) } });
    const last = /<p[^>]*>([^<]*)<\/p>/.exec(body)![1]!;
    expect(last, locale).not.toMatch(/[:：]/);
    expect(last, locale).toMatch(/[.。]$/);
  }
});
