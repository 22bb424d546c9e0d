/** Rides without a change from each neighbourhood to a place that another service begins at, and home from it: see Feeder. */
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_MINUTE } from '../../../kernel/time.ts';
import type { DayPlan } from '../../days.ts';
import type { Feeder, Spots } from '../../feeder.ts';
import type { Geography } from '../../geography.ts';
import type { Host } from '../../host.ts';
import { nearestHome } from '../../kit/timetabled-lines.ts';
import type { BusLines } from './lines.ts';
import type { BUS_TABLE } from './parameters.ts';
import { reversed, type LaidTrips } from './trips.ts';
import { rangesOf, rideBetween, wholeCity } from './whole-city.ts';

const NONE = -1;
/** Places of the whole city at which the homes of a neighbourhood are taken to be. */
const SAMPLES = 8;

/** What the rides need of the buses that they are made on. */
export interface StationRidesTerms {
  readonly net: BusLines;
  readonly trips: LaidTrips;
  readonly parameters: ReturnType<typeof BUS_TABLE.read>;
  /** Ticks that a ride is planned to take. */
  readonly plannedOf: (ride: number) => number;
  /** Activities: the ride to the place, and the ride home. */
  readonly codes: () => { readonly toStation: number; readonly fromStation: number };
}

export class StationRides implements Feeder {
  /** By neighbourhood and place of a home in it: where a ride leads to, and the ride (kit/ride.ts); −1 where there is none. */
  private readonly places: Int32Array;
  private readonly rides: Int32Array;
  private readonly draw: Purpose;

  constructor(
    private readonly host: Host,
    private readonly terms: StationRidesTerms,
  ) {
    const { memory, geography, random } = host;
    this.places = memory.fixed(Int32Array, geography.neighbourhoods * SAMPLES).fill(NONE);
    this.rides = memory.fixed(Int32Array, geography.neighbourhoods * SAMPLES).fill(NONE);
    this.draw = random.purpose('bus.station');
  }

  /** The ride of a person to the place, or home from it. */
  rideOf(person: number, isBack: boolean): number {
    const ride = this.rides[this.homeOf(person)];
    return isBack ? reversed(this.terms.net.lines, ride) : ride;
  }

  placeOf(person: number): number {
    return this.places[this.homeOf(person)];
  }

  leadTo(spots: Spots, withinKm: number): void {
    const { host, terms, rides, places } = this;
    const { net, parameters } = terms;
    const whole = wholeCity(host, net, parameters);
    const near = Array.from(spots.x, (x, spot) => nearestHome(whole.geography, x, spots.y[spot]));
    rangesOf(host.geography, whole.geography).forEach(([begin, end], home) => {
      for (let sample = 0; sample < SAMPLES; sample++) {
        // Of the neighbourhoods that one of a sample stands for some are looked at.
        const from = begin + Math.floor(((sample + 0.5) * (end - begin)) / SAMPLES);
        let least = Infinity;
        near.forEach((to, spot) => {
          if (to === from || kmTo(whole.geography, from, spots, spot) > withinKm) return;
          if (!whole.routes.leadsStraight(from, to) || whole.routes.minutes >= least) return;
          least = whole.routes.minutes;
          places[home * SAMPLES + sample] = spot;
          rides[home * SAMPLES + sample] = rideBetween(whole.net.lines, net.lines, whole.routes.from, whole.routes.off);
        });
      }
    });
  }

  expect(ridesADay: number): void {
    this.terms.trips.makeRoom(ridesADay);
  }

  addTo(plan: DayPlan, person: number, minute: number, isBack: boolean): void {
    const { plannedOf, codes, parameters } = this.terms;
    if (isBack) {
      plan.add(minute + 1, codes().fromStation);
      return;
    }
    // A change counts as much as from one line to another.
    const ride = plannedOf(this.rideOf(person, false)) / TICKS_PER_MINUTE;
    plan.add(Math.max(0, minute - ride - parameters.change_minutes), codes().toStation);
  }

  private homeOf(person: number): number {
    return this.host.people.home.get(person) * SAMPLES + this.draw.below(person, 0, SAMPLES);
  }
}

function kmTo({ homeX, homeY }: Geography, home: number, { x, y }: Spots, spot: number): number {
  const [dx, dy] = [x[spot] - homeX[home], y[spot] - homeY[home]];
  return Math.sqrt(dx * dx + dy * dy);
}
