/** Where the answer stands, in a line under the question. */
import { TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';
import { isEarlier } from '../measures/earlier.ts';
import type { Session } from '../state/session.svelte.ts';

export function answerState(session: Session): string {
  const { words, formats, playback, scenario } = session;
  const { phase, goingTo, days, results } = playback;
  if (phase === 'failed') return words.now_failed;
  if (scenario === null || phase === 'opening') return words.now_opening;
  if (phase === 'finishing') return words.result_finishing;
  if (goingTo !== null && goingTo > playback.furthest) {
    return words.now_going({
      date: formats.date(scenario.start, goingTo),
      share: formats.percent(goingTo === 0 ? 1 : playback.furthest / goingTo),
    });
  }
  if (results !== null) {
    const isSame = results.baseline.digest === results.policy.digest;
    const { prepared } = session;
    const made = prepared?.shipped;
    if (made !== null && made !== undefined && made.seed === scenario.seed && made.scale === scenario.scale) {
      const isConfirmed = made.baseline === results.baseline.digest && made.policy === results.policy.digest;
      return isConfirmed ? words.now_confirmed : words.now_other;
    }
    return isSame ? words.result_same : words.now_complete({ days: formats.days(scenario.days) });
  }
  if (session.prepared !== null) {
    const seeds = formats.whole(session.prepared.seeds.length);
    if (isEarlier(session.prepared)) return words.now_earlier({ seeds });
    return words.now_prepared({ seeds, seed: scenario.seed });
  }
  if (phase === 'night' && days.count === 0) return words.now_night;
  if (days.count === 0) return words.now_first_day;
  const last = formats.dayMonth(scenario.start, (days.count - 1) * TICKS_PER_DAY);
  return words.now_so_far({ date: last, day: formats.whole(days.count), days: formats.whole(scenario.days) });
}
