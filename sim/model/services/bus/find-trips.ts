/** Where people ride to, and on which of the lines that are laid out: found for the whole city when it is set up. */
import { Memory } from '../../../kernel/memory.ts';
import { RandomSource, type Purpose } from '../../../kernel/random.ts';
import { ROLE, type City } from '../../city.ts';
import { Geography } from '../../geography.ts';
import { falling } from '../../gravity.ts';
import type { Host } from '../../host.ts';
import { packRide } from '../../kit/ride.ts';
import { LOW_SHARE_MAX } from '../../people-parameters.ts';
import { Destinations } from './destinations.ts';
import { BusLines } from './lines.ts';
import { OTHER_WEIGHT, type BUS_TABLE } from './parameters.ts';
import { Routes } from './routes.ts';

const NONE = -1;
/** Trips of a neighbourhood among which its people's other trips are. */
export const TRIPS = 32;
/** Destinations that are looked at for each, until a bus leads there faster than people walk. */
const TRIES = 4;
/** Neighbourhoods of the whole city from which the people of one of a sample set out. */
const SAMPLES = 4;
/** Share of days that are worked. */
const WORKED = 5 / 7;
/** Numbers drawn of a person, and of a neighbourhood when no bus leads anywhere. */
const [HOME, WORK] = [0, 1];
const [LENGTH, WAY] = [0, 1];

type BusParameters = ReturnType<typeof BUS_TABLE.read>;

/** Neighbourhoods of the whole city, from one on, and the end; and those that each of a sample stands for. */
type Range = readonly [begin: number, end: number];
type Ranges = readonly Range[];

/** The lines of the whole city at 1:1, of which those of a sample stand for several each. */
interface WholeCity {
  readonly geography: Geography;
  readonly net: BusLines;
  readonly routes: Routes;
}

/** The ride of a trip out, and that after the change: −1 where no line is changed. */
interface Rides {
  readonly first: number;
  readonly second: number;
}
interface Commuter extends Rides {
  readonly person: number;
}

/** What keeps the trips that have been found. */
interface Kept {
  keep(home: number, trip: number, rides: Rides): void;
}

interface Found {
  /** In the order of their numbers. */
  readonly commuters: readonly Commuter[];
  /** Probability of an occasional return trip on a day, for a weight of 1, with which all rides come to the city's. */
  readonly otherRate: number;
  /** Kilometres ridden on each line on the mean day. */
  readonly load: Float64Array;
}

/**
 * A trip is found between neighbourhoods of the city at 1:1, and ridden on the lines that stand for those it takes, over the same
 * part of their length: so that lines are changed as often as in the city, and rides are as long, at any scale.
 */
export function findTrips(host: Host, net: BusLines, p: BusParameters, ridesPerResident: number, kept: Kept): Found {
  return new TripFinder(host, net, p, kept).find(ridesPerResident);
}

class TripFinder {
  private readonly whole: WholeCity;
  private readonly routes: Routes;
  private readonly draw: Readonly<Record<'destination' | 'along' | 'from', Purpose>>;
  private readonly destinations: Destinations;
  /** Share of workers and students who commute by bus next door. */
  private commuting = 0;
  /** What commuters come to, and others for a rate of 1. */
  private readonly commute: Sums;
  private readonly others: Sums;

  constructor(
    private readonly host: Host,
    private readonly net: BusLines,
    private readonly p: BusParameters,
    private readonly kept: Kept,
  ) {
    const { random } = host;
    this.whole = wholeCity(host, net, p);
    this.routes = this.whole.routes;
    this.draw = {
      destination: random.purpose('bus.destination'),
      along: random.purpose('bus.along'),
      from: random.purpose('bus.from'),
    };
    this.destinations = new Destinations(this.whole.geography.homePeople, this.routes, p.trip_km);
    this.commute = new Sums(net.lines.count);
    this.others = new Sums(net.lines.count);
  }

