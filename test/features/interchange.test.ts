/** Between metro and buses: who lives too far from a station comes to it by bus, and goes home from it by bus. */
import { describe, expect, it } from 'vitest';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { wholeRun } from '../../sim/runner/pair.ts';
import { NO_SHOPPING, numbers, sector, tinyScenario, type Overrides } from '../model/fixture.ts';
import { record, type Payment } from './record.ts';

const [BUS, METRO] = [sector('bus'), sector('metro')];
const scenario = ({ parameters, ...more }: Overrides = {}) =>
  tinyScenario({ scale: 1000, days: 2, ...more, parameters: { ...NO_SHOPPING, ...parameters } });

const SHARES = [0, 0.3, 0.6];
const runs = SHARES.map((share) =>
  record(scenario({ days: 7, parameters: { 'metro.feeder_share': share } }), 'baseline'),
);

describe('who lives too far from a station', () => {
  const [none, some, many] = runs;

  it('comes by bus where one leads there, and the more do, the more trips begin or end with such a ride', () => {
    const share = ({ measures }: (typeof runs)[number]) => measures['metro.led_share']!;
    expect(share(none!)).toBe(0);
    expect(share(some!)).toBeGreaterThan(0.1);
    expect(share(some!)).toBeLessThan(0.4);
    expect(share(many!)).toBeGreaterThan(1.3 * share(some!));
  });

  it('pays on the bus before the metro and after it', () => {
    const { payments, model } = many!;
    const riders = model.services.find(({ id }) => id === 'metro') as unknown as {
      readonly riders: { isLed(person: number): boolean };
    };
    const byPerson = new Map<string, Payment[]>();
    for (const one of payments) {
      if (one.sector !== BUS && one.sector !== METRO) continue;
      if (!riders.riders.isLed(one.person)) continue;
      const key = `${one.person}.${one.day}`;
      byPerson.set(key, [...(byPerson.get(key) ?? []), one]);
    }
    const withMetro = [...byPerson.values()].filter((day) => day.some(({ sector: at }) => at === METRO));
    expect(withMetro.length).toBeGreaterThan(50);
    const around = withMetro.filter((day) => {
      const first = day.findIndex(({ sector: at }) => at === METRO);
      const last = day.findLastIndex(({ sector: at }) => at === METRO);
      return day[first - 1]?.sector === BUS && day[last + 1]?.sector === BUS;
    });
    // The others gave up waiting, ride for nothing, or paid the metro at a machine.
    expect(around.length / withMetro.length).toBeGreaterThan(0.6);
  });

  it('leaves the rides of the city as many as they are', () => {
    for (const measure of ['city.bus_rides_per_person_day', 'metro.rides']) {
      const [before, after] = [none!.measures[measure]!, many!.measures[measure]!];
      expect(Math.abs(after / before - 1)).toBeLessThan(0.06);
    }
  });
});

it('a city without the one or the other has none of it', () => {
  const led = (id: string) => {
    const types = SERVICES.filter((one) => one.id !== id);
    const simulation = new Simulation(scenario(), 'baseline', undefined, undefined, types);
    return numbers(wholeRun(simulation.finish().values))['metro.led_share'];
  };
  expect(led('bus')).toBe(0);
  expect(led('metro')).toBeNaN();
});
