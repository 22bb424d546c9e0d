/** What the lines of a city come to at 1:1, to be held against what is published of it. */
import { Memory } from '../../../kernel/memory.ts';
import { RandomSource, type Purpose } from '../../../kernel/random.ts';
import type { City } from '../../city.ts';
import { Geography } from '../../geography.ts';
import type { CityLayout } from '../service.ts';
import { Destinations } from './destinations.ts';
import { TRIPS } from './find-trips.ts';
import { BusLines } from './lines.ts';
import { BUS_TABLE } from './parameters.ts';
import { Routes } from './routes.ts';

const SEED = '1';
/** Walk to a stop up to which somebody counts as served, km: as it is usually published. */
const NEAR_KM = 0.5;
/** Neighbourhoods from which trips are looked at. */
const HOMES_LOOKED_AT = 300;

type BusParameters = ReturnType<typeof BUS_TABLE.read>;

export function busLayout(city: City, parameters: Readonly<Record<string, number>>): CityLayout {
  const { figures } = city;
  const random = new RandomSource(SEED);
  const geography = new Geography(city, 1, parameters, random);
  const buses = figures['buses'].value;
  const wanted = Math.min(buses, figures['bus_lines'].value);
  const p = BUS_TABLE.read(parameters);
  const net = new BusLines(geography, wanted, p, random.purpose('bus.line'), new Memory());
  const { lines } = net;
  const lengths = Array.from({ length: lines.count }, () => 0);
  for (let stop = 1; stop < lines.stops; stop++) {
    const line = lines.lineOf(stop);
    if (line === lines.lineOf(stop - 1)) lengths[line] += distance(lines.x, lines.y, stop - 1, stop);
  }
  const km = lengths.reduce((sum, length) => sum + length, 0);
  const sorted = lengths.toSorted((a, b) => a - b);
  const lengthAt = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
  const rides = figures['bus_rides_per_resident_day'].value * geography.districtPeople.reduce((a, b) => a + b, 0);
  const rows = [
    { what: 'lines', value: lines.count, unit: 'lines' },
    { what: 'all lines together', value: km, unit: 'km', published: 'bus_lines_length_km' },
    {
      what: 'stops of the mean line',
      value: lines.stops / lines.count,
      unit: 'stops',
      published: 'bus_stops_a_direction',
    },
    {
      what: 'length of the mean line',
      value: km / lines.count,
      unit: 'km',
      published: 'bus_line_length_km',
      usual: '18.8, lines of China in 2017 (recalled)',
    },
    { what: 'nine lines of ten are longer than', value: lengthAt(0.1), unit: 'km' },
    { what: 'one line of ten is longer than', value: lengthAt(0.9), unit: 'km' },
    {
      what: 'from stop to stop',
      value: (1000 * km) / (lines.stops - lines.count),
      unit: 'm',
      published: 'bus_stop_spacing_m',
      usual: '500 to 800 in town (planning code)',
    },
    {
      what: 'residents within 500 m of a stop',
      value: 100 * shareNear(geography, lines),
      unit: '%',
      usual: '90 or more of the area in town (planning code)',
    },
    {
      what: 'changes of line a trip, ways to work left out',
      value: changesATrip(geography, net, p, random.purpose('bus.destination')),
      unit: 'changes',
      published: 'bus_changes_a_trip',
    },
    { what: 'rides a day', value: rides, unit: 'rides', published: 'bus_rides_a_day' },
    { what: 'rides of a line a day', value: rides / lines.count, unit: 'rides', published: 'bus_rides_a_line' },
    { what: 'rides of a bus a day', value: rides / buses, unit: 'rides', published: 'bus_rides_a_bus' },
  ];
  const courses = Array.from({ length: lines.count }, (_, line) => {
    const [first, end] = [lines.firstStop[line], lines.firstStop[line + 1]];
    return { x: lines.x.subarray(first, end), y: lines.y.subarray(first, end) };
  });
  return { rows, courses };
}

/** Of the trips of some neighbourhoods that a bus takes people on, the mean number of changes. */
function changesATrip(geography: Geography, net: BusLines, p: BusParameters, draw: Purpose): number {
  const routes = new Routes(geography, net.lines, net.gaps, p);
  const destinations = new Destinations(geography.homePeople, routes, p.trip_km);
  const apart = Math.max(1, Math.floor(geography.neighbourhoods / HOMES_LOOKED_AT));
  let [trips, changes] = [0, 0];
  for (let from = 0; from < geography.neighbourhoods; from += apart) {
    routes.lookFrom(from);
    destinations.lookFrom(from);
    for (let trip = 0; trip < TRIPS; trip++) {
      const to = destinations.at(draw.uniform(from, trip));
      if (!routes.leadsTo(to, routes.kmBetween(from, to))) continue;
      trips++;
      if (routes.on >= 0) changes++;
    }
  }
  return trips === 0 ? 0 : changes / trips;
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
