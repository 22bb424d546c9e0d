/** How long the files of a city's folder may be. */
import { BOUNDARIES_SIZE_MAX, type CITY_FILES } from '../model/reading/read-city.ts';
import { NETWORK_SIZE_MAX } from '../model/reading/read-network.ts';
import { BYTES_MAX } from '../runner/text.ts';

/** UTF-8 takes up to three bytes for what counts as one character. */
const OF_LONG_FILES: Partial<Readonly<Record<(typeof CITY_FILES)[number], number>>> = {
  'districts.geojson': 3 * BOUNDARIES_SIZE_MAX,
  'network.json': 3 * NETWORK_SIZE_MAX,
};

/** Bytes that a file of a city's folder may have. */
export function bytesMaxOf(file: (typeof CITY_FILES)[number]): number {
  return OF_LONG_FILES[file] ?? BYTES_MAX;
}
