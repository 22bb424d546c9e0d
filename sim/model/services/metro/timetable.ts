/** When trains leave the terminals. They keep to it: riders do not hold trains up, as they do buses. */
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../../kernel/time.ts';

/** First and last departure, ticks after midnight. */
export interface ServiceHours {
  readonly first: number;
  readonly last: number;
}

/**
 * Ticks after midnight at which trains leave each terminal.
 *
 * @param factors by hour of the day: headway relative to the peak's
 */
export function departures(
  { first, last }: ServiceHours,
  peakHeadwayMinutes: number,
  factors: readonly number[],
): Uint32Array {
  const ticks: number[] = [];
  for (let at = first; at <= last;) {
    ticks.push(at);
    const factor = factors[Math.floor(at / TICKS_PER_HOUR)];
    at += Math.max(TICKS_PER_MINUTE, Math.round(peakHeadwayMinutes * TICKS_PER_MINUTE * factor));
  }
  return Uint32Array.from(ticks);
}

/** The first departure later than a tick after midnight; their number where none is. */
export function nextDeparture(ticks: Uint32Array, after: number): number {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ticks[middle] > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
