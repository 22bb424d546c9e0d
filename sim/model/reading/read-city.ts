/** City files: a YAML file with districts and figures, and a GeoJSON file with their boundaries. */
import type * as z from 'zod';
import type { City, District } from '../city.ts';
import { BOUNDARIES_SCHEMA, CITY_SCHEMA } from './city-schema.ts';
import { explain } from './explain.ts';
import { formatMistake, inFileOrder, quote, type Mistake } from './mistake.ts';
import { readYaml, TEXT_SIZE_MAX, type YamlSource } from './yaml-source.ts';

/** Thrown for a city whose files are not in order; the message has one line for each mistake. */
export class CityMistakes extends Error {
  constructor(
    readonly file: string,
    readonly mistakes: readonly Mistake[],
  ) {
    super(mistakes.map((mistake) => formatMistake(file, mistake)).join('\n'));
    this.name = 'CityMistakes';
  }
}

/**
 * Reads a city.
 * @param id as scenario files name it
 * @throws CityMistakes with every mistake of the first of the two files that has one
 */
export function readCity(id: string, yamlText: string, geojsonText: string): City {
  const source = readYaml(yamlText);
  const file = checked(`${id}.yaml`, source, CITY_SCHEMA);
  const repeated = repeatedIds(file.districts, source);
  if (repeated.length > 0) throw new CityMistakes(`${id}.yaml`, repeated);
  const rings = ringsByCode(readBoundaries(`${id}.geojson`, geojsonText));
  const districts = file.districts.map(({ age_shares: ageShares, ...district }): District => {
    const outline = rings.get(district.code);
    if (outline) return { ...district, ageShares, rings: outline };
    const found = `no feature with the id ${quote(district.code)}`;
    throw new CityMistakes(`${id}.geojson`, [
      { line: 1, column: 1, path: 'features', found, expected: `one for the district ${district.id}` },
    ]);
  });
  return { id, name: file.name, districts, figures: file.figures, synthetic: file.synthetic };
}

/** JSON is YAML, but the platform reads it a hundred times as fast: the YAML reader only says where the mistakes are. */
function readBoundaries(file: string, text: string): z.infer<typeof BOUNDARIES_SCHEMA> {
  const parsed = text.length > TEXT_SIZE_MAX ? undefined : BOUNDARIES_SCHEMA.safeParse(parseJson(text));
  return parsed?.success ? parsed.data : checked(file, readYaml(text), BOUNDARIES_SCHEMA);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checked<S extends z.ZodType>(file: string, source: YamlSource, schema: S): z.infer<S> {
  const parsed = schema.safeParse(source.root);
  const mistakes = [...source.mistakes];
  if (!parsed.success && source.root !== undefined) mistakes.push(...explain(parsed.error.issues, source));
  if (!parsed.success || mistakes.length > 0) throw new CityMistakes(file, inFileOrder(mistakes));
  return parsed.data;
}

function repeatedIds(districts: readonly { id: string; code: string }[], source: YamlSource): Mistake[] {
  return (['id', 'code'] as const).flatMap((key) =>
    districts.flatMap((district, index) => {
      if (districts.findIndex((other) => other[key] === district[key]) === index) return [];
      const place = source.valueAt(['districts', index, key]);
      const path = `districts[${index}].${key}`;
      return [{ ...place, path, found: `${quote(district[key])} again`, expected: 'every district once' }];
    }),
  );
}

/** Outer rings by the feature's id; holes are left out, districts have none that matter at this scale. */
function ringsByCode(boundaries: z.infer<typeof BOUNDARIES_SCHEMA>): Map<string, District['rings']> {
  return new Map(
    boundaries.features.map(({ id, geometry }) => [
      id,
      geometry.coordinates.map((polygon) => polygon[0] as [number, number][]),
    ]),
  );
}
