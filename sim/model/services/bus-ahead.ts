/** What the buses' next events will need of stops, buses and passengers, to be read before they are handled. */
import { IndexList } from '../../kernel/index-list.ts';
import type { LookAhead } from '../look-ahead.ts';
import type { Places } from '../places.ts';
import type { World } from '../world.ts';
import type { BusPatience } from './bus-patience.ts';
import { stopOfRide, type BusRiders } from './bus-riders.ts';

/** Buses: where each is, and the stations of their stops and of those on board. */
interface Buses {
  readonly places: Places;
  readonly route: Uint16Array;
  readonly position: Uint8Array;
  queueOf(route: number, position: number): number;
  aboard(vehicle: number, position: number): number;
}

export class BusAhead {
  private first = 0;
  /** Stops that are joined. */
  private readonly joined = new IndexList();
  /** Buses that will call the first at a stop, the queues there, and the stations on board that those will join. */
  private readonly calling = new IndexList();
  private readonly callingFrom = new IndexList();
  private readonly boarding = new IndexList();

  /**
   * @param kinds of the events at which buses arrive and passengers have boarded
   * @param codes of the activities way out and way back
   */
  constructor(
    private readonly world: World,
    private readonly buses: Buses,
    private readonly riders: BusRiders,
    private readonly patience: BusPatience,
    private readonly kinds: { readonly arrive: number; readonly boarded: number },
    private readonly codes: readonly [out: number, back: number],
  ) {}

  /** @param firstStation the queue of stop 0; the others follow */
  open(firstStation: number): void {
    this.first = firstStation;
  }

  /** See Service.ahead. */
  read(ids: Uint32Array, length: number, ahead: LookAhead): number {
    const { buses, patience, joined, calling, callingFrom } = this;
    const { days } = this.world;
    const [out, back] = this.codes;
    joined.clear();
    calling.clear();
    callingFrom.clear();
    for (let i = 0; i < length; i++) {
      const kind = ids[i] >>> 24;
      const entity = ids[i] & 0xffffff;
      if (kind === days.stepKind) {
        const activity = days.activityOf(entity);
        if (activity === out || activity === back) {
          joined.add(stopOfRide(this.riders.rideOf(entity, activity === back)));
        }
      } else if (kind === this.kinds.boarded) {
        calling.add(entity);
        callingFrom.add(buses.queueOf(buses.route[entity], buses.position[entity]));
      } else if (kind === this.kinds.arrive) {
        const position = buses.position[entity] + 1;
        ahead.everybody.add(buses.aboard(entity, position));
        calling.add(entity);
        callingFrom.add(buses.queueOf(buses.route[entity], position));
      } else if (kind === patience.kind && patience.isDueSoon(entity)) {
        ahead.everybody.add(this.first + entity);
      }
    }
    for (let i = 0; i < joined.length; i++) ahead.stations.add(this.first + joined.items[i]);
    for (let i = 0; i < callingFrom.length; i++) ahead.firsts.add(callingFrom.items[i]);
    return patience.read(joined) + buses.places.sector.sum(calling.items, calling.length);
  }

  /** See Service.furtherAhead. */
  readFurther(): number {
    const { buses, calling, callingFrom, boarding } = this;
    const { queues, progress } = this.world;
    boarding.clear();
    for (let i = 0; i < calling.length; i++) {
      const person = queues.head(callingFrom.items[i]);
      if (person >= 0) boarding.add(buses.aboard(calling.items[i], progress.get(person)));
    }
    return queues.read(boarding);
  }
}
