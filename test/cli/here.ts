/** Runs the command line in the process of the test, for what starts no threads: a process of its own takes a second or more. */
import { Writable } from 'node:stream';
import { main } from '../../sim/cli/main.ts';
import { withoutWarnings, type Ended } from './program.ts';

export async function simHere(args: readonly string[]): Promise<Ended> {
  const [stdout, stderr] = [new Heard(), new Heard()];
  const status = await main(args, { stdout, stderr });
  return { status, signal: null, stdout: stdout.text, stderr: withoutWarnings(stderr.text) };
}

class Heard extends Writable {
  text = '';
  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
