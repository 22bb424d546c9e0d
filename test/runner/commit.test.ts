import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { commitOf, projectFolder } from '../../sim/runner/node/commit.ts';
import { scratch } from '../cli/program.ts';
import { ROOT } from '../structure/sources.ts';

const folder = scratch();
const NONE = { commit: null, changed: [] };

function git(repository: string, ...args: string[]): string {
  const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', ['-C', repository, ...who, ...args], { encoding: 'utf8' }).trimEnd();
}

/** A project with one commit. */
function repository(name: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'sim'), { recursive: true });
  writeFileSync(join(path, 'sim/a.ts'), 'a');
  writeFileSync(join(path, 'README.md'), 'words');
  git(path, 'init', '-q');
  git(path, 'add', '-A');
  git(path, 'commit', '-q', '-m', 'One');
  return path;
}

afterEach(() => vi.unstubAllEnvs());

it('a commit is told, and which files of the program are not as in it', async () => {
  const path = repository('changed');
  const commit = git(path, 'rev-parse', 'HEAD');
  expect(await commitOf(path)).toEqual({ commit, changed: [] });
  writeFileSync(join(path, 'README.md'), 'other words');
  writeFileSync(join(path, 'unknown.txt'), '');
  expect(await commitOf(path)).toEqual({ commit, changed: [] });
  writeFileSync(join(path, 'sim/a.ts'), 'b');
  writeFileSync(join(path, 'sim/new file.ts'), '');
  expect(await commitOf(path)).toEqual({ commit, changed: ['sim/a.ts', 'sim/new file.ts'] });
});

it('a commit is none without a repository, in a part of another one, before the first commit, and without git', async () => {
  const bare = join(folder, 'bare');
  mkdirSync(bare);
  expect(await commitOf(bare)).toEqual(NONE);
  const path = repository('outer');
  expect(await commitOf(join(path, 'sim'))).toEqual(NONE);
  git(bare, 'init', '-q');
  expect(await commitOf(bare)).toEqual(NONE);
  vi.stubEnv('PATH', bare);
  expect(await commitOf(path)).toEqual(NONE);
});

it('a commit is that of the project, whatever repository the environment names', async () => {
  const [one, other] = [repository('one'), repository('other')];
  vi.stubEnv('GIT_DIR', join(other, '.git'));
  const { commit } = await commitOf(one);
  vi.unstubAllEnvs();
  expect(commit).toBe(git(one, 'rev-parse', 'HEAD'));
});

it('the folder of the project is found', () => {
  expect(join(projectFolder() ?? '', '/')).toBe(join(ROOT, '/'));
});
