/** From courses to lines: a route's courses that share their stops are one line, with a way out and a way back, cut to the city. */
import {
  DAY_KINDS,
  DEPARTURES_MAX,
  hasPlatforms,
  NETWORK_FORMAT,
  type Network,
  type NetworkLine,
  type NetworkStop,
  type NetworkWay,
} from '../../model/network.ts';
import { kmBetween, type Position } from './distance.ts';
import type { FareOf } from './fares.ts';
import type { Journal } from './journal.ts';
import { MODE_TERMS } from './modes.ts';
import type { Course, FeedStop, Timetable } from './timetable.ts';

/** Courses of which so much of the shorter lies on the longer are one. */
const SHARED_MIN = 0.5;
/** Ends of a line's two ways lie this near each other, km, or this part of its length. */
const ENDS_KM = 1;
const ENDS_PART = 0.25;
/** A course whose ends are so near each other is a loop, km. */
const LOOP_KM = 0.3;
/** Shortest stay at each end (as the bus service assumes), minutes. */
const LAYOVER_MINUTES = 5;
/** Stops of a line: longer ones are cut. */
const STOPS_MAX = 1000;
const MINUTE = 60;
/** Courses of a route that are looked at, those with most departures first: each is held against each. */
const COURSES_MAX = 1000;
/** No segment is shorter, seconds. */
const SECONDS_MIN = 10;

/** District of a place: its id, undefined outside the city. */
export type DistrictOf = (place: Position) => string | undefined;

/** A course with others that are run like it. */
interface Group {
  readonly main: Course;
  readonly members: Course[];
}

/**
 * The network of a city.
 * @param fareOf price of a ride, fen, by the route and the zones that its line calls in
 */
export function networkOf(
  { stops, courses, dates }: Timetable,
  districtOf: DistrictOf,
  fareOf: FareOf,
  source: string,
  journal: Journal,
): Network {
  const used = new Map<number, number>();
  const placed: NetworkStop[] = [];
  const numberOf = (stop: number): number => {
    const known = used.get(stop);
    if (known !== undefined) return known;
    const { id, name, place } = stops[stop]!;
    used.set(stop, placed.length);
    placed.push({ id, name, at: rounded(place!), district: districtOf(place!) ?? '' });
    return placed.length - 1;
  };
  const lines: NetworkLine[] = [];
  for (const [route, ofRoute] of byRoute(courses)) {
    const cut = ofRoute.flatMap((course) => cutToCity(course, stops, districtOf, journal));
    const groups = grouped(cut, journal);
    pairs(groups, stops).forEach(([out, back], index) => {
      const ways = [out, ...(back ? [back] : [])].map((group) => wayOf(group, stops, numberOf, journal));
      const [first] = ways;
      const ends = [out.main.stops[0]!, out.main.stops.at(-1)!].map((stop) => stops[stop]!.place!);
      const loop = back === undefined && kmBetween(ends[0]!, ends[1]!) <= LOOP_KM;
      if (back === undefined && !loop) {
        journal.drop('trips.txt', 0, 'lines with one way only: they run back the same way', route.name);
      }
      if (loop && hasPlatforms(route.mode)) {
        journal.drop('trips.txt', 0, 'loops of trains, which run both ways round', route.name);
      }
      if (DAY_KINDS.every((kind) => first!.departures[kind].length === 0)) return;
      lines.push({
        id: index === 0 ? route.id : `${route.id} (${index + 1})`,
        name: route.name,
        title: route.title,
        mode: route.mode,
        colour: route.colour,
        ways,
        loop,
        km: Math.round(kmOf(out.main, stops) * 100) / 100,
        capacity: MODE_TERMS[route.mode].capacity,
        vehicles: vehiclesOf(ways, loop),
        fare_fen: fareOf(route, new Set(Array.from(out.main.stops, (stop) => stops[stop]!.zone))) ?? null,
      });
    });
  }
  const days = { weekday: dates.weekday ?? null, saturday: dates.saturday ?? null, sunday: dates.sunday ?? null };
  return { format: NETWORK_FORMAT, source, days, stops: placed, lines };
}

function byRoute(courses: readonly Course[]): Map<Course['route'], Course[]> {
  const routes = new Map<Course['route'], Course[]>();
  for (const course of courses) {
    const known = routes.get(course.route);
    if (known) known.push(course);
    else routes.set(course.route, [course]);
  }
  return routes;
}

