/**
 * `npm run test:engines`: the same runs on every JavaScript engine of this machine must give the same bytes. The running
 * Node sets the standard; other Nodes are those in NODES, paths separated as in PATH. A difference is traced to the
 * first day and event. Then the page is walked through in each browser; `--page` does that alone. The last line is
 * `N passed, N failed`, counting each run on each engine and each walk.
 */
import { spawn, spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install } from '../../sim/cli/prepare.mjs';

install();
const { browsers } = await import('./browsers.mjs');
const { serve } = await import('./serve.mjs');
const { walkPages } = await import('./walk.mjs');
const program = join(build('sim'), 'engines.js');
const page = build('engines');
const { faultsOf, faultsOfAll, isSame, nameOf, RUNS, titleOf, WORLDS } = await import(pathToFileURL(program).href);

const ANSWER_MS_MAX = 600_000;
const EMPTY_POLICY = 'wuhan-empty';

/** An engine is a name, a version, and a way to have jobs done: `work(jobs)` promises a result for each, in order. */
function nodeEngine(path) {
  const { stdout, status } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  const engine = {
    name: 'Node',
    version: (stdout ?? '').trim().replace(/^v/, ''),
    work: (jobs) => workInNode(path, jobs),
  };
  return status === 0
    ? engine
    : { ...engine, version: path, work: () => Promise.reject(new Error(`cannot run ${path}`)) };
}

function workInNode(path, jobs) {
  return new Promise((resolve, reject) => {
    const child = spawn(path, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
    const chunks = [];
    child.on('error', reject);
    child.stdin.on('error', reject).end(JSON.stringify(jobs));
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('close', (status) => {
      if (status === 0) resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
      else reject(new Error(`${path} ended with status ${status}`));
    });
  });
}

function browserEngine({ name, open }) {
  const engine = { name, version: '', work };
  async function work(jobs) {
    const { url, answers, close } = await serve(page, jobs);
    answers.catch(() => undefined);
    let browser;
    let timer;
    try {
      browser = await open(url);
      engine.version = browser.version;
      const tooLate = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_MS_MAX / 1000} s`)), ANSWER_MS_MAX);
      });
      return await Promise.race([answers, tooLate]);
    } finally {
      clearTimeout(timer);
      await browser?.close();
      close();
    }
  }
  return engine;
}

/** What every engine does: see Row in faults.ts. */
const ROWS = [
  { name: 'kernel: floating-point values', lines: [''], jobs: ['kernel'] },
  ...RUNS.map((run) => ({ name: nameOf(run), run, lines: WORLDS, jobs: WORLDS.map((world) => ({ run, world })) })),
];

/** Does everything on an engine: `results` for each row, or `fault`. */
async function measure(engine) {
  const start = performance.now();
  try {
    const results = await engine.work(ROWS.flatMap(({ jobs }) => jobs));
    engine.results = ROWS.map(({ jobs }) => results.splice(0, jobs.length));
  } catch (error) {
    engine.fault = error;
  }
  console.log(`${titleOf(engine)}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Has the work done for all, as many at once as there are cores. */
async function inParallel(items, work) {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
}

/** Columns that a text fills on a terminal: Chinese characters fill two. */
const widthOf = (text) => [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
const pad = (text, width) => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Prints engine × run with digests; a `!` marks what differs from the standard. */
function printTable(engines) {
  const [standard] = engines;
  const width = Math.max(...ROWS.map(({ name }) => widthOf(name)));
  const print = (name, line, cells) => {
    const padded = cells.map((cell, i) => pad(cell, Math.max(17, widthOf(titleOf(engines[i])))));
    console.log([pad(name, width), pad(line, 8), ...padded].join('  ').trimEnd());
  };
  console.log();
  print('run', 'world', engines.map(titleOf));
  for (const [row, { name, lines }] of ROWS.entries()) {
    for (const [i, line] of lines.entries()) {
      const cells = engines.map(({ results }) => {
        if (!results) return 'no result';
        const same = standard.results && isSame(standard.results[row][i], results[row][i]);
        return `${results[row][i].digest}${same ? '' : '!'}`;
      });
      print(i === 0 ? name : '', line, cells);
    }
  }
}

/** What is wrong with the standard: an empty policy must change nothing, and any other something. */
function faultsOfStandard({ results }) {
  return ROWS.flatMap(({ name, run }, row) => {
    if (run === undefined) return [];
    const [baseline, policy] = results[row];
    const empty = run.scenario === EMPTY_POLICY;
    if (isSame(baseline, policy) === empty) return [];
    return [`${name}: the worlds ${empty ? 'differ without a policy' : 'do not differ: nothing is tested'}`];
  });
}

/** Makes the runs everywhere, and compares. @returns what is wrong, and how many rows there are */
async function compareEngines(present) {
  const paths = [process.execPath, ...(process.env.NODES ?? '').split(delimiter).filter(Boolean)];
  const engines = [...paths.map(nodeEngine), ...present.map(browserEngine)];
  await inParallel(engines, measure);
  printTable(engines);
  const [standard, ...others] = engines;
  if (standard.fault) return { faults: faultsOfAll(standard, ROWS), count: 0 };
  const faults = faultsOfStandard(standard);
  for (const engine of others) faults.push(...(await faultsOf(engine, standard, ROWS)));
  return { faults, count: engines.length * ROWS.length };
}

const all = browsers();
for (const { name, hint } of all.filter(({ found }) => found === undefined)) {
  console.log(`${name}: not on this machine (${hint})`);
}
const present = all.filter(({ found }) => found !== undefined);
const { faults, count } = process.argv.includes('--page') ? { faults: [], count: 0 } : await compareEngines(present);
console.log();
const walked = await walkPages(present);
if (present.length === 0) faults.push('no browser is on this machine, and at least one is needed');
const found = [...faults, ...walked].filter(Boolean);
for (const fault of found) console.log(`\n${fault}`);
console.log(`\n${Math.max(0, count + present.length - found.length)} passed, ${found.length} failed`);
process.exitCode = found.length === 0 ? 0 : 1;
