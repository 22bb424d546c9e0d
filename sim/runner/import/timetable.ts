/** From the tables of a feed to courses: sequences of stops with running times, and when vehicles set out along them. */
import { kmBetween, type Position } from './distance.ts';
import { readTable, secondsOf, type Feed } from './feed.ts';
import type { Journal, Loss } from './journal.ts';
import { DAY_KINDS, type DayKind, type Mode } from '../../model/network.ts';
import { modeOf, MODE_TERMS } from './modes.ts';
import { refusal } from './refusal.ts';
import { readServiceDays, type ServiceDays } from './service-days.ts';
import { readStopTimes, type Calls } from './stop-times.ts';
import { mendTimes } from './trip-times.ts';

const STOPS_MAX = 300_000;
const ROUTES_MAX = 20_000;
const TRIPS_MAX = 3_000_000;
const FREQUENCIES_MAX = 100_000;
/** Different sequences of stops. */
const COURSES_MAX = 100_000;
/** Stops further than this from the middle one are misplaced, km. */
const FAR_KM = 400;
/** A headway of less is a mistake, seconds. */
const HEADWAY_MIN = 30;
/** The day of service lasts no longer, seconds: the second night is another day's. */
const DAY_MAX = 48 * 3600;
/** Longest id and name of a stop or route, characters. */
const ID_MAX = 180;
const NAME_MAX = 400;
/** Departures of a sequence of stops on a day: more are a mistake. */
const DEPARTURES_MAX = 5000;

export interface FeedStop {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** Undefined where it has none, or an absurd one. */
  place: Position | undefined;
}

export interface Route {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly mode: Mode;
  readonly colour: string;
  readonly network: string;
  readonly line: number;
}

/** Trips of a route that stop at the same stops. */
export interface Course {
  readonly route: Route;
  /** As the feed numbers directions; −1 where it does not. */
  readonly direction: number;
  readonly stops: Int32Array;
  /** Running seconds to each stop but the first, summed over the trips. */
  readonly seconds: Float64Array;
  trips: number;
  /** Departures from the first stop by kind of day, seconds after midnight, in no order. */
  readonly departures: Readonly<Record<DayKind, number[]>>;
  /** Line of stop_times.txt where its first trip begins. */
  readonly line: number;
}

export interface Timetable {
  readonly stops: readonly FeedStop[];
  readonly courses: readonly Course[];
  /** Date that stands for each kind of day; undefined where nothing runs. */
  readonly dates: Readonly<Record<DayKind, string | undefined>>;
}

/** @throws FileMistakes where the feed has nothing that runs */
export async function readTimetable(feed: Feed, journal: Journal): Promise<Timetable> {
  const routes = await readRoutes(feed, journal);
  const days = await readServiceDays(feed, journal);
  const trips = await readTrips(feed, routes, days, journal);
  const { stops, numbers } = await readStops(feed, journal);
  const dates = chooseDays(trips, days, feed, journal);
  const frequencies = await readFrequencies(feed, trips, journal);
  const place = (stop: number) => (stops[stop]!.place === undefined ? -1 : stop);
  const times = await readStopTimes(
    feed,
    trips.route.length,
    (id) => {
      const trip = trips.numbers.get(id);
      return trip === undefined || trips.kinds[trip] !== 0 ? trip : -1;
    },
    (id) => {
      const stop = numbers.get(id);
      return stop === undefined ? undefined : place(stop);
    },
    journal,
  );
  const courses = new Courses(feed, journal);
  trips.route.forEach((route, trip) => {
    if (trips.kinds[trip] === 0) return;
    const calls = times.of(trip);
    const fastest = MODE_TERMS[route.mode].fastest;
    const fault = mendTimes(
      calls,
      (stop) => stops[stop]!.place!,
      fastest,
      (line, count) => {
        journal.drop('stop_times.txt', line, 'blank times, filled in between those that are known', '', count);
      },
    );
    if (fault) journal.drop('stop_times.txt', fault.line, fault.what, trips.ids[trip]);
    else courses.add(route, trips.direction[trip]!, trips.kinds[trip]!, calls, frequencies.get(trip));
  });
  if (courses.all.length === 0) {
    const worst = journal.losses.find(({ file }) => file === 'stop_times.txt');
    const found = worst === undefined ? 'no trip that runs' : `only ${worst.what}`;
    // Where no stop has a place, the fault is not in the times.
    const none = stops.every((stop) => stop.place === undefined) ? journal.losses.find(isOf('stops.txt')) : undefined;
    if (none) {
      throw refusal(`${feed.name}/stops.txt`, none.line, `only ${none.what}`, 'latitude and longitude in degrees');
    }
    throw refusal(
      `${feed.name}/stop_times.txt`,
      Math.max(1, worst?.line ?? 1),
      found,
      'at least one trip with stops and times',
    );
  }
  return { stops, courses: courses.all, dates };
}

const isOf =
  (wanted: string) =>
  ({ file, line }: Loss): boolean =>
    file === wanted && line > 0;

