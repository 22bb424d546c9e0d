/** When trains leave the terminals. They keep to it: riders do not hold trains up, as they do buses. */
import { TICKS_PER_HOUR, TICKS_PER_MINUTE } from '../../../kernel/time.ts';

const FIRST = 6.5 * TICKS_PER_HOUR;
const LAST = 22.5 * TICKS_PER_HOUR;
/** Headway by hour relative to the peak's (off peak as in Fuzhou, 9.17 to 6.75 minutes; evenings assumed), and on days off. */
const HEADWAY = [
  ...[0, 0, 0, 0, 0, 0, 1.36, 1, 1, 1.36, 1.36, 1.36],
  ...[1.36, 1.36, 1.36, 1.36, 1.36, 1, 1, 1.36, 1.36, 1.6, 1.8, 1.8],
];
const DAY_OFF = 1.2;

/** Ticks after midnight at which trains leave each terminal, on a working day or a day off. */
export function departures(peakHeadwayMinutes: number, isDayOff: boolean): Int32Array {
  const ticks: number[] = [];
  for (let at = FIRST; at <= LAST;) {
    ticks.push(at);
    const factor = HEADWAY[Math.floor(at / TICKS_PER_HOUR)] * (isDayOff ? DAY_OFF : 1);
    at += Math.max(TICKS_PER_MINUTE, Math.round(peakHeadwayMinutes * TICKS_PER_MINUTE * factor));
  }
  return Int32Array.from(ticks);
}

/** The first departure later than a tick after midnight; their number where none is. */
export function nextDeparture(ticks: Int32Array, after: number): number {
  let low = 0;
  let high = ticks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ticks[middle] > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
