/** How exactly a figure with an interval is written. */

/**
 * Digits after the point with which a figure and half the width of its interval are both written: so many that the half is told by one
 * digit, or by two where the first is a 1.
 * @param most digits that are ever written
 */
export function decimalsOf(halfWidth: number, most: number): number {
  if (!(halfWidth > 0)) return most;
  return Math.min(most, Math.max(0, -Math.floor(Math.log10(halfWidth / 2))));
}
