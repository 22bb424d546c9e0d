import { existsSync } from 'node:fs';
import type { City, Figure } from '../../model/city.ts';
import { PARAMETERS } from '../../model/parameters.ts';
import { geometryMistakes } from '../../model/reading/city-geometry.ts';
import { formatMistake, quote } from '../../model/reading/mistake.ts';
import { SERVICES } from '../../model/services/registry.ts';
import type { CityLayout } from '../../model/services/service.ts';
import { cityPicture } from '../../runner/city-picture.ts';
import { lineRow } from '../../runner/import/report-text.ts';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../runner/library.ts';
import { writeWhole } from '../../runner/node/whole-file.ts';
import { BadInput } from '../bad-input.ts';
import { drawCity, letterOf, STATION, WATER } from '../city-drawing.ts';
import { findCity, readCityFolder } from '../city-folder.ts';
import type { Command } from '../command.ts';
import { REPLACE_OPTION, refused } from '../places.ts';
import { citiesInOrder } from '../scenario-file.ts';
import { formatNumber, table } from '../table.ts';
import { join } from 'node:path';
import { counted } from '../../runner/counted.ts';

const DRAWING_COLUMNS = 72;
const OLD_FROM_BAND = 5;
const LINES_SHOWN = 60;

/** Lists the shipped cities. */
export const cityList: Command = {
  name: 'city list',
  about: 'lists the cities that are shipped, and the scenarios of each',
  operands: [],
  options: {},
  run(_, { print }) {
    const rows = [...citiesInOrder().values()].map((city) => [
      city.id,
      city.name.en,
      city.name.zh,
      String(city.districts.length),
      formatNumber(residentsOf(city)),
      SHIPPED_SCENARIOS.filter((name) => shippedScenario(name).city.id === city.id).join(', '),
    ]);
    print(table(['city', '', '', 'districts', 'residents', 'scenarios'], rows, [3, 4]));
    return 0;
  },
};

/** Shows a city with everything that is known of it. */
export const cityShow: Command = {
  name: 'city show',
  about: 'shows a city: its map, districts, metro, and each figure with range and source',
  details:
    'CITY is the id of a shipped city, or a folder with the files of one. --picture draws its map into a file: SVG.',
  operands: ['CITY'],
  options: { picture: { value: 'FILE', about: 'draws the map into FILE, which ends with .svg' }, ...REPLACE_OPTION },
  async run({ operands: [name = ''], options }, { print }) {
    const city = await findCity(name);
    const picture = options.get('picture');
    if (picture !== undefined) {
      await drawInto(picture, city, options.has('replace'));
      print(`${picture}: the map of ${city.name.en}\n`);
      return 0;
    }
    print(
      [
        heading(city),
        drawing(city),
        districtTable(city),
        metroTable(city),
        ...networkTable(city),
        ...layoutTables(city),
        figureTables(city),
      ].join('\n'),
    );
    return 0;
  },
};

/** Says what is wrong with the folder of a city. */
export const cityCheck: Command = {
  name: 'city check',
  about: "says what is wrong with a city's folder, or that it is fine",
  details: [
    'FOLDER holds city.yaml and districts.geojson, and if it has them water.geojson, metro.geojson and network.json, like those',
    'in scenarios/cities. Mistakes are told with file, line and column; exit status 2 where there is one.',
  ].join('\n'),
  operands: ['FOLDER'],
  options: {},
  async run({ operands: [folder = ''] }, { print }) {
    const { city, files } = await readCityFolder(folder);
    const mistakes = geometryMistakes(city, files);
    if (mistakes.length > 0) {
      throw new BadInput(mistakes.map(({ file, mistake }) => formatMistake(join(folder, file), mistake)));
    }
    const known = [
      counted(city.districts.length, 'district'),
      `${formatNumber(residentsOf(city))} residents`,
      city.water === undefined ? 'no water' : 'water',
      city.metro === undefined ? 'no metro' : counted(city.metro.length, 'metro line'),
      ...(city.network === undefined ? [] : [`${counted(city.network.lines.length, 'line')} with timetables`]),
      city.calendar === undefined ? 'no calendar' : `calendar of ${city.calendar.name.en}`,
    ];
    print(`${folder}: fine (${city.id}: ${city.name.en}, ${known.join(', ')})\n`);
    return 0;
  },
};

function residentsOf({ districts }: City): number {
  return districts.reduce((sum, { residents }) => sum + residents, 0);
}

function heading(city: City): string {
  const calendar =
    city.calendar === undefined
      ? 'No calendar: weekends are off, public holidays are not.'
      : `Public holidays of ${city.calendar.name.en}, ${city.calendar.first} to ${city.calendar.last}.`;
  return `${city.name.en} ${city.name.zh} (${city.id}): ${formatNumber(residentsOf(city))} residents\n${city.synthetic.en}\n${calendar}\n`;
}

