/** Scenario files on disk. */
import { basename, extname } from 'node:path';
import { formatMistake, type Mistake } from '../model/reading/mistake.ts';
import { FileMistakes } from '../model/reading/mistake.ts';
import { readScenario, type Overrides } from '../model/reading/read-scenario.ts';
import { formatWarning } from '../model/reading/without-effect.ts';
import { isScenarioName } from '../model/reading/scenario-schema.ts';
import type { Scenario } from '../model/scenario.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../runner/library.ts';
import { readBytes } from '../runner/node/read-bytes.ts';
import { BYTES_MAX, decodeText } from '../runner/text.ts';
import { BadInput } from './bad-input.ts';
import { OWN_CITY_HINT, ownCityOf } from './own-city.ts';
import { refusalOf } from './refused.ts';
import { printableLine } from './terminal.ts';

/**
 * The text of a file, or of the shipped scenario of that name.
 * @param bytesMax larger files are refused
 * @throws BadInput
 */
export async function readText(file: string, bytesMax = BYTES_MAX): Promise<string> {
  const decoded = decodeText(await bytesOf(file, bytesMax), bytesMax);
  if (!decoded.ok) throw badFile(file, decoded.mistakes);
  return decoded.text;
}

async function bytesOf(file: string, bytesMax: number): Promise<Uint8Array> {
  try {
    return await readBytes(file, bytesMax);
  } catch (error) {
    if (SHIPPED_SCENARIOS.includes(file)) return new TextEncoder().encode(shippedScenarioText(file));
    throw badFile(file, [{ line: 1, column: 1, path: '', found: faultOf(error), expected: 'a scenario file' }]);
  }
}

const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'no file of that name',
  ENOTDIR: 'no file of that name',
  EISDIR: 'a folder',
  EACCES: 'a file that may not be read',
  EPERM: 'a file that may not be read',
  ENAMETOOLONG: 'a name that is too long',
  ELOOP: 'links in a circle',
};

/** What the file system found wrong with a file, in words. @throws the error where it is not the file system's */
export function faultOf(error: unknown): string {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  return FILE_FAULTS[code] ?? `a file that cannot be read: ${refusalOf(error) ?? code}`;
}

/**
 * The scenario in a text.
 * @param warn told a line for everything in the file that changes nothing
 * @throws BadInput with a line for each mistake
 */
export function parseScenario(
  file: string,
  text: string,
  overrides: Overrides = {},
  warn: (line: string) => void = () => {},
): Scenario {
  const name = basename(file, extname(file)).toLowerCase();
  const reading = readScenario(text, {
    cities: citiesFor(file, text),
    overrides,
    ...(isScenarioName(name) ? { name } : {}),
  });
  if (!reading.ok) throw badFile(file, reading.mistakes.map(withOwnCity));
  for (const warning of reading.warnings) warn(`${printableLine(formatWarning(file, warning))}\n`);
  return reading.scenario;
}

/** The cities that a scenario may name: those that are shipped, and the one of somebody's own beside it. @throws BadInput */
export function citiesFor(file: string, text: string): ReturnType<typeof shippedCities> {
  const shipped = citiesInOrder();
  const own = ownCityOf(file, text, (id) => shipped.has(id));
  return own === undefined ? shipped : new Map([...shipped, [own.id, own]]);
}

function withOwnCity(mistake: Mistake): Mistake {
  if (mistake.path !== 'city') return mistake;
  return { ...mistake, hint: mistake.hint === undefined ? OWN_CITY_HINT : `${mistake.hint}; ${OWN_CITY_HINT}` };
}

/** The cities, which are files that people write too. @throws BadInput with a line for each mistake in one of them */
export function citiesInOrder(): ReturnType<typeof shippedCities> {
  try {
    return shippedCities();
  } catch (error) {
    if (error instanceof FileMistakes) throw badFile(`scenarios/${error.file}`, error.mistakes);
    throw error;
  }
}

function badFile(file: string, mistakes: readonly Mistake[]): BadInput {
  return new BadInput(mistakes.map((mistake) => formatMistake(file, mistake)));
}
