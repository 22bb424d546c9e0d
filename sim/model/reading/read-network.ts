/** Reads `network.json`: the lines of a city. */
import * as z from 'zod';
import { DAY_KINDS, DEPARTURES_MAX, MODES, NETWORK_FORMAT, type Network } from '../network.ts';
import { explain } from './explain.ts';
import { choice, list, number, record, whole } from './fields.ts';
import { placesIn, readJson } from './json-text.ts';
import { FileMistakes, quote, type Mistake } from './mistake.ts';

/** Characters of a network. */
export const NETWORK_SIZE_MAX = 16_000_000;
/** Lines are numbered in columns of 16 bits, both ways of each. */
const LINES_MAX = 32_000;
const STOPS_MAX = 300_000;
/** Stops of a line: see STOPS_A_LINE_MAX. */
const STOPS_A_LINE_MAX = 1000;
/** Hours after midnight at which the day before may still set out. */
const HOURS_MAX = 48;
const VEHICLES_MAX = 10_000;

const words = (most: number) => z.string(`a text of at most ${most} characters`).max(most);
const minutes = () => number(0, HOURS_MAX * 60, 'minutes after midnight');
const departures = () =>
  list(minutes(), 0, DEPARTURES_MAX, 'departures').refine(
    (times) => times.every((time, i) => i === 0 || time >= times[i - 1]!),
    'departures in the order of time',
  );
const dayKinds = <S extends z.ZodType>(each: () => S) =>
  record(Object.fromEntries(DAY_KINDS.map((kind) => [kind, each()])) as Record<(typeof DAY_KINDS)[number], S>);

const way = () =>
  record({
    stops: list(whole(0, STOPS_MAX, 'the number of a stop'), 2, STOPS_A_LINE_MAX, 'stops'),
    seconds: list(number(1, 86_400, 'seconds'), 1, STOPS_A_LINE_MAX, 'running times'),
    departures: dayKinds(departures),
  }).refine(({ stops, seconds }) => seconds.length === stops.length - 1, {
    message: 'one running time fewer than stops',
    path: ['seconds'],
  });

const line = () =>
  record({
    id: words(200),
    name: words(200),
    title: words(500),
    mode: choice(MODES),
    colour: z
      .string('six hexadecimal digits, or nothing')
      .regex(/^([\da-fA-F]{6})?$/, 'six hexadecimal digits, or nothing'),
    ways: list(way(), 1, 2, 'ways'),
    loop: z.boolean('true or false'),
    km: number(0, 10_000, 'kilometres'),
    capacity: whole(1, 10_000, 'passengers'),
    vehicles: whole(1, VEHICLES_MAX, 'vehicles'),
    fare_fen: z.union([whole(0, 100_000, 'fen'), z.null()], 'fen from 0 to 100000, or null'),
  }).refine(({ loop, ways }) => !loop || ways.length === 1, { message: 'one way, as it is a loop', path: ['ways'] });

const SCHEMA = record({
  format: z.literal(NETWORK_FORMAT, quote(NETWORK_FORMAT)),
  source: words(1000),
  days: dayKinds(() => z.union([words(20), z.null()], 'a day, or null')),
  stops: list(
    record({
      id: words(200),
      name: words(500),
      at: z.tuple(
        [number(-180, 180, 'a longitude'), number(-90, 90, 'a latitude')],
        'a position: [longitude, latitude]',
      ),
      district: words(100),
    }),
    2,
    STOPS_MAX,
    'stops',
  ),
  lines: list(line(), 1, LINES_MAX, 'lines'),
});

/** @throws FileMistakes, placed by line, or of very long files by path alone */
export function readNetwork(file: string, text: string): Network {
  const refused = (mistakes: readonly Pick<Mistake, 'path' | 'found' | 'expected'>[]) =>
    new FileMistakes(
      file,
      mistakes.map((one) => ({ line: 1, column: 1, ...one })),
    );
  const root = readJson(file, text, NETWORK_SIZE_MAX);
  const parsed = SCHEMA.safeParse(root);
  if (!parsed.success) throw new FileMistakes(file, explain(parsed.error.issues, placesIn(text, root)));
  const network = parsed.data as Network;
  network.lines.forEach(({ ways }, index) => {
    ways.forEach(({ stops }, way) => {
      const at = stops.findIndex((stop) => stop >= network.stops.length);
      if (at < 0) return;
      const expected = `the number of one of the ${network.stops.length} stops, from 0`;
      throw refused([{ path: `lines[${index}].ways[${way}].stops[${at}]`, found: String(stops[at]), expected }]);
    });
  });
  return network;
}
