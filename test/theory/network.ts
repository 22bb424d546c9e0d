/**
 * An open network of queues, built from nothing but the kernel's parts: Engine, Stations, TimedServers, keyed random
 * numbers. Every law of queueing theory that is tested here is this network with other numbers.
 */
import { Engine } from '../../sim/kernel/engine.ts';
import type { Purpose, RandomSource } from '../../sim/kernel/random.ts';
import { Stations } from '../../sim/kernel/stations.ts';
import { TICK_MAX } from '../../sim/kernel/time.ts';
import { TimedServers } from '../../sim/kernel/timed-servers.ts';

const ARRIVAL = 0;
const DEPARTURE = 1;
/** A timed server is free: as in a shop, the next is called before anybody loses patience at that tick. */
const FREE = 2;
const PATIENCE = 3;

/** Ticks in a unit of time: so many that rounding to whole ticks is far below the sampling error. */
export const UNIT_TICKS = 20_000;
const VISITS_MAX = 256;
const SOURCES_MAX = 8;
export const EXIT = -1;

/** A value, mostly a time in units, for a number uniform in (0, 1). */
export type Sampler = (u: number) => number;

/**
 * Exponential with this mean. By the host's logarithm, because the kernel's is slow under the test runner, and tests of
 * its own hold that they agree.
 */
export const exponentialTime =
  (mean: number): Sampler =>
  (u) =>
    -mean * Math.log(u);

/** Customers of one class who arrive in a Poisson stream, alone or in batches. */
export interface Source {
  readonly node: number;
  readonly customerClass?: number;
  /** Arrivals, or batches, in a unit of time. */
  readonly rate: number;
  readonly batch?: { readonly mean: number; readonly size: Sampler };
}

export interface Node {
  readonly servers: number;
  /** Service time by class of customer. */
  readonly service: readonly Sampler[];
  /** Customers at the node, in service or not; whoever finds so many is lost. */
  readonly capacity?: number;
  /** How long a customer waits before walking away. */
  readonly patience?: Sampler;
  /**
   * Who is served next. fifo (the default) is the queue of a station with its servers. timed is the same queue before
   * TimedServers, used as shops use them: they know when each service ends, and only where somebody waits is there an
   * event to call the next. For the others the servers are counted here, as a service would do it: priority has a queue
   * for each class and looks into them in order, without pre-emption; lifo takes whoever came last.
   */
  readonly discipline?: 'fifo' | 'timed' | 'priority' | 'lifo';
}

export interface Network {
  readonly sources: readonly Source[];
  readonly nodes: readonly Node[];
  /** Where a customer goes after a node, or EXIT; without it everyone leaves. */
  readonly route?: (node: number, customerClass: number, u: number) => number;
}

/** What is observed: arrivals at nodes, and the state, from one time to another. In units. */
export interface Window {
  readonly from: number;
  /** No customer enters the network from here on. */
  readonly to: number;
  /** What has not ended by then is not observed. Without it all customers are served first. */
  readonly until?: number;
}

/** Sums over the visits that are observed, of one class to one node. */
export interface Tally {
  visits: number;
  lost: number;
  abandoned: number;
  /** Visits that waited at all. */
  waited: number;
  /** Time in queue, in units, until service or abandonment. */
  wait: number;
  waitSquare: number;
}

export interface NodeResult {
  readonly classes: readonly Tally[];
  /** Time averages: customers at the node, and those of them in the queue. */
  readonly present: number;
  readonly waiting: number;
}

/** Told how many customers were at each node, and for how many units of time, each time this ends. */
export type Watch = (present: Int32Array, units: number) => void;

/** The random numbers of a world, by what they decide. */
export class Draws {
  readonly gap: Purpose;
  readonly batch: Purpose;
  readonly service: Purpose;
  readonly patience: Purpose;
  readonly route: Purpose;

  constructor(source: Pick<RandomSource, 'purpose'>) {
    this.gap = source.purpose('gap');
    this.batch = source.purpose('batch');
    this.service = source.purpose('service');
    this.patience = source.purpose('patience');
    this.route = source.purpose('route');
  }
}

