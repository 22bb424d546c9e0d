/**
 * Makes a clone ready to run, with Node alone: dependencies as package-lock.json lists them, and builds as the sources
 * are now. A build lies in dist/<kind>/<hash of its sources>/, so that it is made once, appears all at once, and is
 * never changed under a program that is running from it.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');

/** What each build is made of. */
const COMMON = ['sim', 'scenarios', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const SOURCES = {
  page: [...COMMON, 'viz'],
  sim: [...COMMON, 'test/bench', 'test/engines', 'test/fuzz', 'test/long', 'test/model/fixture.ts', 'test/random'],
  engines: [...COMMON, 'test/engines'],
};

/** Builds of a kind that are kept: programs may still run from the older ones. */
const KEPT_BUILDS = 8;

/** Installs what is missing. Ends the process with a message when Node is too old or the installation fails. */
export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node.js 20.19 or newer is needed, and this is ${process.versions.node}: see https://nodejs.org`);
  }
  if (installed()) return;
  mkdirSync(DIST, { recursive: true });
  const unlock = lock(join(DIST, 'install.lock'));
  if (!installed()) {
    console.error('cashless-city: installing dependencies…');
    const npm = process.env.npm_execpath;
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    if (npm?.endsWith('npm-cli.js')) run('npm ci', process.execPath, [npm, ...args]);
    else run('npm ci', 'npm', args, { shell: process.platform === 'win32' });
  }
  unlock();
}

/** Builds `kind` unless that build exists, and returns its folder. Call install() first. */
export function build(kind) {
  const folder = join(DIST, kind, hashOf(SOURCES[kind]));
  if (!existsSync(folder)) {
    if (process.stderr.isTTY) console.error(`cashless-city: building ${kind}…`);
    const draft = `${folder}.${process.pid}`;
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    run(`build of ${kind}`, process.execPath, [vite, 'build', '--mode', kind, '--outDir', draft, '--logLevel', 'warn']);
    publish(draft, folder);
  }
  const now = new Date();
  utimesSync(folder, now, now);
  prune(join(DIST, kind));
  return folder;
}

/** Whether node_modules holds every package of package-lock.json in its version (optional ones may be left out). */
function installed() {
  const held = join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(held)) return false;
  const read = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const packages = read(held);
  return Object.entries(read(join(ROOT, 'package-lock.json'))).every(
    ([path, wanted]) => path === '' || wanted.optional || packages[path]?.version === wanted.version,
  );
}

/** Moves a finished draft to its place; where another start was first, its build is as good as ours. */
function publish(draft, folder) {
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/** Removes all but the builds used last. */
function prune(folder) {
  readdirSync(folder)
    .map((name) => ({
      path: join(folder, name),
      used: statSync(join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }))
    .sort((a, b) => b.used - a.used)
    .slice(KEPT_BUILDS)
    .forEach(({ path }) => rmSync(path, { recursive: true, force: true }));
}

function hashOf(sources) {
  const hash = createHash('sha256');
  const add = (path) => {
    const absolute = join(ROOT, path);
    if (!existsSync(absolute)) return;
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) add(`${path}/${name}`);
    } else {
      const content = readFileSync(absolute);
      hash.update(`${path}\0${content.length}\0`).update(content);
    }
  };
  sources.forEach(add);
  return hash.digest('hex').slice(0, 16);
}

/** Takes a lock file named after this process, waiting for the process that holds it, and returns how to release it. */
function lock(file) {
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!isHeld(file)) rmSync(file, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

/** Whether the process that took a lock is alive. */
function isHeld(file) {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    // An empty file is a lock that is being written just now.
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Runs a program in the project's folder; its output is shown only when it fails, and then ends this process. */
function run(what, program, args, options = {}) {
  const env = { ...process.env, NODE_ENV: 'production' };
  delete env.VITEST;
  const result = spawnSync(program, args, { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 1 << 26, ...options });
  if (result.status === 0) return;
  process.stderr.write((result.stdout ?? '') + (result.stderr ?? ''));
  fail(`${what} failed${result.error ? `: ${result.error.message}` : ''}`);
}

function fail(message) {
  console.error(`cashless-city: ${message}`);
  process.exit(1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  install();
  for (const kind of process.argv.slice(2)) console.log(build(kind));
}
