/** A thread that simulates one world: told which by its workerData, it reports each day and hands over the outcome. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Scenario } from '../../model/scenario.ts';
import type { WorldName } from '../protocol.ts';
import { Simulation, type WorldOutcome } from '../simulate.ts';

export interface WorldTask {
  readonly scenario: Scenario;
  readonly world: WorldName;
}

export type WorldReport =
  { readonly kind: 'day'; readonly daysDone: number } | { readonly kind: 'outcome'; readonly outcome: WorldOutcome };

if (parentPort) {
  const port = parentPort;
  const { scenario, world } = workerData as WorldTask;
  const report = (message: WorldReport, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const outcome = new Simulation(scenario, world).finish((daysDone) => report({ kind: 'day', daysDone }));
  report({ kind: 'outcome', outcome });
}
