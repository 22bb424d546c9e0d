/** Timetables as they are found in the wild. */
import { describe, expect, test } from 'vitest';
import { readFares } from '../../sim/runner/import/fares.ts';
import { dayOf, secondsOf } from '../../sim/runner/import/feed.ts';
import { Journal } from '../../sim/runner/import/journal.ts';
import { networkOf } from '../../sim/runner/import/lines-of-feed.ts';
import { modeOf } from '../../sim/runner/import/modes.ts';
import type { Network } from '../../sim/model/network.ts';
import { readTimetable } from '../../sim/runner/import/timetable.ts';
import { feedOf, lineOf, PLAIN } from './feed.ts';

type Changes = Parameters<typeof feedOf>[0];
const everywhere = () => 'town';

async function read(
  changes: Changes = {},
  districtOf: (place: readonly [number, number]) => string | undefined = everywhere,
) {
  const journal = new Journal();
  const feed = feedOf(changes);
  const timetable = await readTimetable(feed, journal);
  const fareOf = await readFares(feed, undefined, journal);
  return { network: networkOf(timetable, districtOf, fareOf, 'feed', journal), journal };
}
const change = (file: string, from: string | RegExp, to: string): Changes => {
  const after = PLAIN[file]!.replace(from, to);
  expect(after).not.toBe(PLAIN[file]);
  return { [file]: after };
};
const only = ({ lines }: Network) => {
  expect(lines).toHaveLength(1);
  return lines[0]!;
};
const kinds = (journal: Journal) => journal.losses.map(({ what, count }) => `${count} ${what}`);

describe('a plain feed', () => {
  test('is a line there and back, with its running times, headway and buses', async () => {
    const { network, journal } = await read();
    const line = only(network);
    expect(line).toMatchObject({ id: 'r1', name: '1', mode: 'bus', loop: false, capacity: 80, fare_fen: null });
    expect(line.ways.map(({ stops }) => stops.map((stop) => network.stops[stop]!.id))).toEqual([
      ['s1', 's2', 's3', 's4'],
      ['s4', 's3', 's2', 's1'],
    ]);
    expect(line.ways[0]!.seconds).toEqual([180, 180, 180]);
    expect(line.ways.map(({ departures }) => departures.weekday)).toEqual([
      [420, 450, 480, 510],
      [432, 462, 492, 522],
    ]);
    expect(line.ways[0]!.departures.saturday).toEqual([]);
    // Out from 7:00 to 7:09 and 5 minutes there, where the way back begins at 7:12: two buses for two minutes.
    expect(line.vehicles).toBe(2);
    // Three times 0.014 degrees at 50° north.
    expect(line.km).toBeCloseTo(3 * 0.014 * 111.2 * 0.6428, 1);
    expect(network.days).toEqual({ weekday: '2017-06-01', saturday: null, sunday: null });
    expect(journal.losses).toEqual([]);
  });
});

