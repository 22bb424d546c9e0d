/** The measures that a picture of a world carries: so far, by the same account as the results. */
import { Counters } from '../model/measures/counters.ts';
import type { MeasureRow } from '../model/measures/declare.ts';
import { MEASURE_ROWS } from '../model/measures/definitions.ts';
import { dottedName, MEMBERS } from '../model/measures/dictionary.ts';
import type { Simulation } from './simulate.ts';

interface LiveCell {
  readonly name: string;
  readonly row: MeasureRow;
  readonly group: Readonly<Record<string, number>>;
}

/** A measure for every group of a split, in the order of the members. */
function cellsOf(row: MeasureRow, split: readonly string[]): LiveCell[] {
  let groups: { label: string; group: Record<string, number> }[] = [{ label: '', group: {} }];
  for (const dimension of split) {
    groups = groups.flatMap(({ label, group }) =>
      MEMBERS[dimension].map((id, index) => ({
        label: `${label}${label === '' ? '' : ';'}${dimension}=${id}`,
        group: { ...group, [dimension]: index },
      })),
    );
  }
  return groups.map(({ label, group }) => ({ name: dottedName({ name: row.name, group: label }), row, group }));
}

/** Splits by district are for days that are over: their number is the city's. */
const CELLS: readonly LiveCell[] = MEASURE_ROWS.flatMap((row) =>
  [[], ...row.splits].filter((split) => !split.includes('district')).flatMap((split) => cellsOf(row, split)),
);

/** Dotted names of what `measuresSoFar` gives, in order. */
export const LIVE_NAMES: readonly string[] = CELLS.map(({ name }) => name);

/** Measures of the run up to now; not a number where there has been nothing to measure. All workers must be at rest. */
export function measuresSoFar({ tally, scenario, world }: Simulation, days: number): Float64Array {
  const values = new Float64Array(tally.layout.length);
  tally.soFar(values);
  const counters = new Counters(tally.layout, values, days, scenario.scale, world.parameters);
  return Float64Array.from(CELLS, ({ row, group }) => row.value(counters.of(group)));
}
