/**
 * `npm run test:random`: puts the simulation's keyed random numbers through dieharder, in several arrangements; HELP
 * says how. The last line is `N passed, N failed`, in p-values.
 */
import { realpathSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process, { argv, execPath, stderr, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ARRANGEMENTS, type Arrangement, arrangementNamed } from './arrangements.ts';
import { ALL, type BatteryTest, QUICK, argumentsOf, missing, runTest } from './dieharder.ts';
import { type Generator, reduced, simulated } from './generators.ts';
import { writeStream } from './stream.ts';
import { type Attempts, isOpen, summary, table } from './verdict.ts';

const HELP = `npm run test:random -- [options]

Puts the keyed random numbers of the simulation through dieharder. Without options: its quick tests.

  --all                 all tests of dieharder -a (about half an hour for each arrangement)
  --arrangement NAMES   only these, separated by commas
  --tests NUMBERS       only these, as dieharder -l numbers them, separated by commas
  --minutes N           begin no further test after so many minutes
  --rounds N            a generator of N rounds instead of 13, to see the battery fail
  --stream NAME         no battery: raw 32-bit words of one arrangement on stdout
  --keys N              with --stream: other numbers for each N

Arrangements:
${ARRANGEMENTS.map(({ name, title }) => `  ${name.padEnd(22)}${title}`).join('\n')}
`;

const OPTIONS = {
  all: { type: 'boolean' },
  arrangement: { type: 'string' },
  tests: { type: 'string' },
  minutes: { type: 'string' },
  rounds: { type: 'string' },
  stream: { type: 'string' },
  keys: { type: 'string', default: '0' },
  help: { type: 'boolean' },
} as const;

/** At most this many attempts are made of a test: three strikes, each WEAK. */
const ATTEMPTS_MAX = 3;

interface Job {
  readonly arrangement: Arrangement;
  readonly test: BatteryTest;
  /** Keys of its first attempt; others follow. No two jobs share keys, so that their p-values are independent. */
  readonly keys: number;
}

/** p-values by arrangement and row. */
type Results = Map<string, Map<string, Attempts>>;

function wholeNumber(option: string, text: string, max: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) <= max) return Number(text);
  throw new RangeError(`--${option}: found '${text}', expected a whole number up to ${max}`);
}

/** Runs one test on one arrangement, again with other keys as long as a row is open. */
async function runJob({ arrangement, test, keys }: Job, options: readonly string[]): Promise<Map<string, Attempts>> {
  const rows = new Map<string, Attempts>();
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
    const stream = [...options, '--stream', arrangement.name, '--keys', String(keys + attempt)];
    for (const row of await runTest([execPath, argv[1]!, ...stream], test)) {
      const before = rows.get(row.name) ?? [];
      if (attempt === 0 || isOpen(before)) rows.set(row.name, [...before, row]);
    }
    if (![...rows.values()].some(isOpen)) break;
  }
  return rows;
}

/** Runs the jobs, as many at once as there are cores, until all are done or the time is up; says what came of each. */
async function runAll(jobs: readonly Job[], options: readonly string[], minutes: number): Promise<Results> {
  const results: Results = new Map(jobs.map(({ arrangement }) => [arrangement.name, new Map<string, Attempts>()]));
  const found: Map<string, Attempts>[] = [];
  const end = performance.now() + minutes * 60_000;
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < jobs.length && performance.now() < end) {
      const index = next++;
      const { arrangement, test } = jobs[index]!;
      const start = performance.now();
      const rows = await runJob(jobs[index]!, options);
      found[index] = rows;
      const values = [...rows.values()].map((row) => row.map(({ pValue }) => pValue.toFixed(4)).join('→')).join(' ');
      const seconds = ((performance.now() - start) / 1000).toFixed(0);
      stderr.write(`${arrangement.name} ${argumentsOf(test).join(' ')}: ${values} (${seconds} s)\n`);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  found.forEach((rows, index) => {
    for (const [name, row] of rows) results.get(jobs[index]!.arrangement.name)!.set(name, row);
  });
  if (found.length < jobs.length) stdout.write(`\n${found.length} of ${jobs.length} tests in ${minutes} minutes\n`);
  return results;
}

/** A job's keys follow from its test and arrangement alone: every run of the battery gives the same p-values. */
function jobsOf(arrangements: readonly Arrangement[], tests: readonly BatteryTest[]): Job[] {
  return tests.flatMap((test) =>
    arrangements.map((arrangement) => {
      const index = ALL.indexOf(test) * ARRANGEMENTS.length + ARRANGEMENTS.indexOf(arrangement);
      return { arrangement, test, keys: index * ATTEMPTS_MAX };
    }),
  );
}

function report(results: Results): void {
  const { text, passed, faults } = summary(results);
  stdout.write(`\n${table(results)}\n\n${text}\n\n${passed} passed, ${faults} failed\n`);
  if (faults > 0) process.exitCode = 1;
}

/** The tests that are asked for. */
function chooseTests(all: boolean, only: string | undefined): BatteryTest[] {
  const numbers = only?.split(',').map((text) => wholeNumber('tests', text, 999));
  const tests = (all ? ALL : QUICK).filter(({ number }) => numbers?.includes(number) ?? true);
  if (tests.length > 0) return tests;
  throw new RangeError(`--tests: found '${only}', expected numbers of ${all ? 'tests' : 'quick tests'}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ args: argv.slice(2), options: OPTIONS });
  if (values.help) return void stdout.write(HELP);
  const rounds = values.rounds === undefined ? undefined : wholeNumber('rounds', values.rounds, 20);
  if (values.stream !== undefined) {
    const generator: Generator = rounds === undefined ? simulated : reduced(rounds);
    const keys = wholeNumber('keys', values.keys, 999_999);
    return writeStream(arrangementNamed(values.stream).open(generator, keys));
  }
  const names = values.arrangement?.split(',') ?? ARRANGEMENTS.map(({ name }) => name);
  const jobs = jobsOf(names.map(arrangementNamed), chooseTests(values.all === true, values.tests));
  const minutes = values.minutes === undefined ? Infinity : wholeNumber('minutes', values.minutes, 100_000);
  const absent = missing();
  if (absent !== undefined) throw new Error(absent);
  report(await runAll(jobs, rounds === undefined ? [] : ['--rounds', String(rounds)], minutes));
}

if (argv[1] !== undefined && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    stderr.write(`test:random: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