/** Simulates a network that begins empty. Replications with other numbers have other draws, numbered. */
export function simulate(
  network: Network,
  window: Window,
  { draws, replication = 0, watch }: { draws: Draws; replication?: number; watch?: Watch },
): readonly NodeResult[] {
  return new Replication(network, window, draws, replication, watch).run();
}

/** More customers than arrive by all probability. */
function roomFor({ sources }: Network, { to }: Window): number {
  const expected = sources.reduce((sum, { rate, batch }) => sum + rate * (batch?.mean ?? 1), 0) * to;
  return Math.ceil(expected + 20 * Math.sqrt(expected) + 100);
}

const wholeTicks = (units: number): number => Math.max(1, Math.round(units * UNIT_TICKS));

/** A node with everything said, so that all look alike to the compiler. */
interface FullNode {
  readonly servers: number;
  readonly service: readonly Sampler[];
  readonly capacity: number;
  readonly patience: Sampler | undefined;
  readonly discipline: NonNullable<Node['discipline']>;
  /** The first of its queues; priority nodes have one for each class. */
  readonly queue: number;
}

function completeNodes(nodes: readonly Node[], classCount: number): FullNode[] {
  let queues = 0;
  return nodes.map(({ servers, service, capacity = Infinity, patience, discipline = 'fifo' }) => {
    const queue = queues;
    queues += discipline === 'priority' ? classCount : 1;
    return { servers, service, capacity, patience, discipline, queue };
  });
}

class Replication {
  private readonly engine = new Engine(4);
  private readonly stations: Stations;
  private readonly nodes: readonly FullNode[];
  /** Of the nodes that are timed. */
  private readonly timed: readonly (TimedServers | undefined)[];
  private readonly classCount: number;
  private readonly tallies: readonly (readonly Tally[])[];
  private readonly from: number;
  private readonly to: number;

  /** Columns of the nodes. */
  private readonly present: Int32Array;
  private readonly serving: Int32Array;
  private readonly presentTicks: Float64Array;
  private readonly waitingTicks: Float64Array;
  /** Columns of the customers; ticks are of the visit to the node they are at. */
  private readonly classOf: Uint8Array;
  private readonly nodeOf: Uint8Array;
  private readonly visits: Uint8Array;
  private readonly cameAt: Float64Array;
  private readonly waitedTicks: Float64Array;
  private readonly leavesAt: Float64Array;

  private customers = 0;
  private readonly arrivals: Int32Array;
  private stateSince = 0;

  constructor(
    private readonly network: Network,
    private readonly window: Window,
    private readonly draws: Draws,
    private readonly replication: number,
    private readonly watch: Watch | undefined,
  ) {
    const { nodes, sources } = network;
    if (sources.length > SOURCES_MAX) {
      throw new Error(`found ${sources.length} sources, expected ${SOURCES_MAX} or fewer`);
    }
    const room = roomFor(network, window);
    this.from = window.from * UNIT_TICKS;
    this.to = window.to * UNIT_TICKS;
    this.classCount = 1 + Math.max(...sources.map(({ customerClass }) => customerClass ?? 0));
    this.nodes = completeNodes(nodes, this.classCount);
    this.stations = new Stations(nodes.length * this.classCount, room);
    for (const { servers, discipline, queue } of this.nodes) {
      if (discipline === 'fifo') this.stations.setServers(queue, servers);
    }
    this.timed = this.nodes.map(({ servers, discipline, queue }) =>
      discipline === 'timed' ? new TimedServers(this.stations, queue, [servers]) : undefined,
    );
    this.tallies = nodes.map(() => Array.from({ length: this.classCount }, emptyTally));
    this.present = new Int32Array(nodes.length);
    this.serving = new Int32Array(nodes.length);
    this.presentTicks = new Float64Array(nodes.length);
    this.waitingTicks = new Float64Array(nodes.length);
    this.classOf = new Uint8Array(room);
    this.nodeOf = new Uint8Array(room);
    this.visits = new Uint8Array(room);
    this.cameAt = new Float64Array(room);
    this.waitedTicks = new Float64Array(room);
    this.leavesAt = new Float64Array(room);
    this.arrivals = new Int32Array(sources.length);
  }

