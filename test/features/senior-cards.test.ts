/** Who is old enough rides buses and metro free with a card for it, which costs nobody else anything and no policy withdraws. */
import { describe, expect, it } from 'vitest';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { METHODS } from '../../sim/model/payment/methods.ts';
import { shareFrom } from '../../sim/model/seniors.ts';
import { action, NO_SHOPPING, sector, tinyScenario, WUHAN, type Overrides } from '../model/fixture.ts';
import { record, type Recording } from './record.ts';

const [BUS, METRO, MACHINES] = [sector('bus'), sector('metro'), sector('ticketing')];
const CARD = METHODS.indexOf('card');
const run = ({ parameters, ...more }: Overrides = {}) =>
  record(tinyScenario({ scale: 1000, days: 2, ...more, parameters: { ...NO_SHOPPING, ...parameters } }));
const agedFrom = (age: number) => ({
  ...WUHAN,
  figures: { ...WUHAN.figures, senior_free_age: { ...WUHAN.figures['senior_free_age']!, value: age } },
});
const holders = ({ model }: Recording) => {
  const { people } = model;
  return Array.from({ length: people.count }, (_, person) => person).filter((person) => people.hasSeniorCard(person));
};

describe('a senior card', () => {
  const some = run();
  const { people } = some.model;
  const seniors = new Set(holders(some));

  it('is held by those of the share who are old enough', () => {
    const [younger, older] = [5, 6].map((band) => {
      const all = Array.from({ length: people.count }, (_, person) => person).filter((p) => people.age(p) === band);
      return all.filter((person) => seniors.has(person)).length / all.length;
    });
    expect(younger).toBeCloseTo(0.8 * 0.57, 1);
    expect(older).toBeCloseTo(0.8, 1);
    expect([...seniors].filter((person) => people.age(person) < 5)).toEqual([]);
  });

  it('is held by more where the city gives it earlier, by the same people and others', () => {
    expect(shareFrom(60, 0.57, 0.24)).toBe(1);
    expect(shareFrom(67.5, 0.57, 0.24)).toBeCloseTo(0.405, 3);
    expect(shareFrom(75, 0.57, 0.24)).toBe(0);
    const early = new Set(holders(run({ days: 1, city: agedFrom(60) })));
    const late = holders(run({ days: 1, city: agedFrom(70) }));
    expect([...seniors].filter((person) => !early.has(person))).toEqual([]);
    expect(late.filter((person) => !seniors.has(person))).toEqual([]);
    expect(late.length).toBeLessThan(seniors.size);
    expect(early.size).toBeGreaterThan(seniors.size);
  });

  it('is shown for every ride, for nothing, as fast as a card', () => {
    const rides = some.payments.filter((one) => one.sector === BUS || one.sector === METRO);
    const free = rides.filter(({ fen }) => fen === 0);
    expect(free.length).toBeGreaterThan(100);
    expect(free.filter(({ person, method }) => !seniors.has(person) || method !== CARD)).toEqual([]);
    expect(rides.filter(({ person, fen }) => seniors.has(person) && fen > 0)).toEqual([]);
    const bus = free.filter((one) => one.sector === BUS && one.ready);
    expect(bus.reduce((sum, { ticks }) => sum + ticks, 0) / bus.length / 10).toBeCloseTo(1.25, 0);
    expect(some.measures['bus.free_share']).toBeCloseTo(
      free.filter((one) => one.sector === BUS).length / rides.filter((one) => one.sector === BUS).length,
      9,
    );
    expect(some.measures['metro.trips.senior_card']).toBe(free.filter((one) => one.sector === METRO).length);
    // Nobody who rides free buys a token, or tops a card up to ride.
    expect(some.payments.filter((one) => one.sector === MACHINES && seniors.has(one.person))).toEqual([]);
  });

  it('takes its rides off what is earned, and nothing else', () => {
    const without = run({ parameters: { 'people.senior_card_share': 0 } });
    expect(holders(without)).toEqual([]);
    expect(without.measures['bus.free_share']).toBe(0);
    const earned = ({ payments }: Recording) =>
      payments.reduce((sum, { sector: at, fen }) => sum + (at === BUS ? fen : 0), 0);
    expect(earned(some)).toBeLessThan(0.96 * earned(without));
    const count = ({ payments }: Recording) => payments.filter((one) => one.sector === BUS).length;
    expect(count(some) / count(without)).toBeCloseTo(1, 1);
  });

  it('is refused by nobody and paid for by nobody, whatever the policy', () => {
    const both = [BUS, METRO];
    const policy = [
      action('no_cash', { sectors: [BUS] }),
      action('discount', { sectors: both, method: CARD, share: 0.5 }),
    ];
    const strict = run({ policy });
    expect(strict.refused.filter(({ person }) => seniors.has(person))).toEqual([]);
    expect(strict.refused.length).toBeGreaterThan(0);
    const own = strict.payments.filter(({ person, sector: at }) => seniors.has(person) && both.includes(at));
    expect(own.length).toBeGreaterThan(100);
    expect(own.filter(({ fen }) => fen !== 0)).toEqual([]);
    // The government makes up the half of the fare that others who show a card are let off, and nothing of a free ride.
    const cards = strict.payments.filter((one) => both.includes(one.sector) && one.method === CARD);
    const { ledger } = strict.model;
    expect(-ledger.balance[ACCOUNT.government]!).toBe(cards.reduce((sum, { fen }) => sum + fen, 0));
    ledger.check();
  });
});
