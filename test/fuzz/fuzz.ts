/**
 * `npm run test:fuzz [-- --runs N] [-- --seed S] [-- --replay FILE]`: random scenarios in both worlds, and everything that
 * must hold of them. A seed gives the same scenarios again; without one a new one is drawn and printed. What breaks is
 * made as small as it can be and written down as a scenario file, which --replay checks alone.
 */
import fc from 'fast-check';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { anyAndHugeCases } from './cases.ts';
import { checkScenario, OWN_CITY, readCase, type ScenarioCase } from './check-scenario.ts';

const RUNS = 2000;
const SEED_COUNT = 0x7fffffff;
const FOLDER = resolve('dist/fuzz');
/** Runs between two lines about how far it has come. */
const RUNS_A_LINE = 200;
/** Smaller and smaller counterexamples are looked for so long, in milliseconds. */
const SHRINKING_MS = 120_000;

function wholeNumber(name: string, text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (value >= low && value <= high) return value;
  throw new RangeError(`--${name}: found ${JSON.stringify(text)}, expected a whole number from ${low} to ${high}`);
}

/** The city of a case lies beside the scenario, under its name. */
const cityPaths = (file: string) => {
  const stem = file.replace(/\.ya?ml$/, '');
  return { yaml: `${stem}.${OWN_CITY}.yaml`, geojson: `${stem}.${OWN_CITY}.geojson` };
};

function writeCase({ text, city }: ScenarioCase, seed: number): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `seed-${seed}.yaml`);
  writeFileSync(file, text);
  if (city !== undefined) {
    const paths = cityPaths(file);
    writeFileSync(paths.yaml, city.yaml);
    writeFileSync(paths.geojson, city.geojson);
  }
  return file;
}

function caseIn(file: string): ScenarioCase {
  const paths = cityPaths(file);
  const read = (path: string) => readFileSync(path, 'utf8');
  const city = existsSync(paths.yaml) ? { yaml: read(paths.yaml), geojson: read(paths.geojson) } : undefined;
  return { text: read(file), city };
}

/** Checks the case in a file. */
function replay(file: string): number {
  try {
    const { events, payments } = checkScenario(readCase(caseIn(file)));
    console.log(`${file}: fine, ${events} events and ${payments} payments with the policy`);
    return 0;
  } catch (error) {
    console.log(`${file}: ${messageOf(error)}`);
    return 1;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));

/** Checks `runs` random cases. */
function fuzz(runs: number, seed: number): number {
  console.log(`${runs} scenarios of seed ${seed}`);
  const start = performance.now();
  const total = { cases: 0, events: 0, payments: 0, differing: 0 };
  let failedAt = Infinity;
  const check = (one: ScenarioCase) => {
    if (performance.now() - failedAt > SHRINKING_MS) return;
    try {
      const { events, payments, differs } = checkScenario(readCase(one));
      total.events += events;
      total.payments += payments;
      total.differing += differs ? 1 : 0;
    } catch (error) {
      failedAt = Math.min(failedAt, performance.now());
      throw error;
    }
    if (failedAt < Infinity || ++total.cases % RUNS_A_LINE !== 0) return;
    console.log(`${total.cases} of ${runs}, ${((performance.now() - start) / 1000).toFixed(0)} s`);
  };
  const { failed, counterexample, errorInstance, numShrinks } = fc.check(fc.property(anyAndHugeCases(), check), {
    numRuns: runs,
    seed,
  });
  const { cases, events, payments, differing } = total;
  console.log(
    `${cases} scenarios hold: ${events} events and ${payments} payments with the policy, ` +
      `which made a difference in ${differing}`,
  );
  if (!failed) return 0;
  const file = writeCase(counterexample![0], seed);
  console.log(`one does not hold, made smaller ${numShrinks} times: ${messageOf(errorInstance)}`);
  console.log(`it is in ${file}: npm run test:fuzz -- --replay ${file}`);
  return 1;
}

function main(): number {
  const { values } = parseArgs({
    options: { runs: { type: 'string' }, seed: { type: 'string' }, replay: { type: 'string' } },
  });
  if (values.replay !== undefined) return replay(values.replay);
  const runs = wholeNumber('runs', values.runs, 1, 10_000_000) ?? RUNS;
  return fuzz(runs, wholeNumber('seed', values.seed, 0, SEED_COUNT) ?? Math.floor(Math.random() * SEED_COUNT));
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
