/** Scenario files on disk. */
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { formatMistake, type Mistake } from '../model/reading/mistake.ts';
import { readScenario, type Overrides } from '../model/reading/read-scenario.ts';
import { isScenarioName } from '../model/reading/scenario-schema.ts';
import type { Scenario } from '../model/scenario.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedScenarioText } from '../runner/library.ts';
import { BYTES_MAX, decodeText } from '../runner/text.ts';
import { BadInput } from './bad-input.ts';

/** The text of a file, or of the shipped scenario of that name. @throws BadInput */
export async function readText(file: string): Promise<string> {
  const decoded = decodeText(await readBytes(file));
  if (!decoded.ok) throw badFile(file, decoded.mistakes);
  return decoded.text;
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file, 'r');
    try {
      // One byte more than is allowed is enough to know; a device without end is not read to it.
      const buffer = Buffer.alloc(BYTES_MAX + 1);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
        length += bytesRead;
        if (bytesRead === 0 || length === buffer.length) return buffer.subarray(0, length);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (SHIPPED_SCENARIOS.includes(file)) return new TextEncoder().encode(shippedScenarioText(file));
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const found = FILE_FAULTS[code];
    if (found === undefined) throw error;
    throw badFile(file, [{ line: 1, column: 1, path: '', found, expected: 'a scenario file' }]);
  }
}

export const FILE_FAULTS: Readonly<Record<string, string>> = {
  ENOENT: 'no file of that name',
  ENOTDIR: 'no file of that name',
  EISDIR: 'a folder',
  EACCES: 'a file that may not be read',
  EPERM: 'a file that may not be read',
  ENAMETOOLONG: 'a name that is too long',
  ELOOP: 'links in a circle',
};

/** The scenario in a text. @throws BadInput with a line for each mistake */
export function parseScenario(file: string, text: string, overrides: Overrides = {}): Scenario {
  const name = basename(file, extname(file)).toLowerCase();
  const reading = readScenario(text, {
    cities: shippedCities(),
    overrides,
    ...(isScenarioName(name) ? { name } : {}),
  });
  if (reading.ok) return reading.scenario;
  throw badFile(file, reading.mistakes);
}

function badFile(file: string, mistakes: readonly Mistake[]): BadInput {
  return new BadInput(mistakes.map((mistake) => formatMistake(file, mistake)));
}
