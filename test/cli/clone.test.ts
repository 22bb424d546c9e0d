/** What a clone may be like: not to be written, with odd signs in its path, called from elsewhere, left with locks. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { linkFiles } from '../../sim/cli/link-files.mjs';
import { build } from '../../sim/cli/prepare.mjs';
import { isRunning, lock } from '../../sim/runner/node/lock.mjs';
import { scratch, withoutWarnings } from './program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['sim', 'scenarios', 'test', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const folder = scratch();

/** A copy of the sources, which says of its dependencies that they are there. */
function clone(name: string): string {
  const place = join(folder, name);
  for (const path of SOURCES) cpSync(join(ROOT, path), join(place, path), { recursive: true });
  return place;
}

/** Puts into a clone the build that its sources have here: it is made once for all tests. */
function bringBuild(place: string, kind: 'page' | 'sim'): void {
  const built = build(kind);
  cpSync(built, join(place, 'dist/builds', kind, basename(built)), { recursive: true });
}

/** What the program of a clone prints, without its warnings: runs of tests are of a coarse scale. */
function simIn(place: string, args: readonly string[], options: object = {}) {
  const bin = join(place, 'sim/cli/bin.mjs');
  const ended = spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', cwd: folder, ...options });
  return { ...ended, stderr: withoutWarnings(ended.stderr) };
}

describe.skipIf(process.platform === 'win32')('a clone that may not be written', () => {
  /** Somebody to whom nothing here belongs: nobody, where the test may choose. */
  const another = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const home = (name: string) => ({ ...process.env, HOME: join(folder, name), XDG_CACHE_HOME: '', TMPDIR: folder });

  it('prints its help and runs, from the build that is there', () => {
    const place = clone('ready');
    mkdirSync(join(place, 'node_modules'));
    cpSync(join(ROOT, 'node_modules/.package-lock.json'), join(place, 'node_modules/.package-lock.json'));
    bringBuild(place, 'sim');
    execFileSync('chmod', ['-R', 'a+rX,a-w', place]);
    chmodSync(folder, 0o755);
    try {
      for (const args of [['--help'], ['run', 'wuhan-empty', '--scale', '30000', '--days', '1']]) {
        const { status, stdout, stderr } = simIn(place, args, { ...another, env: home('nowhere') });
        expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
        expect(stdout.length).toBeGreaterThan(100);
      }
    } finally {
      execFileSync('chmod', ['-R', 'u+w', place]);
    }
  });

  it('is built in the user’s own cache where no build is there', () => {
    const place = clone('unbuilt');
    symlinkSync(join(ROOT, 'node_modules'), join(place, 'node_modules'));
    // Where the build would be is a file: nobody can write there, whoever runs this test.
    writeFileSync(join(place, 'dist'), '');
    const env = home('somebody');
    for (let round = 0; round < 2; round++) {
      const { status, stdout, stderr } = simIn(place, ['--version'], { env });
      expect({ status, stdout: stdout.split('\n')[0], stderr }).toEqual({ status: 0, stdout: version, stderr: '' });
      expect(readdirSync(join(folder, 'somebody/.cache/cashless-city/sim'))).toHaveLength(1);
    }
    expect(readdirSync(folder).filter((name) => name.startsWith('cashless-city-build-'))).toEqual([]);
  });

  it('says so where its dependencies are missing', () => {
    const place = clone('bare');
    writeFileSync(join(place, 'dist'), '');
    const { status, stdout, stderr } = simIn(place, ['--help']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^cashless-city: its dependencies are missing, and cannot be installed in .*: .*\n$/);
    expect(stderr.split('\n')).toHaveLength(2);
  });
});

describe('the path of a clone', () => {
  const names = process.platform === 'win32' ? ['100% #1'] : ['a#b', 'what?', '100% [é] 武汉 {x} $HOME'];
  it.each(names)('may be %s', { timeout: 180_000 }, (name) => {
    const place = clone(name);
    // Its own, as npm would install them: links would lead to a path that is not misread.
    linkFiles(join(ROOT, 'node_modules'), join(place, 'node_modules'));
    const { status, stdout, stderr } = simIn(place, [
      'run',
      'wuhan-empty',
      '--scale',
      '30000',
      '--days',
      '1',
      '--json',
    ]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ scenario: 'wuhan-empty' });
    expect(readdirSync(join(place, 'dist/builds/sim'))).toHaveLength(1);
  });
});

it.skipIf(process.platform === 'win32')('the path of a clone may not have a backslash, and that is said', () => {
  const place = clone('back\\slash');
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'sim'], { encoding: 'utf8', cwd: place });
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(
    /^cashless-city: Node.js runs no modules in a folder with \\ in its path: rename or move .*\n$/,
  );
});

