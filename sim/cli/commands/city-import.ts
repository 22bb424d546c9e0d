import { basename, join, resolve } from 'node:path';
import { FileMistakes, formatMistake, quote } from '../../model/reading/mistake.ts';
import { isScenarioName } from '../../model/reading/scenario-schema.ts';
import { feedOfFiles, feedOfZip, type Feed } from '../../runner/import/feed.ts';
import { importCity, type Imported } from '../../runner/import/import-city.ts';
import { lineRow, placeOf } from '../../runner/import/report-text.ts';
import { MEANING_NAMES } from '../../runner/import/residents.ts';
import { cityTemplate } from '../../runner/import/template.ts';
import { looksZipped } from '../../runner/import/zip.ts';
import type { ByteSource } from '../../runner/import/bytes.ts';
import { byteSource, byteSourcesIn } from '../../runner/node/byte-source.ts';
import { BadInput } from '../bad-input.ts';
import { checkCityFolder, writeCityFolder } from '../city-folder.ts';
import type { Args, Command } from '../command.ts';
import { REPLACE_OPTION } from '../places.ts';
import { citiesInOrder, faultOf } from '../scenario-file.ts';
import { formatNumber, table } from '../table.ts';
import { counted } from '../../runner/counted.ts';

const LINES_TOLD = 25;
const RATE_MAX = 10_000;

/** Makes a city's folder of a planner's files. */
export const cityImport: Command = {
  name: 'city import',
  about: 'makes a city of boundaries, residents and, if there is one, a timetable feed',
  details: [
    'Boundaries are GeoJSON in WGS-84; residents a CSV with a row a district (or a row a district and age): comma, semicolon or',
    'tab, UTF-8. What the columns mean is guessed by their names and told; --map says it: COLUMN=MEANING, with one of',
    `${MEANING_NAMES.join(', ')}, or ages as 0-14 or 75+.`,
    'The feed is GTFS, zipped or a folder. FOLDER gets city.yaml, districts.geojson, network.json, a first scenario.yaml, and',
    'report.md, which says what was assumed and what was left out. Nothing is written where a file has a mistake.',
  ].join('\n'),
  operands: [],
  options: {
    districts: { value: 'FILE', about: 'boundaries: GeoJSON' },
    residents: { value: 'FILE', about: 'residents: CSV' },
    gtfs: { value: 'FEED', about: 'timetable: GTFS, a .zip or a folder' },
    name: { value: 'NAME', about: 'what the city is called; the name of FOLDER where left out' },
    map: {
      value: 'COLUMN=MEANING',
      about: 'what a column of the table of residents means; any number of these',
      several: true,
    },
    rate: { value: 'YUAN', about: "what a unit of the feed's money is worth; as in 2017 where left out" },
    out: { value: 'FOLDER', about: "where the city's folder is put; its name is the city's id" },
    ...REPLACE_OPTION,
  },
  async run(args, host) {
    const out = needed(args, 'out');
    const id = cityIdOf(out);
    const [districts, residents] = [
      await sourceOf('districts', needed(args, 'districts')),
      await sourceOf('residents', needed(args, 'residents')),
    ];
    const gtfs = args.options.get('gtfs');
    const options = {
      id,
      name: named(args.options.get('name')),
      map: readMap(args),
      rate: readRate(args),
      shipped: [...citiesInOrder().values()],
    };
    await checkCityFolder(out, args.options.has('replace'));
    const imported = await toldOf(out, async () => {
      const feed = gtfs === undefined ? undefined : await feedOf(gtfs);
      host.progress('reading');
      return await importCity({ districts, residents, feed }, options);
    });
    host.progress('');
    await writeCityFolder(out, imported.files);
    host.print(summary(out, imported));
    return 0;
  },
};

/** Writes the folder of an empty city. */
export const cityTemplateCommand: Command = {
  name: 'city template',
  about: 'prints an empty city.yaml with comments, or writes a whole folder to fill in',
  operands: [],
  options: { out: { value: 'FOLDER', about: 'where the folder is put' }, ...REPLACE_OPTION },
  async run(args, { print }) {
    const out = args.options.get('out');
    const files = cityTemplate(out === undefined ? 'my-city' : cityIdOf(out), [...citiesInOrder().values()]);
    if (out === undefined) {
      print(files.get('city.yaml')!);
      return 0;
    }
    await checkCityFolder(out, args.options.has('replace'));
    await writeCityFolder(out, files);
    print(
      `${out}: ${[...files.keys()].join(', ')}\nFill them in, then: sim city check ${out}; sim run ${join(out, 'scenario.yaml')}\n`,
    );
    return 0;
  },
};

