/**
 * How fast simulated time passes on the screen, and how far ahead the two worlds are asked to simulate. Pure arithmetic:
 * whoever calls it brings the clock.
 */
import {
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  parseDate,
  weekday,
} from '../../sim/runner/vocabulary.ts';

/** Speeds the page offers, in simulated seconds a second: real time to a week a second. */
export const SPEEDS = [1, 10, 60, 300, 900, 3600, 14_400, 43_200, 86_400, 172_800, 345_600, 604_800] as const;
/** What an address may ask for; the nearest of SPEEDS is taken. */
export const SPEED_MIN = 1;
export const SPEED_MAX = 1_000_000;
/** A simulated minute a second: buses visibly move, queues visibly form. */
export const SPEED_DEFAULT = 60;

/** Where nobody has chosen a speed: so long at the default, then a notch faster every step, up to a day a second. */
const TOUR_FIRST_MS = 8000;
const TOUR_STEP_MS = 3000;
const TOUR_SPEED_MAX = 86_400;

/**
 * The speed of a first look after `ms` of play: slow enough at first to watch buses and queues, then faster and faster,
 * because adoption takes weeks.
 */
export function tourSpeed(ms: number): number {
  const notches = Math.max(0, Math.floor((ms - TOUR_FIRST_MS) / TOUR_STEP_MS) + 1);
  const at = SPEEDS.indexOf(SPEED_DEFAULT) + notches;
  return Math.min(TOUR_SPEED_MAX, SPEEDS[Math.min(SPEEDS.length - 1, at)] ?? TOUR_SPEED_MAX);
}

/** The offered speed nearest to `speed`, by ratio. */
export function nearestSpeed(speed: number): number {
  let best: number = SPEEDS[0];
  for (const candidate of SPEEDS) {
    if (Math.abs(Math.log(candidate / speed)) < Math.abs(Math.log(best / speed))) best = candidate;
  }
  return best;
}

/** The longest a reply should take, so that play, pause and inspection answer at once and pictures follow closely. */
export const REPLY_MS_MAX = 28;
/** Where play is fast, fewer and longer replies leave more of the machine to the two worlds. */
const FAST_REPLY_FACTOR = 2.5;
/** Fast play is made of frames, which must come often; slow play walks along each frame's segments. */
const FAST_SPEED = 1800;
const PIECE_MS = { slow: 100, fast: 70 } as const;
/** How many pieces the worlds are kept ahead of the picture: interpolation then always has a segment to walk on. */
const LEAD_PIECES = { slow: 2.5, fast: 8 } as const;
/** A jump between two pictures so long that showing single payments and journeys would only flicker. */
export const COARSE_TICKS = 4 * 60 * TICKS_PER_SECOND;
/** Shortest time between two such pictures. */
export const COARSE_PICTURE_MS = 220;

/** Learns how many ticks a millisecond of reply buys and never asks for more than REPLY_MS_MAX of them. */
export class RequestSizer {
  private ticksPerMs = 300;

  /** Records that simulating `ticks` took `ms`: believes bad news at once, good news by doubling at most. */
  learn(ticks: number, ms: number): void {
    if (ticks <= 0) return;
    const rate = ticks / Math.max(1, ms);
    // A short request is all round trip: it says nothing about the rate, unless it looks fast even so.
    if (rate < this.ticksPerMs && ms < REPLY_MS_MAX / 3) return;
    this.ticksPerMs = Math.min(2 * this.ticksPerMs, rate);
  }

  /** Most ticks to ask for at once. A minute at least: of less one would only learn how long a round trip takes, and never ask for more. */
  get ticksMax(): number {
    return Math.max(TICKS_PER_MINUTE, Math.floor(this.ticksPerMs * REPLY_MS_MAX));
  }

  /** Most ticks to ask for at once at a speed: longer replies where play is fast. */
  ticksMaxAt(speed: number): number {
    return speed >= FAST_SPEED ? Math.floor(this.ticksMax * FAST_REPLY_FACTOR) : this.ticksMax;
  }
}

/**
 * The tick to ask both worlds for next, or null where they are far enough ahead of the picture already.
 * @param leadMs play they are kept ahead at least, in milliseconds: where pictures are rare, more than between two of them
 */
export function nextTarget(
  shown: number,
  simulated: number,
  end: number,
  speed: number,
  ticksMax: number,
  leadMs = 0,
): number | null {
  const mode = speed >= FAST_SPEED ? 'fast' : 'slow';
  const ms = PIECE_MS[mode];
  const piece = Math.max(1, Math.round((speed * TICKS_PER_SECOND * ms) / 1000));
  const lead = Math.max((LEAD_PIECES[mode] - 1) * piece, (speed * TICKS_PER_SECOND * leadMs) / 1000);
  if (simulated >= end || simulated - shown > lead) return null;
  return Math.min(end, simulated + Math.min(piece, ticksMax));
}

/** Where the picture stands after `ms` at `speed`: never beyond what is simulated. */
export function advanceShown(shown: number, simulated: number, speed: number, ms: number): number {
  return Math.min(simulated, shown + (speed * TICKS_PER_SECOND * ms) / 1000);
}

/** Eight o'clock of the last day from Monday to Friday; of the last day, where there is none. */
export function lastWorkingMorning(start: string, days: number): number {
  const first = parseDate(start);
  for (let day = days - 1; day >= 0; day--) {
    if (weekday(first + day) < 5) return day * TICKS_PER_DAY + 8 * TICKS_PER_HOUR;
  }
  return (days - 1) * TICKS_PER_DAY + 8 * TICKS_PER_HOUR;
}
