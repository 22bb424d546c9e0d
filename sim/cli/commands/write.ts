import { rename, rm, writeFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { quote } from '../../model/reading/mistake.ts';
import { scenarioData } from '../../model/writing/scenario-data.ts';
import { updateScenario, type Change, type Path } from '../../model/writing/update-scenario.ts';
import { writeScenario } from '../../model/writing/write-scenario.ts';
import { BadInput } from '../bad-input.ts';
import type { Command } from '../command.ts';
import { faultOf, parseScenario, readText } from '../scenario-file.ts';

/** Writes a scenario file, changed or anew. */
export const write: Command = {
  name: 'write',
  about: 'writes a scenario file with some values changed, its comments kept',
  details: [
    'Each PATH=VALUE puts a value in its place: days=14, policy[0].to=2017-06-20, policy[1].sectors=[all],',
    'parameters.people.household_mean=2.5. A VALUE is YAML; without one the key, or the action, is taken out. policy[+]={…}',
    'adds an action at the end. What is not changed stays as it is, to the character. A file that would not be in order',
    'is not written.',
  ].join('\n'),
  operands: ['FILE'],
  further: 'PATH=VALUE',
  options: {
    to: { value: 'FILE', about: 'write it there, complete or not at all; it may be the same file; else to stdout' },
    anew: { about: 'write it anew, without comments and without what need not be said' },
  },
  async run({ operands: [file = '', ...assignments], options }, { print, warn }) {
    const text = await readText(file);
    parseScenario(file, text);
    let changed = text;
    for (const assignment of assignments) changed = assign(file, changed, assignment);
    const scenario = parseScenario(file, changed, {}, warn);
    const written = options.has('anew') ? writeScenario(scenarioData(scenario)) : changed;
    const to = options.get('to');
    if (to === undefined) print(written);
    else await replaceFile(to, written);
    return 0;
  },
};

/** @throws BadInput for an assignment that is none, or that has no place in the file */
function assign(file: string, text: string, assignment: string): string {
  const at = assignment.indexOf('=');
  if (at < 1) throw new BadInput([`${quote(assignment)}: found no PATH=VALUE, expected one, such as days=14`]);
  const written = assignment.slice(at + 1).trim();
  try {
    return updateScenario(text, [changeOf(assignment.slice(0, at), written, text)]);
  } catch (error) {
    const message = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const said =
      error instanceof RangeError ? message : `found ${quote(written)}, expected a value in YAML (${message})`;
    throw new BadInput([`${file} ${quote(assignment)}: ${said}`]);
  }
}

function changeOf(path: string, written: string, text: string): Change {
  const value: unknown = written === '' ? undefined : parse(written, { version: '1.2', schema: 'core' });
  const append = /^policy\[\+\]$/.exec(path);
  if (append === null) return { path: stepsOf(path), value };
  const { policy } = parse(text, { version: '1.2', schema: 'core' }) as { readonly policy: readonly unknown[] };
  return { path: ['policy', policy.length], value, insert: true };
}

/** `policy[0].to` as steps. Parameters have dots in their names. */
function stepsOf(path: string): Path {
  const parameter = /^parameters\.(.+)$/.exec(path);
  if (parameter) return ['parameters', parameter[1]];
  return path.split('.').flatMap((step): Path => {
    const [, name = step, places = ''] = /^([^[\]]*)((?:\[\d+\])*)$/.exec(step) ?? [];
    return [name, ...[...places.matchAll(/\d+/g)].map(Number)];
  });
}

/** @throws BadInput where the system does not let it be written; what was there then stays */
async function replaceFile(file: string, text: string): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, text);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new BadInput([`--to ${file}: found ${faultOf(error)}, expected a file that may be written`]);
  }
}