  /** Finds the trips of all neighbourhoods, and who commutes by bus. */
  find(ridesPerResident: number): Found {
    const { geography, people } = this.host;
    const commuters: Commuter[] = [];
    const standsFor = rangesOf(geography, this.whole.geography);
    this.commuting = this.shareNextDoor(standsFor);
    for (let home = 0; home < geography.neighbourhoods; home++) {
      const samples = samplesOf(standsFor[home]);
      const own: Commuter[] = [];
      const trips: Rides[] = new Array<Rides>(TRIPS);
      for (let sample = 0; sample < samples; sample++) {
        const from = sampleAt(standsFor[home], sample, samples);
        this.routes.lookFrom(from);
        this.destinations.lookFrom(from);
        for (let trip = sample; trip < TRIPS; trip += samples) trips[trip] = this.drawTrip(from, trip);
        for (let person = people.homeStart[home]; person < people.homeStart[home + 1]; person++) {
          if (this.sampleOf(person, samples) !== sample) continue;
          const commuter = this.commuteFrom(from, person, standsFor);
          if (commuter !== null) own.push(commuter);
        }
      }
      own.sort((a, b) => a.person - b.person);
      for (const one of own) this.addTrip(this.commute, 2 * WORKED, one);
      this.addOthers(home, new Set(own.map(({ person }) => person)), trips);
      trips.forEach((rides, trip) => this.kept.keep(home, trip, rides));
      for (const one of own) commuters.push(one);
    }
    const left = ridesPerResident * people.count - this.commute.boardings;
    const otherRate = this.others.boardings > 0 ? Math.max(0, left / this.others.boardings) : 0;
    const load = this.commute.km.map((km, line) => km + otherRate * this.others.km[line]);
    return { commuters, otherRate, load };
  }

  /** The way to work or school of a person, if by bus: the farther it is, the fewer take it. */
  private commuteFrom(from: number, person: number, standsFor: Ranges): Commuter | null {
    const { routes, p } = this;
    const to = this.workOf(person, standsFor);
    if (to < 0) return null;
    const km = routes.kmBetween(from, to);
    const share = Math.min(LOW_SHARE_MAX, this.commuting * falling(km / p.commute_km));
    if (!this.host.people.wayToWork.chance(person, 0, share) || !routes.leadsTo(to, km)) return null;
    return { person, ...this.ridesFound() };
  }

  /** Neighbourhood of the whole city where a person works or studies, or −1. */
  private workOf(person: number, standsFor: Ranges): number {
    const { people } = this.host;
    const workplace = people.workplace(person);
    // Children go to school where they live.
    if (workplace < 0 || people.age(person) === 0) return NONE;
    const [begin, end] = standsFor[people.workplaceHome[workplace]];
    return begin + (end - begin > 1 ? this.draw.from.below(person, WORK, end - begin) : 0);
  }

  /** Which of the neighbourhoods looked at for a home is a person's. */
  private sampleOf(person: number, samples: number): number {
    return samples > 1 ? this.draw.from.below(person, HOME, samples) : 0;
  }

  /** Share of workers and students who commute by bus next door, for the parameter's share of all of them. */
  private shareNextDoor(standsFor: Ranges): number {
    const { people, geography } = this.host;
    let [all, sum] = [0, 0];
    for (let home = 0; home < geography.neighbourhoods; home++) {
      for (let person = people.homeStart[home]; person < people.homeStart[home + 1]; person++) {
        if (people.workplace(person) < 0) continue;
        all++;
        const to = this.workOf(person, standsFor);
        if (to < 0) continue;
        const samples = samplesOf(standsFor[home]);
        const from = sampleAt(standsFor[home], this.sampleOf(person, samples), samples);
        sum += falling(this.routes.kmBetween(from, to) / this.p.commute_km);
      }
    }
    return sum > 0 ? (this.p.commuter_share * all) / sum : 0;
  }

  /** What the other trips of a neighbourhood's people come to, for a rate of 1. */
  private addOthers(home: number, commuters: ReadonlySet<number>, trips: readonly Rides[]): void {
    const { people, parameters } = this.host;
    let weight = 0;
    for (let person = people.homeStart[home]; person < people.homeStart[home + 1]; person++) {
      const role = people.role(person);
      if (people.age(person) === 0 && role !== ROLE.student) continue;
      weight += parameters[OTHER_WEIGHT[role].id] * (commuters.has(person) ? 1 - WORKED : 1);
    }
    for (const rides of trips) this.addTrip(this.others, (2 * weight) / TRIPS, rides);
  }

  private addTrip(sums: Sums, times: number, { first, second }: Rides): void {
    for (const ride of [first, second]) {
      if (ride < 0) continue;
      sums.boardings += times;
      sums.km[this.net.lines.lineOfRide(ride)] += times * this.net.kmOf(ride);
    }
  }

