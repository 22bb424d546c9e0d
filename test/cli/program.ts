/** Runs the built command line: in a process of its own as a user would, or in the process of the test. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';
import { build } from '../../sim/cli/prepare.mjs';
import type { main } from '../../sim/cli/main.ts';

export const BIN = fileURLToPath(new URL('../../sim/cli/bin.mjs', import.meta.url));

let built: string | undefined;

/** How a command ended; one that ran in the process of the test has no signal. */
export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a process of its own, for what is about processes; `ended` resolves when it is over. */
export function start(args: readonly string[], cwd?: string): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
  });
  return { child, ended };
}

/**
 * Runs the same program to its end in this process: to start another and to read cities and schema there takes a second or two.
 * Threads that it starts are its own.
 */
export async function simWithWarnings(args: readonly string[], cwd = process.cwd()): Promise<Ended> {
  built ??= pathToFileURL(join(build('sim'), 'main.js')).href;
  const program = (await import(/* @vite-ignore */ built)) as { main: typeof main };
  const before = process.cwd();
  process.chdir(cwd);
  try {
    return await heard(program.main, args);
  } finally {
    process.chdir(before);
  }
}

/** What a command line says and how it ends, in this process. */
export async function heard(run: typeof main, args: readonly string[]): Promise<Ended> {
  const [stdout, stderr] = [new Heard(), new Heard()];
  const status = await run(args, { stdout, stderr });
  return { status, signal: null, stdout: stdout.text, stderr: stderr.text };
}

/** The same without what it warns of: runs of tests are short, and most shipped policies begin after them. */
export async function sim(args: readonly string[], cwd?: string): Promise<Ended> {
  return quietly(await simWithWarnings(args, cwd));
}

/** In a process of its own, to its end, without what it warns of. */
export async function simAlone(args: readonly string[], cwd?: string): Promise<Ended> {
  return quietly(await start(args, cwd).ended);
}

const quietly = (ended: Ended): Ended => ({ ...ended, stderr: withoutWarnings(ended.stderr) });

/** What was printed without the warnings in it, and without how far a run is, which is said where the machine is busy. */
export const withoutWarnings = (stderr: string): string =>
  stderr.replace(/^(.*: warning: .*|(baseline|policy): day \d+ of \d+ .*)\n/gm, '');

/** A folder for the tests of one file, removed after them. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cashless-city-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

class Heard extends Writable {
  text = '';
  override _write(chunk: Buffer | string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}
