/** Who pays for whom, where families do; and who asks to pay by phone. */
import type { Purpose } from '../../kernel/random.ts';
import type { Uint8Field } from '../../kernel/records.ts';
import { profileIndex } from '../catalogue.ts';
import { AGE_BANDS } from '../city.ts';
import type { People } from '../people.ts';

/** Age bands of those for whom others may pay. */
const CHILD = 0;
const VERY_OLD = AGE_BANDS.length - 1;

export class Payers {
  /** Of the wallet. */
  private readonly habit: Uint8Field;

  /**
   * @param helped numbers by which some of the very old are helped, always the same
   * @param helpedShare share of them that is
   * @param askingHabit habit of paying by phone from which people ask for it, of 255
   */
  constructor(
    private readonly people: People,
    private readonly helped: Purpose,
    private readonly helpedShare: number,
    private readonly askingHabit: number,
  ) {
    this.habit = people.habit[profileIndex('counter')];
  }

  /** Whether somebody who has the wallet asks to pay by phone where that is not possible. */
  readonly asksForPhone = (person: number): boolean => this.habit.get(person) >= this.askingHabit;

  /** For a child, and for the very old who are helped, an adult of the household where there is one; else the person. */
  payerFor(person: number): number {
    const age = this.people.age(person);
    const isHelped = age === CHILD || (age === VERY_OLD && this.helped.chance(person, 0, this.helpedShare));
    return isHelped ? this.people.adultWith(person) : person;
  }
}
