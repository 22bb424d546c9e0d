/**
 * Figures of the press of the day (scenarios/claims/article-2017.yaml), drawn beside the curves for comparison. They are company
 * and press claims, not measurements, and of one policy: they stand only where it is played.
 */
import type { ClaimMark } from '../../sim/runner/claims/claims-file.ts';
import { TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Formats } from '../format.ts';
import { messages, type Messages } from '../i18n/index.ts';
import { claimSource } from '../method/claim-source.ts';
import type { Claim } from './plot.ts';

const MS_PER_DAY = 86_400_000;

/** As they were read when the page was built (sim/cli/ready-made.ts). */
const [MARKS = []] = Object.values(
  import.meta.glob<readonly ClaimMark[]>('../../scenarios/claims/article-2017.yaml', {
    query: '?marks',
    import: 'default',
    eager: true,
  }),
);

/** The claims that fall into a scenario's days, each at the end of the day for which it was made. */
export function claimsFor(scenario: Scenario, measure: string, words: Messages, formats: Formats): Claim[] {
  return MARKS.filter((claim) => claim.scenario === scenario.name && claim.measure === measure)
    .map(({ date, value }) => ({ day: (Date.parse(date) - Date.parse(scenario.start)) / MS_PER_DAY + 1, value }))
    .filter(({ day }) => day > 0 && day <= scenario.days)
    .map(({ day, value }) => ({
      day,
      value,
      what: words.chart_claim_note({
        value: formats.whole(value),
        date: formats.dayMonth(scenario.start, (day - 1) * TICKS_PER_DAY),
      }),
    }));
}

/** All claims of a scenario with what they are of and who made them, a sentence each. */
export function claimSentences(scenario: Scenario, titleOf: (measure: string) => string, formats: Formats): string[] {
  const words = messages(formats.locale);
  return MARKS.filter((claim) => claim.scenario === scenario.name).map(({ measure, date, value, source }) => {
    const day = formats.date(date, 0);
    return words.claim_sentence({
      title: titleOf(measure),
      value: formats.whole(value),
      date: day,
      source: claimSource(source, formats.locale),
    });
  });
}
