/** People who move between cities, and what they bring. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../../sim/kernel/time.ts';
import { changePlaces, placeKind } from '../../../sim/model/adoption/moving.ts';
import { ENROLMENTS, OWN_HABITS } from '../../../sim/model/catalogue.ts';
import { STANDING, WALLET } from '../../../sim/model/holdings.ts';
import type { People } from '../../../sim/model/people.ts';
import { readJoiningPlan, type JoiningPlan } from '../../../sim/runner/joining/joining-file.ts';
import { citiesAlone, simulateJoining, standing, travelShares } from '../../../sim/runner/joining/joining.ts';
import { Movers } from '../../../sim/runner/joining/movers.ts';
import { shippedJoiningText, shippedScenario } from '../../../sim/runner/library.ts';
import { Simulation } from '../../../sim/runner/simulate.ts';

const SCALE = 20_000;
const NAMES = ['hangzhou-2016', 'wuhan-2017', 'guiyang-2017'];

/** Cities on the first day. @param scale of each */
function worlds(names = NAMES, scale = SCALE) {
  return names.map((name) => {
    const scenario = { ...shippedScenario(name), scale, days: 10, seed: '1', policy: [] };
    return new Simulation(scenario, 'baseline');
  });
}
const peopleOf = (all: readonly Simulation[]) => all.map(({ world }) => world.people);
const travel = (all: readonly Simulation[]) => travelShares(all.map(({ scenario }) => scenario.city));

/** All that is kept of the people of a city, by column; those that go along with a person apart. */
function columns(people: People) {
  const all = Array.from({ length: people.count }, (_, person) => person);
  return {
    stays: [
      people.who,
      people.flags,
      people.home,
      people.cash,
      people.small,
      people.card,
      people.lost,
      people.ticks,
    ].map((column) => all.map((person) => column.get(person))),
    goes: all.map((person) => [
      people.standing(person, WALLET),
      people.trust.get(person),
      ...OWN_HABITS.flatMap((at) => [people.ready[at]!.get(person), people.habit[at]!.get(person)]),
    ]),
    cityOwn: ENROLMENTS.map((_, at) => all.map((person) => people.standing(person, at))).slice(1),
  };
}

describe('two who change places', () => {
  const all = worlds(NAMES.slice(0, 2));
  const [one, other] = peopleOf(all) as [People, People];
  const find = (people: People, hasWallet: boolean, kind?: number) =>
    Array.from({ length: people.count }, (_, person) => person).find(
      (person) =>
        people.hasWallet(person) === hasWallet &&
        placeKind(people, person) >= 0 &&
        (kind === undefined || placeKind(people, person) === kind),
    )!;
  const person = find(one, true);
  const instead = find(other, false, placeKind(one, person));
  const bus = ENROLMENTS.findIndex(({ id }) => id === 'bus');

  it('bring what makes them pay by phone, leave what is of the city, and know of it', () => {
    one.setStanding(person, bus, STANDING.enrolled);
    other.setStanding(instead, bus, STANDING.unaware);
    const [left, came] = [columns(one), columns(other)];
    changePlaces(one, person, other, instead);
    const [now, there] = [columns(one), columns(other)];
    expect(now.stays).toEqual(left.stays);
    expect(there.stays).toEqual(came.stays);
    expect(there.goes[instead]).toEqual(left.goes[person]);
    expect(now.goes[person]).toEqual(came.goes[instead]);
    expect(other.hasWallet(instead)).toBe(true);
    expect(other.standing(instead, bus)).toBe(STANDING.aware);
    expect(one.standing(person, bus)).toBe(STANDING.unaware);
  });
});

