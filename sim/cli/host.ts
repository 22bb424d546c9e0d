/** Where a command's words go: the process's own streams. */
import type { Host } from './command.ts';
import { printable, shortened } from './terminal.ts';

/** In a log the first line of progress comes after so long, and the next ones so far apart. */
const LOG_MS = 30_000;

/** A host on the streams of this process, and what became of its output. */
export interface ProcessHost extends Host {
  /** What kept the result from being printed, if anything did. */
  readonly outputFault: () => Error | undefined;
}

/** Those of a process, unless somebody listens elsewhere. */
export interface Streams {
  readonly stdout: NodeJS.WritableStream & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;
  readonly stderr: NodeJS.WritableStream & Partial<Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>>;
}

/**
 * @param onOutputFault is called when nothing more can be printed: to go on would be for nobody
 */
export function processHost(signal: AbortSignal, onOutputFault: () => void, streams: Streams): ProcessHost {
  const { stdout, stderr } = streams;
  let fault: Error | undefined;
  stdout.on('error', (error: Error) => {
    if (fault !== undefined) return;
    fault = error;
    onOutputFault();
  });
  // What cannot be said beside the result is not heard; the result is none the worse.
  stderr.on('error', () => undefined);
  return {
    print: (text) => void stdout.write(printable(text)),
    printed: () => new Promise((resolve) => stdout.write('', () => resolve())),
    warn: (text) => void stderr.write(printable(text)),
    progress: stderr.isTTY && process.env['TERM'] !== 'dumb' ? progressLine(stderr) : progressLog(stderr),
    columns: stdout.isTTY ? stdout.columns : undefined,
    signal,
    outputFault: () => fault,
  };
}

/** A line of the terminal that is drawn over. */
function progressLine(stderr: Streams['stderr']): (text: string) => void {
  let shown = '';
  return (text) => {
    if (text === shown) return;
    shown = text;
    const { columns = 80 } = stderr;
    stderr.write(`\r\u001b[K${shortened(text, columns - 1)}`);
  };
}

/** Lines in a log: none of what is done soon. */
function progressLog(stderr: Streams['stderr']): (text: string) => void {
  let last = performance.now();
  return (text) => {
    const now = performance.now();
    if (text === '' || now - last < LOG_MS) return;
    last = now;
    stderr.write(`${printable(text)}\n`);
  };
}
