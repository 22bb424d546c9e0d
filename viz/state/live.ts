/** What a frame says of its instant beside the picture, by name. The only file of the page that knows how frames tell it. */
import { LIVE } from '../../sim/runner/protocol.ts';
import type { LiveName } from '../../sim/runner/protocol.ts';

const COLUMN: Readonly<Record<LiveName, number>> = Object.fromEntries(LIVE.map((name, at) => [name, at])) as Record<
  LiveName,
  number
>;

/** A running total or state by its name. */
export function live(values: Float64Array, name: LiveName): number {
  return values[COLUMN[name]] ?? 0;
}

/** Payments made so far, by any method. */
export function payments(values: Float64Array): number {
  return live(values, 'payments.cash') + live(values, 'payments.card') + live(values, 'payments.mobile');
}
