/** What the lines of a city come to at 1:1, to be held against what is published of it. */
import { Memory } from '../../../kernel/memory.ts';
import { RandomSource } from '../../../kernel/random.ts';
import type { City } from '../../city.ts';
import { Geography } from '../../geography.ts';
import type { LayoutRow } from '../service.ts';
import { BusLines } from './lines.ts';
import { BUS_TABLE } from './parameters.ts';

const SEED = '1';
/** Walk to a stop up to which somebody counts as served, km: as it is usually published. */
const NEAR_KM = 0.5;

export function busLayout(city: City, parameters: Readonly<Record<string, number>>): readonly LayoutRow[] {
  const { figures } = city;
  const random = new RandomSource(SEED);
  const geography = new Geography(city, 1, parameters, random);
  const buses = figures['buses'].value;
  const wanted = Math.min(buses, figures['bus_lines'].value);
  const { lines } = new BusLines(
    geography,
    wanted,
    BUS_TABLE.read(parameters),
    random.purpose('bus.line'),
    new Memory(),
  );
  const lengths = Array.from({ length: lines.count }, () => 0);
  for (let stop = 1; stop < lines.stops; stop++) {
    const line = lines.lineOf(stop);
    if (line === lines.lineOf(stop - 1)) lengths[line] += distance(lines.x, lines.y, stop - 1, stop);
  }
  const km = lengths.reduce((sum, length) => sum + length, 0);
  const rides = figures['bus_rides_per_resident_day'].value * geography.districtPeople.reduce((a, b) => a + b, 0);
  return [
    { what: 'lines', value: lines.count, unit: 'lines' },
    {
      what: 'stops of the mean line',
      value: lines.stops / lines.count,
      unit: 'stops',
      published: 'bus_stops_a_direction',
    },
    { what: 'length of the mean line', value: km / lines.count, unit: 'km', published: 'bus_line_length_km' },
    { what: 'shortest line', value: Math.min(...lengths), unit: 'km' },
    { what: 'longest line', value: Math.max(...lengths), unit: 'km' },
    {
      what: 'from stop to stop',
      value: (1000 * km) / (lines.stops - lines.count),
      unit: 'm',
      published: 'bus_stop_spacing_m',
    },
    { what: 'residents within 500 m of a stop', value: 100 * shareNear(geography, lines), unit: '%' },
    { what: 'changes of line a trip', value: 0, unit: 'changes' },
    { what: 'rides of a line a day', value: rides / lines.count, unit: 'rides' },
    { what: 'rides of a bus a day', value: rides / buses, unit: 'rides' },
  ];
}

function shareNear(geography: Geography, { x, y }: { readonly x: Float32Array; readonly y: Float32Array }): number {
  // Stops by squares as wide as the walk, so that only nine of them need be looked at.
  const squares = new Map<string, number[]>();
  const keyOf = (column: number, row: number) => `${column} ${row}`;
  const square = (km: number) => Math.floor(km / NEAR_KM);
  x.forEach((east, stop) => {
    const key = keyOf(square(east), square(y[stop]));
    squares.set(key, [...(squares.get(key) ?? []), stop]);
  });
  const isNear = (home: number) => {
    const [homeX, homeY] = [geography.homeX[home], geography.homeY[home]];
    for (let column = square(homeX) - 1; column <= square(homeX) + 1; column++) {
      for (let row = square(homeY) - 1; row <= square(homeY) + 1; row++) {
        for (const stop of squares.get(keyOf(column, row)) ?? []) {
          const [dx, dy] = [x[stop] - homeX, y[stop] - homeY];
          if (dx * dx + dy * dy <= NEAR_KM * NEAR_KM) return true;
        }
      }
    }
    return false;
  };
  let [near, all] = [0, 0];
  geography.homePeople.forEach((people, home) => {
    all += people;
    if (isNear(home)) near += people;
  });
  return near / all;
}

function distance(x: Float32Array, y: Float32Array, a: number, b: number): number {
  return Math.sqrt((x[a] - x[b]) * (x[a] - x[b]) + (y[a] - y[b]) * (y[a] - y[b]));
}
