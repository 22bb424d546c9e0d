import { IndexList } from './index-list.ts';
import { Memory } from './memory.ts';
import { fillField, Records, type Int32Field, type Uint16Field } from './records.ts';
import { Team } from './team.ts';

/** No station, no customer, no ticket. */
const NONE = -1;
/** Bytes of the columns of a station, with one of 4 bytes that whoever owns the station may add; and of a customer. */
const STATION_BYTES = 2 * 2 + 3 * 4 + 4;
export const CUSTOMER_BYTES = 4;

/** Words of a ticket: who waits where (station + 1), since when, and the tickets next to it in the queue. */
const STATION = 0;
const CUSTOMER = 1;
const SINCE = 2;
const AFTER = 3;
const BEFORE = 4;
const TICKET_WORDS = 5;
/**
 * The tickets' column begins with the word of the first ticket that no worker has; then, in a cache line for each worker,
 * its free tickets, and which of those never used it may take next, up to which.
 */
const UNUSED = 0;
const FREE = 0;
const NEXT = 1;
const END = 2;
const HEAD_WORDS = 16;
/** Tickets that a worker takes for itself at a time. */
const TICKETS_TAKEN = 1024;

/**
 * Multi-server FIFO queues (stations) as typed columns. Whoever waits holds a ticket; the tickets of a station form a
 * doubly linked list, so that joining, serving the next and walking away take the same few steps at any length, and memory
 * is needed for those who wait, not for all who might. A customer waits at, or is served by, at most one station.
 *
 * Several workers may have the same stations, each handling some of them alone and using tickets of its own. What another
 * worker's customers do may be looked at meanwhile: "at" then answers a station that is not of this worker, or none.
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
  /** Room for further columns of stations: 4 bytes a station. */
  readonly records: Records;
  /** Tick at which whoever began to be served, or left a queue, last had joined the station. */
  joined = 0;

  /** Tickets at the ends of each queue. */
  private readonly first: Int32Field;
  private readonly last: Int32Field;
  /** Of a customer: the ticket, −1, or below −1 the station that serves: −2 − station. */
  private readonly state: Int32Field;
  private tickets: Int32Array;
  /** Where the words of this worker begin in the tickets' column. */
  private readonly own: number;
  /** Tickets at which `listAll` is. */
  private readonly cursors = new IndexList();

  /**
   * Stations start without servers.
   * @param customers how many, or the records that are to hold the customers' columns
   */
  constructor(
    readonly stationCount: number,
    customers: number | Records,
    private readonly memory: Memory = new Memory(),
    team: Team = new Team(),
  ) {
    const records = typeof customers === 'number' ? new Records(customers, CUSTOMER_BYTES, memory) : customers;
    const stations = new Records(stationCount, STATION_BYTES, memory);
    this.records = stations;
    this.customerCount = records.count;
    this.servers = stations.uint16();
    this.busy = stations.uint16();
    this.waiting = stations.int32();
    this.first = stations.int32();
    this.last = stations.int32();
    this.state = records.int32();
    for (const link of [this.first, this.last, this.state]) fillField(link, NONE);
    this.own = HEAD_WORDS * (1 + team.index);
    const first = HEAD_WORDS * (1 + team.count);
    if (memory.isShared) {
      // Room for everybody: what is never touched takes no memory.
      const room = records.count + TICKETS_TAKEN * team.count;
      this.tickets = memory.column(Int32Array, first + TICKET_WORDS * room);
    } else {
      // Room for one customer in sixteen; it doubles when more wait.
      const length = first + TICKET_WORDS * (64 + Math.ceil(records.count / 16));
      this.tickets = memory.growing(length, (longer) => (this.tickets = longer));
    }
    this.tickets[UNUSED] = first;
    this.tickets[this.own + FREE] = NONE;
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
    tickets[ticket + STATION] = station + 1;
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
    return ticket < 0 ? NONE : this.tickets[ticket + STATION] - 1;
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

  // Reading ahead, before any of the events is handled that will need what is read (see Engine.ahead): in loops of one read each,
  // of which none has to wait for another, the machine has many reads of memory under way at a time.

  /** Reads the states of customers. @returns anything of them */
  readCustomers(customers: IndexList): number {
    return this.state.sum(customers.items, customers.length);
  }

  /** Reads stations. @returns anything of them */
  read(stations: IndexList): number {
    return this.first.sum(stations.items, stations.length);
  }

  /** Reads stations, and the tickets at the heads of their queues. @returns anything of them */
  readHeads(stations: IndexList): number {
    return this.readTickets(stations, this.first);
  }

  /** Reads stations, and the tickets at the ends of their queues. @returns anything of them */
  readTails(stations: IndexList): number {
    return this.readTickets(stations, this.last);
  }

  /** Writes down who is at the head of each of some queues, reading no more than stations and tickets. */
  listHeads(stations: IndexList, into: IndexList): void {
    for (let i = 0; i < stations.length; i++) {
      const ticket = this.first.get(stations.items[i]);
      if (ticket !== NONE) into.add(this.tickets[ticket + CUSTOMER]);
    }
  }

  /** Writes down all who wait in some queues: the heads of all, then whoever is behind them, and so on. */
  listAll(stations: IndexList, into: IndexList): void {
    const { tickets, cursors } = this;
    cursors.clear();
    for (let i = 0; i < stations.length; i++) {
      const ticket = this.first.get(stations.items[i]);
      if (ticket !== NONE) cursors.add(ticket);
    }
    while (cursors.length > 0) {
      const { items, length } = cursors;
      cursors.clear();
      for (let i = 0; i < length; i++) {
        const ticket = items[i];
        into.add(tickets[ticket + CUSTOMER]);
        const behind = tickets[ticket + AFTER];
        if (behind !== NONE) cursors.add(behind);
      }
    }
  }

  private readTickets(stations: IndexList, end: Int32Field): number {
    const { tickets } = this;
    const { items, length } = stations;
    let sum = this.read(stations);
    for (let i = 0; i < length; i++) {
      const ticket = end.get(items[i]);
      // No branch on what is read: one that is guessed wrong holds up what is to be read next.
      sum = (sum + tickets[ticket & ~(ticket >> 31)]) | 0;
    }
    return sum;
  }

  private takeTicket(): number {
    const { own } = this;
    const ticket = this.tickets[own + FREE];
    if (ticket !== NONE) {
      this.tickets[own + FREE] = this.tickets[ticket + AFTER];
      return ticket;
    }
    if (this.tickets[own + NEXT] === this.tickets[own + END]) this.takeUnused();
    const next = this.tickets[own + NEXT];
    this.tickets[own + NEXT] = next + TICKET_WORDS;
    return next;
  }

  /** Takes some tickets that nobody has used for this worker. */
  private takeUnused(): void {
    const words = TICKET_WORDS * (this.memory.isShared ? TICKETS_TAKEN : 1);
    if (!this.memory.isShared && this.tickets[UNUSED] + words > this.tickets.length) this.memory.double(this.tickets);
    const from = Atomics.add(this.tickets, UNUSED, words);
    this.tickets[this.own + NEXT] = from;
    this.tickets[this.own + END] = from + words;
  }

  /** Takes a ticket out of its queue. */
  private discard(ticket: number, customer: number): void {
    const { tickets } = this;
    const station = tickets[ticket + STATION] - 1;
    const before = tickets[ticket + BEFORE];
    const after = tickets[ticket + AFTER];
    this.joined = tickets[ticket + SINCE] >>> 0;
    if (before === NONE) this.first.set(station, after);
    else tickets[before + AFTER] = after;
    if (after === NONE) this.last.set(station, before);
    else tickets[after + BEFORE] = before;
    this.waiting.add(station, -1);
    tickets[ticket + AFTER] = tickets[this.own + FREE];
    tickets[this.own + FREE] = ticket;
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
