/** What is wrong with the shapes of a city whose files are in order. */
import type { City } from '../city.ts';
import { isInside } from '../geography.ts';
import { formatPath, quote, type Mistake } from './mistake.ts';
import type { CityFiles } from './read-city.ts';
import { readYaml } from './yaml-source.ts';

export interface PlacedMistake {
  readonly file: keyof CityFiles;
  readonly mistake: Mistake;
}

/** Centres that lie in another district too (those outside their own were refused when the files were read), and rings that do not close. */
export function geometryMistakes(city: City, files: CityFiles): PlacedMistake[] {
  return [...centreMistakes(city, files['city.yaml']), ...ringMistakes(city, files['districts.geojson'])];
}

function centreMistakes({ districts }: City, text: string): PlacedMistake[] {
  const source = readYaml(text);
  const outlines = districts.map(({ rings }) => rings.map((ring) => Float64Array.from(ring.flat())));
  return districts.flatMap(({ centre: [longitude, latitude] }, index) => {
    const around = districts.filter((_, other) => isInside(outlines[other]!, longitude, latitude));
    if (around.length === 1) return [];
    const path = ['districts', index, 'centre'];
    const names = around.map(({ id }) => id).join(' and ');
    const found = `[${longitude}, ${latitude}], which lies in ${names}`;
    const expected = `a position inside the boundary of ${districts[index]!.id} alone`;
    const mistake = { ...source.valueAt(path), path: formatPath(path), found, expected };
    return [{ file: 'city.yaml', mistake } as const];
  });
}

function ringMistakes({ districts }: City, text: string): PlacedMistake[] {
  return districts.flatMap(({ code, rings }) =>
    rings.flatMap((ring, index) => {
      if (String(ring[0]) === String(ring.at(-1))) return [];
      const source = readYaml(text);
      const { features } = source.root as {
        features: { id: string; geometry: { type: string; coordinates: unknown[][] } }[];
      };
      const at = features.findIndex(({ id }) => id === code);
      const path = ['features', at, 'geometry', 'coordinates', ...placeOfRing(features[at]!.geometry, index)];
      const found = `a ring of ${quote(code)} from [${ring[0]!.join(', ')}] to [${ring.at(-1)!.join(', ')}]`;
      const mistake = {
        ...source.valueAt(path),
        path: formatPath(path),
        found,
        expected: 'one that ends where it begins',
      };
      return [{ file: 'districts.geojson', mistake } as const];
    }),
  );
}

/** Where a ring stands in its geometry, by its number among all. */
function placeOfRing({ type, coordinates }: { type: string; coordinates: unknown[][] }, index: number): number[] {
  if (type === 'Polygon') return [index];
  let left = index;
  for (const [polygon, rings] of coordinates.entries()) {
    if (left < rings.length) return [polygon, left];
    left -= rings.length;
  }
  return [];
}
