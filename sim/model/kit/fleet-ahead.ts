/** What the next events of vehicles will need of stops, vehicles and passengers, to be read before they are handled. */
import { IndexList } from '../../kernel/index-list.ts';
import type { Host } from '../host.ts';
import type { LookAhead } from '../look-ahead.ts';
import type { Places } from '../places.ts';
import { queueOfRide } from './ride.ts';
import type { StopPatience } from './stop-patience.ts';

/** The ride that a person begins at the present step, or −1 where the step is none. */
export type RideOf = (person: number) => number;

/** Vehicles: where each is, and the stations of their stops and of those on board. */
interface Vehicles {
  readonly places: Places;
  readonly route: Uint16Array;
  readonly position: Uint16Array;
  queueOf(route: number, position: number): number;
  aboard(vehicle: number, position: number): number;
}

export class FleetAhead {
  private first = 0;
  /** Stops that are joined. */
  private readonly joined = new IndexList();
  /** Vehicles that will call the first at a stop, the queues there, and the stations on board that those will join. */
  private readonly calling = new IndexList();
  private readonly callingFrom = new IndexList();
  private readonly boarding = new IndexList();

  /** @param kinds of the events at which vehicles arrive and passengers have boarded */
  constructor(
    private readonly host: Host,
    private readonly vehicles: Vehicles,
    private readonly rideOf: RideOf,
    private readonly patience: StopPatience,
    private readonly kinds: { readonly arrive: number; readonly boarded: number },
  ) {}

  /** @param firstStation the queue of stop 0; the others follow */
  open(firstStation: number): void {
    this.first = firstStation;
  }

  /** See Service.ahead. */
  read(ids: Uint32Array, length: number, ahead: LookAhead): number {
    const { vehicles, patience, joined, calling, callingFrom } = this;
    const { days } = this.host;
    joined.clear();
    calling.clear();
    callingFrom.clear();
    for (let i = 0; i < length; i++) {
      const kind = ids[i] >>> 24;
      const entity = ids[i] & 0xffffff;
      if (kind === days.stepKind) {
        const ride = this.rideOf(entity);
        if (ride >= 0) joined.add(queueOfRide(ride));
      } else if (kind === this.kinds.boarded) {
        calling.add(entity);
        callingFrom.add(vehicles.queueOf(vehicles.route[entity], vehicles.position[entity]));
      } else if (kind === this.kinds.arrive) {
        const position = vehicles.position[entity] + 1;
        ahead.everybody.add(vehicles.aboard(entity, position));
        calling.add(entity);
        callingFrom.add(vehicles.queueOf(vehicles.route[entity], position));
      } else if (kind === patience.kind && patience.isDueSoon(entity)) {
        ahead.everybody.add(this.first + entity);
      }
    }
    for (let i = 0; i < joined.length; i++) ahead.stations.add(this.first + joined.items[i]);
    for (let i = 0; i < callingFrom.length; i++) ahead.firsts.add(callingFrom.items[i]);
    return patience.read(joined) + vehicles.places.sector.sum(calling.items, calling.length);
  }

  /** See Service.furtherAhead. */
  readFurther(): number {
    const { vehicles, calling, callingFrom, boarding } = this;
    const { queues, progress } = this.host;
    boarding.clear();
    for (let i = 0; i < calling.length; i++) {
      const person = queues.head(callingFrom.items[i]);
      if (person >= 0) boarding.add(vehicles.aboard(calling.items[i], progress.get(person)));
    }
    return queues.read(boarding);
  }
}
