/** Reads a command's arguments strictly, and says what else there would have been. */
import { parseArgs } from 'node:util';
import { nearestNote } from '../model/reading/nearest.ts';
import { quote } from '../model/reading/mistake.ts';
import { BadInput } from './bad-input.ts';
import type { Args, Command, Option } from './command.ts';

export const HELP = 'help';

/**
 * Operands and options of a command.
 * @throws BadInput with a line for each mistake
 */
export function readArguments(command: Command, argv: readonly string[]): Args {
  const options = Object.fromEntries(
    [...Object.entries(command.options), [HELP, {}] as const].map(([name, option]) => [
      name,
      { type: 'value' in option ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  const { tokens, positionals } = parseArgs({ args: [...argv], options, strict: false, tokens: true });
  const mistakes: string[] = [];
  const given = new Map<string, string>();
  for (const found of tokens) {
    if (found.kind !== 'option') continue;
    const token = found.rawName === '-h' ? { ...found, name: HELP, rawName: `--${HELP}` } : found;
    const mistake = optionMistake(command, token, given);
    const before = given.get(token.name);
    if (mistake === undefined) given.set(token.name, (before === undefined ? '' : `${before}\n`) + (token.value ?? ''));
    else mistakes.push(mistake);
  }
  if (given.has(HELP)) return { operands: positionals, options: given };
  // What follows an unknown option may have been meant as its value.
  const most = command.further === undefined ? command.operands.length : Infinity;
  const fits = positionals.length >= command.operands.length && positionals.length <= most;
  if (mistakes.length === 0 && !fits) {
    const wanted = command.operands.length === 0 ? 'none' : command.operands.join(' ');
    const found = positionals.length === 0 ? 'nothing' : positionals.map(quote).join(' ');
    mistakes.push(`arguments of ${command.name}: found ${found}, expected ${wanted}`);
  }
  if (mistakes.length > 0) throw new BadInput(mistakes);
  return { operands: positionals, options: given };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
}

function optionMistake(
  { options }: Command,
  token: OptionToken,
  given: ReadonlyMap<string, string>,
): string | undefined {
  const { name, rawName, value } = token;
  const names = [...Object.keys(options), HELP];
  const option: Partial<Option> | undefined =
    name === HELP ? {} : Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined || !rawName.startsWith('--')) {
    const choices = names.map((known) => `--${known}`).join(', ');
    return `${quote(rawName)}: found an unknown option, expected one of ${choices}${nearestNote(name, names, '--')}`;
  }
  if (given.has(name) && option.several !== true) return `--${name}: found it again, expected it once`;
  if (!('value' in option)) {
    return value === undefined ? undefined : `--${name}: found ${quote(value)}, expected no value`;
  }
  return value === undefined || value === '' ? `--${name}: found nothing, expected ${option.value}` : undefined;
}

/** A whole number given to an option, undefined where it was not given. */
export function wholeOption(args: Args, name: string, low: number, high: number): number | undefined {
  const found = args.options.get(name);
  if (found === undefined) return undefined;
  const value = /^\d{1,15}$/.test(found) ? Number(found) : NaN;
  if (value >= low && value <= high) return value;
  throw new BadInput([`--${name}: found ${quote(found)}, expected a whole number from ${low} to ${high}`]);
}

/** One of the words that an option takes, undefined where it was not given. */
export function choiceOption<T extends string>(args: Args, name: string, choices: readonly T[]): T | undefined {
  const found = args.options.get(name);
  const choice = choices.find((candidate) => candidate === found);
  if (found === undefined || choice !== undefined) return choice;
  throw new BadInput([
    `--${name}: found ${quote(found)}, expected one of ${choices.join(', ')}${nearestNote(found, choices)}`,
  ]);
}
