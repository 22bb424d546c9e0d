/** Who the residents are, for whoever looks for one of them. */
import type { World } from '../../model/world.ts';
import type { Residents } from '../protocol.ts';
import type { Recorder } from './recorder.ts';

/** People refused today who are named. */
const REFUSED_MAX = 1000;

export function describeResidents({ people }: World, recorder: Recorder): Residents {
  return {
    ticks: people.ticks.copy(),
    age: Uint8Array.from({ length: people.count }, (_, person) => people.age(person)),
    income: Uint8Array.from({ length: people.count }, (_, person) => people.income(person)),
    district: Uint16Array.from({ length: people.count }, (_, person) => people.district(person)),
    refused: recorder.refusedToday(REFUSED_MAX),
  };
}