  run(): readonly NodeResult[] {
    const { engine, network, window } = this;
    engine.on(ARRIVAL, (source) => this.arrive(source));
    engine.on(DEPARTURE, (customer) => this.depart(customer));
    engine.on(FREE, (node) => this.serveNext(node));
    engine.on(PATIENCE, (customer) => this.losePatience(customer));
    network.sources.forEach((_, source) => this.scheduleArrival(source));
    engine.runUntil(window.until === undefined ? TICK_MAX : window.until * UNIT_TICKS);
    this.advance();
    const left = this.present.some((count) => count > 0);
    if (left && window.until === undefined) throw new Error('the network is not empty at the end of time');
    const ticks = this.to - this.from;
    return network.nodes.map((_, node) => ({
      classes: this.tallies[node]!,
      present: this.presentTicks[node]! / ticks,
      waiting: this.waitingTicks[node]! / ticks,
    }));
  }

  private scheduleArrival(source: number): void {
    const { rate } = this.network.sources[source]!;
    const u = this.draws.gap.uniform(this.arrivals[source]!++, this.replication * SOURCES_MAX + source);
    const tick = this.engine.now + wholeTicks(-Math.log(u) / rate);
    if (tick < this.to) this.engine.schedule(tick, ARRIVAL, source);
  }

  private arrive(source: number): void {
    const { node, customerClass = 0, batch } = this.network.sources[source]!;
    const n = this.replication * SOURCES_MAX + source;
    const size = batch === undefined ? 1 : batch.size(this.draws.batch.uniform(this.arrivals[source]!, n));
    this.scheduleArrival(source);
    for (let i = 0; i < size; i++) {
      const customer = this.customers++;
      if (customer === this.classOf.length) {
        throw new Error(`more than ${customer} customers, which is more than likely`);
      }
      this.classOf[customer] = customerClass;
      this.enter(node, customer);
    }
  }

  private enter(node: number, customer: number): void {
    const { servers, capacity, patience, discipline } = this.nodes[node]!;
    const { engine, stations } = this;
    this.nodeOf[customer] = node;
    this.cameAt[customer] = engine.now;
    this.waitedTicks[customer] = 0;
    if (this.present[node]! >= capacity) {
      if (this.isObserved(customer)) this.tallyOf(customer).lost++;
      this.record(customer);
      return;
    }
    this.advance();
    this.present[node]!++;
    const queue = this.queueOf(node, customer);
    if (discipline === 'fifo') {
      if (stations.join(queue, customer, engine.now)) return this.begin(customer);
    } else if (discipline === 'timed') {
      const isFirst = stations.waiting.get(queue) === 0;
      const free = this.timed[node]!.freeFrom(queue);
      if (isFirst && free <= engine.now) return this.begin(customer);
      stations.enqueue(queue, customer, engine.now);
      // Whoever is behind another is called when that one's service has begun.
      if (isFirst) engine.schedule(free, FREE, node);
    } else if (this.serving[node]! < servers) return this.begin(customer);
    else stations.enqueue(queue, customer, engine.now);
    if (patience === undefined) return;
    const u = this.draws.patience.uniform(customer, this.drawOf(customer));
    this.leavesAt[customer] = engine.now + wholeTicks(patience(u));
    engine.schedule(this.leavesAt[customer]!, PATIENCE, customer);
  }

  private begin(customer: number): void {
    const { engine } = this;
    const node = this.nodeOf[customer]!;
    this.serving[node]!++;
    this.waitedTicks[customer] = engine.now - this.cameAt[customer]!;
    const time = this.nodes[node]!.service[this.classOf[customer]!]!;
    const u = this.draws.service.uniform(customer, this.drawOf(customer));
    const end = engine.now + wholeTicks(time(u));
    this.timed[node]?.serve(this.nodes[node]!.queue, engine.now, end);
    engine.schedule(end, DEPARTURE, customer);
  }

