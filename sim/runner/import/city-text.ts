/** The texts of a city's folder. */
import type { Figure, LocalName } from '../../model/city.ts';
import type { Polygons } from './boundaries.ts';
import type { Network } from '../../model/network.ts';

export interface DistrictText {
  readonly id: string;
  readonly name: LocalName;
  readonly code: string;
  readonly residents: number;
  readonly ageShares: readonly number[];
  readonly centre: readonly [number, number];
  readonly polygons: Polygons;
}

export interface CityText {
  readonly name: LocalName;
  /** Comment lines at the head of the file. */
  readonly head: readonly string[];
  readonly synthetic: LocalName;
  readonly districts: readonly DistrictText[];
  readonly figures: Readonly<Record<string, Figure>>;
}

/** A text as YAML reads it, whatever it holds. */
const quoted = (text: string): string =>
  /^[\p{L}][\p{L}\p{N} ]*$/u.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);
const RESERVED = /^(y|n|yes|no|on|off|true|false|null|nan|inf)$/i;
const named = ({ en, zh }: LocalName): string => `{ en: ${quoted(en)}, zh: ${quoted(zh)} }`;

/** city.yaml */
export function cityYaml({ name, head, synthetic, districts, figures }: CityText): string {
  const lines = [
    ...head.map((line) => (line === '' ? '#' : `# ${line}`)),
    `name: ${named(name)}`,
    '',
    '# What in this city is made up; shown wherever the city is shown.',
    'synthetic:',
    `  en: ${JSON.stringify(synthetic.en)}`,
    `  zh: ${JSON.stringify(synthetic.zh)}`,
    '',
    '# Age shares: 0–14, 15–24, 25–34, 35–44, 45–59, 60–74, 75 and over; they sum to 1. The centre is where most people live.',
    'districts:',
    ...districts.flatMap(({ id, name: own, code, residents, ageShares, centre }) => [
      `  - id: ${id}`,
      `    name: ${named(own)}`,
      `    code: ${JSON.stringify(code)}`,
      `    residents: ${residents}`,
      `    age_shares: [${ageShares.join(', ')}]`,
      `    centre: [${centre.join(', ')}]`,
    ]),
    '',
    '# Marks: F found in a source, P press or company claim, R recalled, D derived, A assumed.',
    'figures:',
    ...Object.entries(figures).flatMap(([id, { value, unit, low, high, mark, source }]) => [
      `  ${id}:`,
      `    value: ${value}`,
      `    unit: ${quoted(unit)}`,
      `    low: ${low}`,
      `    high: ${high}`,
      `    mark: ${mark}`,
      `    source: ${JSON.stringify(source)}`,
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** districts.geojson: a line a district. */
export function districtsGeojson(districts: readonly Pick<DistrictText, 'code' | 'name' | 'polygons'>[]): string {
  const features = districts.map(({ code, name, polygons }) =>
    JSON.stringify({
      type: 'Feature',
      id: code,
      properties: { name: name.en },
      geometry: { type: 'MultiPolygon', coordinates: polygons },
    }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

const STATIONS_MAX = 500;
const STATION_NAME_MAX = 100;
const LINE_NAME_MAX = 20;

/** metro.geojson of the metro lines of a network; undefined where it has none. @param opened day since which they run */
export function metroGeojson({ stops, lines }: Network, opened: string): string | undefined {
  const features = lines
    .filter(({ mode, ways }) => mode === 'metro' && ways[0]!.stops.length <= STATIONS_MAX)
    .map(({ name, ways }) => {
      const called = ways[0]!.stops.map((stop) => stops[stop]!);
      const stations = called.map((stop) => {
        const own = stop.name.slice(0, STATION_NAME_MAX);
        return { en: own, zh: own, opened };
      });
      return JSON.stringify({
        type: 'Feature',
        properties: { line: name.slice(0, LINE_NAME_MAX), stations },
        geometry: { type: 'LineString', coordinates: called.map(({ at }) => at) },
      });
    });
  return features.length === 0 ? undefined : `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

export interface ScenarioText {
  readonly id: string;
  readonly name: LocalName;
  readonly scale: number;
  readonly parameters: Readonly<Record<string, number>>;
}

/** A first scenario of the city, to be changed. */
export function scenarioYaml({ id, name, scale, parameters }: ScenarioText): string {
  const own = Object.entries(parameters).map(([key, value]) => `  ${key}: ${value}`);
  return `${[
    `# A first scenario of ${id}, to be changed: see report.md for what the city assumes.`,
    `title: ${named({ en: `${name.en} takes phones`, zh: `${name.zh}开通扫码付款` })}`,
    'question: { en: What do residents gain when buses and shops take phones?, zh: 公交和商店开通扫码付款后，居民能得到什么？ }',
    'answers: [payments.mobile_share, saved.minutes_per_person_day, refusals.count]',
    `city: ${id}`,
    'start: 2017-06-05',
    'days: 14',
    `scale: ${scale}`,
    ...(own.length === 0 ? [] : ['parameters:', ...own]),
    'policy:',
    '  - measure: equip',
    '    sectors: [bus, shops]',
    '    from: 2017-06-05',
    '    to: 2017-06-11',
    '    target_share: 1',
  ].join('\n')}\n`;
}

/** What is made up in an imported city. @param hasFeed whether lines and vehicles are known */
export function syntheticOf(hasFeed: boolean): { en: string; zh: string } {
  return hasFeed
    ? {
        en: 'District boundaries, residents, lines with their stops and timetables are as in the files given. Shops, hospitals, workplaces, schools, homes and people are made up.',
        zh: '各区边界、人口以及线路、车站和时刻表取自所给文件；商店、医院、单位、学校、住宅和居民均为虚构。',
      }
    : {
        en: 'District boundaries and residents are as in the files given. Bus lines, shops, hospitals, workplaces, schools, homes and people are made up.',
        zh: '各区边界和人口取自所给文件；公交线路、商店、医院、单位、学校、住宅和居民均为虚构。',
      };
}