describe('a city to which people move', () => {
  /** Share of payments by phone in the second city, of which so many come from the first, where everybody who can pays so. */
  const phoneShare = (moving: number) => {
    const all = worlds(NAMES.slice(0, 2), 5000);
    const [from, to] = peopleOf(all) as [People, People];
    for (let person = 0; person < from.count; person++) {
      if (!from.hasSmartphone(person) || !from.hasAccount(person)) continue;
      from.setStanding(person, WALLET, STANDING.enrolled);
      for (const at of OWN_HABITS) for (const column of [from.ready[at]!, from.habit[at]!]) column.set(person, 255);
    }
    const cardsBefore = Array.from({ length: to.count }, (_, person) => to.card.get(person));
    new Movers('1', [from, to], travel(all)).exchange(1, moving);
    expect(Array.from({ length: to.count }, (_, person) => to.card.get(person))).toEqual(cardsBefore);
    const second = all[1]!;
    second.runUntil(5 * TICKS_PER_DAY + 1);
    return second.measuresOf(4).find(({ name, group }) => name === 'payments.mobile_share' && group === '')!.value!;
  };

  it('pays by phone more, without having joined, where those who come do', () => {
    const [none, few, many] = [0, 0.2, 0.8].map(phoneShare);
    expect(few).toBeGreaterThan(none! * 1.02);
    expect(many).toBeGreaterThan(few! * 1.05);
  });

  it('counts who holds what as it stands, and nobody who comes as one who has joined', () => {
    const all = worlds(NAMES.slice(0, 2), 5000);
    const { people } = all[1]!.world;
    all[1]!.runUntil(TICKS_PER_DAY + 1);
    const joinedBefore = all[1]!.measuresOf(0).find(({ name }) => name === 'enrolment.wallet')!.value!;
    const from = all[0]!.world.people;
    for (let person = 0; person < from.count; person++) {
      if (from.hasSmartphone(person) && from.hasAccount(person)) from.setStanding(person, WALLET, STANDING.enrolled);
    }
    new Movers('1', peopleOf(all), travel(all)).exchange(1, 0.8);
    all[1]!.runUntil(2 * TICKS_PER_DAY + 1);
    const of = (name: string, group = '') =>
      all[1]!.measuresOf(1).find((measure) => measure.name === name && measure.group === group)!.value!;
    const held = Array.from({ length: people.count }, (_, person) => Number(people.hasWallet(person)));
    const wallets = held.reduce((a, b) => a + b);
    expect(wallets).toBeGreaterThan(joinedBefore * 1.1);
    // Those who take it up or drop it at the midnight that begins the third day are counted with it.
    expect(Math.abs(of('enrolment.wallet') - wallets)).toBeLessThan(10);
    expect(of('enrolment.joined', 'enrolment=wallet')).toBeLessThan(10);
  });
});