async function readRoutes(feed: Feed, journal: Journal): Promise<ReadonlyMap<string, Route | undefined>> {
  const routes = new Map<string, Route | undefined>();
  const terms = {
    needed: ['route_id', 'route_type'],
    others: ['route_short_name', 'route_long_name', 'route_color', 'network_id'],
    most: ROUTES_MAX,
  };
  await readTable(
    feed,
    'routes.txt',
    terms,
    ([id = '', type = '', short = '', long = '', colour = '', net = ''], line) => {
      if (routes.has(id)) {
        journal.drop('routes.txt', line, 'routes whose id stands there already', id);
        return;
      }
      const mode = modeOf(type);
      if (mode === undefined) {
        journal.drop('routes.txt', line, 'routes that are no line of a city', `${id}, type ${type}`);
      }
      const name = (short || long || id).slice(0, ID_MAX);
      const title = (long === '' || long === name ? name : long).slice(0, NAME_MAX);
      routes.set(
        id,
        mode && {
          id: id.slice(0, ID_MAX),
          name,
          title,
          mode,
          colour: /^[\da-f]{6}$/i.test(colour) ? colour : '',
          network: net,
          line,
        },
      );
    },
  );
  return routes;
}

interface Trips {
  readonly numbers: ReadonlyMap<string, number>;
  readonly ids: readonly string[];
  readonly route: readonly Route[];
  readonly direction: readonly number[];
  readonly service: readonly number[];
  /** Kinds of days on which the trip runs, a bit each. */
  kinds: Uint8Array;
}

async function readTrips(
  feed: Feed,
  routes: ReadonlyMap<string, Route | undefined>,
  days: ServiceDays,
  journal: Journal,
): Promise<Trips> {
  const numbers = new Map<string, number>();
  const trips = { ids: [] as string[], route: [] as Route[], direction: [] as number[], service: [] as number[] };
  // Trips of routes that are left out are known, and not missed in stop_times.txt.
  const unused: string[] = [];
  const terms = { needed: ['route_id', 'service_id', 'trip_id'], others: ['direction_id'], most: TRIPS_MAX };
  await readTable(feed, 'trips.txt', terms, ([routeId = '', serviceId = '', id = '', direction = ''], line) => {
    const route = routes.get(routeId);
    const service = days.numbers.size === 0 ? 0 : days.numbers.get(serviceId);
    if (numbers.has(id)) journal.drop('trips.txt', line, 'trips whose id stands there already', id);
    else if (!routes.has(routeId)) journal.drop('trips.txt', line, 'trips of routes that are not in routes.txt', id);
    else if (service === undefined) journal.drop('trips.txt', line, 'trips whose service has no days', id);
    if (numbers.has(id)) return;
    if (route === undefined || service === undefined) {
      unused.push(id);
      return;
    }
    numbers.set(id, trips.ids.length);
    trips.ids.push(id);
    trips.route.push(route);
    trips.direction.push(direction === '0' || direction === '1' ? Number(direction) : -1);
    trips.service.push(service);
  });
  for (const id of unused) if (!numbers.has(id)) numbers.set(id, trips.ids.length);
  return { ...trips, numbers, kinds: new Uint8Array(trips.ids.length + 1) };
}

/** Marks on which kinds of days each trip runs. */
function chooseDays(trips: Trips, days: ServiceDays, feed: Feed, journal: Journal): Timetable['dates'] {
  const counts = new Float64Array(Math.max(1, days.numbers.size));
  for (const service of trips.service) counts[service]!++;
  const dates: Record<DayKind, string | undefined> = { weekday: undefined, saturday: undefined, sunday: undefined };
  DAY_KINDS.forEach((kind, bit) => {
    const usual = days.usual(kind, counts);
    dates[kind] = usual?.date;
    if (usual === undefined) return;
    trips.service.forEach((service, trip) => {
      if (usual.runs(service)) trips.kinds[trip]! |= 1 << bit;
    });
  });
  if (trips.kinds.some((kinds) => kinds !== 0)) return dates;
  const lost = trips.ids.length > 0 ? undefined : journal.losses.find((one) => one.line > 0);
  if (lost) throw refusal(`${feed.name}/${lost.file}`, lost.line, `only ${lost.what}`, 'trips of lines that run');
  throw refusal(
    `${feed.name}/trips.txt`,
    1,
    'no trip that runs on any day',
    'services that calendar.txt or calendar_dates.txt has',
  );
}

