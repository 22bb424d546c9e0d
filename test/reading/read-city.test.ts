import { describe, expect, it } from 'vitest';
import { FileMistakes } from '../../sim/model/reading/mistake.ts';
import { readCity } from '../../sim/model/reading/read-city.ts';

const SQUARE = [
  [
    [
      [114, 30],
      [115, 30],
      [115, 31],
      [114, 31],
      [114, 30],
    ],
  ],
];
const figure = (value: number) => `{ value: ${value}, unit: things, low: 0, high: 10000000, mark: A, source: assumed }`;
const YAML = `name: { en: Testing, zh: 测试 }
synthetic: { en: all of it, zh: 全部 }
districts:
  - id: east
    name: { en: East, zh: 东 }
    code: '1'
    residents: 1000
    age_shares: [0.1, 0.1, 0.2, 0.2, 0.2, 0.1, 0.1]
    centre: [114.5, 30.5]
figures:
  buses: ${figure(10)}
  bus_lines: ${figure(2)}
  bus_rides_per_resident_day: ${figure(0.4)}
  bus_fare_fen: ${figure(200)}
  bus_card_discount_share: ${figure(0.2)}
  hospitals: ${figure(1)}
  hospital_visits_per_resident_year: ${figure(3)}
  college_students: ${figure(100)}
`;
const geojson = (id: string, coordinates: unknown = SQUARE) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', id, geometry: { type: 'MultiPolygon', coordinates } }],
  });

function said(yaml: string, boundaries: string): string[] {
  try {
    readCity('testing', { 'city.yaml': yaml, 'districts.geojson': boundaries });
  } catch (error) {
    if (error instanceof FileMistakes) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a city', () => {
  it('is read from its two files', () => {
    const city = readCity('testing', { 'city.yaml': YAML, 'districts.geojson': geojson('1') });
    expect(city).toMatchObject({ id: 'testing', name: { en: 'Testing', zh: '测试' } });
    expect(city.districts[0]).toMatchObject({ id: 'east', residents: 1000, centre: [114.5, 30.5], rings: SQUARE[0] });
    expect(city.figures.buses).toMatchObject({ value: 10, mark: 'A' });
  });

  it.each([
    ['a missing figure', YAML.replace(/ {2}buses.*\n/, ''), 'city.yaml:11:3 figures.buses: found nothing'],
    [
      'a figure out of its own range',
      YAML.replace('value: 10,', 'value: -1,'),
      'city.yaml:11:10 figures.buses: found a map, expected a value inside its range',
    ],
    [
      'ages that do not sum to one',
      YAML.replace('[0.1,', '[0.2,'),
      'city.yaml:8:17 districts[0].age_shares: found a list, expected 7 shares that sum to 1',
    ],
    ['too few ages', YAML.replace('[0.1,', '['), 'city.yaml:8:17 districts[0].age_shares: found a list'],
    [
      'a latitude beyond the pole',
      YAML.replace('30.5]', '130.5]'),
      'city.yaml:9:21 districts[0].centre[1]: found 130.5, expected a latitude',
    ],
    ['nobody', YAML.replace('residents: 1000', 'residents: 0'), 'city.yaml:7:16 districts[0].residents: found 0'],
    ['an unknown key', YAML.replace('code:', 'cod:'), 'city.yaml:6:5 districts[0].cod: found the unknown key "cod"'],
  ])('with %s is refused', (_, yaml, expected) => {
    expect(said(yaml, geojson('1')).join('\n')).toContain(expected);
  });

  it('with a district twice is refused', () => {
    const [, district] = /districts:\n([^]*)figures:/.exec(YAML)!;
    expect(said(YAML.replace(district!, district! + district!), geojson('1'))).toEqual([
      'city.yaml:10:9 districts[1].id: found "east" again, expected every district once',
      'city.yaml:12:11 districts[1].code: found "1" again, expected every district once',
    ]);
  });

  it.each([
    ['no boundary of a district', geojson('2'), 'districts.geojson:1:1 features: found no feature with the id "1"'],
    [
      'a boundary of two points',
      geojson('1', [
        [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      ]),
      'found a list, expected a ring of at least 4 positions',
    ],
    [
      'a position without a number',
      geojson('1', [
        [
          [
            [1, 2],
            [3, 'x'],
            [1, 3],
            [1, 2],
          ],
        ],
      ]),
      'districts.geojson:1:',
    ],
    ['text that is no JSON', '{"type": "FeatureCollection", ', 'districts.geojson:1:'],
    ['nothing', '', 'districts.geojson:1:1 file: found nothing'],
  ])('with %s is refused', (_, boundaries, expected) => {
    expect(said(YAML, boundaries).join('\n')).toContain(expected);
  });
});

describe('a geography that cannot be', () => {
  const squareAt = (x: number, y: number, side = 1) => [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ];
  const feature = (geometry: unknown, id = '1') => ({ type: 'Feature', id, geometry });
  const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

  it('is one whose rings are all at one place', () => {
    const none = squareAt(0, 0, 0);
    expect(said(YAML, geojson('1', [[none]])).join()).toContain(
      'found a ring of "1" that encloses nothing, expected an area',
    );
  });
  it('is one whose centre lies elsewhere, such as ten degrees off', () => {
    expect(said(YAML, geojson('1', [[squareAt(124, 30)]]))).toEqual([
      'city.yaml:9:13 districts[0].centre: found 114.5, 30.5, expected a place inside the boundary of east, which lies from 124, 30 to 125, 31',
    ]);
  });
  it('is one whose centre lies in two districts', () => {
    const west = YAML.match(/ {2}- id: east\n(?: {4}.*\n)*/)![0]
      .replace('east', 'west')
      .replace("'1'", "'2'");
    const both = YAML.replace('figures:', `${west.replace('114.5, 30.5', '114.2, 30.9')}figures:`);
    const shape = { type: 'Polygon', coordinates: [squareAt(114, 30)] };
    expect(
      said(both, file(feature(shape), feature({ type: 'Polygon', coordinates: [squareAt(114.4, 30.4)] }, '2')))[0],
    ).toContain(
      'districts[0].centre: found 114.5, 30.5, which lies in west too, expected a place inside the boundary of east alone',
    );
  });
  it('is one that has a district twice, or is as large as a country', () => {
    const part = feature({ type: 'MultiPolygon', coordinates: SQUARE });
    expect(said(YAML, file(part, part)).join()).toContain(
      'features[1].id: found "1" again, expected every district once',
    );
    const far = feature({ type: 'Polygon', coordinates: [squareAt(100, 30)] }, '2');
    expect(said(YAML, file(part, far)).join()).toContain('expected one city, of at most 8 degrees');
  });
  it('is one without a geometry, and that is said in words of ours', () => {
    for (const geometry of [null, undefined, 7, { type: 'Point', coordinates: [1, 2] }]) {
      const text = said(YAML, file(feature(geometry))).join();
      expect(text).toMatch(/^districts\.geojson:1:\d+ features\[0\]\.geometry/);
      expect(text).toMatch(/expected (a geometry: a map with type and coordinates|one of MultiPolygon, Polygon)/);
    }
  });
  it('is not a district of one part, written as one', () => {
    expect(said(YAML, file(feature({ type: 'Polygon', coordinates: SQUARE[0] })))).toEqual([]);
  });
  it('nor ages: what they sum to is said', () => {
    expect(said(YAML.replace('[0.1,', '[0.2,'), geojson('1')).join()).toContain('(these 7 sum to 1.1)');
  });
});