describe('those who move', () => {
  const known = (people: People) => {
    const counts = new Map<number, number>();
    for (let person = 0; person < people.count; person++) {
      const key = placeKind(people, person) + 1 + 1000 * people.age(person) + 10_000 * people.income(person);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return counts;
  };

  it('leave every city with as many residents of every age, role and income as before, and the wallets of all as many', () => {
    const all = worlds();
    const peoples = peopleOf(all);
    const before = peoples.map(known);
    const wallets = () =>
      peoples.reduce(
        (sum, p) => sum + Array.from({ length: p.count }, (_, i) => Number(p.hasWallet(i))).reduce((a, b) => a + b),
        0,
      );
    const held = wallets();
    const came = new Movers('1', peoples, travel(all)).exchange(1, 0.5);
    expect(Math.min(...came)).toBeGreaterThan(10);
    expect(came.reduce((a, b) => a + b) % 2).toBe(0);
    expect(peoples.map(known)).toEqual(before);
    expect(wallets()).toBe(held);
    // Books are balanced, and days go on.
    for (const { world } of all) world.ledger.check();
    for (const simulation of all) simulation.runUntil(2 * TICKS_PER_DAY);
  });

  it('are about the share, and the same whatever has become of people', () => {
    const [plain, changed] = [worlds(NAMES, 2000), worlds(NAMES, 2000)];
    const ages = (people: People) =>
      Array.from({ length: people.count }, (_, person) => person).filter((person) => placeKind(people, person) >= 0)
        .length;
    for (const people of peopleOf(changed)) {
      for (let person = 0; person < people.count; person++) people.trust.set(person, person % 200);
    }
    // Marks that tell who stands in whose place.
    const marks = (all: readonly Simulation[]) => {
      peopleOf(all).forEach((people, city) => {
        for (let person = 0; person < people.count; person++) people.trust.set(person, (city * 83 + person) % 251);
      });
      const came = new Movers('7', peopleOf(all), travel(all)).exchange(3, 0.2);
      return {
        came,
        trust: peopleOf(all).map((people) => Array.from({ length: people.count }, (_, p) => people.trust.get(p))),
      };
    };
    const [first, second] = [marks(plain), marks(changed)];
    expect(second).toEqual(first);
    const could = peopleOf(plain).map(ages);
    const all = first.came.reduce((a, b) => a + b) / could.reduce((a, b) => a + b);
    // A few are chosen twice, and move once.
    expect(all).toBeGreaterThan(0.16);
    expect(all).toBeLessThan(0.21);
  });

  it('are none where the share is 0, and others in another month', () => {
    const all = worlds();
    const before = peopleOf(all).map(columns);
    const movers = new Movers('1', peopleOf(all), travel(all));
    expect(movers.exchange(1, 0)).toEqual([0, 0, 0]);
    expect(peopleOf(all).map(columns)).toEqual(before);
    const months = [1, 2].map((month) => new Movers('1', peopleOf(all), travel(all)).exchange(month, 0.3));
    expect(months[0]).not.toEqual(months[1]);
  });

  it('do not move as children or when old', () => {
    const [simulation] = worlds(NAMES.slice(0, 1));
    const { people } = simulation!.world;
    for (let person = 0; person < people.count; person++) {
      expect(placeKind(people, person) >= 0).toBe(people.age(person) >= 1 && people.age(person) <= 4);
    }
  });
});

describe('cities between which people move', () => {
  const reading = readJoiningPlan(shippedJoiningText(), shippedScenario);
  const plan = (reading as { plan: JoiningPlan }).plan;
  const two = { ...plan, cities: plan.cities.filter(({ city }) => city === 'hangzhou' || city === 'wuhan') };
  const same = { seed: '1', months: 2, scale: SCALE, rollout: shippedScenario };
  /** Nobody hears of anything, so that only those who move connect the cities. */
  const deaf = { ...standing(two), spontaneous_monthly: 0, pull_monthly: 0, told_share: 0 };
  const simulate = (moving_monthly_share: number) =>
    simulateJoining(two, { ...same, values: { ...deaf, moving_monthly_share } });

  it('begin where people live, and have others in them then', async () => {
    const [settled, moving] = [await simulate(0), await simulate(0.9)];
    expect(moving.map(({ joined }) => joined)).toEqual(['2016-09-01', null]);
    const [before, after] = [settled[1]!.months, moving[1]!.months];
    expect(before.map(({ came }) => came)).toEqual([0, 0]);
    for (const { phoneShare, phoneShareAlone } of before) expect(phoneShare).toBe(phoneShareAlone);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]!.came).toBeGreaterThan(0);
    expect(after[1]!.came % SCALE).toBe(0);
    // Whoever leaves one of two comes to the other.
    expect(moving[0]!.months.map(({ came }) => came)).toEqual(after.map(({ came }) => came));
    expect(after[1]!.phoneShareAlone).not.toBe(before[1]!.phoneShareAlone);
    // The card of the other city is of no use here.
    expect(after[1]!.cardShare).toBe(0);
  });

  it('come out again, and share cities alone only with runs in which as many move', async () => {
    const alone = citiesAlone(two, same, 0.9);
    const values = { ...deaf, moving_monthly_share: 0.9 };
    const first = await simulateJoining(two, { ...same, alone, values });
    expect(await simulateJoining(two, { ...same, alone, values })).toEqual(first);
    await expect(simulateJoining(two, { ...same, alone, values: deaf })).rejects.toThrow(
      `found cities alone of which a share of 0.9 moves, expected ${deaf.moving_monthly_share}`,
    );
  });

  it('do not differ for moving alone: where no city has joined, nothing is saved or lost', async () => {
    const late = { ...two, cities: two.cities.map((city) => ({ ...city, joins: '2030-01-01' })) };
    const cities = await simulateJoining(late, { ...same, values: { ...deaf, moving_monthly_share: 0.5 } });
    for (const { months } of cities) {
      for (const month of months) {
        expect(month.phoneShare).toBe(month.phoneShareAlone);
        expect(month.refusalsPerMillion).toBe(month.refusalsPerMillionAlone);
        expect(month.minutesSaved).toBe(0);
      }
    }
  });

  it('are what they were by themselves where nobody moves', async () => {
    const [hangzhou] = await simulate(0);
    const scenario = {
      ...shippedScenario('hangzhou-2016'),
      start: two.start,
      days: 61,
      scale: SCALE,
      seed: '1',
      policy: [],
    };
    const simulation = new Simulation(scenario, 'baseline');
    simulation.runUntil(simulation.end);
    const of = (day: number, name: string) =>
      simulation.measuresOf(day).find((measure) => measure.name === name && measure.group === '')!.value!;
    let [payments, byPhone] = [0, 0];
    for (let day = 30; day < 61; day++) {
      payments += of(day, 'payments.count');
      byPhone += of(day, 'payments.count') * of(day, 'payments.mobile_share');
    }
    expect(hangzhou!.months[1]!.phoneShareAlone).toBeCloseTo(byPhone / payments, 12);
  });
});
