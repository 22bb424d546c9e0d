/** What is wrong with engines that have done the same jobs: where each parts from the standard, and why. */
import { compareTraces, historyOf } from '../../sim/runner/trace/compare-traces.ts';
import { describeComparison } from '../../sim/runner/trace/describe-comparison.ts';
import type { Job, JobResult, WorldJob } from './job.ts';
import type { Run } from './runs.ts';
import { bisect } from './stream-log.ts';

/** A row of the table, with a job for every line of it. */
export interface Row {
  readonly name: string;
  /** None for what is not of a run. */
  readonly run?: Run;
  readonly lines: readonly string[];
  readonly jobs: readonly Job[];
}

/** An engine, when it has done the jobs of all rows or has failed. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** Has jobs done: promises a result for each, in order. */
  work(jobs: readonly Job[]): Promise<JobResult[]>;
  /** For each row. */
  readonly results?: readonly (readonly JobResult[])[];
  readonly fault?: Error;
}

const HISTORY = 3;

export const titleOf = ({ name, version }: Pick<Engine, 'name' | 'version'>): string => `${name} ${version}`.trim();

export const isSame = (a: JobResult, b: JobResult): boolean =>
  a.digest === b.digest && a.measures === b.measures && bisect(a.days, b.days) === undefined;

/** An engine that failed has failed every row; why is said once. */
export function faultsOfAll(engine: Engine, rows: readonly Row[]): string[] {
  return rows.map((_, row) => (row === 0 ? `${titleOf(engine)}: no result: ${engine.fault?.message}` : ''));
}

/** Where an engine parts from the standard in each row; the first such place in a run is looked at closely. */
export async function faultsOf(engine: Engine, standard: Engine, rows: readonly Row[]): Promise<string[]> {
  if (engine.results === undefined) return faultsOfAll(engine, rows);
  const faults: string[] = [];
  let looked = false;
  for (const [row, { name, run, lines, jobs }] of rows.entries()) {
    const [expected, found] = [standard.results![row]!, engine.results[row]!];
    const i = lines.findIndex((_, line) => !isSame(expected[line]!, found[line]!));
    if (i < 0) continue;
    const parting = bisect(expected[i]!.days, found[i]!.days);
    const what = run ? describeParting(parting) : `in ${parting?.kinds.join(', ')}`;
    const where = `${titleOf(engine)}: ${name} ${lines[i]}: differs from ${titleOf(standard)} ${what}`;
    const looks: boolean = parting !== undefined && run !== undefined && !looked;
    const closely: string[] = looks ? await lookClosely(engine, standard, jobs[i] as WorldJob, parting!.day) : [];
    looked ||= closely.length > 0;
    faults.push([where, ...closely].join('\n  '));
  }
  return faults;
}

function describeParting(parting: ReturnType<typeof bisect>): string {
  if (parting === undefined) return 'in its measures only';
  const { day, kinds, state } = parting;
  const events = kinds.length === 0 ? 'no event' : `events of the kinds ${kinds.join(', ')}`;
  return `first on day ${day}, in ${events}; state at its end: ${state.join(', ') || 'the same'}`;
}

/** Has both engines trace the day on which they part, and compares the traces. */
async function lookClosely(engine: Engine, standard: Engine, worldJob: WorldJob, day: number): Promise<string[]> {
  const job = { ...worldJob, traceOfDay: day };
  const traces: string[][] = [];
  for (const side of [standard, engine]) {
    const [result] = await side.work([job]);
    traces.push(result!.trace!.trimEnd().split('\n'));
  }
  const comparison = drive(compareTraces([traces[0]!.values(), traces[1]!.values()]));
  if (comparison.equal) return [`the same day traced again is the same: ${titleOf(engine)} does not repeat itself`];
  const event = comparison.event?.found[comparison.event.only ?? 0];
  const history = event ? drive(historyOf(traces[0]!.values(), event, comparison.event!.line, HISTORY)) : [];
  const first = event ? `the first event to differ on day ${day} is of the kind ${event.kind}` : 'no event differs';
  return [`A is ${titleOf(standard)}, B is ${titleOf(engine)}; ${first}`, ...describeComparison(comparison, history)];
}

function drive<T>(generator: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = generator.next();
    if (done) return value;
  }
}
