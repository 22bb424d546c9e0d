/** Lines of a city's network are run by their timetables: the invented town of examples/own-city. */
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { City } from '../../sim/model/city.ts';
import { comesFor, nearestDeparture } from '../../sim/model/kit/timetabled-lines.ts';
import { feedOfFiles } from '../../sim/runner/import/feed.ts';
import { importCity } from '../../sim/runner/import/import-city.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { byteSource, byteSourcesIn } from '../../sim/runner/node/byte-source.ts';
import { IDLE, NO_SHOPPING, sector, tinyScenario, type Overrides } from '../model/fixture.ts';
import { meanOf, record, type Recording } from './record.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/own-city/', import.meta.url));
let town: City;
beforeAll(async () => {
  const files = await byteSourcesIn(join(EXAMPLE, 'feed'));
  const imported = await importCity(
    {
      districts: await byteSource(join(EXAMPLE, 'districts.geojson')),
      residents: await byteSource(join(EXAMPLE, 'residents.csv')),
      feed: feedOfFiles('feed', files!),
    },
    { id: 'doggerhaven', shipped: [...shippedCities().values()] },
  );
  town = imported.city;
});

const run = (more: Overrides = {}) =>
  record(
    tinyScenario({
      city: town,
      scale: 1,
      days: 1,
      ...more,
      // Everybody pays.
      parameters: { ...IDLE, ...NO_SHOPPING, 'people.senior_card_share': 0, ...more.parameters },
    }),
  );
const aboard = ({ payments }: Recording) => payments.filter((one) => one.sector === sector('bus'));

describe('a working day', () => {
  let day: Recording;
  beforeAll(() => (day = run()));

  test('has the trips of the feed, and no others', () => {
    // Both ways of line 1, from 5:30: 6 departures every 15 minutes, 19 every 8, 33 every 12, 23 every 8, 12 every 20; 64 round
    // trips of line 2 every 15 minutes from 6 to 22; 19 crossings each way every 45 minutes from 6:30 to 20:00.
    expect(day.tripEnded).toHaveLength(2 * (6 + 19 + 33 + 23 + 12) + 64 + 2 * 19);
  });

  test('rides are as many as the figure says for the mean day, or a little more', () => {
    const { people, city } = day.model;
    const figure = city.figures['bus_rides_per_resident_day']!.value;
    expect(aboard(day).length / people.count / figure).toBeGreaterThan(0.9);
    expect(aboard(day).length / people.count / figure).toBeLessThan(1.3);
  });

  test('all who board get off again, those too who ride past the end of the ring', () => {
    // But for those aboard when the last round ends, who walk on from there.
    const lost = aboard(day).length - day.rode.length;
    expect(lost).toBeGreaterThanOrEqual(0);
    expect(lost).toBeLessThan(20);
    // The longest way along a line takes 24 minutes by the timetable, 5 more in the stay at the ring's end.
    expect(Math.max(...day.rode.map(({ ticks }) => ticks)) / 600).toBeLessThan(24 + 5 + 25);
  });

  test('fares are those of the line: two yuan, five on the ferry; the card takes off a tenth', () => {
    expect(new Set(aboard(day).map(({ fen }) => fen))).toEqual(new Set([200, 180, 500, 450]));
  });

  test('people wait less than the headways of 8 to 45 minutes, as they know the timetable', () => {
    const waits = day.waited.filter((one) => one.sector === sector('bus')).map(({ ticks }) => ticks / 600);
    expect(meanOf(waits)).toBeGreaterThan(2);
    expect(meanOf(waits)).toBeLessThan(9);
  });

  test('nothing leaves early: a trip comes to its end before its time by less than from stop to stop', () => {
    // Three minutes on the ring, fourteen on the ferry.
    expect(Math.min(...day.tripEnded.map(({ late }) => late))).toBeGreaterThan(-14 * 600);
    expect(meanOf(day.tripEnded.map(({ late }) => late)) / 600).toBeLessThan(5);
  });

  test('trains run every six minutes to the fare of the feed', () => {
    const paid = (id: string) => new Set(day.payments.filter((one) => one.sector === sector(id)).map(({ fen }) => fen));
    expect(day.measures['metro.trips']).toBeGreaterThan(1000);
    // A card at the gate saves a tenth, a token from the machine does not.
    expect([paid('metro'), paid('ticketing')]).toEqual([new Set([270]), new Set([300])]);
    expect(day.measures['metro.platform_minutes_mean']).toBeGreaterThan(2);
    expect(day.measures['metro.platform_minutes_mean']).toBeLessThan(6);
    // Three stretches of three minutes, less the stay at the last station.
    expect(day.measures['metro.ride_minutes_mean']).toBeLessThan(9);
  });
});

test('a Sunday has its own timetable', () => {
  // 48 departures each way every 20 minutes, 32 rounds every 30, 11 crossings each way every hour.
  expect(run({ start: '2017-06-11' }).tripEnded).toHaveLength(2 * 48 + 32 + 2 * 11);
});

describe('whoever knows the timetable', () => {
  const departures = Uint32Array.from([6, 7, 8].map((hour) => hour * 36_000));
  test('takes the departure nearest in time that is not too early', () => {
    expect(nearestDeparture(departures, 6.4 * 36_000, 0)).toBe(0);
    expect(nearestDeparture(departures, 6.6 * 36_000, 0)).toBe(1);
    expect(nearestDeparture(departures, 6.4 * 36_000, 6.2 * 36_000)).toBe(1);
    expect(nearestDeparture(departures, 23 * 36_000, 0)).toBe(2);
    expect(nearestDeparture(departures, 23 * 36_000, 9 * 36_000)).toBe(-1);
  });
  test('comes in the last ten minutes before it, one minute early at least', () => {
    expect(comesFor(departures, 1, 0, 0)).toBe(7 * 60 - 1);
    expect(comesFor(departures, 1, 600, 0.999)).toBe(7 * 60 + 1 - 11);
  });
});