describe('npm', () => {
  const npm = process.env['npm_execpath'];
  const command = npm?.endsWith('npm-cli.js') ? [process.execPath, npm] : ['npm'];
  const [program = '', ...before] = command;

  it('reads relative paths from the folder it was called in', () => {
    const below = join(folder, 'below');
    mkdirSync(below);
    writeFileSync(join(below, 'mine.yaml'), 'city: wuhan\nstart: 2017-06-01\ndays: 1\nscale: 30000\npolicy: []\n');
    const args = [...before, '--prefix', ROOT, 'run', '--silent', 'sim', '--'];
    const run = (words: string[]) => spawnSync(program, [...args, ...words], { encoding: 'utf8', cwd: below });
    const checked = run(['check', 'mine.yaml']);
    expect(withoutWarnings(checked.stderr)).toBe('');
    expect(checked.stdout).toContain('mine.yaml: fine');
    expect(run(['run', 'mine.yaml', '--out', 'out']).status).toBe(0);
    expect(existsSync(join(below, 'out/manifest.json'))).toBe(true);
  });

  it.skipIf(process.platform === 'win32')(
    'that is told to end takes the run with it',
    { timeout: 120_000 },
    async () => {
      const place = join(folder, 'ended');
      const run = ['run', 'wuhan-2017', '--scale', '50', '--days', '300', '--out', place];
      const child = spawn(program, [...before, 'run', '--silent', 'sim', '--', ...run], { cwd: ROOT, stdio: 'ignore' });
      const family = () => descendants(child.pid!);
      while (family().length < 2) await wait(100);
      await wait(2_000);
      const started = family();
      const over = new Promise((resolve) => child.on('close', resolve));
      child.kill('SIGTERM');
      await over;
      for (let i = 0; i < 50 && started.some(isRunning); i++) await wait(200);
      expect(started.filter(isRunning)).toEqual([]);
      expect(readdirSync(folder).filter((name) => name.includes('ended'))).toEqual([]);
    },
  );
});

/** Numbers of the processes that a process has started, and these. */
function descendants(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child, above]) => (above === parent ? [child!, ...below(child!)] : []));
  return below(pid);
}

describe('a lock', () => {
  const file = join(folder, 'a.lock');
  const owned = (fields: object) => `cashless-city lock 1\n${JSON.stringify(fields)}\n`;
  const old = (minutes: number) => utimesSync(file, new Date(), new Date(Date.now() - minutes * 60_000));

  it('is taken and given back', () => {
    const release = lock(file, 'to be tested');
    expect(readFileSync(file, 'utf8')).toContain(`"pid":${process.pid}`);
    release();
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['empty', ''],
    ['only a number', '1'],
    ['of a process that is gone', owned({ pid: 4_194_305, host: hostname(), start: null })],
    ['of a process whose number another has now', owned({ pid: process.ppid, host: hostname(), start: 'another' })],
    ['cut short', owned({ pid: 1, host: hostname() }).slice(0, 30)],
  ])('that is %s keeps nobody waiting', (_, text) => {
    writeFileSync(file, text);
    const begun = performance.now();
    lock(file, 'to be tested')();
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(readdirSync(folder).filter((name) => name.startsWith('a.lock'))).toEqual([]);
  });

  it('that is a folder keeps nobody waiting', () => {
    mkdirSync(file);
    lock(file, 'to be tested')();
    expect(existsSync(file)).toBe(false);
  });

  it('that has been held for longer than anything takes is taken over', () => {
    writeFileSync(file, owned({ pid: process.ppid, host: 'elsewhere', start: null }));
    old(31);
    lock(file, 'to be tested')();
    expect(existsSync(file)).toBe(false);
  });

  it('that is held is waited for, not in silence, and not taken away', async () => {
    writeFileSync(file, owned({ pid: process.ppid, host: 'elsewhere', start: null }));
    old(20);
    const program = `import { lock } from ${JSON.stringify(new URL('../../sim/runner/node/lock.mjs', import.meta.url).href)};
lock(${JSON.stringify(file)}, 'which is tested')(); console.log('taken');`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    const over = new Promise((resolve) => child.on('close', resolve));
    for (let i = 0; i < 100 && said === ''; i++) await wait(100);
    expect(said).toBe(
      `cashless-city: waiting for process ${process.ppid} on elsewhere, which is tested; where none is at work, remove ${file}\n`,
    );
    expect(existsSync(file)).toBe(true);
    rmSync(file);
    await over;
    expect(said).toMatch(/\ntaken\n$/);
  });
});

it('the page is built where the README says', { timeout: 180_000 }, () => {
  const [place = ''] = /dist\/page\/[\w.]+/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8')) ?? [];
  const copy = clone('page');
  cpSync(join(ROOT, 'viz'), join(copy, 'viz'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
  bringBuild(copy, 'page');
  const { status, stderr } = spawnSync(process.execPath, [join(copy, 'sim/cli/prepare.mjs'), 'page'], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(readFileSync(join(copy, place), 'utf8')).toContain('<title>');
});
