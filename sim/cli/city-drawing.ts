/** A city in letters: a small picture for a terminal. */
import type { City } from '../model/city.ts';
import { planeOf } from '../model/geography.ts';
import { isInside } from '../model/polygon.ts';

/** A character is about twice as high as wide. */
const HEIGHT_OF_CHARACTER = 2;
/** A character stands for water where so much of it is wet, or a river would be a row of puddles; looked at in so many places a side. */
const WET_LEAST = 0.25;
const LOOKS = 4;
export const WATER = '~';
export const STATION = '*';

/** The letter of a district in the picture, by its place in the file. */
export function letterOf(index: number): string {
  return index < 26 ? String.fromCharCode(97 + index) : String.fromCharCode(65 + (index % 26));
}

/** Districts as letters, wide water and metro stations, north above. @param columns width of the picture, characters */
export function drawCity(city: City, columns: number): string {
  const plane = planeOf(city);
  const flat = (rings: City['districts'][number]['rings']) =>
    rings.map((ring) => Float64Array.from(ring.flatMap(([lon, lat]) => [plane.x(lon), plane.y(lat)])));
  const districts = city.districts.map(({ rings }) => flat(rings));
  const water = (city.water ?? []).filter(({ kind }) => kind === 'area').map(({ rings }) => flat(rings));
  const points = districts.flat();
  const extent = (offset: number) =>
    Math.max(...points.map((ring) => ring.filter((_, i) => i % 2 === offset).reduce((a, b) => Math.max(a, b))));
  const [width, height] = [extent(0), extent(1)];
  const cell = width / columns;
  const rows = Math.max(1, Math.ceil(height / (cell * HEIGHT_OF_CHARACTER)));
  const stations = new Set(
    (city.metro ?? []).flatMap((line) =>
      line.stations.map(({ at: [lon, lat] }) => {
        const row = Math.floor((height - plane.y(lat)) / (cell * HEIGHT_OF_CHARACTER));
        return row * columns + Math.floor(plane.x(lon) / cell);
      }),
    ),
  );
  const isWet = (row: number, column: number): boolean => {
    let wet = 0;
    for (let i = 0; i < LOOKS * LOOKS; i++) {
      const x = (column + ((i % LOOKS) + 0.5) / LOOKS) * cell;
      const y = height - (row + (Math.floor(i / LOOKS) + 0.5) / LOOKS) * cell * HEIGHT_OF_CHARACTER;
      if (water.some((rings) => isInside(rings, x, y))) wet++;
    }
    return wet >= WET_LEAST * LOOKS * LOOKS;
  };
  const characterAt = (row: number, column: number): string => {
    if (stations.has(row * columns + column)) return STATION;
    const x = (column + 0.5) * cell;
    const y = height - (row + 0.5) * cell * HEIGHT_OF_CHARACTER;
    const index = districts.findIndex((rings) => isInside(rings, x, y));
    if (isWet(row, column)) return WATER;
    return index < 0 ? ' ' : letterOf(index);
  };
  const lines = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_unused, column) => characterAt(row, column))
      .join('')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}
