/** City files that are in order, at random: few districts or many, tiny or huge, with figures anywhere they may be. */
import fc from 'fast-check';
import { stringify } from 'yaml';
import { FIGURES } from '../../sim/model/catalogue.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { DISTRICTS_MAX } from '../../sim/model/reading/city-schema.ts';
import type { FileData } from './scenario-data.ts';

/** The two files of a city. */
export interface CityFiles {
  readonly yaml: string;
  readonly geojson: string;
}

/** Of most cities that are drawn: they are to be simulated soon. */
const USUAL_DISTRICTS_MAX = 64;
/** Very many lie like the squares of a board, so many to a row and so far apart, in degrees: drawn at random, they lie in each other. */
const BOARD_WIDTH = 50;
const BOARD_STEP = 0.02;
/** Weights of age shares: parts of a thousand, so that a sum of one comes out to the last digit that counts. */
const WEIGHT_MAX = 1000;

interface DistrictData {
  readonly residents: number;
  readonly weights: readonly number[];
  /** From the city's middle, degrees east and north. */
  readonly centre: readonly [number, number];
  /** Half the side of the square that is the district, in degrees. */
  readonly reach: number;
  readonly name: string;
}

const position = (longitude: number, latitude: number): fc.Arbitrary<[number, number]> => {
  const within = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
  return fc.tuple(within(longitude), within(latitude));
};

const district = (): fc.Arbitrary<DistrictData> =>
  fc.record({
    residents: fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 5_000_000 })),
    weights: fc
      .array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: WEIGHT_MAX })), {
        minLength: AGE_BANDS.length,
        maxLength: AGE_BANDS.length,
      })
      // Somebody must be of age: children do not live alone.
      .filter((weights) => weights.slice(1).some((weight) => weight > 0)),
    centre: position(3, 3),
    reach: fc.constantFrom(0.001, 0.05, 0.5),
    name: fc.constantFrom('East', '东', '<i>West</i>', "it's"),
  });

/** Figures up to which a run stays short. */
const HIGH: Readonly<Record<string, number>> = {
  buses: 20_000,
  bus_lines: 2000,
  bus_rides_per_resident_day: 4,
  hospitals: 1000,
  hospital_visits_per_resident_year: 30,
};

function figure(id: string): fc.Arbitrary<number> {
  const { low, high, whole } = FIGURES[id];
  const most = HIGH[id] ?? high;
  const between = whole ? fc.integer({ min: low, max: most }) : fc.double({ min: low, max: most, noNaN: true });
  return fc.oneof(between, fc.constantFrom(low, most));
}

function ageShares(weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

function districtFile({ residents, weights, centre, name }: DistrictData, index: number): FileData {
  return {
    id: `d${index}`,
    name: { en: `${name} ${index}`, zh: `${name}${index}` },
    code: String(index),
    residents,
    age_shares: ageShares(weights),
    centre,
  };
}

function feature({ centre: [x, y], reach }: DistrictData, index: number): FileData {
  const ring = [
    [x - reach, y - reach],
    [x + reach, y - reach],
    [x + reach, y + reach],
    [x - reach, y + reach],
    [x - reach, y - reach],
  ];
  return { type: 'Feature', id: String(index), geometry: { type: 'MultiPolygon', coordinates: [[ring]] } };
}

/** A city that is in order. */
export function cityFiles(): fc.Arbitrary<CityFiles> {
  const districts = fc.oneof(
    { weight: 4, arbitrary: fc.array(district(), { minLength: 1, maxLength: 6 }) },
    { weight: 1, arbitrary: fc.array(district(), { minLength: 1, maxLength: USUAL_DISTRICTS_MAX }) },
  );
  return filesWith(districts);
}

/** A city of very many districts, up to as many as may be. */
export function hugeCityFiles(): fc.Arbitrary<CityFiles> {
  const onBoard = (one: DistrictData, index: number): DistrictData => {
    const centre = [BOARD_STEP * (index % BOARD_WIDTH), BOARD_STEP * Math.floor(index / BOARD_WIDTH)] as const;
    return { ...one, centre, reach: 0.4 * BOARD_STEP };
  };
  const drawn = fc.array(district(), { minLength: DISTRICTS_MAX / 2, maxLength: DISTRICTS_MAX });
  return filesWith(drawn.map((list) => list.map(onBoard)));
}

function filesWith(districts: fc.Arbitrary<DistrictData[]>): fc.Arbitrary<CityFiles> {
  const values = fc.record(Object.fromEntries(Object.keys(FIGURES).map((id) => [id, figure(id)])));
  return fc.tuple(position(175, 80), districts, values).map(([[east, north], drawn, figures]) => {
    const list = drawn
      .filter((one, index) => drawn.slice(0, index).every((other) => areApart(one, other)))
      .map((one): DistrictData => ({ ...one, centre: [east + one.centre[0], north + one.centre[1]] }));
    return filesOf(list, figures);
  });
}

/** Whether the middle of neither district lies within the other, which is no city. */
function areApart(one: DistrictData, other: DistrictData): boolean {
  const [x, y] = [0, 1].map((axis) => Math.abs(one.centre[axis]! - other.centre[axis]!)) as [number, number];
  return Math.max(x, y) > 1.001 * Math.max(one.reach, other.reach);
}

function filesOf(list: readonly DistrictData[], figures: Readonly<Record<string, number>>): CityFiles {
  return {
    yaml: stringify({
      name: { en: 'Testing', zh: '测试' },
      synthetic: { en: 'all of it', zh: '全部' },
      districts: list.map(districtFile),
      figures: Object.fromEntries(
        Object.keys(FIGURES).map((id) => {
          const value = figures[id]!;
          return [id, { value, unit: 'things', low: value, high: value, mark: 'A', source: 'drawn at random' }];
        }),
      ),
    }),
    geojson: JSON.stringify({ type: 'FeatureCollection', features: list.map(feature) }),
  };
}
