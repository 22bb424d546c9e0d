/**
 * Where people were refused today: a count for each stop and place. Part of the world's state, so that an instant shows the
 * same marks whichever way it was reached.
 */
import { TICKS_PER_DAY } from '../../kernel/time.ts';
import type { World } from '../../model/world.ts';
import { fleetsOf } from './city-view.ts';

export class RefusalMarks {
  private readonly stops: number;
  private readonly spots: number;
  /** The first spot of each fleet, and of the places of each service; spots are the stops, then the places as the page numbers them. */
  private readonly firstSpot = new Map<unknown, number>();
  /** Refusals at each spot on the day written beside them, a row a worker: counts of an earlier day are worth nothing. */
  private readonly count: Uint16Array;
  private readonly day: Uint16Array;
  private readonly ownRow: number;

  constructor(private readonly world: World) {
    const { memory, team } = world;
    let spots = 0;
    for (const { fleet } of fleetsOf(world)) {
      this.firstSpot.set(fleet, spots);
      spots += fleet.lines.stops;
    }
    this.stops = spots;
    for (const { places } of world.services) {
      this.firstSpot.set(places, spots);
      spots += places.count;
    }
    this.spots = spots;
    this.count = memory.column(Uint16Array, spots * team.count);
    this.day = memory.column(Uint16Array, spots * team.count);
    this.ownRow = spots * team.index;
  }

  /** Somebody was refused at this place of a sector; in a vehicle, at the stop where it stands. */
  add(sector: number, place: number): void {
    if (place < 0) return;
    const fleet = this.world.fleetOf[sector];
    const first = this.firstSpot.get(fleet ?? this.world.placesOf[sector]) ?? 0;
    const spot = first + (fleet === undefined ? place : fleet.stopOf(place));
    const at = this.ownRow + spot;
    const today = this.today();
    if (this.day[at] !== today) {
      this.day[at] = today;
      this.count[at] = 0;
    }
    if (this.count[at] < 0xffff) this.count[at]++;
  }

  /** Refusals since midnight at each stop, then at each place. */
  read(): { stops: Uint16Array; places: Uint16Array } {
    const sums = new Uint16Array(this.spots);
    const today = this.today();
    for (let at = 0; at < this.count.length; at++) {
      if (this.day[at] === today && this.count[at] > 0) sums[at % this.spots] += this.count[at];
    }
    return { stops: sums.slice(0, this.stops), places: sums.slice(this.stops) };
  }

  /** Today's number, which is never that of an untouched count. */
  private today(): number {
    return Math.floor(this.world.engine.now / TICKS_PER_DAY) + 1;
  }
}
