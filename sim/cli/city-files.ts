/** How long the files of a city's folder may be. */
import type { CITY_FILES } from '../model/reading/read-city.ts';
import { NETWORK_SIZE_MAX } from '../model/reading/read-network.ts';
import { BYTES_MAX } from '../runner/text.ts';

/** Bytes that a file of a city's folder may have. */
export function bytesMaxOf(file: (typeof CITY_FILES)[number]): number {
  return file === 'network.json' ? 3 * NETWORK_SIZE_MAX : BYTES_MAX;
}
