import { describe, expect, it } from 'vitest';
import { AGE_BANDS, ROLE } from '../../sim/model/city.ts';
import { apportion } from '../../sim/model/geography.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { tinyScenario, WUHAN } from './fixture.ts';

const SCENARIO = tinyScenario({ scale: 200, days: 1 });
const { people, geography } = new Simulation(SCENARIO, 'baseline').world;
const everyone = Array.from({ length: people.count }, (_, person) => person);
const isYoung = (person: number) => people.age(person) <= 1;

/** Standard errors by which a count of successes in n trials lies off its expectation. */
const deviation = (count: number, n: number, share: number) => (count - n * share) / Math.sqrt(n * share * (1 - share));

describe('people', () => {
  it('live in the districts in proportion to the residents, to the last person', () => {
    const counts = WUHAN.districts.map(() => 0);
    for (const person of everyone) counts[people.district(person)]++;
    const residents = WUHAN.districts.map((district) => district.residents);
    const total = Math.round(residents.reduce((a, b) => a + b, 0) / SCENARIO.scale);
    expect(people.count).toBe(total);
    expect(counts).toEqual(apportion(total, residents));
  });

  it('have the ages of their district', () => {
    WUHAN.districts.forEach((district, index) => {
      const here = everyone.filter((person) => people.district(person) === index);
      AGE_BANDS.forEach((_, band) => {
        const count = here.filter((person) => people.age(person) === band).length;
        expect(Math.abs(deviation(count, here.length, district.ageShares[band]))).toBeLessThan(4.5);
      });
    });
  });

  it('live in households with an adult head, of about the mean size', () => {
    const heads = everyone.filter((person) => people.isHouseholdHead(person));
    expect(heads.filter((person) => people.age(person) === 0)).toEqual([]);
    const mean = SCENARIO.parameters['people.household_mean'];
    expect(people.count / heads.length / mean).toBeGreaterThan(0.96);
    expect(people.count / heads.length / mean).toBeLessThan(1.04);
    for (let home = 0; home < geography.neighbourhoods; home++) {
      if (geography.homePeople[home] > 0) expect(people.isHouseholdHead(people.homeStart[home])).toBe(true);
    }
  });

  it('are numbered along the neighbourhoods', () => {
    expect(people.homeStart[geography.neighbourhoods]).toBe(people.count);
    expect(everyone.filter((p) => p > 0 && people.home.get(p) < people.home.get(p - 1))).toEqual([]);
    for (let home = 0; home < geography.neighbourhoods; home++) {
      expect(people.homeStart[home + 1] - people.homeStart[home]).toBe(geography.homePeople[home]);
    }
  });

  it('belong to a workplace or a school if and only if they work or study, and no workplace is also a school', () => {
    const roles = new Map<number, Set<number>>();
    for (const person of everyone) {
      const role = people.role(person);
      const belongs = role === ROLE.worker || role === ROLE.student;
      if (people.workplace(person) >= 0 !== belongs) expect.fail(`person ${person}, role ${role}`);
      if (belongs) roles.set(people.workplace(person), (roles.get(people.workplace(person)) ?? new Set()).add(role));
    }
    expect(Math.max(...roles.keys())).toBeLessThan(people.workplaces);
    expect([...roles.values()].filter((set) => set.size > 1)).toEqual([]);
  });

  it('go to a school near home as children', () => {
    const workHome = (person: number) => people.workplaceHome[people.workplace(person)];
    const pupils = everyone.filter((person) => people.age(person) === 0 && people.role(person) === ROLE.student);
    expect(pupils.length).toBeGreaterThan(0);
    expect(pupils.filter((person) => workHome(person) !== people.home.get(person))).toEqual([]);
  });

  it('have roles that go with their age', () => {
    expect(everyone.filter((p) => people.role(p) === ROLE.retired && people.age(p) < 5)).toEqual([]);
    expect(everyone.filter((p) => people.role(p) === ROLE.student && !isYoung(p))).toEqual([]);
    expect(everyone.filter((p) => people.role(p) === ROLE.worker && people.age(p) === 0)).toEqual([]);
  });

  it('own smartphones and accounts in the shares of their age', () => {
    AGE_BANDS.forEach((band, age) => {
      const here = everyone.filter((person) => people.age(person) === age);
      const phones = here.filter((person) => people.hasSmartphone(person)).length;
      const accounts = here.filter((person) => people.hasAccount(person)).length;
      const { parameters } = SCENARIO;
      expect(Math.abs(deviation(phones, here.length, parameters[`people.smartphone_share.${band.id}`]))).toBeLessThan(
        4.5,
      );
      expect(
        Math.abs(deviation(accounts, here.length, parameters[`people.bank_account_share.${band.id}`])),
      ).toBeLessThan(4.5);
    });
  });
});