function needed({ options }: Args, name: string): string {
  const found = options.get(name);
  if (found !== undefined) return found;
  throw new BadInput([`--${name}: found nothing, expected --districts FILE, --residents FILE and --out FOLDER`]);
}

const named = (name: string | undefined) => (name === undefined ? undefined : { en: name, zh: name });

/** The city's id is the name of its folder. */
function cityIdOf(out: string): string {
  const id = basename(resolve(out));
  if (/^[a-z][a-z0-9-]*$/.test(id) && isScenarioName(id) && !citiesInOrder().has(id)) return id;
  const expected = 'a folder whose name is that of no shipped city, of lower-case letters, digits and hyphens';
  throw new BadInput([`--out ${out}: found ${quote(id)}, expected ${expected}`]);
}

function readMap({ options }: Args): Map<string, string> {
  const map = new Map<string, string>();
  for (const pair of options.get('map')?.split('\n') ?? []) {
    const at = pair.lastIndexOf('=');
    if (at <= 0 || at === pair.length - 1) {
      throw new BadInput([
        `--map: found ${quote(pair)}, expected COLUMN=MEANING, with one of ${MEANING_NAMES.join(', ')}`,
      ]);
    }
    map.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
  return map;
}

function readRate({ options }: Args): number | undefined {
  const text = options.get('rate');
  if (text === undefined) return undefined;
  const rate = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (rate > 0 && rate <= RATE_MAX) return rate;
  throw new BadInput([`--rate: found ${quote(text)}, expected yuan for a unit of the feed's money, as 6.76`]);
}

async function sourceOf(option: string, file: string): Promise<ByteSource> {
  try {
    return await byteSource(file);
  } catch (error) {
    throw new BadInput([`--${option} ${file}: found ${faultOf(error)}, expected a file`]);
  }
}

async function feedOf(place: string): Promise<Feed> {
  let files: ByteSource[] | undefined;
  try {
    files = await byteSourcesIn(place);
  } catch (error) {
    throw new BadInput([`--gtfs ${place}: found ${faultOf(error)}, expected a .zip or a folder`]);
  }
  if (files !== undefined) return feedOfFiles(place, files);
  const archive = await sourceOf('gtfs', place);
  if (looksZipped(await archive.read(0, 4))) return await feedOfZip(archive);
  throw new BadInput([
    `--gtfs ${place}: found no ZIP archive, expected a GTFS feed: a .zip, or the folder of its files`,
  ]);
}

/** Mistakes in files, each in a line. */
async function toldOf<T>(out: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof FileMistakes)) throw error;
    const lines = error.mistakes.map((mistake) => formatMistake(error.file, mistake));
    throw new BadInput([...lines, `${out}: nothing was written`]);
  }
}

function summary(out: string, { city, network, journal, files }: Imported): string {
  const residents = city.districts.reduce((sum, district) => sum + district.residents, 0);
  const parts = [
    `${out}: ${city.name.en}, ${counted(city.districts.length, 'district')}, ${formatNumber(residents)} residents${network === undefined ? '' : `, ${counted(network.lines.length, 'line')}`}`,
    '',
    ...journal.readings.map((one) => `read: ${one}`),
    '',
    table(
      ['assumed or derived', 'value', 'range', 'mark'],
      [
        ...Object.entries(city.figures).map(([name, { value, low, high, unit, mark }]) => [
          name,
          `${formatNumber(value)} ${unit}`,
          low === high ? '' : `${formatNumber(low)} to ${formatNumber(high)}`,
          mark,
        ]),
        ...journal.assumptions.map(({ what, value, range }) => [what.replaceAll('`', ''), value, range, 'A']),
      ],
    ),
    journal.losses.length === 0
      ? 'Nothing was left out.\n'
      : table(
          ['left out or mended', 'count', 'first'],
          journal.losses.map((loss) => [loss.what, String(loss.count), placeOf(loss)]),
          [1],
        ),
  ];
  if (network) {
    const head = ['line', 'mode', 'stops', 'km', 'min', 'departures', 'headway 8 h', 'vehicles', 'fare, fen'];
    parts.push(table(head, network.lines.slice(0, LINES_TOLD).map(lineRow), [2, 3, 4, 5, 6, 7, 8]));
    if (network.lines.length > LINES_TOLD) {
      parts.push(`and ${counted(network.lines.length - LINES_TOLD, 'more line')}, in ${join(out, 'network.json')}\n`);
    }
  }
  parts.push(
    `Written: ${[...files.keys()].join(', ')}`,
    `Next: sim city show ${join(out, '')}`,
    `      sim run ${join(out, 'scenario.yaml')}`,
    '',
  );
  return parts.join('\n');
}
