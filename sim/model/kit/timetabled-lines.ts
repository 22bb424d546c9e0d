/** Lines of a city's network as a service runs them: where they stop, how long they take from stop to stop, and when they set out. */
import { parseDate, weekday } from '../../kernel/calendar.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import type { Geography } from '../geography.ts';
import type { Host } from '../host.ts';
import type { DayKind, Mode, Network, NetworkLine } from '../network.ts';
import type { LaidLine } from './lines.ts';

/** Stay at the end of a line whose vehicles come back the same way (as the import assumes), ticks. */
const TURN = 5 * TICKS_PER_MINUTE;
/** Of people who look at the timetable, the earliest come so long before a departure (assumed), ticks. */
const EARLY = 10 * TICKS_PER_MINUTE;
const SATURDAY = 5;

/** Departures of the two routes of a line, ticks after midnight in ascending order. */
type Departures = readonly [out: Uint32Array, back: Uint32Array];

export interface TimetabledLine {
  readonly line: NetworkLine;
  readonly laid: LaidLine;
  /** Vehicles go round and round: there are no departures on the way back. */
  readonly loop: boolean;
  /** By route and segment: ticks from each stop to the next. */
  readonly running: readonly [out: Uint32Array, back: Uint32Array];
  readonly departures: Readonly<Record<DayKind, Departures>>;
}

/**
 * The lines of a network that a service runs. The way back calls at the stops of the way out in reverse, and takes as long as it does.
 * @param modes whether a service runs the lines of a mode
 * @param loops whether it runs lines round and round; without it loops are run both ways, as often in each
 */
export function timetabledLines(
  network: Network | undefined,
  modes: (mode: Mode) => boolean,
  geography: Geography,
  loops: boolean,
): TimetabledLine[] {
  if (network === undefined) return [];
  return network.lines
    .filter(({ mode }) => modes(mode))
    .map((line): TimetabledLine => {
      const [out, back] = line.ways;
      const stops = out!.stops.map((stop) => network.stops[stop]!);
      const x = stops.map(({ at }) => geography.plane.x(at[0]));
      const y = stops.map(({ at }) => geography.plane.y(at[1]));
      const middle = x.length >> 1;
      const forth = Uint32Array.from(out!.seconds, (seconds) => Math.max(1, Math.round(seconds * TICKS_PER_SECOND)));
      const loop = line.loop && loops;
      return {
        line,
        laid: { x, y, seat: nearestHome(geography, x[middle]!, y[middle]!) },
        loop,
        running: [forth, reversed(forth, back === undefined ? sum(forth) : TICKS_PER_SECOND * sum(back.seconds))],
        departures: {
          weekday: departuresOf(line, 'weekday', loop, sum(forth)),
          saturday: departuresOf(line, 'saturday', loop, sum(forth)),
          sunday: departuresOf(line, 'sunday', loop, sum(forth)),
        },
      };
    });
}

function departuresOf({ ways, loop: isLoop }: NetworkLine, kind: DayKind, loop: boolean, oneWay: number): Departures {
  const out = ticksOf(ways[0]!.departures[kind]);
  if (loop) return [out, new Uint32Array(0)];
  const back = ways[1];
  if (back !== undefined) return [out, ticksOf(back.departures[kind])];
  return [out, isLoop ? out : wrapped(Array.from(out, (tick) => tick + oneWay + TURN))];
}

const ticksOf = (minutes: readonly number[]): Uint32Array =>
  wrapped(minutes.map((minute) => Math.round(minute * TICKS_PER_MINUTE)));

/** What sets out after midnight does so on the morning of each day of the kind; a day begins when its midnight is over. */
function wrapped(ticks: readonly number[]): Uint32Array {
  return Uint32Array.from(ticks, (tick) => Math.max(1, tick % TICKS_PER_DAY)).sort((a, b) => a - b);
}

function reversed(forth: Uint32Array, total: number): Uint32Array {
  const factor = total / sum(forth);
  return Uint32Array.from(forth, (_, i) => Math.max(1, Math.round(forth[forth.length - 1 - i]! * factor)));
}

function sum(values: ArrayLike<number>): number {
  let all = 0;
  for (let i = 0; i < values.length; i++) all += values[i]!;
  return all;
}

/** Departures of the mean day of a week, on both ways. */
export function departuresADay({ departures: { weekday: work, saturday, sunday } }: TimetabledLine): number {
  const both = ([out, back]: Departures) => out.length + back.length;
  return (5 * both(work) + both(saturday) + both(sunday)) / 7;
}

/** Which timetable is in force: public holidays are Sundays, and Saturdays that are worked weekdays. */
export function dayKindOf(host: Host, day: number): DayKind {
  if (!host.isWeekend(day)) return 'weekday';
  return weekday(parseDate(host.start) + day) === SATURDAY ? 'saturday' : 'sunday';
}

/** Position of the departure nearest to a tick that is not before another; −1 where there is none. */
export function nearestDeparture(departures: Uint32Array, tick: number, notBefore: number): number {
  let low = 0;
  let high = departures.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (departures[middle]! >= tick) high = middle;
    else low = middle + 1;
  }
  if (low > 0 && (low === departures.length || tick - departures[low - 1]! < departures[low]! - tick)) low--;
  while (low < departures.length && departures[low]! < notBefore) low++;
  return low < departures.length ? low : -1;
}

/**
 * When somebody comes to a stop for a departure, minutes after midnight: at any time since the one before where they follow each
 * other closely, else in the last minutes before it, as people do who know the timetable.
 * @param offset ticks from the departure at the terminal to that at the stop
 * @param u uniform number
 */
export function comesFor(departures: Uint32Array, at: number, offset: number, u: number): number {
  const gap = at === 0 ? EARLY : Math.min(EARLY, departures[at]! - departures[at - 1]!);
  // Steps of a day begin at some second of their minute.
  return Math.max(0, Math.floor((departures[at]! + offset - u * gap) / TICKS_PER_MINUTE) - 1);
}

/** Neighbourhood nearest to a point. */
export function nearestHome({ homeX, homeY }: Geography, x: number, y: number): number {
  let nearest = 0;
  let least = Infinity;
  for (let home = 0; home < homeX.length; home++) {
    const square = (homeX[home]! - x) * (homeX[home]! - x) + (homeY[home]! - y) * (homeY[home]! - y);
    if (square >= least) continue;
    least = square;
    nearest = home;
  }
  return nearest;
}
