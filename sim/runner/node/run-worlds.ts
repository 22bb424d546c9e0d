/** Runs both worlds of a scenario in threads: side by side where there are cores for it, in turn where there is one. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Scenario } from '../../model/scenario.ts';
import { WORLDS, type WorldName } from '../protocol.ts';
import type { SimulationState, WorldOutcome } from '../simulate.ts';
import type { WorldReport, WorldTask } from './world-thread.ts';

/** The build puts every program into one folder. Of preloads that were given by relative paths it has none: `execArgv: []`. */
const THREAD = new URL('./world-thread.js', import.meta.url);

/** What was asked for was called off before it was done. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** The state that a run was to go on from is none to which it comes. */
export class NoSuchState extends Error {
  constructor(why: string) {
    super(`found a state that is none of this run (${why}), expected one that run --checkpoints has kept`);
    this.name = 'NoSuchState';
  }
}

export interface RunWorldsOptions {
  /** Threads to use at once; as many as there are cores where left out. */
  readonly threads?: number;
  /** Threads a world, where they are to share its work. */
  readonly workers?: number | undefined;
  /** Calls the run off. */
  readonly signal?: AbortSignal;
  /** Called after each simulated day of either world. */
  readonly onDay?: (world: WorldName, daysDone: number) => void;
  /** States to go on from, instead of the first day. */
  readonly from?: Checkpoint | undefined;
  /** Days between two checkpoints. */
  readonly checkpointEvery?: number | undefined;
  /** Called when both worlds have come to a checkpoint. */
  readonly onCheckpoint?: (checkpoint: Checkpoint) => void;
}

/** Both worlds at the same instant. */
export type Checkpoint = Readonly<Record<WorldName, SimulationState>>;

/**
 * Simulates both worlds to the end.
 * @throws Interrupted when called off; NoSuchState for a state to go on from; whatever went wrong in a thread otherwise.
 * No thread is left running.
 */
export async function runWorlds(
  scenario: Scenario,
  {
    threads = availableParallelism(),
    workers = 1,
    signal,
    onDay,
    from,
    checkpointEvery,
    onCheckpoint,
  }: RunWorldsOptions = {},
): Promise<Record<WorldName, WorldOutcome>> {
  const stop = new AbortController();
  const pairUp = pairer(onCheckpoint);
  const run = (world: WorldName) =>
    runWorld(
      { scenario, world, workers, from: from?.[world], checkpointEvery },
      AbortSignal.any([stop.signal, ...(signal ? [signal] : [])]),
      (daysDone) => onDay?.(world, daysDone),
      (state) => pairUp(world, state),
    );
  try {
    if (threads >= WORLDS.length * workers) {
      const [baseline, policy] = await Promise.all([run('baseline'), run('policy')]);
      return { baseline, policy };
    }
    const baseline = await run('baseline');
    return { baseline, policy: await run('policy') };
  } finally {
    stop.abort();
  }
}

/** Keeps the states of the world that is ahead until the other comes to the same instants. */
function pairer(onCheckpoint: RunWorldsOptions['onCheckpoint']) {
  const waiting = new Map<number, Partial<Record<WorldName, SimulationState>>>();
  return (world: WorldName, state: SimulationState): void => {
    const { now } = state.engine;
    const states: Partial<Record<WorldName, SimulationState>> = { ...waiting.get(now), [world]: state };
    const { baseline, policy } = states;
    if (baseline !== undefined && policy !== undefined) {
      waiting.delete(now);
      onCheckpoint?.({ baseline, policy });
    } else waiting.set(now, states);
  };
}

/** Simulates one world in a thread. @throws Interrupted when called off */
export function runWorld(
  task: WorldTask,
  signal: AbortSignal,
  onDay: (daysDone: number) => void = () => undefined,
  onCheckpoint: (state: SimulationState) => void = () => undefined,
): Promise<WorldOutcome> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted());
    const worker = new Worker(THREAD, { workerData: task, execArgv: [] });
    const callOff = () => {
      reject(new Interrupted());
      void worker.terminate();
    };
    signal.addEventListener('abort', callOff, { once: true });
    worker.on('message', (report: WorldReport) => {
      if (report.kind === 'day') onDay(report.daysDone);
      else if (report.kind === 'checkpoint') onCheckpoint(report.state);
      else if (report.kind === 'refused') reject(new NoSuchState(report.why));
      else resolve(report.outcome);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      signal.removeEventListener('abort', callOff);
      reject(new Error(`the thread of the world ${task.world} ended with ${code} and no outcome`));
    });
  });
}

/**
 * Simulates worlds, so many at once; further ones wait for their turn. Of the days, measures of `daysKept` alone are made where it
 * is given. The threads go on to the next world, so that V8 makes machine code of the model once and not for each world; they keep
 * no program from ending, and end when they are called off.
 * @throws Interrupted when called off
 */
export function atMost(threads: number, signal: AbortSignal) {
  let free = threads;
  const queue: (() => void)[] = [];
  const idle: Worker[] = [];
  signal.addEventListener('abort', () => idle.splice(0).forEach((worker) => void worker.terminate()), { once: true });
  return async (scenario: Scenario, world: WorldName, daysKept?: readonly number[]): Promise<WorldOutcome> => {
    if (free === 0) await new Promise<void>((resolve) => queue.push(resolve));
    else free--;
    try {
      if (signal.aborted) throw new Interrupted();
      const worker = idle.pop() ?? new Worker(THREAD, { workerData: null, execArgv: [] });
      const outcome = await give(worker, { scenario, world, daysKept }, signal);
      worker.unref();
      idle.push(worker);
      return outcome;
    } finally {
      const next = queue.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}

/** Has a thread that waits simulate a world. It has ended where this throws. @throws Interrupted when called off */
function give(worker: Worker, task: WorldTask, signal: AbortSignal): Promise<WorldOutcome> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
      signal.removeEventListener('abort', callOff);
    };
    const callOff = () => fail(new Interrupted());
    const fail = (error: unknown) => {
      settle();
      void worker.terminate();
      reject(error as Error);
    };
    signal.addEventListener('abort', callOff, { once: true });
    worker.on('message', (report: WorldReport) => {
      if (report.kind !== 'outcome') return;
      settle();
      resolve(report.outcome);
    });
    worker.on('error', fail);
    worker.on('exit', (code) =>
      fail(new Error(`the thread of the world ${task.world} ended with ${code} and no outcome`)),
    );
    worker.ref();
    worker.postMessage(task);
  });
}
