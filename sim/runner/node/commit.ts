/** The commit that this program is of, where git can tell. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { name } from '../../../package.json';

export interface Commit {
  /** 40 hexadecimal digits; null without git, without a repository, or where the project is only a part of another's. */
  readonly commit: string | null;
  /** Files of the program that are not as in that commit; unknown ones included. */
  readonly changed: readonly string[];
}

const NONE: Commit = { commit: null, changed: [] };

/** What decides results, beside the scenario and the city, whose hashes are written down. */
const PROGRAM = ['sim', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];

/** Longest wait for git, in milliseconds: a result is not to be lost for want of a name. */
const TIMEOUT_MS = 10_000;

/**
 * The folder of the project: above the program that was started, or above this file, for a build may lie elsewhere. Undefined
 * where neither lies in one.
 */
export function projectFolder(): string | undefined {
  const [, started] = process.argv;
  return [started, fileURLToPath(import.meta.url)].map((file) => file && folderAbove(file)).find(Boolean);
}

function folderAbove(file: string): string | undefined {
  try {
    for (let folder = dirname(realpathSync(file)); ; folder = dirname(folder)) {
      if (isProject(folder)) return folder;
      if (dirname(folder) === folder) return undefined;
    }
  } catch {
    return undefined;
  }
}

function isProject(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === name;
}

/** The commit of the project in `folder` and whether it has been changed since. Never throws. */
export async function commitOf(folder: string | undefined): Promise<Commit> {
  if (folder === undefined) return NONE;
  try {
    const [top = '', commit = ''] = (await git(folder, 'rev-parse', '--show-toplevel', 'HEAD')).trimEnd().split('\n');
    if (realpathSync(top) !== realpathSync(folder) || !/^[0-9a-f]{40,64}$/.test(commit)) return NONE;
    const status = await git(
      folder,
      '--no-optional-locks',
      'status',
      '--porcelain',
      '-z',
      '--no-renames',
      '--',
      ...PROGRAM,
    );
    const changed = status.split('\0').flatMap((entry) => (entry === '' ? [] : [entry.slice('XY '.length)]));
    return { commit, changed: changed.sort() };
  } catch {
    return NONE;
  }
}

async function git(folder: string, ...args: string[]): Promise<string> {
  // Of a hook that runs this, git's own variables would name another repository.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const options = { env, encoding: 'utf8', timeout: TIMEOUT_MS, maxBuffer: 1 << 26, windowsHide: true } as const;
  const { stdout } = await promisify(execFile)('git', ['-C', folder, '-c', 'core.fsmonitor=false', ...args], options);
  return stdout;
}
