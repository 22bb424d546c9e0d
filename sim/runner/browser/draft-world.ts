/** A Worker that simulates one world after another for a draft, and hands back what results are made of. */
import type { Scenario } from '../../model/scenario.ts';
import type { PreparedWorld } from '../experiment/prepare-results.ts';
import type { WorldName } from '../protocol.ts';
import { Simulation } from '../simulate.ts';

export interface DraftWorldTask {
  readonly scenario: Scenario;
  readonly world: WorldName;
}

/** Daily values of small groups are many, and no draft shows them. */
const DAILY_GROUP = /^((age|district|standing)=[^;]*)?$/;

self.onmessage = ({ data: { scenario, world } }: MessageEvent<DraftWorldTask>) => {
  const { digest, values, personTicks, personAge, personDistrict, personIncome } = new Simulation(
    scenario,
    world,
  ).finish();
  const kept = values.filter(({ day, group }) => day < 0 || DAILY_GROUP.test(group));
  const outcome: PreparedWorld = { digest, values: kept, personTicks, personAge, personDistrict, personIncome };
  self.postMessage(outcome);
};