  private depart(customer: number): void {
    const node = this.nodeOf[customer]!;
    this.advance();
    this.present[node]!--;
    this.serving[node]!--;
    this.record(customer);
    // Timed servers call the next themselves, by an event of this tick.
    const next = this.timed[node] === undefined ? this.nextAt(node) : -1;
    if (next >= 0) this.begin(next);
    const { route } = this.network;
    if (route === undefined) return;
    const u = this.draws.route.uniform(customer, this.drawOf(customer));
    if (++this.visits[customer]! === VISITS_MAX) throw new Error(`customer ${customer} wanders about without end`);
    const to = route(node, this.classOf[customer]!, u);
    if (to !== EXIT) this.enter(to, customer);
  }

  /** A timed server is free: the next in the queue is served, if all have not walked away. */
  private serveNext(node: number): void {
    const { engine, stations } = this;
    const { queue } = this.nodes[node]!;
    const servers = this.timed[node]!;
    let called = false;
    this.advance();
    while (servers.freeFrom(queue) <= engine.now) {
      const customer = stations.dequeue(queue);
      if (customer < 0) return;
      called = true;
      this.begin(customer);
    }
    // Where all had walked away before others came, there are two events of this tick: the first has seen to the next.
    if (called && stations.waiting.get(queue) > 0) engine.schedule(servers.freeFrom(queue), FREE, node);
  }

  /** Takes the customer to be served next out of a node's queues, or −1. */
  private nextAt(node: number): number {
    const { stations } = this;
    const { discipline, queue } = this.nodes[node]!;
    if (discipline === 'fifo') return stations.release(queue);
    if (discipline === 'priority') {
      for (let i = 0; i < this.classCount; i++) {
        const customer = stations.dequeue(queue + i);
        if (customer >= 0) return customer;
      }
      return -1;
    }
    let last = stations.head(queue);
    if (last < 0) return -1;
    for (let behind = stations.next(last); behind >= 0; behind = stations.next(last)) last = behind;
    stations.leave(last);
    return last;
  }

  private losePatience(customer: number): void {
    const { engine } = this;
    if (this.leavesAt[customer] !== engine.now || !this.stations.leave(customer)) return;
    this.advance();
    this.present[this.nodeOf[customer]!]!--;
    this.waitedTicks[customer] = engine.now - this.cameAt[customer]!;
    if (this.isObserved(customer)) this.tallyOf(customer).abandoned++;
    this.record(customer);
  }

  private queueOf(node: number, customer: number): number {
    const { discipline, queue } = this.nodes[node]!;
    return discipline === 'priority' ? queue + this.classOf[customer]! : queue;
  }

  /** Count of the draws that belong to this visit of a customer. */
  private drawOf(customer: number): number {
    return this.replication * VISITS_MAX + this.visits[customer]!;
  }

  private isObserved(customer: number): boolean {
    const came = this.cameAt[customer]!;
    return came >= this.from && came < this.to;
  }

  private tallyOf(customer: number): Tally {
    return this.tallies[this.nodeOf[customer]!]![this.classOf[customer]!]!;
  }

  /** A visit has ended. */
  private record(customer: number): void {
    if (!this.isObserved(customer)) return;
    const tally = this.tallyOf(customer);
    const wait = this.waitedTicks[customer]! / UNIT_TICKS;
    tally.visits++;
    tally.wait += wait;
    tally.waitSquare += wait * wait;
    if (wait > 0) tally.waited++;
  }

  /** The state is about to change, or has been seen to the end. */
  private advance(): void {
    const now = Math.min(this.engine.now, this.to);
    const ticks = now - Math.max(this.stateSince, this.from);
    this.stateSince = now;
    if (!(ticks > 0)) return;
    for (let node = 0; node < this.present.length; node++) {
      const present = this.present[node]!;
      this.presentTicks[node]! += present * ticks;
      this.waitingTicks[node]! += (present - this.serving[node]!) * ticks;
    }
    this.watch?.(this.present, ticks / UNIT_TICKS);
  }
}

function emptyTally(): Tally {
  return { visits: 0, lost: 0, abandoned: 0, waited: 0, wait: 0, waitSquare: 0 };
}
