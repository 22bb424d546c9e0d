/**
 * `npm run test:mutation`: changes the model at a random sample of places with Stryker, one change at a time, and reports how many
 * of the changes the tests notice. See README.md here.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, install } from '../../sim/cli/prepare.mjs';

const HELP = `npm run test:mutation -- [options]
  --places N     places in the sample (60)
  --seed TEXT    draws the sample (a new one each time)
  --minutes N    ends after so long, with what has been tested by then (55)
  --jobs N       changes tested side by side (2)
  --files TEXT   only places in files whose path has this in it
  --tests TEXT   only tests whose path has this in it
  --list         lists the sample and ends`;
const WANTED = 0.75;
const IS_POSIX = process.platform !== 'win32';

function readOptions() {
  const { values } = parseArgs({
    options: {
      places: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(Date.now()) },
      minutes: { type: 'string', default: '55' },
      jobs: { type: 'string', default: '2' },
      files: { type: 'string', default: '' },
      tests: { type: 'string', default: '' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const whole = (name) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= 1) return value;
    throw new Error(`--${name}: found ${values[name]}, expected a whole number from 1`);
  };
  return { ...values, places: whole('places'), minutes: whole('minutes'), jobs: whole('jobs') };
}

/** Stryker is large and seldom needed: it is installed here, not with everything else, when it is first asked for. */
function installStryker() {
  const folder = join(ROOT, 'test/mutation');
  const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).packages;
  const held = existsSync(join(folder, 'node_modules/.package-lock.json'))
    ? read('node_modules/.package-lock.json')
    : {};
  const core = 'node_modules/@stryker-mutator/core';
  if (held[core]?.version === read('package-lock.json')[core].version) return;
  console.log('installing Stryker…');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error('npm run test:mutation needs Stryker, and npm ci in test/mutation could not install it');
  process.exit(1);
}

let options;
try {
  options = readOptions();
} catch (error) {
  console.error(`${error.message}\n\n${HELP}`);
  process.exit(2);
}
install();
installStryker();
const { EXCLUDED_MUTATIONS, nameOf, placesIn, sampleOf } = await import('./places.mjs');

const FOLDER = join(ROOT, 'dist/mutation');
const RESULTS = join(FOLDER, 'results.jsonl');
const all = (await placesIn(ROOT)).filter(({ file }) => file.includes(options.files));
const places = sampleOf(all, options.places, options.seed);
console.log(`${places.length} of ${all.length} places, --seed ${options.seed}`);
if (options.list) {
  for (const place of places) console.log(nameOf(place));
  process.exit(0);
}

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
const sampleFile = join(FOLDER, 'sample.json');
writeFileSync(sampleFile, JSON.stringify({ root: ROOT, results: RESULTS, places }));
const configFile = join(FOLDER, 'stryker.json');
writeFileSync(
  configFile,
  JSON.stringify({
    mutate: places.map(nameOf),
    mutator: { excludedMutations: EXCLUDED_MUTATIONS },
    plugins: [join(ROOT, 'test/mutation/plugin.mjs')],
    ignorers: ['sample'],
    reporters: ['results', 'progress-append-only'],
    testRunner: 'command',
    commandRunner: {
      command: `node node_modules/vitest/vitest.mjs run --config test/mutation/vitest.config.ts ${options.tests}`,
    },
    coverageAnalysis: 'off',
    concurrency: options.jobs,
    dryRunTimeoutMinutes: options.minutes,
    // Only what never ends is to run out of time, and not what meets a busy minute.
    timeoutFactor: 4,
    timeoutMS: 60_000,
    disableTypeChecks: false,
    allowConsoleColors: false,
    ignorePatterns: ['dist', 'results', 'docs', 'viz/public'],
    tempDirName: join('dist', 'mutation', 'sandbox'),
    cleanTempDir: 'always',
  }),
);

const require = createRequire(import.meta.url);
const stryker = join(dirname(require.resolve('@stryker-mutator/core/package.json')), 'bin/stryker.js');
const child = spawn(process.execPath, [stryker, 'run', configFile], {
  cwd: ROOT,
  env: { ...process.env, MUTATION_SAMPLE: sampleFile },
  stdio: 'inherit',
  detached: IS_POSIX,
});
/** Sends a signal to Stryker and all that it has started. */
function send(signal) {
  try {
    process.kill(IS_POSIX ? -child.pid : child.pid, signal);
  } catch {
    // Nothing is left of it.
  }
}
// It puts its things away when it is interrupted; what does not end then is ended.
function end() {
  send('SIGINT');
  setTimeout(() => send('SIGKILL'), 20_000).unref();
}
let isOver = false;
const timer = setTimeout(() => {
  isOver = true;
  end();
}, options.minutes * 60_000);
// Whoever ends this ends what it has started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
const status = await new Promise((resolve) => child.on('close', resolve));
clearTimeout(timer);

const results = existsSync(RESULTS)
  ? readFileSync(RESULTS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ status: end }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(end))
  : [];
if (results.length === 0) {
  console.error(`no change was tested: Stryker ended with status ${status}${isOver ? ', when the time was up' : ''}`);
  process.exit(1);
}

/** The text at the place of a result. */
function textAt({ file, location: { start, end } }) {
  const lines = readFileSync(join(ROOT, file), 'utf8')
    .split('\n')
    .slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  lines[0] = lines[0].slice(start.column - 1);
  return lines.join('\n');
}

const equivalent = JSON.parse(readFileSync(join(ROOT, 'test/mutation/equivalent.json'), 'utf8'));
const isEquivalent = (result) =>
  equivalent.some(
    ({ file, text, replacement }) =>
      result.file.endsWith(file) && result.replacement === replacement && textAt(result) === text,
  );

const noticed = results.filter(({ status: end }) => end === 'Killed' || end === 'Timeout').length;
const endless = results.filter(({ status: end }) => end === 'Timeout').length;
const others = results.filter(({ status: end }) => end === 'Survived' || end === 'NoCoverage');
const survivors = others.filter((result) => !isEquivalent(result));
for (const result of survivors) {
  console.log(`\nnot noticed: ${result.file}:${result.line} ${result.mutatorName}`);
  console.log(`- ${textAt(result).split('\n').join('\n- ')}`);
  console.log(`+ ${(result.replacement ?? '').split('\n').join('\n+ ')}`);
}
const counted = noticed + survivors.length;
const score = noticed / counted;
const left = others.length - survivors.length;
console.log(
  `\n${(score * 100).toFixed(0)}%: ${noticed} of ${counted} changes noticed` +
    `${endless > 0 ? ` (${endless} of them by not ending in time)` : ''}` +
    `${left > 0 ? `, ${left} named as equivalent left out` : ''}${isOver ? '; the time was up before all were tested' : ''}` +
    `; wanted ${WANTED * 100}%; --seed ${options.seed}`,
);
process.exitCode = score >= WANTED ? 0 : 1;
