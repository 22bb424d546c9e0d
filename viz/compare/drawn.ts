/** What the comparing chart draws of a measure: every plan's course with its interval, and its difference over the whole run. */
import { CERTAINTY_WORDS } from '../../sim/runner/experiment/certainty.ts';
import { courseOf, estimateOf } from '../../sim/runner/experiment/prepared-results.ts';
import { curveOf } from '../charts/series.ts';
import type { Session } from '../state/session.svelte.ts';
import type { CompareData, DrawnPlan } from './compare-plot.ts';
import type { Comparison } from './comparison.svelte.ts';
import type { Row } from './rows.ts';

export function drawnOf(comparison: Comparison, row: Row, session: Session): CompareData {
  const { columns, results, words } = comparison;
  const measure = comparison.measureOf({ name: row.name }, 0);
  const daily = comparison.measureOf({ name: row.daily }, 0);
  const first = columns.find(({ scenario }) => scenario !== null)?.scenario ?? null;
  const plans = columns.map((column, at): DrawnPlan => {
    const found = results[at] ?? null;
    const own = comparison.measureOf({ name: row.name }, at);
    const ofDay = comparison.measureOf({ name: row.daily }, at);
    const course = (found === null ? undefined : courseOf(found, row.daily)) ?? [];
    const estimate = found === null ? undefined : estimateOf(found, row.name);
    const { difference = NaN, halfWidth = NaN } = estimate ?? {};
    const told = own.estimate('difference', own.shown(difference), own.shown(halfWidth));
    return {
      key: column.key,
      name: comparison.nameOf(column),
      colour: column.colour,
      points: curveOf(
        course.map(({ policy }) => (policy === null ? NaN : ofDay.shown(policy))),
        'day',
      ),
      band: course.flatMap(({ day, policy, halfWidth }) =>
        policy === null || halfWidth === null
          ? []
          : [{ day: day + 0.5, low: ofDay.shown(policy - halfWidth), high: ofDay.shown(policy + halfWidth) }],
      ),
      whole:
        estimate === undefined
          ? null
          : {
              difference: own.shown(estimate.difference),
              halfWidth: own.shown(estimate.halfWidth),
              certainty: estimate.certainty,
              text: [told.text, told.range, CERTAINTY_WORDS[estimate.certainty][session.locale]].join(' '),
            },
    };
  });
  const one = results.find((found) => found !== null) ?? null;
  const base = one === null || !comparison.isShared ? [] : (courseOf(one, row.daily) ?? []);
  return {
    title: words.chart_of({ title: measure.title }),
    unit: row.daily === row.name ? measure.unit : `${daily.title}, ${daily.unit}`,
    wholeTitle: words.chart_whole({ unit: measure.unit }),
    baselineName: words.baseline,
    baseline: curveOf(
      base.map(({ baseline }) => (baseline === null ? NaN : daily.shown(baseline))),
      'day',
    ),
    plans,
    days: Math.max(1, ...columns.map(({ scenario }) => scenario?.days ?? 1)),
    start: first?.start ?? '2017-01-01',
    formats: session.formats,
    axis: (value, step) => measure.axis(value, step),
  };
}