async function readStops(feed: Feed, journal: Journal) {
  const stops: (FeedStop & { readonly parent: string; readonly line: number })[] = [];
  const numbers = new Map<string, number>();
  const terms = {
    needed: ['stop_id', 'stop_lat', 'stop_lon'],
    others: ['stop_name', 'zone_id', 'parent_station'],
    most: STOPS_MAX,
  };
  await readTable(
    feed,
    'stops.txt',
    terms,
    ([id = '', lat = '', lon = '', name = '', zone = '', parent = ''], line) => {
      if (numbers.has(id)) {
        journal.drop('stops.txt', line, 'stops whose id stands there already', id);
        return;
      }
      numbers.set(id, stops.length);
      const place = placeOf(lat, lon);
      stops.push({ id: id.slice(0, ID_MAX), name: (name || id).slice(0, NAME_MAX), zone, parent, line, place });
    },
  );
  for (const stop of stops) {
    if (stop.place !== undefined) continue;
    // A platform lies where its station does.
    stop.place = stops[numbers.get(stop.parent) ?? -1]?.place;
    if (stop.place === undefined) {
      journal.drop('stops.txt', stop.line, 'stops without a place', `${stop.id} ${stop.name}`);
    }
  }
  dropFar(stops, journal);
  return { stops, numbers };
}

function placeOf(lat: string, lon: string): Position | undefined {
  const [latitude, longitude] = [Number(lat), Number(lon)];
  const isPlace = lat !== '' && lon !== '' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isPlace && (latitude !== 0 || longitude !== 0) ? [longitude, latitude] : undefined;
}

/** Stops that are nowhere near the others. */
function dropFar(stops: readonly (FeedStop & { readonly line: number })[], journal: Journal): void {
  const middle = (axis: 0 | 1) => {
    const sorted = stops.flatMap(({ place }) => place?.[axis] ?? []).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? 0;
  };
  const centre: Position = [middle(0), middle(1)];
  for (const stop of stops) {
    if (stop.place === undefined || kmBetween(stop.place, centre) <= FAR_KM) continue;
    const example = `${stop.id} at ${stop.place.join(', ')}`;
    journal.drop('stops.txt', stop.line, `stops more than ${FAR_KM} km from the middle of all`, example);
    stop.place = undefined;
  }
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly headway: number;
}

async function readFrequencies(feed: Feed, trips: Trips, journal: Journal): Promise<ReadonlyMap<number, Window[]>> {
  const windows = new Map<number, Window[]>();
  const terms = { needed: ['trip_id', 'start_time', 'end_time', 'headway_secs'], most: FREQUENCIES_MAX };
  await readTable(feed, 'frequencies.txt', terms, ([id = '', start = '', end = '', secs = ''], line) => {
    const trip = trips.numbers.get(id);
    const window = { from: secondsOf(start), to: Math.min(DAY_MAX, secondsOf(end)), headway: Number(secs) };
    if (trip === undefined) {
      journal.drop('frequencies.txt', line, 'frequencies of trips that are not in trips.txt', id);
    } else if (!(window.to > window.from) || !(window.headway >= HEADWAY_MIN)) {
      const example = `${start} to ${end} every ${secs} s`;
      journal.drop('frequencies.txt', line, `frequencies without a period, or of less than ${HEADWAY_MIN} s`, example);
    } else {
      const known = windows.get(trip);
      if (known) known.push(window);
      else windows.set(trip, [window]);
    }
  });
  return windows;
}

class Courses {
  readonly all: Course[] = [];
  private readonly byStops = new Map<string, Course>();

  constructor(
    private readonly feed: Feed,
    private readonly journal: Journal,
  ) {}

  add(route: Route, direction: number, kinds: number, calls: Calls, windows: readonly Window[] | undefined): void {
    const course = this.courseOf(route, direction, calls);
    for (let i = 1; i < calls.count; i++) course.seconds[i - 1]! += calls.arrive[i]! - calls.leave[i - 1]!;
    course.trips++;
    for (const at of departuresOf(calls.leave[0]!, windows)) {
      if (at >= DAY_MAX) {
        this.journal.drop('stop_times.txt', calls.line[0]!, 'departures more than 48 hours after midnight', route.name);
        return;
      }
      DAY_KINDS.forEach((kind, bit) => {
        if ((kinds & (1 << bit)) === 0) return;
        if (course.departures[kind].length < DEPARTURES_MAX) course.departures[kind].push(at);
        else this.journal.drop('trips.txt', 0, `departures beyond ${DEPARTURES_MAX} a day of one course`, route.name);
      });
    }
  }

  private courseOf(route: Route, direction: number, { count, stop, line }: Calls): Course {
    const stops = stop.slice(0, count);
    const key = `${route.id}\n${direction}\n${stops.join(' ')}`;
    const known = this.byStops.get(key);
    if (known) return known;
    if (this.all.length >= COURSES_MAX) {
      const found = `more than ${COURSES_MAX} different sequences of stops`;
      throw refusal(`${this.feed.name}/stop_times.txt`, line[0]!, found, 'the feed of a city');
    }
    const course: Course = {
      route,
      direction,
      stops,
      seconds: new Float64Array(count - 1),
      trips: 0,
      departures: { weekday: [], saturday: [], sunday: [] },
      line: line[0]!,
    };
    this.byStops.set(key, course);
    this.all.push(course);
    return course;
  }
}

function* departuresOf(first: number, windows: readonly Window[] | undefined): Generator<number> {
  if (windows === undefined) yield first;
  else for (const { from, to, headway } of windows) for (let at = from; at < to; at += headway) yield at;
}
