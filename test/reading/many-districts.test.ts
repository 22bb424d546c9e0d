/** As many districts as a city may have, in the spelling of the guide and in others: read, set up, and one more refused in words. */
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { geometryMistakes } from '../../sim/model/reading/city-geometry.ts';
import { DISTRICTS_MAX } from '../../sim/model/reading/city-schema.ts';
import { FileMistakes } from '../../sim/model/reading/mistake.ts';
import { readCity } from '../../sim/model/reading/read-city.ts';
import { readNetwork } from '../../sim/model/reading/read-network.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import { Simulation } from '../../sim/runner/simulate.ts';

const COLUMNS = 50;
const SIDE = 0.02;
const CPU_SECONDS_MAX = 10;

const figure = (value: number) => `{ value: ${value}, unit: things, low: 0, high: 10000000, mark: A, source: assumed }`;
const FIGURES = `figures:
  buses: ${figure(8000)}
  bus_lines: ${figure(300)}
  bus_rides_per_resident_day: ${figure(0.4)}
  bus_fare_fen: ${figure(200)}
  bus_card_discount_share: ${figure(0.2)}
  hospitals: ${figure(300)}
  hospital_visits_per_resident_year: ${figure(3)}
  college_students: ${figure(100)}
`;
const HEAD = `name: { en: Chessboard, zh: 棋盘 }
synthetic: { en: all of it, zh: 全部 }
`;

const degrees = (value: number) => Number(value.toFixed(4));
const corner = (index: number): [number, number] => [
  degrees(113 + (index % COLUMNS) * SIDE),
  degrees(30 + Math.floor(index / COLUMNS) * SIDE),
];

/** As CONTRIBUTING.md writes a district. */
function district(index: number): string {
  const [x, y] = corner(index).map((one) => degrees(one + SIDE / 2));
  return `  - id: d${index}
    name: { en: District ${index}, zh: 第${index}区 }
    code: '${990_000 + index}'
    residents: ${5000 + index}
    age_shares: [0.15, 0.14, 0.17, 0.16, 0.22, 0.11, 0.05]
    centre: [${x}, ${y}]
`;
}
const cityYaml = (count: number) =>
  `${HEAD}districts:\n${Array.from({ length: count }, (_, i) => district(i)).join('')}${FIGURES}`;

/** @param corners of the square of a district; more of them make the file longer */
function boundaries(count: number, corners = 4) {
  const features = Array.from({ length: count }, (_, index) => {
    const [x, y] = corner(index);
    const [east, north] = [degrees(x + SIDE), degrees(y + SIDE)];
    const south = Array.from({ length: corners - 3 }, (__, i) => [x + (SIDE * i) / (corners - 3), y]);
    const ring = [...south, [east, y], [east, north], [x, north], [x, y]];
    return {
      type: 'Feature',
      id: String(990_000 + index),
      properties: { name: `第${index}区` },
      geometry: { type: 'MultiPolygon', coordinates: [[ring]] },
    };
  });
  return { type: 'FeatureCollection', features };
}

const read = (yaml: string, geojson: string) =>
  readCity('chessboard', { 'city.yaml': yaml, 'districts.geojson': geojson });
function said(reading: () => unknown): string {
  try {
    reading();
  } catch (error) {
    if (error instanceof FileMistakes) return error.message;
    throw error;
  }
  return '';
}
function cpuSeconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const YAML = cityYaml(DISTRICTS_MAX);
const GEOJSON = JSON.stringify(boundaries(DISTRICTS_MAX));

