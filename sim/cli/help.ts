/** The texts of --help. */
import type { Command } from './command.ts';

const PROGRAM = 'npm run --silent sim --';
const EXIT_STATUSES = `Exit status: 0 fine; 1 a fault of ours; 2 bad input, nothing written; 130 interrupted, nothing half-written.`;

/** What there is. */
export function overview(commands: readonly Command[], version: string): string {
  const width = Math.max(...commands.map((command) => synopsis(command).length));
  const rows = commands.map((command) => `  ${synopsis(command).padEnd(width)}  ${command.about}`);
  return [
    `Cashless City ${version}: a city simulated twice on the same people, with and without a policy.`,
    '',
    `usage: ${PROGRAM} COMMAND …`,
    '',
    ...rows,
    '',
    `${PROGRAM} COMMAND --help tells more about each.`,
    EXIT_STATUSES,
    '',
  ].join('\n');
}

/** What a command does. */
export function helpOn(command: Command): string {
  const options = Object.entries(command.options).map(([name, { value, about }]) => [
    `--${name}${value === undefined ? '' : ` ${value}`}`,
    about,
  ]);
  const rows = [...options, ['--help', 'this text']] as [string, string][];
  const width = Math.max(...rows.map(([left]) => left.length));
  const details = command.details === undefined ? [] : ['', command.details];
  return [
    `usage: ${PROGRAM} ${synopsis(command)}${Object.keys(command.options).length > 0 ? ' [OPTIONS]' : ''}`,
    '',
    command.about,
    ...details,
    '',
    ...rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`),
    '',
    EXIT_STATUSES,
    '',
  ].join('\n');
}

function synopsis({ name, operands, further }: Command): string {
  return [name, ...operands, ...(further === undefined ? [] : [`[${further} …]`])].join(' ');
}