describe('in the wild', () => {
  test('blank times lie between those that are known, by the way', async () => {
    const { network, journal } = await read({
      ...change('stop_times.txt', 'out0,7:03:00,7:03:00,s2,2\nout0,7:06:00,7:06:00,s3,3', 'out0,,,s2,2\nout0,,,s3,3'),
    });
    expect(only(network).ways[0]!.seconds).toEqual([180, 180, 180]);
    expect(kinds(journal)).toEqual(['2 blank times, filled in between those that are known']);
  });

  test('a frequency stands for its departures', async () => {
    const { network } = await read({
      'frequencies.txt':
        'trip_id,start_time,end_time,headway_secs\nout0,06:00:00,08:00:00,600\nout0,23:00:00,25:00:00,1800\n',
    });
    const { weekday } = only(network).ways[0]!.departures;
    // out0 alone of the trips is replaced; times after midnight go on past 1,440.
    expect(weekday.slice(0, 8)).toEqual([360, 370, 380, 390, 400, 410, 420, 430]);
    expect(weekday.slice(-4)).toEqual([1380, 1410, 1440, 1470]);
    expect(weekday).toContain(450);
  });

  test('times after 24:00 belong to the day before', async () => {
    const { network } = await read(change('stop_times.txt', /8:(\d\d:00)/g, '25:$1'));
    const way = only(network).ways[0]!;
    expect(way.departures.weekday).toEqual([420, 450, 1500, 1530]);
  });

  test('exceptions alone are a calendar', async () => {
    const { network } = await read({
      'calendar.txt': null,
      'calendar_dates.txt': 'service_id,date,exception_type\nw,20170605,1\nw,20170606,1\nw,20170610,1\n',
    });
    expect(network.days).toEqual({ weekday: '2017-06-05', saturday: '2017-06-10', sunday: null });
  });

  test('without any calendar every day is one of service, and that is told', async () => {
    const { network, journal } = await read({ 'calendar.txt': null, 'agency.txt': null });
    expect(only(network).ways[0]!.departures.sunday).toHaveLength(4);
    expect(journal.assumptions[0]!.what).toBe('days of service');
  });

  test('a byte order mark, other line ends, quoted line breaks and blank columns are read', async () => {
    const { network } = await read({
      'stops.txt': `\ufeff${PLAIN['stops.txt']!.replace('One', '"One\n(old ""town"")"').replaceAll('\n', '\r\n')}`,
      'routes.txt': ' route_id , route_short_name ,route_type\n r1 , 1 , 3 \n',
    });
    expect(only(network).name).toBe('1');
    expect(network.stops[0]!.name).toBe('One\n(old "town")');
  });

  test.each([
    ['stops without a place', change('stops.txt', '50.00,10.014', ','), '1 stops without a place'],
    ['a stop at 0, 0', change('stops.txt', '50.00,10.014', '0,0'), '1 stops without a place'],
    [
      'a stop on another continent',
      change('stops.txt', '50.00,10.014', '-30,10'),
      '1 stops more than 400 km from the middle of all',
    ],
    [
      'a stop that is not there',
      change('stop_times.txt', 'out0,7:03:00,7:03:00,s2', 'out0,7:03:00,7:03:00,s9'),
      '1 stop times at stops that are not in stops.txt',
    ],
    [
      'a trip that is not there',
      change('stop_times.txt', 'out0,7:03', 'outX,7:03'),
      '1 stop times of trips that are not in trips.txt',
    ],
    [
      'a route that is not there',
      change('trips.txt', 'r1,w,out0', 'r9,w,out0'),
      '1 trips of routes that are not in routes.txt',
    ],
    ['a service that is not there', change('trips.txt', 'r1,w,out0', 'r1,x,out0'), '1 trips whose service has no days'],
    [
      'times that go backwards',
      change('stop_times.txt', 'out0,7:03:00,7:03:00', 'out0,6:03:00,6:03:00'),
      '1 trips whose times go backwards',
    ],
    [
      'a trip faster than the wind',
      change('stops.txt', '10.042', '13.042'),
      '8 trips faster than 100 km/h on the whole',
    ],
  ])('%s is left out, and told with its line', async (_, changes, said) => {
    if (said.startsWith('8 trips')) {
      await expect(read(changes)).rejects.toThrow(/stop_times.txt:\d+:1 file: found only trips faster than 100 km\/h/);
      return;
    }
    const { network, journal } = await read(changes);
    expect(kinds(journal)).toContain(said);
    expect(journal.losses[0]!.line).toBeGreaterThan(1);
    expect(network.lines.length).toBeGreaterThan(0);
  });

  test('the line that is told is that of the file, past quoted line breaks', async () => {
    const stops = PLAIN['stops.txt']!.replace('One', '"O\nn\ne"').replace('50.00,10.042', ',');
    const { journal } = await read({ 'stops.txt': stops });
    expect(journal.losses[0]!.line).toBe(lineOf(stops, 's4'));
  });

  test('a loop runs one way and ends where it begins', async () => {
    const { network } = await read({
      'trips.txt': 'route_id,service_id,trip_id\nr1,w,t\n',
      'stop_times.txt':
        'trip_id,arrival_time,departure_time,stop_id,stop_sequence\nt,7:00:00,7:00:00,s1,10\nt,7:05:00,7:05:00,s2,20\nt,7:10:00,7:10:00,s3,30\nt,7:20:00,7:20:00,s1,40\n',
    });
    expect(only(network)).toMatchObject({ loop: true, ways: [{ seconds: [300, 300, 600] }] });
  });

  test('a line is cut where it leaves the city', async () => {
    const { network, journal } = await read({}, ([longitude]) => (longitude < 10.03 ? 'town' : undefined));
    expect(only(network).ways.map(({ stops }) => stops.length)).toEqual([3, 3]);
    expect(kinds(journal)).toContain('2 courses that leave the city, cut at its boundary');
  });

  test('stops at one minute share the time around them by their distance', async () => {
    const minutes = /(out\d,\d:)(\d)3:00,(\d:)\d3:00,s2/g;
    const { network } = await read(change('stop_times.txt', minutes, '$1$20:00,$3$20:00,s2'));
    expect(only(network).ways[0]!.seconds).toEqual([180, 180, 180]);
  });

  test.each([
    ['a missing table', { 'trips.txt': null }, 'feed:1:1 file: found only'],
    [
      'a missing column',
      change('trips.txt', 'service_id', 'servce_id'),
      'feed/trips.txt:1:1 file: found the columns "route_id", "servce_id", "trip_id", expected a column service_id among them (the nearest is servce_id)',
    ],
    ['an empty table', { 'stops.txt': '' }, 'feed/stops.txt:1:1 file: found an empty file'],
    [
      'a quotation mark that does not close',
      { 'stops.txt': `${PLAIN['stops.txt']}s5,"${'x'.repeat(1_200_000)}` },
      'feed/stops.txt:6:1 file: found a row of more than',
    ],
    [
      'no service on any day',
      change('calendar.txt', '1,1,1,1,1,0,0', '0,0,0,0,0,0,0'),
      'found no trip that runs on any day',
    ],
  ])('%s is refused', async (_, changes, said) => {
    await expect(read(changes)).rejects.toThrow(said);
  });
});

