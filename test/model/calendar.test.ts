/** What a city's calendar does to its days: the same week with and without it. */
import { describe, expect, it } from 'vitest';
import { decisiveCity, type City } from '../../sim/model/city.ts';
import { describeCity } from '../../sim/runner/view/city-view.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { runWorld, tinyScenario, WUHAN } from './fixture.ts';

const WITHOUT: City = (() => {
  const city: { -readonly [K in keyof City]: City[K] } = { ...WUHAN };
  delete city.calendar;
  return city;
})();

describe('a city with a calendar', () => {
  it('rests on public holidays and works on Saturdays that are worked instead', () => {
    // 30 September 2017 was a Saturday; 1 to 8 October were holidays.
    const { world } = new Simulation(tinyScenario({ start: '2017-09-29', days: 12 }), 'baseline');
    const off = Array.from({ length: 12 }, (_, day) => world.isWeekend(day));
    expect(off).toEqual([false, false, true, true, true, true, true, true, true, true, false, false]);
  });

  it('has fewer rides and hospital visits on a Monday that is a holiday, more on a Saturday that is worked', () => {
    const of = (city: City, start: string) => {
      const { measures } = runWorld(tinyScenario({ city, start, days: 1 }));
      return { rides: measures['city.bus_rides_per_person_day']!, visits: measures['hospital.visits']! };
    };
    const [holiday, monday] = [of(WUHAN, '2017-10-02'), of(WITHOUT, '2017-10-02')];
    expect(holiday.rides).toBeLessThan(0.95 * monday.rides);
    expect(holiday.visits).toBeLessThan(monday.visits);
    const [worked, saturday] = [of(WUHAN, '2017-09-30'), of(WITHOUT, '2017-09-30')];
    expect(worked.rides).toBeGreaterThan(1.05 * saturday.rides);
    expect(worked.visits).toBeGreaterThan(saturday.visits);
  });

  it('is as without it in a week without holidays', () => {
    const digest = (city: City) => runWorld(tinyScenario({ city })).outcome.digest;
    expect(digest(WUHAN)).toBe(digest(WITHOUT));
  });
});

describe('what a page is told of a city', () => {
  const viewOf = (city: City, start: string) =>
    describeCity(new Simulation(tinyScenario({ city, start, days: 1 }), 'baseline').world);

  it('has its water on the plane of its districts', () => {
    const { water, bounds } = viewOf(WUHAN, '2017-06-05');
    expect(water).toHaveLength(WUHAN.water!.length);
    const inBounds = water.filter(({ rings: [bank] }) => {
      const [x, y] = bank!;
      return x! > bounds[0] && x! < bounds[2] && y! > bounds[1] && y! < bounds[3];
    });
    expect(inBounds.length).toBeGreaterThan(water.length / 2);
  });

  it('has the metro stations that are open on the first day, in order', () => {
    expect(viewOf(WUHAN, '2017-06-05').metro.map(({ line, x }) => [line, x.length])).toEqual([
      ...[
        ['1', 29],
        ['2', 28],
        ['3', 24],
        ['4', 28],
        ['6', 27],
      ],
    ]);
    // Line 6 and the northern end of line 2 opened on 28 December 2016, line 3 a year before.
    const before = viewOf(WUHAN, '2016-12-27').metro;
    expect(before.map(({ line }) => line)).toEqual(['1', '2', '3', '4']);
    expect(before[1]!.stations).toHaveLength(21);
    expect(before[1]!.stations.at(-1)).toEqual({ en: 'Guanggu Square', zh: '光谷广场' });
  });

  it('has neither where the city has none; what trains run on is no mere picture', () => {
    expect(viewOf({ ...WUHAN, water: [], metro: [] }, '2017-06-05')).toMatchObject({ water: [], metro: [] });
    expect(decisiveCity(WUHAN)).toMatchObject({ metro: WUHAN.metro, water: WUHAN.water });
    expect(decisiveCity(WUHAN)).not.toHaveProperty('reference');
  });
});
