/** Cities of somebody's own: a scenario that names no shipped city means the folder of that name beside it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { City } from '../model/city.ts';
import { FileMistakes, formatMistake } from '../model/reading/mistake.ts';
import { CITY_FILES, CITY_FILES_NEEDED, readCity, type CityFiles } from '../model/reading/read-city.ts';
import { bringCity, shippedCalendars } from '../runner/library.ts';
import { decodeText } from '../runner/text.ts';
import { bytesMaxOf } from './city-files.ts';
import { BadInput } from './bad-input.ts';

/** What is said where a scenario's city is neither shipped nor beside it. */
export const OWN_CITY_HINT = 'a city of your own is a folder of that name beside the scenario';

/**
 * The city that a scenario names, where it is one of somebody's own: the folder of that name beside the file, or the file's own.
 * @param shipped whether a city of an id is shipped: those go first
 * @returns undefined where there is no such folder
 * @throws BadInput with a line for each mistake in its files
 */
export function ownCityOf(file: string, text: string, shipped: (id: string) => boolean): City | undefined {
  const [, id] = /^city:[ \t]*["']?([a-z][a-z0-9-]{0,63})["']?[ \t]*(?:#.*)?$/m.exec(text.replace(/\r/g, '')) ?? [];
  if (id === undefined || shipped(id)) return undefined;
  const beside = dirname(file);
  const folder = [join(beside, id), basename(resolve(beside)) === id ? beside : undefined].find(
    (one) => one !== undefined && existsSync(join(one, 'city.yaml')),
  );
  return folder === undefined ? undefined : readNow(id, folder);
}

function readNow(id: string, folder: string): City {
  const texts = new Map(CITY_FILES.map((file) => [file, textOf(folder, file)] as const));
  const files: CityFiles = {
    'city.yaml': texts.get('city.yaml') ?? '',
    'districts.geojson': texts.get('districts.geojson') ?? '',
    'water.geojson': texts.get('water.geojson'),
    'metro.geojson': texts.get('metro.geojson'),
    'network.json': texts.get('network.json'),
  };
  try {
    const city = readCity(id, files, shippedCalendars());
    const there = [...texts].flatMap(([file, text]) =>
      text === undefined ? [] : [[join(folder, file), text] as const],
    );
    bringCity(city, new Map(there));
    return city;
  } catch (error) {
    if (!(error instanceof FileMistakes)) throw error;
    throw new BadInput(error.mistakes.map((mistake) => formatMistake(join(folder, error.file), mistake)));
  }
}

function textOf(folder: string, file: (typeof CITY_FILES)[number]): string | undefined {
  const path = join(folder, file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined && !CITY_FILES_NEEDED.includes(file)) return undefined;
  if (found?.isFile() !== true) {
    throw new BadInput([
      `${path}: found ${found ? 'no file' : 'no file of that name'}, expected a file of a city's folder`,
    ]);
  }
  const most = bytesMaxOf(file);
  if (found.size > most) throw new BadInput([`${path}: found ${found.size} bytes, expected at most ${most}`]);
  const decoded = decodeText(readFileSync(path), most);
  if (decoded.ok) return decoded.text;
  throw new BadInput(decoded.mistakes.map((mistake) => formatMistake(path, mistake)));
}