describe('a city of as many districts as may be', () => {
  it('is read with all its fields', () => {
    const { districts } = read(YAML, GEOJSON);
    expect(districts).toHaveLength(DISTRICTS_MAX);
    const last = DISTRICTS_MAX - 1;
    expect(districts[last]).toMatchObject({
      id: `d${last}`,
      name: { en: `District ${last}`, zh: `第${last}区` },
      code: String(990_000 + last),
      residents: 5000 + last,
    });
    for (const { ageShares, rings } of districts) {
      expect(ageShares).toHaveLength(AGE_BANDS.length);
      expect(rings[0]).toHaveLength(5);
    }
  });

  it.each<[string, (data: unknown) => string]>([
    ['a line a value', (data) => stringify(data)],
    ['a line a value, with a remark on each', (data) => stringify(data).replaceAll('\n', ' # so\n')],
    ['JSON with its brackets', (data) => JSON.stringify(data, null, 2)],
  ])('is read in another spelling: %s', (_, write) => {
    expect(read(write(parse(YAML)), JSON.stringify(boundaries(DISTRICTS_MAX), null, 2)).districts).toHaveLength(
      DISTRICTS_MAX,
    );
  });

  it('is read with boundaries of more than a million characters, and soon', () => {
    const long = JSON.stringify(boundaries(DISTRICTS_MAX, 60));
    expect(long.length).toBeGreaterThan(2_000_000);
    expect(cpuSeconds(() => read(YAML, long))).toBeLessThan(CPU_SECONDS_MAX);
  });

  it('is set up, and simulated', () => {
    const city = read(YAML, GEOJSON);
    const reading = readScenario('city: chessboard\nstart: 2017-06-05\ndays: 1\nscale: 5000\npolicy: []\n', {
      cities: new Map([['chessboard', city]]),
    });
    if (!reading.ok) throw new Error(JSON.stringify(reading.mistakes));
    const simulation = new Simulation(reading.scenario, 'baseline');
    expect(simulation.world.city.districts).toHaveLength(DISTRICTS_MAX);
    simulation.finish();
  });

  it('is refused with one more, in words', () => {
    const more = () => read(cityYaml(DISTRICTS_MAX + 1), JSON.stringify(boundaries(DISTRICTS_MAX + 1)));
    expect(said(more)).toMatch(/^city\.yaml:4:3 districts: found a list, expected a list of 1 to 2000 districts$/);
  });

  it('is told of a mistake in it, where that is', () => {
    const wrong = YAML.replace('residents: 6999', 'residents: 0');
    expect(said(() => read(wrong, GEOJSON))).toMatch(
      /^city\.yaml:\d+:16 districts\[1999\]\.residents: found 0, expected/,
    );
  });
});

describe('a file of many districts that is none', () => {
  it('is refused soon', () => {
    const spoilt = [
      '- '.repeat(450_000),
      `districts: [${'0,'.repeat(220_000)}0]`,
      'a:\n'.repeat(110_000),
      ']'.repeat(900_000),
    ];
    for (const text of spoilt) {
      expect(cpuSeconds(() => expect(said(() => read(text, GEOJSON))).toMatch(/^city\.yaml:/))).toBeLessThan(
        CPU_SECONDS_MAX,
      );
    }
    expect(said(() => read(`a: [${'0,'.repeat(300_000)}0]`, GEOJSON))).toMatch(
      /found more than 450000 words and signs/,
    );
  });
});

describe('a long file in JSON', () => {
  const LONG = boundaries(DISTRICTS_MAX, 60);

  it('is told of its mistakes by their paths', () => {
    const wrong = structuredClone(LONG);
    wrong.features[7]!.geometry.type = 'Circle';
    expect(said(() => read(YAML, JSON.stringify(wrong)))).toBe(
      'districts.geojson:1:1 features[7].geometry.type: found "Circle", expected one of MultiPolygon, Polygon',
    );
  });

  it('that is cut short is no JSON, not too long', () => {
    expect(said(() => read(YAML, JSON.stringify(LONG).slice(0, -1)))).toMatch(
      /^districts\.geojson:1:1 file: found text that is no JSON/,
    );
  });

  it('is told which of its rings do not close', () => {
    const open = structuredClone(LONG);
    open.features[7]!.geometry.coordinates[0]![0]!.pop();
    const files = { 'city.yaml': YAML, 'districts.geojson': JSON.stringify(open) };
    const mistakes = geometryMistakes(readCity('chessboard', files), files);
    expect(mistakes.map(({ mistake }) => mistake.path)).toEqual(['features[7].geometry.coordinates[0][0]']);
  });

  it('is told what stands there, of a network too', () => {
    const times = Array.from({ length: 100_000 }, () => 0);
    const text = JSON.stringify({ format: 'cashless-city network 0', times });
    expect(said(() => readNetwork('network.json', text))).toContain(
      'format: found "cashless-city network 0", expected',
    );
  });
});