/** The longest part of a course whose stops lie in the city; none where that is no part. */
function cutToCity(course: Course, stops: readonly FeedStop[], districtOf: DistrictOf, journal: Journal): Course[] {
  const isIn = Array.from(course.stops, (stop) => districtOf(stops[stop]!.place!) !== undefined);
  let [from, to] = [0, 0];
  for (let i = 0, start = 0; i <= isIn.length; i++) {
    if (isIn[i] === true) continue;
    if (i - start > to - from) [from, to] = [start, i];
    start = i + 1;
  }
  const { route } = course;
  if (to - from < 2) {
    journal.drop('routes.txt', route.line, 'courses with fewer than two stops in the city', route.name);
    return [];
  }
  if (to - from > STOPS_MAX) {
    journal.drop('routes.txt', route.line, `courses of more than ${STOPS_MAX} stops, cut there`, route.name);
    to = from + STOPS_MAX;
  } else if (to - from === isIn.length) return [course];
  if (to - from < isIn.length && isIn.includes(false)) {
    journal.drop('routes.txt', route.line, 'courses that leave the city, cut at its boundary', route.name);
  }
  // It comes to the first stop in the city later than it sets out.
  let late = 0;
  for (let i = 0; i < from; i++) late += course.seconds[i]! / course.trips;
  return [
    {
      ...course,
      stops: course.stops.subarray(from, to),
      seconds: course.seconds.subarray(from, to - 1),
      departures: later(course.departures, late),
    },
  ];
}

function later(departures: Course['departures'], seconds: number): Course['departures'] {
  const shifted = (times: readonly number[]) => times.map((time) => Math.max(0, time + seconds));
  const { weekday, saturday, sunday } = departures;
  return { weekday: shifted(weekday), saturday: shifted(saturday), sunday: shifted(sunday) };
}

const departuresOf = (course: Course): number =>
  DAY_KINDS.reduce((sum, kind) => sum + (kind === 'weekday' ? 5 : 1) * course.departures[kind].length, 0);
const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

/** Courses of a direction that share most of their stops, the one with most stops and departures as the main one. */
function grouped(courses: readonly Course[], journal: Journal): Group[] {
  const groups: Group[] = [];
  const weight = (course: Course) => departuresOf(course) * course.stops.length;
  const sorted = [...courses].sort((a, b) => weight(b) - weight(a) || a.line - b.line);
  for (const { route, line } of sorted.slice(COURSES_MAX)) {
    journal.drop('stop_times.txt', line, `sequences of stops beyond ${COURSES_MAX} of one route`, route.name);
  }
  for (const course of sorted.slice(0, COURSES_MAX)) {
    const like = groups.find(({ main }) => main.direction === course.direction && isLike(main, course));
    if (like) like.members.push(course);
    else groups.push({ main: course, members: [course] });
  }
  return groups;
}

function isLike(a: Course, b: Course): boolean {
  const position = new Map(Array.from(a.stops, (stop, i) => [stop, i] as const));
  const shared = Array.from(b.stops).flatMap((stop) => position.get(stop) ?? []);
  if (shared.length < SHARED_MIN * Math.min(a.stops.length, b.stops.length)) return false;
  // Stops that are shared the other way round make a way back.
  const forth = shared.filter((at, i) => i > 0 && at > shared[i - 1]!).length;
  return shared.length < 2 || 2 * forth >= shared.length - 1;
}

/** Ways out with the way back that begins where they end. */
function pairs(groups: readonly Group[], stops: readonly FeedStop[]): [out: Group, back: Group | undefined][] {
  const free = new Set(groups);
  return groups.flatMap((out): [Group, Group | undefined][] => {
    if (!free.delete(out)) return [];
    const ends = (group: Group) => [group.main.stops[0]!, group.main.stops.at(-1)!].map((stop) => stops[stop]!.place!);
    const [start, end] = ends(out);
    const apart = (group: Group) => {
      const [first, last] = ends(group);
      return Math.max(kmBetween(start!, last!), kmBetween(end!, first!));
    };
    const most = Math.max(ENDS_KM, ENDS_PART * kmOf(out.main, stops));
    const others = [...free].filter((group) => apart(group) <= most);
    // Of a loop that is run both ways round each way is a line.
    const isLoop = kmBetween(start!, end!) <= LOOP_KM && !hasPlatforms(out.main.route.mode);
    const back = isLoop ? undefined : others.sort((a, b) => apart(a) - apart(b) || a.main.line - b.main.line)[0];
    if (back) free.delete(back);
    return [[out, back]];
  });
}

