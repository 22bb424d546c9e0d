/** Debian's dieharder (R. G. Brown): which of its tests are run, and what it answers. */
import { spawn, spawnSync } from 'node:child_process';

/** One run of dieharder: the number of a test and, where the test wants one, its ntuple. */
export interface BatteryTest {
  readonly number: number;
  readonly ntuple?: number;
}

/** One p-value. */
export interface Row {
  /** Test, ntuple and, where a run gives several p-values of the same, which of them. */
  readonly name: string;
  readonly pValue: number;
  readonly assessment: Assessment;
}

/** Dieharder calls p WEAK within 0.005 of 0 or 1, and FAILED within 10⁻⁶. */
export const ASSESSMENTS = ['PASSED', 'WEAK', 'FAILED'] as const;
export type Assessment = (typeof ASSESSMENTS)[number];
/** Chance of a perfect generator that a p-value is WEAK or FAILED. */
export const WEAK_CHANCE = 0.01;

const numbered = (...numbers: number[]): BatteryTest[] => numbers.map((number) => ({ number }));

function tuples(number: number, from: number, to: number): BatteryTest[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ number, ntuple: from + i }));
}

/** Of every family of tests the quick ones. */
export const QUICK: readonly BatteryTest[] = [
  ...numbered(0, 1, 3, 4, 8, 9, 10, 11, 12, 13, 15, 16, 100, 101, 102),
  { number: 200, ntuple: 2 },
  { number: 200, ntuple: 4 },
  { number: 201, ntuple: 2 },
  { number: 202, ntuple: 5 },
  { number: 203, ntuple: 0 },
  { number: 203, ntuple: 3 },
  ...numbered(204, 205, 206, 207, 208, 209),
];

/**
 * All that `dieharder -a` runs, but for diehard_sums, of which its own list says `Do Not Use`. The quick ones come
 * first, the longest last.
 */
export const ALL: readonly BatteryTest[] = [
  ...QUICK,
  ...without(QUICK, [
    ...numbered(5, 6),
    ...tuples(202, 2, 5),
    ...tuples(201, 2, 5),
    ...tuples(200, 1, 12),
    ...tuples(203, 0, 32),
    ...numbered(2, 7, 17),
  ]),
];

function without(taken: readonly BatteryTest[], tests: readonly BatteryTest[]): BatteryTest[] {
  const names = new Set(taken.map((test) => argumentsOf(test).join(' ')));
  return tests.filter((test) => !names.has(argumentsOf(test).join(' ')));
}

/** What to do where there is no dieharder; undefined where there is one. */
export function missing(): string | undefined {
  const { error } = spawnSync('dieharder', ['-l'], { stdio: 'ignore' });
  if (error === undefined) return undefined;
  return 'dieharder is not installed, and the battery is its. Debian and Ubuntu: apt-get install dieharder';
}

/** `-d 203 -n 4`, as dieharder wants it. */
export function argumentsOf({ number, ntuple }: BatteryTest): string[] {
  return ['-d', String(number), ...(ntuple === undefined ? [] : ['-n', String(ntuple)])];
}

const COLUMNS = ['test_name', 'ntuple', 'pvalues', 'assessment'];
/** What follows the pipe: raw 32-bit words from stdin, and a line with commas for every p-value. */
export const READ_STDIN = ['-g', '200', '-c', ',', ...COLUMNS.flatMap((column) => ['-D', column])];

/**
 * Pipes the output of a program into a test, and waits for its p-values.
 * @param source program and arguments that write raw words to stdout until the pipe is closed
 * @throws Error with what dieharder printed, if that is no table of p-values
 */
export async function runTest(source: readonly string[], test: BatteryTest): Promise<Row[]> {
  const sink = ['dieharder', ...READ_STDIN, ...argumentsOf(test)];
  // The shell joins the two: words then never pass through this process.
  const quoted = [source, sink].map((words) => words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' '));
  const child = spawn('sh', ['-c', quoted.join(' | ')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const text = Buffer.concat(chunks).toString('utf8');
  const rows = readRows(text);
  if (status === 0 && rows.length > 0) return rows;
  throw new Error(
    `dieharder ${argumentsOf(test).join(' ')} ended with status ${status}: ${text.trim() || 'no output'}`,
  );
}

/** The p-values in dieharder's output; of a name that occurs again, the second is called `name #2`. */
export function readRows(text: string): Row[] {
  const seen = new Map<string, number>();
  return text.split('\n').flatMap((line): Row[] => {
    const [test, ntuple, pValue, word] = line.split(',').map((cell) => cell.trim());
    const assessment = ASSESSMENTS.find((known) => known === word);
    if (assessment === undefined) return [];
    const name = `${test} ${ntuple}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return [{ name: count === 1 ? name : `${name} #${count}`, pValue: Number(pValue), assessment }];
  });
}
