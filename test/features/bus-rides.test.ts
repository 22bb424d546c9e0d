/** Who rides buses, when, from where and how far; and what becomes of those who cannot pay or tire of waiting. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { AGE_BANDS, ROLE } from '../../sim/model/city.ts';
import { action, NO_SHOPPING, sector, tinyScenario, WUHAN, type Overrides } from '../model/fixture.ts';
import { meanOf, record, type Recording } from './record.ts';

const BUS = sector('bus');
const ride = ({ parameters, ...more }: Overrides = {}) =>
  record(tinyScenario({ scale: 1000, days: 1, ...more, parameters: { ...NO_SHOPPING, ...parameters } }));
/** Where nobody changes. */
const ONE_LINE = { ...WUHAN, figures: { ...WUHAN.figures, bus_lines: { ...WUHAN.figures.bus_lines, value: 1 } } };
const fares = ({ payments }: Recording) => payments.filter((one) => one.sector === BUS);

describe('riders', () => {
  const run = ride();
  const { people } = run.model;

  it('are as many as the city says, on the mean day of a week', () => {
    const week = ride({ days: 7, parameters: { 'bus.patience_minutes': 120 } });
    const figure = week.model.city.figures.bus_rides_per_resident_day.value;
    const boarded = week.measures['city.bus_rides_per_person_day']!;
    expect(boarded / figure).toBeGreaterThan(0.85);
    expect(boarded / figure).toBeLessThan(1.05);
  });

  it('come back: most who rode out ride home', () => {
    const rides = new Map<number, number>();
    for (const { person } of fares(run)) rides.set(person, (rides.get(person) ?? 0) + 1);
    const twice = [...rides.values()].filter((count) => count >= 2).length;
    expect(twice / rides.size).toBeGreaterThan(0.7);
    // With a change there and back.
    expect(Math.max(...rides.values())).toBeLessThanOrEqual(4);
  });

  it('are no small children', () => {
    const small = fares(run).filter(({ person }) => people.age(person) === 0 && people.role(person) !== ROLE.student);
    expect(small).toEqual([]);
    expect(fares(run).some(({ person }) => people.age(person) === 0)).toBe(true);
  });

  it('are most of all in the peaks, on working days', () => {
    const share = (some: Recording) =>
      meanOf(
        fares(some).map(({ time }) => (Math.floor(time / TICKS_PER_HOUR) in { 7: 0, 8: 0, 17: 0, 18: 0 } ? 1 : 0)),
      );
    expect(share(run)).toBeGreaterThan(0.45);
    expect(share(ride({ start: '2017-06-11' }))).toBeLessThan(0.4);
  });

  it('stay an hour at least before they come back', () => {
    const out = new Map<number, number>();
    const stays: number[] = [];
    for (const { person, tick } of fares(ride({ city: ONE_LINE }))) {
      if (out.has(person)) stays.push(tick - out.get(person)!);
      out.set(person, tick);
    }
    // The way back begins an hour after the way out has begun; the first may have waited long for a bus.
    expect(stays.filter((stay) => stay < 20 * 600).length / stays.length).toBeLessThan(0.02);
    expect(stays.length).toBeGreaterThan(300);
  });

  it('pay less with the card than in cash, by what the city takes off', () => {
    const { bus_fare_fen: fare, bus_card_discount_share: cut } = run.model.city.figures;
    expect(new Set(fares(run).map(({ method, fen }) => `${method} ${fen}`))).toEqual(
      new Set([`0 ${fare.value}`, `1 ${Math.round(fare.value * (1 - cut.value))}`, '1 0']),
    );
  });
});

describe('whoever cannot pay', () => {
  it('goes another way, which takes as long as the ride and longer', () => {
    const refusing = [action('no_cash', { sectors: [BUS] })];
    const without: Record<string, number> = Object.fromEntries(
      AGE_BANDS.map(({ id }) => [`people.bus_card_share.${id}`, 0]),
    );
    without['people.senior_card_share'] = 0;
    const minutes = (other: number) =>
      ride({ policy: refusing, parameters: { ...without, 'bus.other_way_minutes': other } });
    const [none, long] = [minutes(0), minutes(60)];
    expect(fares(long)).toEqual([]);
    const turnedAway = long.refused.length;
    expect(turnedAway).toBeGreaterThan(500);
    const ticksOf = (run: Recording) => run.outcome.personTicks.reduce((a, b) => a + b, 0);
    // Those who tire of waiting go another way too.
    const others = turnedAway + long.walkedAway.filter((one) => one.sector === BUS).length;
    expect((ticksOf(long) - ticksOf(none)) / others / 600).toBeCloseTo(60, 0);
    const planned = ticksOf(none) / others / 600;
    expect(planned).toBeGreaterThan(10);
  });
});

describe('a card that has run low', () => {
  // The metro takes the card too.
  const run = ride({ days: 3, city: { ...WUHAN, metro: [] }, parameters: { 'bus.top_up_below_yuan': 10 } });

  it('is topped up at the end of the day, once, before it is empty', () => {
    const low = new Map<string, number>();
    for (const { person, day, method, card, fen } of fares(run)) {
      if (method === 1 && fen > 0) low.set(`${person} ${day}`, card);
    }
    const topped = new Set(run.toppedUp.map(({ person, day }) => `${person} ${day}`));
    const wanting = [...low].filter(([, card]) => card < 1000).map(([key]) => key);
    expect(wanting.length).toBeGreaterThan(50);
    // Who comes to a closed shop, or after the last day, has to wait.
    expect(wanting.filter((key) => topped.has(key)).length / wanting.length).toBeGreaterThan(0.6);
    expect(topped.size).toBe(run.toppedUp.length);
    expect([...topped].filter((key) => (low.get(key) ?? 0) >= 1000)).toEqual([]);
  });

  it('by the usual sum', () => {
    expect(new Set(run.toppedUp.map(({ fen }) => fen))).toEqual(new Set([5000]));
  });
});

it('a bus stands until the last has got off, where nobody boards', () => {
  const dwell = (seconds: number) => {
    const { dwelt } = ride({ parameters: { 'bus.alight_seconds': seconds } });
    return meanOf(dwelt.filter(({ boarded }) => boarded === 0).map(({ ticks }) => ticks)) / 10;
  };
  expect(dwell(0)).toBeCloseTo(4, 0);
  expect(dwell(5)).toBeGreaterThan(dwell(0) + 0.5);
});