  private drawTrip(from: number, trip: number): Rides {
    const { routes, destinations } = this;
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const to = destinations.at(this.draw.destination.uniform(from, trip * TRIES + attempt));
      if (this.isSingle || !routes.leadsTo(to, routes.kmBetween(from, to))) continue;
      return this.ridesFound();
    }
    return { first: this.rideAlong(from, trip), second: NONE };
  }

  /** Where there is but one line, nothing is to be found: people ride along it. */
  private get isSingle(): boolean {
    return this.whole.net.lines.count === 1;
  }

  /** Along the nearest line, some stops either way. */
  private rideAlong(from: number, trip: number): number {
    const { net } = this.whole;
    const stop = this.isSingle ? net.stopInTurn(from) : this.routes.nearestStop(from);
    const line = net.lines.lineOf(stop);
    const last = net.lines.stopsOf(line) - 1;
    const position = stop - net.lines.firstStop[line];
    const longest = Math.min(this.p.ride_stops_max, last);
    const draw = this.draw.along;
    const length = Math.min(longest, 2 + draw.below(from, trip * 2 + LENGTH, Math.max(1, longest - 1)));
    const forward = draw.chance(from, trip * 2 + WAY, 0.5);
    const to = position + (forward ? length : -length);
    const other = position + (forward ? -length : length);
    const end = to >= 0 && to <= last ? to : Math.max(0, Math.min(last, other));
    return this.rideBetween(stop, stop - position + end);
  }

  /** The way found last, as rides on the lines that are simulated. */
  private ridesFound(): Rides {
    const { from, off, on, to } = this.routes;
    return { first: this.rideBetween(from, off), second: on < 0 ? NONE : this.rideBetween(on, to) };
  }

  /** A ride between two stops of a line of the whole city, on the line that stands for it. */
  private rideBetween(from: number, to: number): number {
    const all = this.whole.net.lines;
    const { lines } = this.net;
    const own = all.lineOf(from);
    const line = Math.floor(((own + 0.5) * lines.count) / all.count);
    const last = lines.stopsOf(line) - 1;
    const at = (stop: number) => Math.round(((stop - all.firstStop[own]) * last) / (all.stopsOf(own) - 1));
    const begin = at(from);
    let end = at(to);
    if (end === begin) end = (to > from && begin < last) || begin === 0 ? begin + 1 : begin - 1;
    const forth = end > begin;
    return packRide(lines.queueAt(line * 2 + (forth ? 0 : 1), forth ? begin : last - begin), forth ? end : last - end);
  }
}

/** So many of the neighbourhoods that one of a sample stands for are looked at, and which. */
const samplesOf = ([begin, end]: Range): number => Math.min(SAMPLES, end - begin);
const sampleAt = ([begin, end]: Range, sample: number, samples: number): number =>
  begin + Math.floor(((sample + 0.5) * (end - begin)) / samples);

/** What trips of a kind come to on a day. */
class Sums {
  boardings = 0;
  /** By line. */
  readonly km: Float64Array;
  constructor(lines: number) {
    this.km = new Float64Array(lines);
  }
}

/** The whole city that was laid out last: the next world is most often of the same. */
let lastWhole: { readonly city: City; readonly key: string; readonly whole: WholeCity } | undefined;

function wholeCity(host: Host, net: BusLines, p: BusParameters): WholeCity {
  const { city, parameters, scale } = host;
  if (scale === 1) return { geography: host.geography, net, routes: routesOf(host.geography, net, p) };
  const laidBy = Object.entries(parameters).filter(([id]) => id.startsWith('geography.') || id.startsWith('bus.'));
  const key = JSON.stringify([host.random.seed, laidBy]);
  if (lastWhole?.city === city && lastWhole.key === key) return lastWhole.whole;
  // As they are in the run at 1:1 of the same seed.
  const random = new RandomSource(host.random.seed);
  const geography = new Geography(city, 1, parameters, random);
  const lines = Math.min(city.figures['buses'].value, city.figures['bus_lines'].value);
  const all = new BusLines(geography, lines, p, random.purpose('bus.line'), new Memory());
  const whole = { geography, net: all, routes: routesOf(geography, all, p) };
  lastWhole = { city, key, whole };
  return whole;
}

function routesOf(geography: Geography, { lines, gaps }: BusLines, p: BusParameters): Routes {
  return new Routes(geography, lines, gaps, p);
}

/** Of each neighbourhood of a sample, those of the whole city whose residents it stands for: from one on, and the end. */
function rangesOf(sample: Geography, whole: Geography): Ranges {
  const all = whole.homePeople.reduce((sum, people) => sum + people, 0);
  const people = sample.homePeople.reduce((sum, own) => sum + own, 0);
  let [before, upTo, next] = [0, 0, 0];
  return Array.from(sample.homePeople, (own): Range => {
    before += own;
    const begin = Math.min(next, whole.neighbourhoods - 1);
    while (next < whole.neighbourhoods && (upTo + whole.homePeople[next] / 2) * people < before * all) {
      upTo += whole.homePeople[next];
      next++;
    }
    return [begin, Math.max(begin + 1, next)];
  });
}
