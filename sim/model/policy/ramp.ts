/**
 * An even pace: the share on `day` on the way from `start` to `target`, reached as the measure's last day begins.
 * A ramp cut in two at a point on its line is the same ramp. A target below the start changes nothing.
 */
export function rampShare(
  start: number,
  target: number,
  measure: { readonly fromDay: number; readonly toDay: number },
  day: number,
): number {
  if (target <= start) return start;
  const done = Math.min(1, (day + 1 - measure.fromDay) / (measure.toDay - measure.fromDay));
  return start + (target - start) * done;
}
