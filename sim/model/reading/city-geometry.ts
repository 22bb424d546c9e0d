/** What is wrong with the shapes of a city whose files are in order. */
import type { City } from '../city.ts';
import { placesIn, readJson } from './json-text.ts';
import { formatPath, MISTAKES_MAX, quote, type Mistake } from './mistake.ts';
import type { CityFiles } from './read-city.ts';
import { isShort, readYaml } from './yaml-source.ts';

export interface PlacedMistake {
  readonly file: keyof CityFiles;
  readonly mistake: Mistake;
}

const FILE = 'districts.geojson';

/** Rings that do not close. Centres are looked at when the files are read. */
export function geometryMistakes(city: City, files: CityFiles): PlacedMistake[] {
  return ringMistakes(city, files['districts.geojson']);
}

function ringMistakes({ districts }: City, text: string): PlacedMistake[] {
  const open = districts.flatMap(({ code, rings }) =>
    rings.flatMap((ring, index) => (String(ring[0]) === String(ring.at(-1)) ? [] : [{ code, ring, index }])),
  );
  if (open.length === 0) return [];
  const source = isShort(text) ? readYaml(text) : placesIn(text, readJson(FILE, text, Infinity));
  const { features } = source.root as {
    features: { id: string; geometry: { type: string; coordinates: unknown[][] } }[];
  };
  const numbers = new Map(features.map(({ id }, index) => [id.trim(), index]));
  return open.slice(0, MISTAKES_MAX).map(({ code, ring, index }) => {
    const at = numbers.get(code)!;
    const path = ['features', at, 'geometry', 'coordinates', ...placeOfRing(features[at]!.geometry, index)];
    const found = `a ring of ${quote(code)} from [${ring[0]!.join(', ')}] to [${ring.at(-1)!.join(', ')}]`;
    const mistake = {
      ...source.valueAt(path),
      path: formatPath(path),
      found,
      expected: 'one that ends where it begins',
    };
    return { file: FILE, mistake };
  });
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
