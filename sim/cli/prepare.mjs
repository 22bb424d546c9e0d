/**
 * Makes a clone ready to run, with Node alone: dependencies as package-lock.json lists them, and builds as the sources
 * are now. A build lies in dist/builds/<kind>/<hash of its sources>/, so that it is made once, appears all at once, and is
 * never changed under a program that is running from it. A clone that may not be written runs from what has been built,
 * or from a build in the user's own cache.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { worldsFault } from './faults.mjs';
import { copyTypes } from './library-types.mjs';
import { linkFiles } from './link-files.mjs';
import { lock } from '../runner/node/lock.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(ROOT, 'dist');

/** What each build is made of. */
const COMMON = ['sim', 'scenarios', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'];
const SOURCES = {
  page: [...COMMON, 'viz'],
  sim: [...COMMON, 'test/bench', 'test/engines', 'test/fuzz', 'test/long', 'test/model/fixture.ts', 'test/random'],
  engines: [...COMMON, 'test/engines'],
  library: COMMON,
};

/** Builds of a kind that are kept: programs may still run from the older ones. */
const KEPT_BUILDS = 8;

/** Signs that mean something else to the bundler: what follows is a query or a fragment, or what is meant is a divider. */
const MISREAD = process.platform === 'win32' ? /[#?]/ : /[#?\\]/;

/** Ends the process with a message where other tools than the build would misread the path of this clone. */
export function needPlainPath() {
  if (MISREAD.test(ROOT)) fail(`the tests need a folder without # and ? in its path: rename or move ${ROOT}`);
}

/** Installs what is missing. Ends the process with a message when Node is too old or the installation fails. */
export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node.js 20.19 or newer is needed, and this is ${process.versions.node}: see https://nodejs.org`);
  }
  if (installed()) return;
  const unlock = orFail(`its dependencies are missing, and cannot be installed in ${ROOT}`, () => {
    mkdirSync(DIST, { recursive: true });
    return lock(join(DIST, 'install.lock'), 'which installs the dependencies');
  });
  if (!installed()) {
    console.error('cashless-city: installing dependencies…');
    const npm = process.env.npm_execpath;
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    if (npm?.endsWith('npm-cli.js')) run('npm ci', process.execPath, [npm, ...args]);
    else run('npm ci', 'npm', args, { shell: process.platform === 'win32' });
  }
  unlock();
}

/** The programs as they lie in a package that `npm pack` has made, which has no list of dependencies; undefined in a clone. */
export function packed() {
  if (existsSync(join(ROOT, 'package-lock.json'))) return undefined;
  const folder = join(DIST, 'package/sim');
  return existsSync(folder) ? folder : undefined;
}

/** Builds `kind` unless that build exists, and returns its folder. Call install() first. */
export function build(kind) {
  const hash = orFail(`the sources in ${ROOT} cannot be read`, () => hashOf(SOURCES[kind]));
  const places = [join(DIST, 'builds'), cacheFolder()].filter((place) => place !== undefined);
  const existing = places.map((place) => join(place, kind, hash)).find((folder) => existsSync(folder));
  const folder = existing ?? join(placeToBuild(places, kind), hash);
  if (existing === undefined) make(kind, folder);
  keepBooks(folder);
  return folder;
}

/** Puts a build where it is easily found, the page to be served by others, and returns that folder. */
function publishBuild(kind, place) {
  const from = build(kind);
  const folder = join(DIST, place);
  mkdirSync(dirname(folder), { recursive: true });
  orFail(`the build cannot be put at ${folder}`, () => {
    const draft = `${folder}.${process.pid}`;
    const earlier = `${draft}.earlier`;
    cpSync(from, draft, { recursive: true });
    if (existsSync(folder)) renameSync(folder, earlier);
    renameSync(draft, folder);
    rmSync(earlier, { recursive: true, force: true });
  });
  return folder;
}

/** Makes a build at `folder`, all at once. */
function make(kind, folder) {
  if (process.stderr.isTTY) console.error(`cashless-city: building ${kind}…`);
  const draft = `${folder}.${process.pid}`;
  const outside = MISREAD.test(ROOT) || !draft.startsWith(ROOT);
  const clone = outside ? copyOfSources(kind) : ROOT;
  const out = outside ? join(clone, 'build') : draft;
  const vite = join(clone, 'node_modules/vite/bin/vite.js');
  const args = ['--config', join(clone, 'vite.config.ts'), '--mode', kind, '--outDir', out, '--logLevel', 'warn'];
  run(`build of ${kind}`, process.execPath, [vite, 'build', ...args], { cwd: clone });
  if (kind === 'library') writeTypes(clone, out);
  orFail(`the build cannot be put at ${folder}`, () => {
    if (outside) cpSync(out, draft, { recursive: true });
    publish(draft, folder);
  });
  if (outside) rmSync(clone, { recursive: true, force: true });
}

