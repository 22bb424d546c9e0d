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