function wayOf(
  { main, members }: Group,
  stops: readonly FeedStop[],
  numberOf: (stop: number) => number,
  journal: Journal,
): NetworkWay {
  const seconds = runningTimes(main, stops);
  const at = new Map(Array.from(main.stops, (stop, i) => [stop, i] as const));
  // Vehicles that begin on the way would have set out so much earlier.
  const early = members.map((member) => {
    const begins = member.stops.findIndex((stop) => at.has(stop));
    return begins <= 0 ? total(seconds.slice(0, at.get(member.stops[0]!) ?? 0)) : 0;
  });
  const merged = (kind: (typeof DAY_KINDS)[number]) => {
    const times = members.flatMap(({ departures }, i) => departures[kind].map((time) => Math.max(0, time - early[i]!)));
    const minutes = times.map((time) => Math.round((time / MINUTE) * 10) / 10).sort((a, b) => a - b);
    if (minutes.length <= DEPARTURES_MAX) return minutes;
    journal.drop(
      'trips.txt',
      0,
      `lines with more than ${DEPARTURES_MAX} departures a day, thinned out`,
      main.route.name,
    );
    return Array.from(
      { length: DEPARTURES_MAX },
      (_, i) => minutes[Math.floor((i * minutes.length) / DEPARTURES_MAX)]!,
    );
  };
  return {
    stops: Array.from(main.stops, numberOf),
    seconds,
    departures: { weekday: merged('weekday'), saturday: merged('saturday'), sunday: merged('sunday') },
  };
}

/** Mean running times. Stops that a timetable in whole minutes has at one time share the time around them by distance. */
function runningTimes({ stops: numbers, seconds, trips }: Course, stops: readonly FeedStop[]): number[] {
  const place = (i: number) => stops[numbers[i]!]!.place!;
  const means = Array.from(seconds, (sum) => sum / trips);
  for (let i = 0; i < means.length;) {
    let end = i;
    while (end < means.length - 1 && means[end]! < SECONDS_MIN) end++;
    if (end > i) share(means, i, end, (at) => kmBetween(place(at), place(at + 1)));
    i = end + 1;
  }
  const last = means.length - 1;
  if (last > 0 && means[last]! < SECONDS_MIN) share(means, last - 1, last, (at) => kmBetween(place(at), place(at + 1)));
  return means.map((mean) => Math.max(SECONDS_MIN, Math.round(mean)));
}

function share(means: number[], from: number, to: number, kmOfSegment: (at: number) => number): void {
  const segments = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const time = segments.reduce((sum, at) => sum + means[at]!, 0);
  const way = segments.reduce((sum, at) => sum + kmOfSegment(at), 0);
  for (const at of segments) means[at] = way > 0 ? (time * kmOfSegment(at)) / way : time / segments.length;
}

function kmOf({ stops: numbers }: Course, stops: readonly FeedStop[]): number {
  let km = 0;
  for (let i = 1; i < numbers.length; i++) km += kmBetween(stops[numbers[i - 1]!]!.place!, stops[numbers[i]!]!.place!);
  return km;
}

/** Vehicles on the road when most are: those that have set out, on either way, and not yet had their stay at its end. */
function vehiclesOf(ways: readonly NetworkWay[], loop: boolean): number {
  const back = ways.length === 1 && !loop ? 2 : 1;
  const most = DAY_KINDS.map((kind) => {
    const changes = ways.flatMap(({ seconds, departures }) => {
      const busy = back * (total(seconds) / MINUTE + LAYOVER_MINUTES);
      return departures[kind].flatMap((time) => [
        [time, 1],
        [time + busy, -1],
      ]);
    }) as [number, number][];
    changes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    let [now, highest] = [0, 0];
    for (const [, change] of changes) highest = Math.max(highest, (now += change));
    return highest;
  });
  return Math.max(1, ...most);
}

function rounded([longitude, latitude]: Position): [number, number] {
  return [Math.round(longitude * 1e5) / 1e5, Math.round(latitude * 1e5) / 1e5];
}
