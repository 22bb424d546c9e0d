import { Memory } from './memory.ts';
import { fillField, Records, type Int32Field, type Uint16Field } from './records.ts';

/** No station, no customer, no ticket. */
const NONE = -1;
/** Bytes of the columns of a station, and of a customer. */
const STATION_BYTES = 16;
const CUSTOMER_BYTES = 4;

/** Words of a ticket: which customer waits where, since when, and the tickets next to it in the queue. */
const STATION = 0;
const CUSTOMER = 1;
const SINCE = 2;
const AFTER = 3;
const BEFORE = 4;
const TICKET_WORDS = 5;
/** Word 0 of the tickets' column, where the tickets begin. */
const FREE = 0;
const UNUSED = 1;
const FIRST_TICKET = TICKET_WORDS;

/**
 * Multi-server FIFO queues (stations) as typed columns. Whoever waits holds a ticket; the tickets of a station form a
 * doubly linked list, so that joining, serving the next and walking away take the same few steps at any length, and memory
 * is needed for those who wait, not for all who might. A customer waits at, or is served by, at most one station.
 *
 * For queues without servers (passengers at a stop) use enqueue and dequeue.
 */
export class Stations {
  /** Servers that may work at once. */
  readonly servers: Uint16Field;
  /** Servers that work now. */
  readonly busy: Uint16Field;
  /** Customers waiting. */
  readonly waiting: Int32Field;
  readonly customerCount: number;
  /** Tick at which whoever began to be served, or left a queue, last had joined the station. */
  joined = 0;

  /** Tickets at the ends of each queue. */
  private readonly first: Int32Field;
  private readonly last: Int32Field;
  /** Of a customer: the ticket, −1, or below −1 the station that serves: −2 − station. */
  private readonly state: Int32Field;
  private tickets: Int32Array;

  /**
   * Stations start without servers.
   * @param customers how many, or the records that are to hold the customers' columns
   */
  constructor(
    readonly stationCount: number,
    customers: number | Records,
    private readonly memory: Memory = new Memory(),
  ) {
    const records = typeof customers === 'number' ? new Records(customers, CUSTOMER_BYTES, memory) : customers;
    const stations = new Records(stationCount, STATION_BYTES, memory);
    this.customerCount = records.count;
    this.servers = stations.uint16();
    this.busy = stations.uint16();
    this.waiting = stations.int32();
    this.first = stations.int32();
    this.last = stations.int32();
    this.state = records.int32();
    for (const link of [this.first, this.last, this.state]) fillField(link, NONE);
    // Room for one customer in sixteen; it doubles when more wait.
    const length = FIRST_TICKET + TICKET_WORDS * (64 + Math.ceil(records.count / 16));
    this.tickets = memory.growing(length, (longer) => (this.tickets = longer));
    this.tickets[FREE] = NONE;
    this.tickets[UNUSED] = FIRST_TICKET;
  }

  /**
   * A customer arrives at a station.
   * @returns true: a free server was taken, service begins now; false: the customer waits
   */
  join(station: number, customer: number, now: number): boolean {
    // Whoever waits goes first, also where servers have been added and not yet been offered to the queue by admit().
    if (this.busy.get(station) < this.servers.get(station) && this.waiting.get(station) === 0) {
      if (!(this.state.get(customer) < 0)) this.refuseCustomer(station, customer, now);
      this.busy.add(station, 1);
      this.state.set(customer, -2 - station);
      this.joined = now;
      return true;
    }
    this.enqueue(station, customer, now);
    return false;
  }

  /** A customer joins the end of a queue, free servers or not. */
  enqueue(station: number, customer: number, now: number): void {
    if (!(this.state.get(customer) < 0)) this.refuseCustomer(station, customer, now);
    this.requireStation(station);
    const ticket = this.takeTicket();
    const { tickets } = this;
    const last = this.last.get(station);
    tickets[ticket + STATION] = station;
    tickets[ticket + CUSTOMER] = customer;
    tickets[ticket + SINCE] = now;
    tickets[ticket + BEFORE] = last;
    tickets[ticket + AFTER] = NONE;
    if (last === NONE) this.first.set(station, ticket);
    else tickets[last + AFTER] = ticket;
    this.last.set(station, ticket);
    this.waiting.add(station, 1);
    this.state.set(customer, ticket);
  }

  /** Removes the customer at the head of a queue. @returns the customer, or −1 if nobody waits */
  dequeue(station: number): number {
    this.requireStation(station);
    const ticket = this.first.get(station);
    if (ticket === NONE) return NONE;
    const customer = this.tickets[ticket + CUSTOMER];
    this.discard(ticket, customer);
    return customer;
  }

  /**
   * A service ended.
   * @returns the next waiting customer, who takes over the server; or −1: the server is free, or withdrawn where the
   * station has more busy servers than servers
   */
  release(station: number): number {
    const busy = this.busy.get(station);
    if (busy === undefined || busy === 0) throw new Error(`station ${station}: released, but no server is busy`);
    if (busy <= this.servers.get(station)) {
      const customer = this.dequeue(station);
      if (customer !== NONE) {
        this.state.set(customer, -2 - station);
        return customer;
      }
    }
    this.busy.set(station, busy - 1);
    return NONE;
  }

