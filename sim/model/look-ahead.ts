/**
 * Reads what handling the next events will need before any of them is handled, and changes nothing. In a city of millions
 * hardly anything that an event touches is in the processor's caches; read together, it comes from memory at the same time
 * and not one after the other. What is read of the events of later ticks may have changed until they are handled.
 */
import { IndexList } from '../kernel/index-list.ts';
import type { Stations } from '../kernel/stations.ts';
import type { People } from './people.ts';
import type { Service } from './services/service.ts';

export class LookAhead {
  /** Stations that will be joined. */
  readonly stations = new IndexList();
  /** Stations from which the first will be called. */
  readonly firsts = new IndexList();
  /** Stations of which all who wait will be called, or looked at. */
  readonly everybody = new IndexList();
  /** People to whom something will happen. */
  private readonly persons = new IndexList();
  /** Any of what was read: kept so that reading it is not optimised away. */
  touched = 0;

  /** @param isPersons by kind of event, 1 where it happens to a person */
  constructor(
    private readonly people: People,
    private readonly queues: Stations,
    private readonly isPersons: Uint8Array,
    private readonly services: readonly Service[],
  ) {}

  /** @param ids the next events (see Engine.ahead) */
  read(ids: Uint32Array, length: number): void {
    const { stations, firsts, everybody, persons, queues, services } = this;
    persons.clear();
    for (let i = 0; i < length; i++) if (this.isPersons[ids[i] >>> 24] === 1) persons.add(ids[i] & 0xffffff);
    let touched = this.readPersons();
    stations.clear();
    firsts.clear();
    everybody.clear();
    for (const service of services) if (service.ahead !== undefined) touched += service.ahead(ids, length, this);
    touched += queues.readTails(stations) + queues.readHeads(firsts) + queues.readHeads(everybody);
    persons.clear();
    queues.listHeads(firsts, persons);
    queues.listAll(everybody, persons);
    touched += this.readPersons();
    for (const service of services) if (service.furtherAhead !== undefined) touched += service.furtherAhead();
    this.touched = touched;
  }

  /** Both ends of the record of each person, which is longer than what the machine reads at a time. */
  private readPersons(): number {
    const { items, length } = this.persons;
    return this.people.who.sum(items, length) + this.queues.readCustomers(this.persons);
  }
}