function drawing(city: City): string {
  const signs = [
    'a letter a district',
    ...(city.water === undefined ? [] : [`${WATER} water`]),
    ...(city.metro === undefined ? [] : [`${STATION} metro`]),
  ];
  return `${drawCity(city, DRAWING_COLUMNS)}(${signs.join(', ')})\n`;
}

function districtTable(city: City): string {
  const rows = city.districts.map(({ id, name, code, residents, ageShares }, index) => [
    letterOf(index),
    id,
    name.en,
    name.zh,
    code,
    formatNumber(residents),
    (ageShares[0]! * 100).toFixed(1),
    (ageShares.slice(OLD_FROM_BAND).reduce((sum, share) => sum + share, 0) * 100).toFixed(1),
  ]);
  return table(['', 'district', '', '', 'code', 'residents', '% under 15', '% from 60'], rows, [5, 6, 7]);
}

/** Lines that are laid out; none where those of the city are known. */
function laidOutIn(city: City): CityLayout['courses'] {
  return city.network === undefined ? layoutsOf(city).flatMap(({ courses }) => courses) : [];
}

async function drawInto(file: string, city: City, replace: boolean): Promise<void> {
  if (!/\.svg$/i.test(file)) {
    throw new BadInput([`--picture: found ${quote(file)}, expected a file whose name ends with .svg`]);
  }
  if (!replace && existsSync(file)) {
    throw new BadInput([`--picture: found a file at ${file}, expected a new one, or --replace with it`]);
  }
  try {
    await writeWhole(file, [cityPicture(city, 'en', laidOutIn(city))], new AbortController().signal);
  } catch (error) {
    throw refused('picture', file, error);
  }
}

/** Lines that run by a timetable. */
function networkTable({ network }: City): string[] {
  if (network === undefined) return [];
  const head = ['line', 'mode', 'stops', 'km', 'min', 'departures', 'headway 8 h', 'vehicles', 'fare, fen'];
  const rows = network.lines.slice(0, LINES_SHOWN).map(lineRow);
  const more = network.lines.length - rows.length;
  return [table(head, rows, [2, 3, 4, 5, 6, 7, 8]), ...(more > 0 ? [`and ${more} more lines\n`] : [])];
}

/** Lines with what had opened by when. */
function metroTable({ metro = [] }: City): string {
  if (metro.length === 0) return 'No metro.\n';
  const rows = metro.map(({ line, stations }) => {
    const opened = stations.map((station) => station.opened).sort();
    const [first, last] = [stations[0]!.name, stations.at(-1)!.name];
    return [
      line,
      `${first.en} – ${last.en}`,
      `${first.zh} – ${last.zh}`,
      String(stations.length),
      opened[0]!,
      opened.at(-1)!,
    ];
  });
  return table(['metro line', '', '', 'stations', 'first open by', 'all open by'], rows, [3]);
}

/** What services lay out there at 1:1 with the parameters as they are. */
function layoutsOf(city: City): (CityLayout & { readonly name: string })[] {
  const parameters = Object.fromEntries(PARAMETERS.map(({ id, value }) => [id, value]));
  return SERVICES.flatMap(({ name, layout }) =>
    layout === undefined ? [] : [{ name: name.en, ...layout(city, parameters) }],
  );
}

/** What is laid out, what is published of it, and what is usual. */
function layoutTables(city: City): string[] {
  const digits = (value: number) => formatNumber(Number(value.toPrecision(3)));
  const publishedOf = (name: string) => {
    const known = city.reference?.[name];
    if (known === undefined) return '';
    const { value, low, high } = known;
    return `${formatNumber(value)}${low === high ? '' : ` (${formatNumber(low)} to ${formatNumber(high)})`}`;
  };
  return layoutsOf(city).map(({ name, rows }) => {
    const cells = rows.map(({ what, value, unit, published = '', usual = '' }) => [
      what,
      digits(value),
      unit,
      publishedOf(published),
      usual,
    ]);
    return table([`${name}, laid out at 1:1`, 'here', 'unit', 'published there', 'usual'], cells, [1]);
  });
}

function figureTables({ figures, reference = {} }: City): string {
  const rows = (named: Readonly<Record<string, Figure>>) =>
    Object.entries(named).map(([name, { value, low, high, unit, mark, source }]) => [
      name,
      formatNumber(value),
      low === high ? '' : `${formatNumber(low)} to ${formatNumber(high)}`,
      unit,
      mark,
      source,
    ]);
  const heads = (title: string) => [title, 'value', 'range', 'unit', 'mark', 'source'];
  const used = table(heads('figure'), rows(figures), [1]);
  const beside =
    Object.keys(reference).length === 0 ? '' : `\n${table(heads('not used by the model'), rows(reference), [1])}`;
  return `${used}${beside}\nMarks: F found in a source, P press or company claim, R recalled, D derived, A assumed.\n`;
}
