/** What a parameter does, told by what a run comes to at the low and at the high end of its range. */
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { runWorld, tinyScenario, type Overrides } from '../model/fixture.ts';

export type Run = ReturnType<typeof runWorld>;

/** One line of a table: between the two ends of a parameter's range, or of all of a family at once, something rises or falls. */
export interface Move {
  /** Id of a parameter, or of a family without its last part: `retail.tills` are the tills of every kind of shop. */
  readonly parameter: string;
  readonly direction: 'raises' | 'lowers';
  /** Name of a measure, in which `*` stands for the last part of each of the family's ids; or what is worked out of a run. */
  readonly what: string | ((run: Run, member: string) => number);
  /** The world in which it shows, where it is not that of the fixture with two days. */
  readonly where: Overrides;
}

type What = Move['what'];
export const raises = (parameter: string, what: What, where: Overrides = {}): Move => {
  return { parameter, direction: 'raises', what, where };
};
export const lowers = (parameter: string, what: What, where: Overrides = {}): Move => {
  return { parameter, direction: 'lowers', what, where };
};

/** The parameter of this id, or those of this family. */
export function membersOf(id: string): typeof PARAMETERS {
  const members = PARAMETERS.filter((one) => one.id === id || one.id.slice(0, one.id.lastIndexOf('.')) === id);
  if (members.length === 0) throw new Error(`no parameter ${id}`);
  return members;
}

/** What a move comes to at both ends, for each member, by id. */
export function bothEnds(move: Move): Map<string, readonly [low: number, high: number]> {
  const members = membersOf(move.parameter);
  const at = (end: 'low' | 'high') => {
    const ends = Object.fromEntries(members.map((one) => [one.id, one[end]]));
    const scenario = tinyScenario({ days: 2, ...move.where, parameters: { ...move.where.parameters, ...ends } });
    // Moves are of whole runs: the measures of single days take a tenth of the time.
    return runWorld(scenario, 'policy', (simulation) => (simulation.daysKept = new Set()));
  };
  const [low, high] = [at('low'), at('high')];
  return new Map(members.map(({ id }) => [id, [valueOf(move.what, low, id), valueOf(move.what, high, id)] as const]));
}

function valueOf(what: What, run: Run, id: string): number {
  const member = id.slice(id.lastIndexOf('.') + 1);
  if (typeof what === 'function') return what(run, member);
  const value = run.measures[what.replace('*', member)];
  if (value === undefined) throw new Error(`no measure ${what.replace('*', member)}`);
  return value;
}
