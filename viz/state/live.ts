/** What a frame says of its instant beside the picture, by name. The only file of the page that knows how frames tell it. */
import { LIVE } from '../../sim/runner/protocol.ts';

const COLUMN: ReadonlyMap<string, number> = new Map(LIVE.map((name, at) => [name, at]));

/** A measure of the run so far by its dotted name; 0 where there has been nothing to measure. */
export function live(values: Float64Array, name: string): number {
  return values[COLUMN.get(name) ?? -1] || 0;
}

/** Payments made so far, by any method. */
export function payments(values: Float64Array): number {
  return live(values, 'payments.count');
}

/** Share of them made by phone; not a number where there are none. */
export function mobileShare(values: Float64Array): number {
  return live(values, 'payments.count.mobile') / payments(values);
}
