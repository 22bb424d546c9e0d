import type { Lever, Levers } from './levers.ts';
import type { Action } from './kind.ts';

/**
 * An even pace: the share on `day` on the way from `start` to `target`, reached as the action's last day begins.
 * A ramp cut in two at a point on its line is the same ramp. A target below the start changes nothing.
 */
export function rampShare(
  start: number,
  target: number,
  action: { readonly fromDay: number; readonly toDay: number },
  day: number,
): number {
  if (target <= start) return start;
  // Not by the formula below, whose sum may miss the target by the last bit.
  if (day + 1 >= action.toDay) return target;
  return start + (target - start) * ((day + 1 - action.fromDay) / (action.toDay - action.fromDay));
}

/** How a kind pulls a lever that says of which share something has been opened: along its ramp, cell by cell. */
export const pullShare =
  (lever: Lever) =>
  (levers: Levers, action: Action<{ readonly targetShare: number }>, day: number): void => {
    const column = levers.column(lever);
    levers.forEach(action, (cell) => {
      column[cell] = rampShare(column[cell], action.targetShare, action, day);
    });
  };
