/** What the queue's picture and curve show: where people stand, and the mean wait at any load. */
import { erlangWait } from '../../../sim/runner/queue/erlang.ts';

/** People who are drawn one by one; the others are counted. */
export const DRAWN_MAX = 96;
const ROW = 24;

export interface Stand {
  readonly x: number;
  readonly y: number;
}

/** Where those who wait stand, in a line that turns at the end of a row; the head of the queue first. */
export function standsOf(waiting: number, step: number): Stand[] {
  return Array.from({ length: Math.min(waiting, DRAWN_MAX) }, (_, at) => {
    const row = Math.floor(at / ROW);
    const column = at % ROW;
    return { x: (row % 2 === 0 ? column : ROW - 1 - column) * step, y: row * step };
  });
}

export const ROWS = DRAWN_MAX / ROW;
export const COLUMNS = ROW;

/** Loads at which the curve is reckoned. */
const LOADS = Array.from({ length: 97 }, (_, i) => i / 100 + 0.01);

/** Mean wait by load, in mean service times, as far as it stays below `top`. */
export function waitCurve(servers: number, top: number): { load: number; wait: number }[] {
  return LOADS.map((load) => ({ load, wait: erlangWait(servers, load * servers) })).filter(({ wait }) => wait <= top);
}

/** Whether a simulated mean agrees with the formula: within its 95% interval. */
export function agrees(formula: number, simulated: { readonly mean: number; readonly halfWidth: number }): boolean {
  return Math.abs(simulated.mean - formula) <= simulated.halfWidth;
}
