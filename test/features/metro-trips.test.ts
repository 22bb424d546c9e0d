/** A trip by metro: who makes it, how long it takes, with what gates are opened, and what few readers do. */
import { METRO_HEADWAYS } from '../../sim/model/services/metro/parameters.ts';
import { describe, expect, it } from 'vitest';
import { Memory } from '../../sim/kernel/memory.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import type { City } from '../../sim/model/city.ts';
import { Geography } from '../../sim/model/geography.ts';
import { queueOfRide } from '../../sim/model/kit/ride.ts';
import { MEDIUM } from '../../sim/model/services/metro/declare.ts';
import { Network } from '../../sim/model/services/metro/network.ts';
import { departures, nextDeparture } from '../../sim/model/services/metro/timetable.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { action, NO_SHOPPING, runWorld, sector, tinyScenario, WUHAN, type Overrides } from '../model/fixture.ts';

const ride = ({ parameters, ...more }: Overrides = {}) =>
  runWorld(tinyScenario({ scale: 1000, days: 2, ...more, parameters: { ...NO_SHOPPING, ...parameters } }));
const SCENARIO = tinyScenario({});
const KM_A_HUNDREDTH = 1.112;

/** Two lines that cross: stations a hundredth of a degree of latitude apart on the first, which the second leaves at C. */
function crossing(opened = '2016-01-01'): City {
  const at = (zh: string, longitude: number, latitude: number, day = '2016-01-01') => {
    return { name: { en: zh, zh }, at: [longitude, latitude] as const, opened: day };
  };
  const first = ['A', 'B', 'C', 'D'].map((name, i) => at(name, 114.3, 30.5 + i / 100));
  const second = [at('C', 114.3, 30.52), at('E', 114.3, 30.53), at('F', 114.3, 30.54, opened)];
  const third = [at('F', 114.3, 30.54, opened), at('G', 114.3, 30.56, opened)];
  return {
    ...WUHAN,
    metro: [
      { line: '1', stations: first },
      { line: '2', stations: second },
      { line: '3', stations: third },
    ],
  };
}

function networkOf(city: City): Network {
  const geography = new Geography(city, 2000, SCENARIO.parameters, new RandomSource('network'));
  const terms = { kmAnHour: 40, dwell: 300, transfer: 2400, headway: 3000 };
  return new Network(city, geography, '2017-06-01', terms, new Memory());
}

describe('the network', () => {
  const network = networkOf(crossing());
  const [a, c, d, f, g] = [0, 2, 3, 5, 6];
  const running = (km: number) => Math.round((km / 40) * 36_000);

  it('takes the time of its kilometres and of the stops on the way', () => {
    expect(network.stations).toBe(7);
    const straight = network.rideOf(a, d, false);
    expect(network.ticksOf(straight)).toBeCloseTo(3 * running(KM_A_HUNDREDTH) + 2 * 300, -1);
    expect(network.ticksOf(network.rideOf(d, a, false))).toBe(network.ticksOf(straight));
    expect(network.km[a * 7 + d]).toBeCloseTo(3 * KM_A_HUNDREDTH, 2);
    expect(network.rideOf(a, d, true)).toBe(-1);
  });

  it('leads over one change, from line to line at the station of both, and not over two', () => {
    const { lines } = network;
    const [first, second] = [network.rideOf(a, f, false), network.rideOf(a, f, true)];
    expect(lines.routeOfQueue[queueOfRide(first)]! >> 1).toBe(0);
    expect(lines.routeOfQueue[queueOfRide(second)]! >> 1).toBe(1);
    expect(network.lastStopOf(first)).toBe(2);
    expect(lines.x[network.firstStopOf(second)]).toBe(lines.x[network.lastStopOf(first)]);
    expect(network.km[a * 7 + f]).toBeCloseTo(4 * KM_A_HUNDREDTH, 2);
    expect(network.isWay(c, g)).toBe(true);
    expect(network.isWay(a, g)).toBe(false);
  });

  it('has what is open on the first day', () => {
    // Line 2 ends one station earlier, line 3 is not there.
    const before = networkOf(crossing('2017-06-02'));
    expect([before.lines.count, before.stations]).toEqual([2, 5]);
    expect(networkOf({ ...WUHAN, metro: [] }).stations).toBe(0);
  });
});

describe('the timetable', () => {
  it('has a train every headway in peaks, fewer at other hours and on days off', () => {
    const factors = METRO_HEADWAYS.byHour(tinyScenario().parameters);
    const hours = { first: 6.5 * 36_000, last: 22.5 * 36_000 };
    const ticks = departures(hours, 5, factors);
    const between = (from: number, to: number) =>
      [...ticks].filter((tick) => tick >= from * 36_000 && tick < to * 36_000);
    expect(between(7, 9)).toHaveLength(24);
    expect(between(12, 14).length).toBeCloseTo(24 / 1.36, -0.5);
    expect(ticks.at(-1)).toBeLessThanOrEqual(22.5 * 36_000);
    expect(
      departures(
        hours,
        5,
        factors.map((factor) => factor * 1.2),
      ).length,
    ).toBeLessThan(ticks.length);
    expect(ticks[nextDeparture(ticks, ticks[3]!)]).toBe(ticks[4]);
    expect(nextDeparture(ticks, ticks.at(-1)!)).toBe(ticks.length);
  });
});

