/** Which of the files that somebody hands over together is what: boundaries, residents, a timetable, or the folder of a city. */
import { CITY_FILES, CITY_FILES_NEEDED } from '../../model/reading/read-city.ts';
import type { ByteSource } from './bytes.ts';
import { feedOfFiles, feedOfZip, type Feed } from './feed.ts';
import { refusal } from './refusal.ts';
import { filesOfZip, looksZipped, unpacked } from './zip.ts';

export type FileRole = 'districts' | 'residents' | 'feed' | 'city';

export interface SortedFiles {
  readonly districts: ByteSource | undefined;
  readonly residents: ByteSource | undefined;
  readonly feed: Feed | undefined;
  /** Texts of the folder of a city that was made before, by file name. */
  readonly city: ReadonlyMap<string, string> | undefined;
  /** What each file was taken for, by its name. */
  readonly roles: ReadonlyMap<string, FileRole>;
}

const MENDS =
  'hand over boundaries as GeoJSON (.geojson), residents as CSV (.csv), a timetable as GTFS (.zip), or the .zip of a city';
/** Texts of a city's folder are no longer, bytes. */
const TEXT_BYTES_MAX = 48_000_000;
const TABLE = /\.txt$/i;

/** @throws FileMistakes for a file that is nothing of these, or for two that are the same */
export async function sortFiles(files: readonly ByteSource[]): Promise<SortedFiles> {
  const roles = new Map<string, FileRole>();
  const found: { districts?: ByteSource; residents?: ByteSource; feed?: Feed; city?: ReadonlyMap<string, string> } = {};
  const taken = (role: FileRole, name: string): void => {
    const before = [...roles].find(([, one]) => one === role);
    if (before !== undefined) {
      throw refusal(name, 1, `a second file of the same kind beside ${before[0]}`, 'one of each', 'take one away');
    }
    roles.set(name, role);
  };
  // The tables of a feed that was unpacked come as many files.
  const tables = files.some(({ name }) => /(^|[/\\])stop_times\.txt$/i.test(name))
    ? files.filter(({ name }) => TABLE.test(name))
    : [];
  if (tables.length > 0) {
    found.feed = feedOfFiles('feed', tables);
    taken('feed', 'stop_times.txt');
    for (const { name } of tables) roles.set(name, 'feed');
    if (!tables.some(({ name }) => name === 'stop_times.txt')) roles.delete('stop_times.txt');
  }
  for (const file of files) {
    if (tables.includes(file)) continue;
    const { name } = file;
    if (looksZipped(await file.read(0, 4))) {
      const names = (await filesOfZip(file)).map((one) => one.name);
      if (/\.(xlsx|ods)$/i.test(name) || names.includes('[Content_Types].xml')) {
        throw refusal(name, 1, 'a spreadsheet', 'CSV', 'save it as CSV (UTF-8)');
      }
      if (names.some((one) => /\.shp$/i.test(one))) {
        throw refusal(name, 1, 'a zipped shapefile', 'GeoJSON', 'convert it with QGIS or mapshaper.org');
      }
      if (names.some((one) => /(^|\/)city\.yaml$/.test(one))) {
        taken('city', name);
        found.city = await textsOfCity(file);
      } else {
        taken('feed', name);
        found.feed = await feedOfZip(file);
      }
    } else if (/\.(geo|topo)?json$/i.test(name) || /\.(shp|shx|dbf|prj|kml|gml|gpkg)$/i.test(name)) {
      taken('districts', name);
      found.districts = file;
    } else if (/\.(csv|tsv|tab|txt|xlsx?|ods)$/i.test(name)) {
      taken('residents', name);
      found.residents = file;
    } else throw refusal(name, 1, 'a file of another kind', 'files of a city', MENDS);
  }
  return { districts: found.districts, residents: found.residents, feed: found.feed, city: found.city, roles };
}

/** The texts of a zipped folder of a city, whichever folder of the archive it is. */
async function textsOfCity(archive: ByteSource): Promise<Map<string, string>> {
  const entries = await filesOfZip(archive);
  const folder = entries.find(({ name }) => /(^|\/)city\.yaml$/.test(name))!.name.replace(/city\.yaml$/, '');
  const texts = new Map<string, string>();
  for (const file of [...CITY_FILES, 'scenario.yaml', 'report.md']) {
    const entry = entries.find(({ name }) => name === folder + file);
    if (entry === undefined) {
      if (!(CITY_FILES_NEEDED as readonly string[]).includes(file)) continue;
      throw refusal(archive.name, 1, `no ${file} beside city.yaml`, 'the whole folder of a city');
    }
    if (entry.size > TEXT_BYTES_MAX) {
      throw refusal(`${archive.name}/${entry.name}`, 1, `${entry.size} bytes`, `at most ${TEXT_BYTES_MAX}`);
    }
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of unpacked(archive, entry)) text += decoder.decode(piece, { stream: true });
    texts.set(file, text + decoder.decode());
  }
  return texts;
}