  /**
   * Gives a free server to the head of the queue. Needed only after setServers has added servers: call until −1.
   * @returns the customer whose service begins now, or −1 if nobody waits or no server is free
   */
  admit(station: number): number {
    this.requireStation(station);
    if (this.busy.get(station) >= this.servers.get(station)) return NONE;
    const customer = this.dequeue(station);
    if (customer === NONE) return NONE;
    this.busy.add(station, 1);
    this.state.set(customer, -2 - station);
    return customer;
  }

  /** A waiting customer walks away. @returns false if the customer was not waiting */
  leave(customer: number): boolean {
    const ticket = this.state.get(customer);
    if (ticket === undefined) throw new Error(`customer ${customer}: expected 0 to ${this.customerCount - 1}`);
    if (ticket < 0) return false;
    this.discard(ticket, customer);
    return true;
  }

  /** Station where a customer waits, or −1. */
  at(customer: number): number {
    const ticket = this.state.get(customer);
    return ticket < 0 ? NONE : this.tickets[ticket + STATION];
  }

  /** Tick at which a waiting customer joined the queue. */
  since(customer: number): number {
    return this.tickets[this.state.get(customer) + SINCE] >>> 0;
  }

  /** Station that serves a customer, from join, release or admit until the customer joins another; or −1. */
  servedAt(customer: number): number {
    const state = this.state.get(customer);
    return state < NONE ? -2 - state : NONE;
  }

  /** Reads what serving at a station will need, and returns anything of it (see Engine.ahead). */
  touch(station: number): number {
    const ticket = this.first.get(station);
    return ticket === NONE ? NONE : this.tickets[ticket];
  }

  /** Reads what taking everybody out of a queue will need, and returns anything of it (see Engine.ahead). */
  touchQueue(station: number): number {
    const { tickets, state } = this;
    let touched = 0;
    for (let ticket = this.first.get(station); ticket !== NONE; ticket = tickets[ticket + AFTER]) {
      touched += state.get(tickets[ticket + CUSTOMER]);
    }
    return touched;
  }

  /** Customer at the head of a queue, or −1. */
  head(station: number): number {
    const ticket = this.first.get(station);
    return ticket === NONE ? NONE : this.tickets[ticket + CUSTOMER];
  }

  /** Customer behind a waiting customer, or −1 at the end of the queue. */
  next(customer: number): number {
    const behind = this.tickets[this.state.get(customer) + AFTER];
    return behind === NONE ? NONE : this.tickets[behind + CUSTOMER];
  }

  /**
   * Sets how many servers a station has. With fewer than are busy, the next services that end withdraw a server each;
   * with more, offer them to the queue with admit().
   */
  setServers(station: number, n: number): void {
    this.requireStation(station);
    if (!(n >= 0 && n <= 0xffff && Number.isInteger(n))) {
      throw new Error(`station ${station}: found ${n} servers, expected an integer from 0 to 65535`);
    }
    this.servers.set(station, n);
  }

  private takeTicket(): number {
    const ticket = this.tickets[FREE];
    if (ticket !== NONE) {
      this.tickets[FREE] = this.tickets[ticket + AFTER];
      return ticket;
    }
    const unused = this.tickets[UNUSED];
    if (unused + TICKET_WORDS > this.tickets.length) this.memory.double(this.tickets);
    this.tickets[UNUSED] = unused + TICKET_WORDS;
    return unused;
  }

  /** Takes a ticket out of its queue. */
  private discard(ticket: number, customer: number): void {
    const { tickets } = this;
    const station = tickets[ticket + STATION];
    const before = tickets[ticket + BEFORE];
    const after = tickets[ticket + AFTER];
    this.joined = tickets[ticket + SINCE] >>> 0;
    if (before === NONE) this.first.set(station, after);
    else tickets[before + AFTER] = after;
    if (after === NONE) this.last.set(station, before);
    else tickets[after + BEFORE] = before;
    this.waiting.add(station, -1);
    tickets[ticket + AFTER] = tickets[FREE];
    tickets[FREE] = ticket;
    this.state.set(customer, NONE);
  }

  private requireStation(station: number): void {
    if (this.waiting.get(station) === undefined) {
      throw new Error(`station ${station}: expected 0 to ${this.stationCount - 1}`);
    }
  }

  private refuseCustomer(station: number, customer: number, now: number): never {
    throw new Error(
      this.state.get(customer) === undefined
        ? `customer ${customer} joins station ${station} at tick ${now}: expected 0 to ${this.customerCount - 1}`
        : `customer ${customer} joins station ${station} at tick ${now}, but still waits at station ` +
            `${this.at(customer)} since tick ${this.since(customer)}`,
    );
  }
}
