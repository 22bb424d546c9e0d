/** The scenarios that the page offers, in the order in which it offers them, and how one of them is had. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Formats } from '../format.ts';
import type { Address } from './address.ts';

/** As they were read when the page was built (sim/cli/ready-made.ts): the page can show them without a reader. */
const READY = import.meta.glob<Scenario>('../../scenarios/*.yaml', { query: '?scenario', import: 'default' });
const fileOf = (name: string): string => `../../scenarios/${name}.yaml`;

/** Seeds that need no look: any other may be refused, or have a spelling of its own. */
const PLAIN_SEED = /^[\w.-]+$/;

/** The one to begin with. */
const FIRST = 'wuhan-2017';

export const SCENARIOS: readonly string[] = Object.keys(READY)
  .map((file) => file.replace(/^.*\/|\.yaml$/g, ''))
  .sort((a, b) => Number(b === FIRST) - Number(a === FIRST) || (a < b ? -1 : 1));

/** A shipped scenario as its file has it, fetched when it is first asked for. */
export async function readyScenario(name: string): Promise<Scenario> {
  const load = READY[fileOf(name)];
  if (load === undefined) throw new RangeError(`found scenario ${name}, expected one of ${SCENARIOS.join(', ')}`);
  return load();
}

/**
 * The scenario that an address asks for. What takes a reader, a plan or other days than its file has, waits for it to be fetched.
 * @param formats of the language in which mistakes are told
 * @throws Error with a line for each mistake of its plan
 */
export async function scenarioOf(
  address: Pick<Address, 'scenario' | 'plan' | 'seed' | 'days' | 'scale'>,
  formats: Formats,
): Promise<Scenario> {
  const { scenario: name, plan, seed, days, scale } = address;
  if (plan === null) {
    const ready = await readyScenario(name);
    const run = { seed: seed ?? ready.seed, days: days ?? ready.days, scale: scale ?? ready.scale };
    if (run.days === ready.days && PLAIN_SEED.test(run.seed)) return { ...ready, ...run };
  }
  return (await import('./reading.ts')).read(address, formats);
}
