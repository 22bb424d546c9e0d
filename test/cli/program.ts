/** Runs the built command line as a user would, in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

export const BIN = fileURLToPath(new URL('../../sim/cli/bin.mjs', import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts it; `ended` resolves when it is over. */
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

/** Runs it to its end. */
export function simWithWarnings(args: readonly string[], cwd?: string): Promise<Ended> {
  return start(args, cwd).ended;
}

/** The same without what it warns of: runs of tests are short, and most shipped policies begin after them. */
export async function sim(args: readonly string[], cwd?: string): Promise<Ended> {
  const ended = await simWithWarnings(args, cwd);
  return { ...ended, stderr: withoutWarnings(ended.stderr) };
}

/** What was printed without the warnings in it. */
export const withoutWarnings = (stderr: string): string => stderr.replace(/^.*: warning: .*\n/gm, '');

/** A folder for the tests of one file, removed after them. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cashless-city-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
