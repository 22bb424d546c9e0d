/** Measures of completed days as one table, small enough to be handed over again and again. */
import { dottedName } from '../../model/measures/dictionary.ts';
import type { DayMeasures } from '../protocol.ts';
import type { Simulation } from '../simulate.ts';

/** @param from first day wanted, counted from 0 */
export function dayMeasures(simulation: Simulation, from: number): DayMeasures {
  const days = Math.max(0, simulation.day - from);
  if (days === 0) return { from, names: [], values: new Float64Array(0) };
  const names = simulation.measuresOf(from).map(dottedName);
  const values = new Float64Array(days * names.length);
  for (let day = 0; day < days; day++) {
    simulation.measuresOf(from + day).forEach(({ value }, at) => (values[day * names.length + at] = value ?? NaN));
  }
  return { from, names, values };
}
