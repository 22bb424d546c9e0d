/** The texts of --help. */
import type { Command } from './command.ts';
import { listing } from './table.ts';
import { wrapped } from './terminal.ts';

const PROGRAM = 'npm run --silent sim --';
const EXIT_STATUSES =
  'Exit status: 0 fine; 1 a fault of ours; 2 bad input, nothing written; 4 the system refused something, such as a disk that is full; 130 interrupted, nothing half-written.';
/** Where no terminal says how wide it is. */
const COLUMNS = 120;

/** What there is. @param columns of the terminal */
export function overview(commands: readonly Command[], version: string, columns = COLUMNS): string {
  const rows = commands.map((command) => [`  ${synopsis(command)}`, command.about]);
  return [
    ...wrapped(
      `Cashless City ${version}: a city simulated twice on the same people, with and without a policy.`,
      columns,
    ),
    '',
    `usage: ${PROGRAM} COMMAND …`,
    '',
    listing(rows, columns),
    ...wrapped(`${PROGRAM} COMMAND --help, or help COMMAND, tells more about each.`, columns),
    ...wrapped(EXIT_STATUSES, columns),
    '',
  ].join('\n');
}

/** What a command does. @param columns of the terminal */
export function helpOn(command: Command, columns = COLUMNS): string {
  const options = Object.entries(command.options).map(([name, { value, about }]) => [
    `  --${name}${value === undefined ? '' : ` ${value}`}`,
    about,
  ]);
  const details = command.details === undefined ? [] : ['', ...command.details.split('\n').flatMap(indented(columns))];
  return [
    `usage: ${PROGRAM} ${synopsis(command)}${options.length > 0 ? ' [OPTIONS]' : ''}`,
    '',
    ...wrapped(command.about, columns),
    ...details,
    '',
    listing([...options, ['  --help', 'this text']], columns),
    ...wrapped(EXIT_STATUSES, columns),
    '',
  ].join('\n');
}

/** A line of a text that is set by hand, broken where the terminal is narrower. */
const indented = (columns: number) => (line: string) => {
  const indent = /^ */.exec(line)![0];
  return line.length <= columns ? [line] : wrapped(line.trim(), columns - indent.length).map((part) => indent + part);
};

function synopsis({ name, operands, further }: Command): string {
  return [name, ...operands, ...(further === undefined ? [] : [`[${further} …]`])].join(' ');
}
