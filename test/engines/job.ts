/** What an engine is asked to do, and how it does it: the same function in Node and in every browser's Worker. */
import { Digest } from '../../sim/kernel/digest.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { World } from '../../sim/model/world.ts';
import type { WorldName } from '../../sim/runner/protocol.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { traceDay } from '../../sim/runner/trace/trace-day.ts';
import { kernelValues } from './kernel-values.ts';
import { scenarioOf, type Run } from './runs.ts';
import { StreamRecorder, type DayLog } from './stream-log.ts';

/** A world of a run, or the kernel's floating-point values. */
export type Job = WorldJob | 'kernel';

export interface WorldJob {
  readonly run: Run;
  readonly world: WorldName;
  /** Asks for the trace of a day, counted from 1, instead of digests. */
  readonly traceOfDay?: number;
}

export interface JobResult {
  /** Of the dispatched events and the final state, or of the kernel's values. */
  readonly digest: string;
  /** Of every measure, for each day and the whole run. */
  readonly measures: string;
  readonly events: number;
  readonly days: readonly DayLog[];
  readonly trace?: string;
}

export function doJob(job: Job): JobResult {
  if (job === 'kernel') return doKernel();
  const { run, world, traceOfDay } = job;
  const scenario = scenarioOf(run);
  if (traceOfDay === undefined) return doWorld(scenario, world);
  const trace = [...traceDay(scenario, world, traceOfDay, { version: 'engines', model: '', scenarioSha256: '' })].join(
    '',
  );
  return { digest: '', measures: '', events: 0, days: [], trace };
}

/** The functions are taken as kinds of one day, so that a difference names the function. */
function doKernel(): JobResult {
  const kinds = kernelValues();
  const digest = new Digest();
  for (const hex of Object.values(kinds)) for (const at of [0, 8]) digest.add(parseInt(hex.slice(at, at + 8), 16));
  return { digest: digest.hex(), measures: '', events: 0, days: [{ kinds, state: {} }] };
}

function doWorld(scenario: Scenario, worldName: WorldName): JobResult {
  const simulation = new Simulation(scenario, worldName);
  const { world } = simulation;
  const recorder = new StreamRecorder(world.kindNames);
  world.engine.observer = recorder;
  const days: DayLog[] = [];
  while (simulation.day < scenario.days) {
    simulation.runDay();
    days.push({ kinds: recorder.take(), state: stateOf(world) });
  }
  const { digest, values, events } = simulation.finish();
  const measures = new Digest();
  measures.addColumn(Float64Array.from(values, ({ value }) => value ?? -1));
  return { digest, measures: measures.hex(), events, days };
}

function stateOf(world: World): DayLog['state'] {
  const columns = world.stateColumns().map(([name, column]) => {
    const digest = new Digest();
    digest.addColumn(column);
    return [name, digest.hex()];
  });
  return Object.fromEntries(columns) as DayLog['state'];
}
