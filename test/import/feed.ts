/** Small feeds for tests, in memory. */
import { strToU8, zipSync } from 'fflate';
import { bytesInMemory } from '../../sim/runner/import/bytes.ts';
import { feedOfFiles, type Feed } from '../../sim/runner/import/feed.ts';

/** A line of four stops, 1 km apart, there and back every half hour from 7 to 9 on weekdays. */
export const PLAIN: Readonly<Record<string, string>> = {
  'agency.txt': 'agency_id,agency_name\nA,Works\n',
  'stops.txt':
    'stop_id,stop_name,stop_lat,stop_lon\ns1,One,50.00,10.00\ns2,Two,50.00,10.014\ns3,Three,50.00,10.028\ns4,Four,50.00,10.042\n',
  'routes.txt': 'route_id,route_short_name,route_type\nr1,1,3\n',
  'trips.txt': ['route_id,service_id,trip_id', ...[0, 1, 2, 3].flatMap((i) => [`r1,w,out${i}`, `r1,w,back${i}`])].join(
    '\n',
  ),
  'calendar.txt':
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\nw,1,1,1,1,1,0,0,20170601,20170831\n',
  'stop_times.txt': [
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    ...[0, 1, 2, 3].flatMap((i) => {
      const hour = 7 + (i >> 1);
      const minute = (i & 1) * 30;
      const row = (trip: string, at: number, stop: string, sequence: number) => {
        const time = `${hour}:${String(minute + at).padStart(2, '0')}:00`;
        return `${trip}${i},${time},${time},${stop},${sequence}`;
      };
      return [
        ...['s1', 's2', 's3', 's4'].map((stop, at) => row('out', 3 * at, stop, at + 1)),
        ...['s4', 's3', 's2', 's1'].map((stop, at) => row('back', 12 + 3 * at, stop, at + 1)),
      ];
    }),
  ].join('\n'),
};

/** A feed of such files; `null` takes one away. */
export function feedOf(changes: Readonly<Record<string, string | null>> = {}): Feed {
  const files = Object.entries({ ...PLAIN, ...changes }).flatMap(([name, text]) =>
    text === null ? [] : [bytesInMemory(name, strToU8(text))],
  );
  return feedOfFiles('feed', files);
}

/** An archive of such files. */
export function zipOf(changes: Readonly<Record<string, string | null>> = {}): Uint8Array {
  const files = Object.entries({ ...PLAIN, ...changes }).flatMap(([name, text]) =>
    text === null ? [] : [[name, strToU8(text)] as const],
  );
  return zipSync(Object.fromEntries(files), { mtime: '1980-01-01T00:00:00' });
}

/** The line of `text` in which `part` first stands, from 1. */
export const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
