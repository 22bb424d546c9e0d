/** The folder of a city as an archive, the same bytes each time. */
import { strToU8, zipSync } from 'fflate';

const WRITTEN = '1980-01-01T00:00:00';

/** @param files texts by file name; they lie in a folder that is called as the city's id */
export function zipOfCity(id: string, files: ReadonlyMap<string, string>): Uint8Array {
  const entries = [...files].map(([name, text]) => [`${id}/${name}`, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: WRITTEN });
}
