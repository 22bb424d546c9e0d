/** The format of a city's files: districts and figures in YAML; boundaries, water and metro in GeoJSON. */
import * as z from 'zod';
import { FIGURES, SECTOR_GROUPS } from '../catalogue.ts';
import { AGE_BANDS } from '../city.ts';
import { MEMBERS } from '../measures/dictionary.ts';
import type { FigureDeclaration } from '../services/service.ts';
import { choice, isDate, list, number, oneOf, record, text, whole } from './fields.ts';

const SHARE_SUM_TOLERANCE = 1e-6;
const MARKS = ['F', 'P', 'R', 'D', 'A'] as const;
const BIG = 1e12;
/** Districts a city may have. */
export const DISTRICTS_MAX = 2000;

const ID_EXPECTED = 'an id of lower-case letters and digits';
/** In the dotted name of a measure a district stands where a sector or a method may stand as well. */
const TAKEN_IDS = new Set([...Object.values(MEMBERS).flat(), ...Object.keys(SECTOR_GROUPS)]);
/** Whether a district may be called so. */
export function isFreeDistrictId(id: string): boolean {
  return !TAKEN_IDS.has(id);
}
const FREE_ID_EXPECTED = 'an id that is not one of a sector, a method, a stage or an enrolment';
const SUM_EXPECTED = `${AGE_BANDS.length} shares that sum to 1`;
const RANGE_EXPECTED = 'a value inside its range: low ≤ value ≤ high';

const names = () => record({ en: text(1000), zh: text(1000) });

function figureValue(declared: FigureDeclaration | undefined) {
  if (declared === undefined) return number(-BIG, BIG, 'a number');
  const { low, high, whole: isWhole } = declared;
  return isWhole ? whole(low, high, 'a whole number') : number(low, high, 'a number');
}

const figure = (value: ReturnType<typeof figureValue>) =>
  record({
    value,
    unit: text(100),
    low: number(-BIG, BIG, 'a number'),
    high: number(-BIG, BIG, 'a number'),
    mark: z.enum(MARKS, `one of ${MARKS.join(', ')}`),
    source: text(1000),
  }).refine(({ value, low, high }) => low <= value && value <= high, RANGE_EXPECTED);

const REFERENCE_EXPECTED = 'a name of lower-case letters, digits and underscores';
const reference = () =>
  z.record(
    z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, REFERENCE_EXPECTED),
    figure(number(-BIG, BIG, 'a number')),
    'a map of figures',
  );

const position = () =>
  z.tuple([number(-180, 180, 'a longitude'), number(-90, 90, 'a latitude')], 'a position: [longitude, latitude]');

const district = () =>
  record({
    id: z
      .string(ID_EXPECTED)
      .regex(/^[a-z][a-z0-9]{0,31}$/, ID_EXPECTED)
      .refine(isFreeDistrictId, FREE_ID_EXPECTED),
    name: names(),
    code: text(20),
    residents: whole(1, 1e8, 'a whole number of persons'),
    age_shares: z
      .array(number(0, 1, 'a share'), SUM_EXPECTED)
      .length(AGE_BANDS.length, SUM_EXPECTED)
      .refine(
        (shares) => Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < SHARE_SUM_TOLERANCE,
        SUM_EXPECTED,
      ),
    centre: position(),
  });

export const CITY_SCHEMA = record({
  name: names(),
  synthetic: names(),
  calendar: text(64).optional(),
  districts: list(district(), 1, DISTRICTS_MAX, 'districts'),
  // A file may have figures of services that this program is without.
  figures: z
    .object(
      Object.fromEntries(
        Object.entries(FIGURES).map(([id, declared]) => [
          id,
          declared.otherwise === undefined ? figure(figureValue(declared)) : figure(figureValue(declared)).optional(),
        ]),
      ) as Record<string, ReturnType<typeof figure>>,
      `a map with the keys ${Object.keys(FIGURES).join(', ')}`,
    )
    .catchall(figure(figureValue(undefined))),
  reference: reference().optional(),
});

const PARTS_MAX = 1000;
const FEATURES_MAX = 5000;
const STATIONS_MAX = 500;

const polygon = () =>
  z
    .array(z.array(position(), 'a ring of positions').min(4, 'a ring of at least 4 positions'), 'a list of rings')
    .min(1, 'a list of rings');

/** Only what is needed is looked at; other members are allowed. */
const collection = <S extends z.ZodType>(feature: S, most: number) =>
  z.object(
    { type: choice(['FeatureCollection']), features: list(feature, 1, most, 'features') },
    'a FeatureCollection',
  );

/** Boundaries: features are districts by their code. */
export const BOUNDARIES_SCHEMA = collection(
  z.object({
    id: text(20),
    geometry: z
      .discriminatedUnion(
        'type',
        [
          z.object({ type: z.literal('MultiPolygon'), coordinates: list(polygon(), 1, PARTS_MAX, 'polygons') }),
          z.object({ type: z.literal('Polygon'), coordinates: polygon() }),
        ],
        {
          error: ({ code }) =>
            code === 'invalid_union'
              ? oneOf(['MultiPolygon', 'Polygon'])
              : 'a geometry: a map with type and coordinates',
        },
      )
      // An area of one part is an area of parts.
      .transform((geometry) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)),
  }),
  DISTRICTS_MAX,
);

/** Water: areas are polygons, rivers are lines. */
export const WATER_SCHEMA = collection(
  z.object({
    geometry: z.discriminatedUnion(
      'type',
      [
        z.object({ type: z.literal('Polygon'), coordinates: polygon() }),
        z.object({ type: z.literal('LineString'), coordinates: z.array(position()).min(2, 'at least 2 positions') }),
      ],
      oneOf(['Polygon', 'LineString']),
    ),
  }),
  FEATURES_MAX,
);

const OPENED_EXPECTED = 'a date written YYYY-MM-DD, or two with a slash between';
/** Lines of a city, and stations of them all: ways lead from each to each other. */
const METRO_LINES_MAX = 100;
const METRO_STATIONS_MAX = 1000;
const STATIONS_EXPECTED = 'as many stations as positions';

/** Metro: a feature a line, its stations beside the positions they have. */
export const METRO_SCHEMA = collection(
  z
    .object({
      properties: z.object({
        line: text(20),
        stations: list(
          z.object({
            en: text(100),
            zh: text(100),
            opened: z
              .string(OPENED_EXPECTED)
              .refine((found) => found.split('/').length <= 2 && found.split('/').every(isDate), OPENED_EXPECTED),
          }),
          2,
          STATIONS_MAX,
          'stations',
        ),
      }),
      geometry: z.object({
        type: choice(['LineString']),
        coordinates: list(position(), 2, STATIONS_MAX, 'positions'),
      }),
    })
    .refine(({ properties, geometry }) => properties.stations.length === geometry.coordinates.length, {
      message: STATIONS_EXPECTED,
      path: ['properties', 'stations'],
    }),
  METRO_LINES_MAX,
).refine(
  ({ features }) => features.reduce((sum, { geometry }) => sum + geometry.coordinates.length, 0) <= METRO_STATIONS_MAX,
  {
    message: `at most ${METRO_STATIONS_MAX} stations of all lines`,
    path: ['features'],
  },
);
