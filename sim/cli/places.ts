/** Places that a command was asked to write to: looked at before it begins, claimed while it runs, and left as they were. */
import { resolve, sep } from 'node:path';
import { claim, Claimed } from '../runner/node/claim.ts';
import { resultAt, obstacleTo } from '../runner/node/result-folder.ts';
import { obstacleToFile } from '../runner/node/whole-file.ts';
import type { CheckpointOf } from '../runner/node/checkpoint-file.ts';
import { othersCheckpoints } from '../runner/node/checkpoint-file.ts';
import { quote } from '../model/reading/mistake.ts';
import { BadInput } from './bad-input.ts';
import type { Option } from './command.ts';
import { Refused, refusalOf } from './refused.ts';

export const REPLACE_OPTION: Readonly<Record<'replace', Option>> = {
  replace: { about: 'put what is written in the place of what another run has left there' },
};

/**
 * Claims a place while something is done that will write to it.
 * @param option that named it
 * @throws BadInput where another program writes there; Refused where nothing can be written
 */
export async function claiming<T>(option: string, place: string | undefined, act: () => Promise<T>): Promise<T> {
  if (place === undefined) return await act();
  let giveUp: () => Promise<void>;
  try {
    giveUp = await claim(place);
  } catch (error) {
    if (error instanceof Claimed) {
      throw new BadInput([`--${option} ${place}: ${error.message}, expected a place that nobody else writes to`]);
    }
    throw refused(option, place, error);
  }
  try {
    return await act();
  } finally {
    await giveUp();
  }
}

/** An error of the system at a place, in words; any other as it is. */
export function refused(option: string, place: string, error: unknown): unknown {
  const why = refusalOf(error);
  return why === undefined ? error : new Refused(`--${option} ${place}: it cannot be written: ${why}`);
}

/** @throws BadInput where a result of this run cannot be put at a folder */
export async function checkResultFolder(
  folder: string,
  of: CheckpointOf,
  replace: boolean,
  ours?: readonly string[],
): Promise<void> {
  const obstacle = (await obstacleTo(folder, ours)) ?? (replace ? undefined : await othersResult(folder, of));
  if (obstacle !== undefined) throw new BadInput([`--out ${folder}: ${obstacle}`]);
}

async function othersResult(folder: string, of: CheckpointOf): Promise<string | undefined> {
  const earlier = await resultAt(folder);
  if (earlier === undefined) return undefined;
  if ((earlier.model ?? of.model) === of.model && earlier.scenarioSha256 === of.scenarioSha256) return undefined;
  return `found the result of another run, of ${quote(earlier.source.file)}, expected a new folder, or --replace with it`;
}

/** @throws BadInput where checkpoints of this run would take the place of another's, or be lost with the result */
export async function checkCheckpointFolder(
  folder: string,
  of: CheckpointOf,
  replace: boolean,
  out: string | undefined,
): Promise<void> {
  const place = resolve(folder);
  if (out !== undefined && `${place}${sep}`.startsWith(`${resolve(out)}${sep}`)) {
    throw new BadInput([`--checkpoints ${folder}: found it in the folder of --out, expected another place`]);
  }
  const [other] = replace ? [] : await othersCheckpoints(folder, of);
  if (other === undefined) return;
  const expected = 'expected a new folder, or --replace with it';
  throw new BadInput([`--checkpoints ${folder}: found ${other} of another run, ${expected}`]);
}

/** @throws BadInput where a file cannot be put at a place */
export async function checkFile(option: string, file: string, ending: string, replace: boolean): Promise<void> {
  const told = (obstacle: string) => new BadInput([`--${option} ${file}: ${obstacle}`]);
  if (!file.toLowerCase().endsWith(ending)) throw told(`found no ${ending} at its end, expected it`);
  const found = await obstacleToFile(file);
  if (found === undefined || (found === 'a file' && replace)) return;
  throw told(
    `found ${found}, expected ${found === 'a file' ? 'a new one, or --replace with it' : 'a file or nothing'}`,
  );
}
