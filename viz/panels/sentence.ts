/** The result so far, as one plain sentence in parts: words, and numbers that may be set in tabular figures. */
import type { LiveName } from '../../sim/runner/protocol.ts';
import type { Pair } from '../../sim/runner/client.ts';
import { minutesOf, payments, perPersonDay } from '../charts/series.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';
import { live } from '../state/history.ts';

/** Less than a tenth of a second a person a day is not worth a claim. */
const SECONDS_MIN = 0.05;

const SECTORS = ['bus', 'shops', 'hospital'] as const;

/** Sector that contributes most in the direction of the whole, or null where no one makes more than half of it. */
export function mainSector(totals: Pair<Float64Array>): (typeof SECTORS)[number] | null {
  const saved = SECTORS.map((sector) => {
    const name: LiveName = `minutes.${sector}`;
    return live(totals.baseline, name) - live(totals.policy, name);
  });
  const whole = saved.reduce((sum, value) => sum + value, 0);
  const at = saved.findIndex((value) => value * whole > 0 && Math.abs(value) > Math.abs(whole) / 2);
  return SECTORS[at] ?? null;
}

/** The sentence for running totals at `tick` in a city of `people` simulated residents. */
export function sentence(
  totals: Pair<Float64Array>,
  tick: number,
  people: number,
  words: Messages,
  formats: Formats,
): string {
  const same = totals.baseline.every((value, at) => value === totals.policy[at]);
  if (same) return words.sentence_same;
  const saved = minutesOf(totals.baseline) - minutesOf(totals.policy);
  const seconds = 60 * perPersonDay(saved, people, tick);
  const share = (values: Float64Array): string => {
    const made = payments(values);
    return formats.percent(made === 0 ? 0 : live(values, 'payments.mobile') / made, 1);
  };
  const mobile = words.sentence_mobile({ policy: share(totals.policy), baseline: share(totals.baseline) });
  if (Math.abs(seconds) < SECONDS_MIN) return words.sentence_even + words.sentence_gap + mobile;
  const amount = formats.duration(Math.abs(seconds), 1);
  const main = mainSector(totals);
  return (
    (seconds > 0 ? words.sentence_saves({ amount }) : words.sentence_costs({ amount })) +
    (main === null ? '' : words.sentence_mostly({ where: words[`in_${main}`] })) +
    words.sentence_then +
    mobile
  );
}
