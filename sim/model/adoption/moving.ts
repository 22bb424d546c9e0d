/**
 * Moving house between two cities, as an exchange: each takes the place of the other. With a place go household, home, work, trips,
 * purse, cards and bills, so that the books of neither city see anything of it. With the person goes what makes them pay by phone.
 */
import { ENROLMENTS, OWN_HABITS } from '../catalogue.ts';
import { STANDING } from '../holdings.ts';
import type { People } from '../people.ts';

/** Children move with a household, and few move when they are old: only these age bands are exchanged, 15 to 59 years. */
const FIRST_BAND = 1;
const LAST_BAND = 4;

/**
 * A number of those who can take each other's place: of the same age and role, and alike in having a smartphone and a bank account, so
 * that a city has as many of each after an exchange as before. It never changes. @returns −1 for those who do not move
 */
export function placeKind(people: People, person: number): number {
  const age = people.age(person);
  if (age < FIRST_BAND || age > LAST_BAND) return -1;
  const devices = (people.hasSmartphone(person) ? 2 : 0) + (people.hasAccount(person) ? 1 : 0);
  return (age * 4 + people.role(person)) * 4 + devices;
}

/**
 * Two people of the same kind take each other's place. They bring wallet, readiness, habit and trust; what they have joined that is of
 * their city stays behind, and they know of it where they come to.
 */
export function changePlaces(one: People, person: number, other: People, instead: number): void {
  ENROLMENTS.forEach(({ goesAlong }, at) => {
    const [mine, theirs] = [one.standing(person, at), other.standing(instead, at)];
    one.setStanding(person, at, goesAlong === true ? theirs : known(theirs));
    other.setStanding(instead, at, goesAlong === true ? mine : known(mine));
  });
  // Several profiles share a habit: each habit is changed once.
  for (const profile of OWN_HABITS) {
    exchange(one.ready[profile], person, other.ready[profile], instead);
    exchange(one.habit[profile], person, other.habit[profile], instead);
  }
  exchange(one.trust, person, other.trust, instead);
}

/** What is left of having joined something of another city. */
const known = (standing: number): number => (standing === STANDING.unaware ? STANDING.unaware : STANDING.aware);

interface Column {
  get(person: number): number;
  set(person: number, value: number): void;
}

function exchange(one: Column, person: number, other: Column, instead: number): void {
  const value = one.get(person);
  one.set(person, other.get(instead));
  other.set(instead, value);
}
