/** No station, no customer. */
const NONE = -1;

/**
 * Multi-server FIFO queues (stations) as typed columns. Waiting customers form a doubly linked list through columns of
 * the customers, so that joining, serving the next and walking away take the same few steps at any length. A customer
 * waits in at most one queue; who is being served is the caller's knowledge.
 *
 * For queues without servers (passengers at a stop) use enqueue and dequeue.
 */
export class Stations {
  /** Servers that may work at once. */
  readonly servers: Uint16Array;
  /** Servers that work now. */
  readonly busy: Uint16Array;
  /** Customers waiting. */
  readonly waiting: Int32Array;
  /** Station where a customer waits, or −1. */
  readonly at: Int32Array;
  /** Tick at which a customer joined the queue it waits in, or last waited in. */
  readonly since: Uint32Array;

  private readonly first: Int32Array;
  private readonly last: Int32Array;
  private readonly after: Int32Array;
  private readonly before: Int32Array;

  /** Stations start without servers. */
  constructor(
    readonly stationCount: number,
    readonly customerCount: number,
  ) {
    this.servers = new Uint16Array(stationCount);
    this.busy = new Uint16Array(stationCount);
    this.waiting = new Int32Array(stationCount);
    this.first = new Int32Array(stationCount).fill(NONE);
    this.last = new Int32Array(stationCount).fill(NONE);
    this.at = new Int32Array(customerCount).fill(NONE);
    this.since = new Uint32Array(customerCount);
    this.after = new Int32Array(customerCount).fill(NONE);
    this.before = new Int32Array(customerCount).fill(NONE);
  }

  /**
   * A customer arrives at a station.
   * @returns true: a free server was taken, service begins now; false: the customer waits
   */
  join(station: number, customer: number, now: number): boolean {
    if (this.at[customer] !== NONE) this.refuseCustomer(station, customer, now);
    // Whoever waits goes first, also where servers have been added and not yet been offered to the queue by admit().
    if (this.busy[station] < this.servers[station] && this.waiting[station] === 0) {
      this.busy[station]++;
      return true;
    }
    this.enqueue(station, customer, now);
    return false;
  }

  /** A customer joins the end of a queue, free servers or not. */
  enqueue(station: number, customer: number, now: number): void {
    if (this.at[customer] !== NONE) this.refuseCustomer(station, customer, now);
    this.requireStation(station);
    const last = this.last[station];
    this.at[customer] = station;
    this.since[customer] = now;
    this.before[customer] = last;
    this.after[customer] = NONE;
    if (last === NONE) this.first[station] = customer;
    else this.after[last] = customer;
    this.last[station] = customer;
    this.waiting[station]++;
  }

  /** Removes the customer at the head of a queue. @returns the customer, or −1 if nobody waits */
  dequeue(station: number): number {
    this.requireStation(station);
    const customer = this.first[station];
    if (customer !== NONE) this.unlink(station, customer);
    return customer;
  }

  /**
   * A service ended.
   * @returns the next waiting customer, who takes over the server; or −1: the server is free, or withdrawn where the
   * station has more busy servers than servers
   */
  release(station: number): number {
    const busy = this.busy[station];
    if (busy === undefined || busy === 0) throw new Error(`station ${station}: released, but no server is busy`);
    if (busy <= this.servers[station]) {
      const customer = this.dequeue(station);
      if (customer !== NONE) return customer;
    }
    this.busy[station] = busy - 1;
    return NONE;
  }

  /**
   * Gives a free server to the head of the queue. Needed only after setServers has added servers: call until −1.
   * @returns the customer whose service begins now, or −1 if nobody waits or no server is free
   */
  admit(station: number): number {
    this.requireStation(station);
    if (this.busy[station] >= this.servers[station]) return NONE;
    const customer = this.dequeue(station);
    if (customer !== NONE) this.busy[station]++;
    return customer;
  }

  /** A waiting customer walks away. @returns false if the customer was not waiting */
  leave(customer: number): boolean {
    const station = this.at[customer];
    if (station === undefined) throw new Error(`customer ${customer}: expected 0 to ${this.customerCount - 1}`);
    if (station === NONE) return false;
    this.unlink(station, customer);
    return true;
  }

  /** Customer at the head of a queue, or −1. */
  head(station: number): number {
    return this.first[station];
  }

  /** Customer behind a waiting customer, or −1 at the end of the queue. */
  next(customer: number): number {
    return this.after[customer];
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
    this.servers[station] = n;
  }

  /** Bytes of all columns. */
  get bytes(): number {
    return this.stationCount * (2 + 2 + 4 + 4 + 4) + this.customerCount * (4 + 4 + 4 + 4);
  }

  private unlink(station: number, customer: number): void {
    const before = this.before[customer];
    const after = this.after[customer];
    if (before === NONE) this.first[station] = after;
    else this.after[before] = after;
    if (after === NONE) this.last[station] = before;
    else this.before[after] = before;
    this.at[customer] = NONE;
    this.after[customer] = NONE;
    this.waiting[station]--;
  }

  private requireStation(station: number): void {
    if (this.waiting[station] === undefined) {
      throw new Error(`station ${station}: expected 0 to ${this.stationCount - 1}`);
    }
  }

  private refuseCustomer(station: number, customer: number, now: number): never {
    const where = this.at[customer];
    throw new Error(
      where === undefined
        ? `customer ${customer} joins station ${station} at tick ${now}: expected 0 to ${this.customerCount - 1}`
        : `customer ${customer} joins station ${station} at tick ${now}, but still waits at station ${where} ` +
            `since tick ${this.since[customer]}`,
    );
  }
}
