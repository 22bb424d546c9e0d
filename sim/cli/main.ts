/** The command line. `bin.mjs` calls it with the arguments and exits with what it returns. */
import { program } from '../runner/program.ts';
import { quote } from '../model/reading/mistake.ts';
import { nearestNote } from '../model/reading/nearest.ts';
import { isUnfit } from '../model/unfit.ts';
import { HELP, readArguments } from './arguments.ts';
import { BadInput } from './bad-input.ts';
import { COMMANDS, withWholeName } from './commands.ts';
import type { Command, Host } from './command.ts';
import { helpOn, overview } from './help.ts';
import { processHost, type ProcessHost, type Streams } from './host.ts';
import { Refused, refusalOf } from './refused.ts';
import { STATUS } from './status.ts';
import { printable, printableLine } from './terminal.ts';
import { VERSION } from './version.ts';

/**
 * Runs a command line and returns its exit status. Never throws.
 * @param streams where its words go
 */
export async function main(argv: readonly string[], streams: Streams = process): Promise<number> {
  const stop = new AbortController();
  let stopped: number = STATUS.interrupted;
  const onSignal = (signal: NodeJS.Signals) => {
    if (signal === 'SIGTERM') stopped = STATUS.terminated;
    stop.abort();
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  const host = processHost(stop.signal, () => stop.abort(), streams);
  try {
    const status = await dispatch(withWholeName(argv), host);
    await host.printed();
    return outputStatus(host, streams) ?? status;
  } catch (error) {
    host.progress('');
    return outputStatus(host, streams) ?? statusOf(error, stop.signal.aborted ? stopped : undefined, streams);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** Tells what went wrong, to whom it concerns. @param stopped the status, where the command was called off */
function statusOf(error: unknown, stopped: number | undefined, { stderr }: Streams): number {
  if (error instanceof BadInput) {
    stderr.write(error.lines.map((line) => `${printableLine(line)}\n`).join(''));
    return STATUS.badInput;
  }
  if (stopped !== undefined) return stopped;
  if (isUnfit(error)) {
    stderr.write(`${printableLine(error.message)}\n`);
    return STATUS.badInput;
  }
  if (error instanceof Refused) {
    stderr.write(`${printableLine(error.message)}\n`);
    return STATUS.refused;
  }
  const refusal = refusalOf(error);
  if (refusal !== undefined) {
    stderr.write(`${printableLine(`cashless-city: ${refusal}`)}\n`);
    return STATUS.refused;
  }
  stderr.write(`cashless-city ${VERSION}: a fault of ours\n${printable(describeFault(error))}\n`);
  return STATUS.fault;
}

/** The status where the result could not be printed; undefined where it could. */
function outputStatus(host: ProcessHost, { stderr }: Streams): number | undefined {
  const fault = host.outputFault();
  if (fault === undefined) return undefined;
  if ((fault as NodeJS.ErrnoException).code === 'EPIPE') return STATUS.unread;
  stderr.write(`${printableLine(`stdout: the result could not be printed: ${refusalOf(fault) ?? fault.message}`)}\n`);
  return STATUS.refused;
}

async function dispatch([name, ...rest]: readonly string[], host: Host): Promise<number> {
  if (name === `--${HELP}` || name === HELP || name === '-h') {
    host.print(
      rest[0] === undefined
        ? overview(COMMANDS, VERSION, host.columns)
        : helpOn(commandOf(withWholeName(rest)[0]), host.columns),
    );
    return STATUS.fine;
  }
  if (name === '--version') {
    host.print(`${VERSION}\nmodel ${program().model}\n`);
    return STATUS.fine;
  }
  const command = commandOf(name);
  const args = readArguments(command, rest);
  if (args.options.has(HELP)) {
    host.print(helpOn(command, host.columns));
    return STATUS.fine;
  }
  return await command.run(args, host);
}

/** @throws BadInput where there is no such command */
function commandOf(name: string | undefined): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command !== undefined) return command;
  const names = COMMANDS.map((candidate) => candidate.name);
  const expected = `expected one of ${names.join(', ')}, or --${HELP}`;
  if (name === undefined) throw new BadInput([`command: found nothing, ${expected}`]);
  throw new BadInput([`command: found ${quote(name)}, ${expected}${nearestNote(name, names)}`]);
}

function describeFault(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