describe('riders', () => {
  const week = ride({ days: 7 });

  it('are as many as the city says, on the mean day of a week', () => {
    const { people, city } = week.simulation.world;
    const rides = week.measures['metro.rides']! / (7 * people.count);
    const figure = city.figures['metro_rides_per_resident_day']!.value;
    expect(rides / figure).toBeGreaterThan(0.85);
    expect(rides / figure).toBeLessThan(1.1);
  });

  it('go to work by metro or by bus, also where as many do as can', () => {
    const { world } = ride({
      days: 1,
      parameters: { 'bus.commuter_share': 0.6, 'metro.commuter_share': 0.4 },
    }).simulation;
    const [byBus, byMetro] = [world.flag('bus.commuter'), world.flag('metro.commuter')];
    const flags = Array.from({ length: world.people.count }, (_, person) => world.people.flags.get(person));
    for (const way of [byBus, byMetro]) expect(flags.filter((own) => (own & way) !== 0).length).toBeGreaterThan(100);
    expect(flags.filter((own) => (own & byBus) !== 0 && (own & byMetro) !== 0)).toEqual([]);
  });

  it('are none in a city whose lines or rides are not known', () => {
    for (const city of [shippedCities().get('guiyang')!, { ...WUHAN, metro: [] }]) {
      const { measures, simulation } = ride({ city, scale: 2000 });
      expect(measures['metro.trips']).toBe(0);
      expect(simulation.world.placesOf[sector('metro')]!.count).toBe(0);
    }
  });

  it('need a ticket where they have neither card nor code, and then a machine', () => {
    const share = week.measures['metro.ticket_share']!;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.4);
    expect(week.measures['metro.trips.token_cash']! + week.measures['metro.trips.token_phone']!).toBe(
      Math.round(share * week.measures['metro.trips']!),
    );
    expect(week.measures['metro.trips.code']).toBe(0);
  });

  it('pass gates in and out, and make as many rides as they change lines more than trips', () => {
    const { measures } = week;
    const trips = measures['metro.trips']!;
    expect(measures['metro.rides']! / (trips * (1 + measures['metro.transfer_share']!))).toBeCloseTo(1, 2);
    expect(measures['metro.crowding_share']).toBeGreaterThan(0);
    // A peak headway of four minutes: the mean wait is over two minutes and under four.
    expect(measures['metro.platform_minutes_mean']).toBeGreaterThan(2);
    expect(measures['metro.platform_minutes_mean']).toBeLessThan(4);
  });
});

describe('codes', () => {
  const launch = [action('equip', { targetShare: 1, toDay: 0, sectors: [sector('metro')] }), action('open_codes', {})];
  const where = { scale: 400, days: 2, policy: launch };
  const many = ride(where);
  const few = ride({ ...where, parameters: { 'metro.readers_per_station': 1 } });

  it('spare people the ticket machine', () => {
    const without = ride({ ...where, policy: [] });
    expect(many.measures['metro.ticket_share']!).toBeLessThan(0.9 * without.measures['metro.ticket_share']!);
    expect(many.measures['metro.trips.code']).toBeGreaterThan(0);
  });

  it('take beginners longer at the gate than a card', () => {
    expect(
      many.measures['metro.gate_seconds_mean.code']! - many.measures['metro.gate_wait_seconds_mean.code']!,
    ).toBeGreaterThan(
      1 + many.measures['metro.gate_seconds_mean.card']! - many.measures['metro.gate_wait_seconds_mean.card']!,
    );
  });

  it('make a queue of their own where few gates read them, while those for cards stand free', () => {
    const wait = ({ measures }: typeof few, medium: string) => measures[`metro.gate_wait_seconds_mean.${medium}`]!;
    expect(wait(few, 'code')).toBeGreaterThan(3 * wait(many, 'code') + 3);
    expect(wait(few, 'card')).toBeLessThan(wait(few, 'code') / 3);
    expect(few.measures['metro.paying_seconds_mean']!).toBeGreaterThan(many.measures['metro.paying_seconds_mean']!);
  });

  it('are read by as many gates as an action says, on its days', () => {
    const wait = ({ measures }: typeof few) => measures['metro.gate_wait_seconds_mean.code']!;
    const oneOn = (fromDay: number, toDay: number) =>
      ride({ ...where, policy: [...launch, action('gate_readers', { readers: 1, fromDay, toDay })] });
    // One of two days.
    expect(wait(oneOn(1, 2))).toBeGreaterThan(2 * wait(many) + 2);
    expect(wait(oneOn(1, 2))).toBeLessThan(0.8 * wait(few));
    expect(oneOn(0, 2).measures).toEqual(few.measures);
    const all = action('gate_readers', { readers: 200 });
    const more = ride({ ...where, policy: [...launch, all], parameters: { 'metro.readers_per_station': 1 } });
    expect(more.measures).toEqual(many.measures);
  });

  it('are an enrolment of their own where they are not open', () => {
    const own = ride({ ...where, policy: launch.slice(0, 1), parameters: { 'metro.enrolled_share': 0 } });
    expect(own.measures['metro.trips.code']!).toBeLessThan(many.measures['metro.trips.code']! / 4);
    expect(Object.keys(MEDIUM)).toHaveLength(5);
  });
});

describe('trains', () => {
  it('leave people behind when they are full, and take no more than they hold', () => {
    const roomy = ride({ scale: 400 });
    const tight = ride({ scale: 400, parameters: { 'metro.train_capacity': 100 } });
    expect(tight.measures['metro.left_behind']!).toBeGreaterThan(10 * roomy.measures['metro.left_behind']! + 10);
    expect(tight.measures['metro.platform_minutes_mean']!).toBeGreaterThan(
      roomy.measures['metro.platform_minutes_mean']!,
    );
  });
});
