/** Cities on disk: a folder with the files of a city, or a shipped one by its id. */
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { City } from '../model/city.ts';
import { FileMistakes, formatMistake, quote } from '../model/reading/mistake.ts';
import { nearest } from '../model/reading/nearest.ts';
import { CITY_FILES, CITY_FILES_NEEDED, readCity, type CityFiles } from '../model/reading/read-city.ts';
import { shippedCalendars } from '../runner/library.ts';
import { readBytes } from '../runner/node/read-bytes.ts';
import { writeWhole } from '../runner/node/whole-file.ts';
import { decodeText } from '../runner/text.ts';
import { BadInput } from './bad-input.ts';
import { bytesMaxOf } from './city-files.ts';
import { refused } from './places.ts';
import { citiesInOrder, faultOf } from './scenario-file.ts';
import { makeFolder } from '../runner/node/make-folder.ts';

export interface CityFolder {
  readonly city: City;
  readonly files: CityFiles;
}

/** The city of a folder. @throws BadInput with a line for each mistake */
export async function readCityFolder(folder: string): Promise<CityFolder> {
  const texts = new Map<string, string | undefined>();
  for (const file of CITY_FILES) texts.set(file, await textOf(folder, file));
  const files: CityFiles = {
    'city.yaml': texts.get('city.yaml') ?? '',
    'districts.geojson': texts.get('districts.geojson') ?? '',
    'water.geojson': texts.get('water.geojson'),
    'metro.geojson': texts.get('metro.geojson'),
    'network.json': texts.get('network.json'),
  };
  try {
    return { city: readCity(basename(resolve(folder)), files, shippedCalendars()), files };
  } catch (error) {
    if (!(error instanceof FileMistakes)) throw error;
    throw new BadInput(error.mistakes.map((mistake) => formatMistake(join(folder, error.file), mistake)));
  }
}

/** A shipped city by its id, or that of a folder. @throws BadInput */
export async function findCity(name: string): Promise<City> {
  const shipped = citiesInOrder();
  const city = shipped.get(name);
  if (city) return city;
  if (/[/\\.]/.test(name)) return (await readCityFolder(name)).city;
  const ids = [...shipped.keys()];
  const hint = nearest(name, ids);
  const instead = hint === undefined ? '' : ` (the nearest is ${hint})`;
  throw new BadInput([
    `city: found ${quote(name)}, expected one of ${ids.join(', ')}, or a folder, as ./${name}${instead}`,
  ]);
}

async function textOf(folder: string, file: (typeof CITY_FILES)[number]): Promise<string | undefined> {
  const path = join(folder, file);
  const bytes = await bytesOf(path, bytesMaxOf(file), !CITY_FILES_NEEDED.includes(file));
  if (bytes === undefined) return undefined;
  const decoded = decodeText(bytes, bytesMaxOf(file));
  if (decoded.ok) return decoded.text;
  throw new BadInput(decoded.mistakes.map((mistake) => formatMistake(path, mistake)));
}

async function bytesOf(path: string, bytesMax: number, mayBeMissing: boolean): Promise<Uint8Array | undefined> {
  try {
    return await readBytes(path, bytesMax);
  } catch (error) {
    if (mayBeMissing && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new BadInput([`${path}: found ${faultOf(error)}, expected a file of a city's folder`]);
  }
}

/** @throws BadInput where a city's folder cannot be put at a place */
export async function checkCityFolder(folder: string, replace: boolean): Promise<void> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw new BadInput([`--out ${folder}: found ${faultOf(error)}, expected a folder`]);
  }
  if (replace || names.length === 0) return;
  throw new BadInput([
    `--out ${folder}: found ${names.length} files in it, expected a new folder, or --replace with it`,
  ]);
}

/** Writes the files of a city's folder, each whole or not at all. @throws Refused where the system refuses it */
export async function writeCityFolder(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  try {
    await makeFolder(folder);
    for (const [file, text] of files) await writeWhole(join(folder, file), [text], new AbortController().signal);
  } catch (error) {
    throw refused('out', folder, error);
  }
}
