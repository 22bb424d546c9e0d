/** A Worker that simulates one world after another for a draft, and hands back what results are made of. */
import type { Scenario } from '../../model/scenario.ts';
import type { PreparedWorld } from '../experiment/prepare-results.ts';
import type { WorldName } from '../protocol.ts';
import { Simulation } from '../simulate.ts';
import { Gate } from './gate.ts';
import type { DraftHold } from './draft.ts';

export interface DraftWorldTask {
  readonly scenario: Scenario;
  readonly world: WorldName;
}

/** Between two days it may be told to rest, or to go on. */
export type DraftWorldMessage = DraftWorldTask | DraftHold;

/** Daily values of small groups are many, and no draft shows them. */
const DAILY_GROUP = /^((age|district|standing)=[^;]*)?$/;

const gate = new Gate();

async function simulate({ scenario, world }: DraftWorldTask): Promise<void> {
  const simulation = new Simulation(scenario, world);
  while (simulation.day < scenario.days) {
    await messagesRead();
    await gate.pass();
    simulation.runDay();
  }
  const { digest, values, personTicks, personAge, personDistrict, personIncome } = simulation.finish();
  const kept = values.filter(({ day, group }) => day < 0 || DAILY_GROUP.test(group));
  const outcome: PreparedWorld = { digest, values: kept, personTicks, personAge, personDistrict, personIncome };
  self.postMessage(outcome);
}

/** What has been sent meanwhile is read before this goes on: nothing is while a day is simulated. */
function messagesRead(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Told to whoever started this Worker, as what is thrown at once is. */
function fail(fault: unknown): void {
  setTimeout(() => {
    throw fault;
  });
}

self.onmessage = ({ data }: MessageEvent<DraftWorldMessage>) => {
  if ('hold' in data) gate.hold(data.hold);
  else simulate(data).catch(fail);
};
