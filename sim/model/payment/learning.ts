/** What a payment leaves behind in a person: readiness and habit with the phone, and trust in it. */
import type { Decision } from '../facts.ts';
import type { People } from '../people.ts';
import type { PAYMENT_TABLE } from './parameters.ts';
import type { Terms } from './terms.ts';

/** Of METHODS. */
const MOBILE = 2;

/** Use makes ready, and a habit; not using what was possible wears the habit off. */
export function learn(
  people: People,
  person: number,
  byPhone: boolean,
  { state }: Decision,
  { habit, ready }: Terms,
  p: ReturnType<typeof PAYMENT_TABLE.read>,
): void {
  if (byPhone) {
    ready.add(person, Math.ceil((255 - ready.get(person)) * p.readiness_gain_share));
    habit.add(person, Math.ceil((255 - habit.get(person)) * p.habit_gain_share));
    if (people.trust.get(person) < 255) people.trust.add(person, 1);
  } else if (state[MOBILE] === 0) {
    habit.add(person, -Math.floor(habit.get(person) * p.habit_loss_share));
  }
}
