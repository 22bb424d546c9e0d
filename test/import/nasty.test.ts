/** Feeds that are wrong in one way or another come to rides with plausible times, or are refused with the line at fault. */
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { Network } from '../../sim/model/network.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { bytesInMemory } from '../../sim/runner/import/bytes.ts';
import type { Feed } from '../../sim/runner/import/feed.ts';
import { importCity, type Imported } from '../../sim/runner/import/import-city.ts';
import { feedOf, PLAIN } from './feed.ts';

const shipped = [...shippedCities().values()];
const DISTRICT = JSON.stringify({
  type: 'Feature',
  properties: { name: 'Town' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [9.9, 49.9],
        [10.2, 49.9],
        [10.2, 50.1],
        [9.9, 50.1],
        [9.9, 49.9],
      ],
    ],
  },
});

function imported(feed: Feed): Promise<Imported> {
  const file = (name: string, text: string) => bytesInMemory(name, strToU8(text));
  const [districts, residents] = [file('d.geojson', DISTRICT), file('r.csv', 'district,residents\nTown,50000\n')];
  return importCity({ districts, residents, feed }, { id: 'town', shipped });
}

type Changes = Parameters<typeof feedOf>[0];
const change = (file: string, from: string | RegExp, to: string): Changes => {
  const after = PLAIN[file]!.replace(from, to);
  expect(after, 'the case changes something').not.toBe(PLAIN[file]);
  return { [file]: after };
};

/** What every line must hold to be one that people can ride. */
function expectPlausible({ lines, stops }: Network): void {
  expect(lines.length).toBeGreaterThan(0);
  for (const { ways, vehicles, km, fare_fen: fare } of lines) {
    expect(vehicles).toBeGreaterThan(0);
    expect(fare === null || (fare >= 0 && fare <= 100_000)).toBe(true);
    for (const { stops: called, seconds, departures } of ways) {
      const hours = seconds.reduce((a, b) => a + b, 0) / 3600;
      expect(seconds).toHaveLength(called.length - 1);
      expect(Math.min(...seconds)).toBeGreaterThanOrEqual(10);
      expect(km / hours).toBeLessThan(101);
      expect(hours <= 1 || km / hours > 1.9).toBe(true);
      expect(called.every((stop) => stop < stops.length)).toBe(true);
      for (const times of Object.values(departures)) {
        expect(times).toEqual([...times].sort((a, b) => a - b));
        expect(times.every((time) => time >= 0 && time < 48 * 60)).toBe(true);
      }
    }
  }
}

const wide = 'x'.repeat(3000);
const trip = (...rows: string[]): Changes => ({
  'trips.txt': 'route_id,service_id,trip_id\nr1,w,t\n',
  'stop_times.txt': ['trip_id,arrival_time,departure_time,stop_id,stop_sequence', ...rows].join('\n'),
});
const windows = (...rows: string[]): Changes => ({
  'frequencies.txt': ['trip_id,start_time,end_time,headway_secs', ...rows].join('\n'),
});

