/**
 * A thread that simulates worlds: told which by its workerData, it reports each day, hands over the outcome and ends. Without
 * workerData it waits for tasks, one after the other: what it has compiled for the first it has for the next.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Scenario } from '../../model/scenario.ts';
import type { WorldName } from '../protocol.ts';
import type { SimulationState, WorldOutcome } from '../simulate.ts';
import { lead } from '../workers.ts';
import { startMember } from './start-member.ts';

export interface WorldTask {
  readonly scenario: Scenario;
  readonly world: WorldName;
  /** Threads that simulate the world together, this one included; it alone where left out. */
  readonly workers?: number | undefined;
  /** State to go on from; from the first day where left out. */
  readonly from?: SimulationState | undefined;
  /** Days whose measures are wanted, beside those of the whole run; all where left out. */
  readonly daysKept?: readonly number[] | undefined;
  /** Days between two states to be reported; none is where left out. */
  readonly checkpointEvery?: number | undefined;
}

export type WorldReport =
  | { readonly kind: 'day'; readonly daysDone: number }
  | { readonly kind: 'checkpoint'; readonly state: SimulationState }
  /** From the state to go on from the run does not get on: it is none of this run. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'outcome'; readonly outcome: WorldOutcome };

if (parentPort) {
  const report = (what: WorldReport) => parentPort!.postMessage(what);
  if (workerData !== null) await simulate(workerData as WorldTask, report);
  else parentPort.on('message', (task: WorldTask) => void simulate(task, report));
}

async function simulate(task: WorldTask, report: (report: WorldReport) => void): Promise<void> {
  const { scenario, world, workers = 1, from, daysKept, checkpointEvery } = task;
  const simulation = await lead(scenario, world, workers, startMember);
  if (daysKept !== undefined) simulation.daysKept = new Set(daysKept);
  try {
    if (from !== undefined) simulation.restore(from);
    const outcome = simulation.finish((daysDone) => {
      report({ kind: 'day', daysDone });
      if (checkpointEvery !== undefined && daysDone % checkpointEvery === 0 && daysDone < scenario.days) {
        report({ kind: 'checkpoint', state: simulation.save() });
      }
    });
    report({ kind: 'outcome', outcome });
  } catch (error) {
    // A state that fits may still be one to which no run comes, and what follows from it anything at all.
    if (from === undefined) throw error;
    report({ kind: 'refused', why: error instanceof Error ? error.message : String(error) });
  } finally {
    simulation.close();
  }
}