describe('fares', () => {
  const fare = (changes: Changes) => read(changes).then(({ network }) => only(network).fare_fen);

  test('of fare attributes, by route, in the money of 2017', async () => {
    const attributes = 'fare_id,price,currency_type,payment_method,transfers\na,2,EUR,0,\nb,9,EUR,0,\n';
    expect(await fare({ 'fare_attributes.txt': attributes, 'fare_rules.txt': 'fare_id,route_id\na,r1\nb,r2\n' })).toBe(
      1526,
    );
  });

  test('by zone are those of the zones that the line calls in', async () => {
    const lines = PLAIN['stops.txt']!.trimEnd().split('\n');
    const attributes = 'fare_id,price,currency_type\nnear,2,CNY\nfar,9,CNY\nfarther,12,CNY\n';
    const rules =
      'fare_id,route_id,origin_id,destination_id\nnear,r1,A,A\nfar,r1,A,B\nfar,r1,B,A\nfarther,r1,B,C\nfarther,r1,C,C\n';
    const inZone = (zoneOf: (stop: number) => string) =>
      fare({
        'stops.txt': `${lines.map((line, i) => `${line},${i === 0 ? 'zone_id' : zoneOf(i)}`).join('\n')}\n`,
        'fare_attributes.txt': attributes,
        'fare_rules.txt': rules,
      });
    expect(await inZone(() => 'A')).toBe(200);
    expect(await inZone((stop) => (stop === 1 ? 'A' : 'B'))).toBe(900);
    expect(await inZone(() => 'elsewhere'), 'no rule fits: the middle of all').toBe(900);
  });

  test('of the second version, by network', async () => {
    expect(
      await fare({
        'routes.txt': 'route_id,route_short_name,route_type,network_id\nr1,1,3,city\n',
        'fare_products.txt': 'fare_product_id,amount,currency\nsingle,2.5,CNY\nday,9,CNY\n',
        'fare_leg_rules.txt': 'network_id,fare_product_id\ncity,single\n',
      }),
    ).toBe(250);
  });

  test('in unknown money are asked for', async () => {
    const { network, journal } = await read({ 'fare_attributes.txt': 'fare_id,price,currency_type\na,2,XTS\n' });
    expect(only(network).fare_fen).toBeNull();
    expect(kinds(journal)).toEqual(['1 fares in XTS, whose worth is not known: give it with --rate']);
  });
});

test.each([
  ['3', 'bus'],
  ['0', 'tram'],
  ['1', 'metro'],
  ['2', 'rail'],
  ['4', 'ferry'],
  ['11', 'bus'],
  ['12', 'metro'],
  ['109', 'rail'],
  ['401', 'metro'],
  ['704', 'bus'],
  ['900', 'tram'],
  ['1000', 'ferry'],
  ['1100', undefined],
  ['x', undefined],
])('route type %s is %s', (type, mode) => expect(modeOf(type)).toBe(mode));

test('times and days are read strictly', () => {
  expect(secondsOf('25:01:02')).toBe(25 * 3600 + 62);
  expect(secondsOf('7:05')).toBe(7 * 3600 + 300);
  expect([secondsOf('7'), secondsOf('7:61:00'), secondsOf('-1:00:00')]).toEqual([NaN, NaN, NaN]);
  expect(dayOf('20170230')).toBeNaN();
});
