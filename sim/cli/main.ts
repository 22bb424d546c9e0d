/** The command line. `bin.mjs` calls it with the arguments and exits with what it returns. */
import { Interrupted } from '../runner/node/run-worlds.ts';
import { program } from '../runner/program.ts';
import { quote } from '../model/reading/mistake.ts';
import { nearest } from '../model/reading/nearest.ts';
import { HELP, readArguments } from './arguments.ts';
import { BadInput } from './bad-input.ts';
import { COMMANDS, withWholeName } from './commands.ts';
import type { Host } from './command.ts';
import { helpOn, overview } from './help.ts';
import { printable, printableLine } from './terminal.ts';
import { VERSION } from './version.ts';

const STATUS = { fine: 0, fault: 1, badInput: 2, interrupted: 130, terminated: 143 } as const;

/** Runs a command line and returns its exit status. Never throws. */
export async function main(argv: readonly string[]): Promise<number> {
  const stop = new AbortController();
  let stopped: number = STATUS.interrupted;
  const onSignal = (signal: NodeJS.Signals) => {
    if (signal === 'SIGTERM') stopped = STATUS.terminated;
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  process.stdout.on('error', ignoreClosedPipe);
  const host = hostOf(stop.signal);
  try {
    return await dispatch(withWholeName(argv), host);
  } catch (error) {
    host.progress?.('');
    if (error instanceof BadInput) {
      process.stderr.write(error.lines.map((line) => `${printableLine(line)}\n`).join(''));
      return STATUS.badInput;
    }
    if (error instanceof Interrupted || stop.signal.aborted) return stopped;
    process.stderr.write(`cashless-city ${VERSION}: a fault of ours\n${printable(describeFault(error))}\n`);
    return STATUS.fault;
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function dispatch([name, ...rest]: readonly string[], host: Host): Promise<number> {
  if (name === `--${HELP}` || name === HELP) {
    host.print(overview(COMMANDS, VERSION));
    return STATUS.fine;
  }
  if (name === '--version') {
    host.print(`${VERSION}\nmodel ${program().model}\n`);
    return STATUS.fine;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) throw new BadInput([commandMistake(name)]);
  const args = readArguments(command, rest);
  if (args.options.has(HELP)) {
    host.print(helpOn(command));
    return STATUS.fine;
  }
  return await command.run(args, host);
}

function commandMistake(name: string | undefined): string {
  const names = COMMANDS.map((command) => command.name);
  const expected = `expected one of ${names.join(', ')}, or --${HELP}`;
  if (name === undefined) return `command: found nothing, ${expected}`;
  return `command: found ${quote(name)}, ${expected} (the nearest is ${nearest(name, names)})`;
}

function hostOf(signal: AbortSignal): Host {
  const { stdout, stderr } = process;
  const overwrite = (text: string) => void stderr.write(`\r\u001b[K${text}`);
  return {
    print: (text) => void stdout.write(printable(text)),
    warn: (text) => void stderr.write(printable(text)),
    progress: stderr.isTTY ? overwrite : undefined,
    signal,
  };
}

/** Who reads our output may have read enough. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function describeFault(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