describe('runs, and tells', () => {
  test.each<[string, () => Changes, string]>([
    ['names as long as a book', () => change('stops.txt', 'One', wide), ''],
    ['ids as long as a book', () => change('routes.txt', 'r1,1,3', `r1,1,3\n${wide},2,3`), ''],
    [
      'a title as long as a book',
      () => ({ 'routes.txt': `route_id,route_short_name,route_long_name,route_type\nr1,1,${wide},3\n` }),
      '',
    ],
    [
      'a departure after four days',
      () => change('stop_times.txt', /out3,8:(\d\d:00),8:/g, 'out3,100:$1,100:'),
      'departures more than 48 hours after midnight',
    ],
    [
      'a morning taken for an evening',
      () => change('stop_times.txt', 'out0,7:09:00,7:09:00', 'out0,19:09:00,19:09:00'),
      'trips slower than 2 km/h on the whole',
    ],
    [
      'a trip that begins after midnight without saying so',
      () => change('stop_times.txt', 'out0,7:00:00,7:00:00', 'out0,23:55:00,23:55:00'),
      'trips whose times go backwards',
    ],
    ['frequencies without an end', () => windows('out0,05:00:00,999:00:00,30'), ''],
    [
      'frequencies of nothing, and backwards',
      () => windows('out0,05:00:00,06:00:00,0', 'out0,07:00:00,06:00:00,60'),
      'frequencies without a period, or of less than 30 s',
    ],
    [
      'a ride that costs a house',
      () => ({ 'fare_attributes.txt': 'fare_id,price,currency_type\na,999999,USD\n' }),
      'fares of more than 100000 fen, as if there were none',
    ],
    [
      'negative fares and decimal commas',
      () => ({ 'fare_attributes.txt': 'fare_id,price,currency_type\na,-2,EUR\nb,"2,5",EUR\n' }),
      'fares without a price',
    ],
    ['a stop beyond the pole', () => change('stops.txt', '50.00,10.014', '91,10.014'), 'stops without a place'],
    ['a stop nowhere', () => change('stops.txt', '50.00,10.014', '1e308,NaN'), 'stops without a place'],
    [
      'ids that stand there twice',
      () => change('stops.txt', 's2,Two', 's1,Two'),
      'stops whose id stands there already',
    ],
    [
      'every row twice',
      () => ({
        'stop_times.txt': `${PLAIN['stop_times.txt']}\n${PLAIN['stop_times.txt']!.split('\n').slice(1).join('\n')}`,
      }),
      '',
    ],
    [
      'rows in the order of a hash',
      () => ({
        'stop_times.txt': [
          PLAIN['stop_times.txt']!.split('\n')[0],
          ...PLAIN['stop_times.txt']!.split('\n').slice(1).reverse(),
        ].join('\n'),
      }),
      '',
    ],
    [
      'a calendar from the beginning to the end of time',
      () => change('calendar.txt', '20170601,20170831', '00010101,99991231'),
      '',
    ],
    [
      'sequences that are no numbers',
      () => change('stop_times.txt', 's2,2', 's2,second'),
      'stop times whose stop_sequence is no whole number',
    ],
    [
      'times that are none',
      () => change('stop_times.txt', 'out0,7:03:00,7:03:00', 'out0,noon,noon'),
      'times that are no time of day, taken as blank',
    ],
    [
      'rows that break off',
      () => change('stop_times.txt', /$/, '\nout3,8'),
      'stop times at stops that are not in stops.txt',
    ],
    ['ends of lines of an old Mac', () => ({ 'stops.txt': PLAIN['stops.txt']!.replaceAll('\n', '\r') }), ''],
    ['letters of another code page', () => change('stops.txt', 'One', 'Caf\ufffd'), ''],
    [
      'a stop that is named three times in a row',
      () => trip('t,7:00:00,7:00:00,s1,1', 't,7:01:00,7:01:00,s1,2', 't,,,s1,3', 't,7:09:00,7:09:00,s3,4'),
      '',
    ],
  ])('%s', async (_, changes, told) => {
    const { network, journal } = await imported(feedOf(changes()));
    expectPlausible(network!);
    const losses = journal.losses.filter(({ what }) => what === told);
    expect(losses).toHaveLength(told === '' ? 0 : 1);
  });

  test('thousands of courses of one route in bounded time, the busiest first', async () => {
    const rows = ['trip_id,arrival_time,departure_time,stop_id,stop_sequence'];
    const stops = ['stop_id,stop_lat,stop_lon'];
    const trips = ['route_id,service_id,trip_id'];
    for (let i = 0; i < 3000; i++) {
      stops.push(`s${i},${50 + (i % 60) / 1000},${10 + Math.floor(i / 60) / 1000}`);
      trips.push(`r1,w,t${i}`);
      rows.push(`t${i},7:00:00,7:00:00,s${i},1`, `t${i},7:50:00,7:50:00,s${(i + 1490) % 3000},2`);
    }
    const files = { 'stops.txt': stops, 'trips.txt': trips, 'stop_times.txt': rows };
    const texts = Object.fromEntries(Object.entries(files).map(([name, lines]) => [name, lines.join('\n')]));
    const { network, journal } = await imported(feedOf(texts));
    expectPlausible(network!);
    expect(journal.losses.find(({ what }) => what.startsWith('sequences of stops beyond 1000'))!.count).toBe(2000);
  });
});

describe('is refused with the line at fault', () => {
  test.each<[string, () => Changes, RegExp]>([
    [
      'stops that all lack a place',
      () => ({ 'stops.txt': PLAIN['stops.txt']!.replace(/50\.00,/g, '"50,00",') }),
      /feed\/stops\.txt:2:1 .*found only stops without a place/,
    ],
    [
      'routes that are none of a city',
      () => change('routes.txt', 'r1,1,3', 'r1,1,1100'),
      /feed\/routes\.txt:2:1 .*routes that are no line of a city/,
    ],
    [
      'trips of other routes',
      () => ({ 'routes.txt': 'route_id,route_type\nr7,3\n' }),
      /feed\/trips\.txt:2:1 .*routes that are not in routes\.txt/,
    ],
    [
      'times of other trips',
      () => ({ 'stop_times.txt': PLAIN['stop_times.txt']!.replace(/^(out|back)/gm, 'no$1') }),
      /feed\/stop_times\.txt:2:1 .*trips that are not in trips\.txt/,
    ],
    [
      'another place on earth',
      () => ({ 'stops.txt': PLAIN['stops.txt']!.replace(/50\.00/g, '20.00') }),
      /feed\/stops\.txt:2:1 .*no line with two stops in the districts/,
    ],
    [
      'semicolons',
      () => ({ 'stops.txt': PLAIN['stops.txt']!.replaceAll(',', ';') }),
      /feed\/stops\.txt:1:1 .*expected a column stop_id/,
    ],
    [
      'a heading alone',
      () => ({ 'stop_times.txt': PLAIN['stop_times.txt']!.split('\n')[0]! }),
      /feed\/stop_times\.txt:1:1 .*only trips with fewer than two stops/,
    ],
    [
      'a page of a server instead of a table',
      () => ({ 'stops.txt': '<!doctype html>\n<title>404</title>\n' }),
      /feed\/stops\.txt:1:1 .*expected a column stop_id/,
    ],
  ])('%s', async (_, changes, said) => {
    await expect(imported(feedOf(changes()))).rejects.toThrow(said);
  });

  test('a table without end, and no more of it is read', async () => {
    const plain = feedOf();
    let rows = 0;
    const endless = async function* () {
      yield strToU8('stop_id,stop_lat,stop_lon\n');
      const piece = Array.from({ length: 20_000 }, (_, i) => `s${i},50,10`).join('\n');
      for (;;) {
        rows += 20_000;
        yield await Promise.resolve(strToU8(`${piece}\n`));
      }
    };
    const files = new Map([...plain.files, ['stops.txt', endless] as const]);
    await expect(imported({ ...plain, files })).rejects.toThrow(
      'feed/stops.txt:300002:1 file: found more than 300000 rows',
    );
    expect(rows).toBeLessThan(400_000);
  });
});