/** The library's types, beside it. */
function writeTypes(clone, out) {
  const all = `${out}.types`;
  const tsc = join(clone, 'node_modules/typescript/bin/tsc');
  const project = join(clone, 'sim/tsconfig.library.json');
  run('build of the types', process.execPath, [tsc, '--project', project, '--outDir', all], { cwd: clone });
  orFail(`the types cannot be put at ${out}`, () => copyTypes(all, join(out, 'types'), 'sim/runner/api.d.ts'));
  rmSync(all, { recursive: true, force: true });
}

/** The sources of a build beside the dependencies as they are, in a folder that can be written and has a plain name. */
function copyOfSources(kind) {
  return orFail('the build needs a folder for its drafts', () => {
    const clone = realpathSync(mkdtempSync(join(tmpdir(), 'cashless-city-build-')));
    if (MISREAD.test(clone)) {
      fail(`the folder for temporary files, ${clone}, has # or ? in its path: set TMPDIR to another`);
    }
    for (const path of SOURCES[kind]) {
      const from = join(ROOT, path);
      if (existsSync(from)) cpSync(from, join(clone, path), { recursive: true });
    }
    bringDependencies(join(clone, 'node_modules'));
    return clone;
  });
}

/**
 * The dependencies in a folder that can be written, as the bundler puts its drafts beside them: by links, or file by file where
 * the bundler would misread what the links lead to.
 */
function bringDependencies(folder) {
  const from = realpathSync(join(ROOT, 'node_modules'));
  if (MISREAD.test(from)) return linkFiles(from, folder);
  mkdirSync(folder);
  for (const name of readdirSync(from)) {
    if (!name.startsWith('.')) symlinkSync(join(from, name), join(folder, name), 'junction');
  }
}

/** The first of the places in which a build can be made. */
function placeToBuild(places, kind) {
  let refused;
  for (const place of places) {
    const folder = join(place, kind);
    try {
      mkdirSync(folder, { recursive: true });
      rmSync(mkdtempSync(join(folder, '.try-')), { recursive: true });
      return folder;
    } catch (error) {
      refused ??= error;
    }
  }
  return fail(`there is no build yet, and none can be put into ${DIST}: ${worldsFault(refused) ?? refused.message}`);
}

/** Where a user's builds of clones lie that may not be written; undefined where the user has no such place. */
function cacheFolder() {
  const { XDG_CACHE_HOME: cache, LOCALAPPDATA: local } = process.env;
  const home = process.platform === 'win32' ? local : cache && isAbsolute(cache) ? cache : join(homedir(), '.cache');
  const own = process.getuid?.();
  const choices = [home && join(home, 'cashless-city'), join(tmpdir(), `cashless-city-${own ?? 'builds'}`)];
  return choices.find((folder) => {
    if (!folder) return false;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // In a folder that all may write somebody else may have been first: nothing of theirs is run.
      const found = lstatSync(folder);
      return found.isDirectory() && (own === undefined || (found.uid === own && (found.mode & 0o022) === 0));
    } catch {
      return false;
    }
  });
}

/** Notes that a build was used, and removes those that have not been for long. Nothing depends on it. */
function keepBooks(folder) {
  try {
    const now = new Date();
    utimesSync(folder, now, now);
    prune(dirname(folder));
  } catch {
    // The clone may not be written: whoever may will tidy up.
  }
}

/** Whether node_modules holds every package of package-lock.json in its version (optional ones may be left out). */
function installed() {
  const read = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')).packages;
  let packages;
  try {
    packages = read('node_modules/.package-lock.json');
  } catch {
    // None, or half of one: an installation that was broken off.
    return false;
  }
  return Object.entries(orFail('package-lock.json cannot be read', () => read('package-lock.json'))).every(
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

/** Runs a program in the project's folder; its output is shown only when it fails, and then ends this process. */
function run(what, program, args, options = {}) {
  const env = { ...process.env, NODE_ENV: 'production' };
  delete env.VITEST;
  const result = spawnSync(program, args, { cwd: ROOT, env, encoding: 'utf8', maxBuffer: 1 << 26, ...options });
  if (result.status === 0) return;
  process.stderr.write((result.stdout ?? '') + (result.stderr ?? ''));
  fail(`${what} failed${result.error ? `: ${result.error.message}` : ''}`);
}

/** Does something; where it is the system that refuses, the process ends with a message. */
function orFail(what, act) {
  try {
    return act();
  } catch (error) {
    return fail(`${what}: ${worldsFault(error) ?? error.message}`);
  }
}

function fail(message) {
  console.error(`cashless-city: ${message}`);
  process.exit(1);
}

/** What there is to be made ready, as `npm run build` and npm itself ask for it. */
const PARTS = {
  page: () => [publishBuild('page', 'page')],
  sim: () => [build('sim')],
  package: () => [publishBuild('library', 'package/library'), publishBuild('sim', 'package/sim')],
};

/** Whether npm does this because the project itself is being installed, and not as a part of another: nothing is needed then. */
function isInstalledHere() {
  const { npm_lifecycle_event: event, INIT_CWD: caller } = process.env;
  if (event !== 'prepare' || !caller || !existsSync(caller)) return false;
  return realpathSync(caller) === realpathSync(ROOT);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url) && !isInstalledHere()) {
  install();
  for (const part of process.argv.slice(2)) for (const folder of PARTS[part]()) console.log(folder);
}
