/** In which district each stop of lines lies. */
import type { Memory } from '../../kernel/memory.ts';
import type { Geography } from '../geography.ts';
import { isInside } from '../polygon.ts';
import type { Lines } from './lines.ts';

/** @returns by stop, its district; of a stop outside all of them, that of the one before or, at the first, where its line belongs */
export function districtsOfStops(lines: Lines, geography: Geography, memory: Memory): Uint16Array {
  const { rings, homeDistrict } = geography;
  const districts = memory.fixed(Uint16Array, lines.stops);
  for (let line = 0; line < lines.count; line++) {
    let district = homeDistrict[lines.seat[line]];
    for (let stop = lines.firstStop[line]; stop < lines.firstStop[line + 1]; stop++) {
      const [x, y] = [lines.x[stop], lines.y[stop]];
      // Most stops lie where the one before does.
      if (!isInside(rings[district], x, y)) {
        const other = rings.findIndex((ring) => isInside(ring, x, y));
        if (other >= 0) district = other;
      }
      districts[stop] = district;
    }
  }
  return districts;
}
