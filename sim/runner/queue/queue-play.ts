/**
 * One queue before a few servers, from the kernel's own parts (events, stations, keyed random numbers), advanced in slices as
 * short as one likes: to be looked at while it goes on, and to be compared with Erlang's formulas. The mean service time is
 * the unit of time.
 */
import { exponential } from '../../kernel/distributions.ts';
import { Engine } from '../../kernel/engine.ts';
import { RandomSource, type Purpose } from '../../kernel/random.ts';
import { Stations } from '../../kernel/stations.ts';
import { TICK_MAX } from '../../kernel/time.ts';
import { halfWidth, mean } from '../experiment/statistics.ts';

const ARRIVAL = 0;
const DEPARTURE = 1;
/** Ticks in a mean service time: rounding to whole ticks is far below what chance does. */
const UNIT_TICKS = 4000;
/** Who may be there at once: a queue that explodes ends here. */
export const ROOM = 20_000;
/** The clock's end, in mean service times. */
export const UNITS_MAX = Math.floor(TICK_MAX / UNIT_TICKS);

export interface QueueSetting {
  readonly servers: number;
  /** Share of the servers' time that customers ask for; from 1 on the queue has no end. */
  readonly load: number;
}

/** A queue that goes on from an empty shop. */
export class QueuePlay {
  /** Customers who have come, and whose service has begun. */
  arrived = 0;
  begun = 0;
  /** Sum of the waits of those whose service has begun, and how many of them waited at all. */
  waitSum = 0;
  waited = 0;
  private readonly engine = new Engine(2);
  private readonly stations = new Stations(1, ROOM);
  private readonly gap: Purpose;
  private readonly service: Purpose;
  private readonly free = new Uint16Array(ROOM);
  private freeCount = ROOM;
  private isFull = false;
  private readonly meanGap: number;

  /** @throws RangeError for a setting that is no queue */
  constructor(
    readonly setting: QueueSetting,
    seed: string,
  ) {
    const { servers, load } = setting;
    if (!(Number.isInteger(servers) && servers >= 1 && servers <= 1000)) {
      throw new RangeError(`found ${servers} servers, expected a whole number from 1 to 1000`);
    }
    if (!(load > 0 && load < Infinity)) throw new RangeError(`found a load of ${load}, expected a positive number`);
    this.meanGap = 1 / (load * servers);
    const source = new RandomSource(seed);
    this.gap = source.purpose('queue.gap');
    this.service = source.purpose('queue.service');
    this.stations.setServers(0, servers);
    for (let i = 0; i < ROOM; i++) this.free[i] = ROOM - 1 - i;
    this.engine.on(ARRIVAL, () => this.arrive());
    this.engine.on(DEPARTURE, (customer) => this.depart(customer));
    this.scheduleArrival();
  }

  /** Mean service times since the shop was empty. */
  get now(): number {
    return this.engine.now / UNIT_TICKS;
  }
  get waiting(): number {
    return this.stations.waiting.get(0);
  }
  get serving(): number {
    return this.stations.busy.get(0);
  }
  /** Whether nobody more fits in, or the clock is at its end: it goes on no further. */
  get isOver(): boolean {
    return this.isFull || this.engine.now >= UNITS_MAX * UNIT_TICKS;
  }

  /** Goes on to a time, or to where it is over. @returns events handled */
  runTo(units: number): number {
    const before = this.engine.dispatched;
    const tick = Math.floor(Math.min(units, UNITS_MAX) * UNIT_TICKS);
    if (!this.isOver && tick > this.engine.now) this.engine.runUntil(tick);
    return this.engine.dispatched - before;
  }

  private ticks(mean: number, draws: Purpose, n: number): number {
    return Math.max(1, Math.round(exponential(draws.uniform(0, n), mean) * UNIT_TICKS));
  }

  private scheduleArrival(): void {
    const tick = this.engine.now + this.ticks(this.meanGap, this.gap, this.arrived);
    if (tick < TICK_MAX) this.engine.schedule(tick, ARRIVAL, 0);
  }

  private arrive(): void {
    if (this.freeCount === 0) {
      this.isFull = true;
      return;
    }
    this.arrived++;
    const customer = this.free[--this.freeCount]!;
    if (this.stations.join(0, customer, this.engine.now)) this.begin(customer, 0);
    this.scheduleArrival();
  }

  private depart(customer: number): void {
    this.free[this.freeCount++] = customer;
    const next = this.stations.release(0);
    if (next >= 0) this.begin(next, this.engine.now - this.stations.joined);
  }

  private begin(customer: number, waitTicks: number): void {
    const end = this.engine.now + this.ticks(1, this.service, this.begun);
    this.begun++;
    this.waitSum += waitTicks / UNIT_TICKS;
    if (waitTicks > 0) this.waited++;
    if (end < TICK_MAX) this.engine.schedule(end, DEPARTURE, customer);
  }
}

/** A figure with half the width of its 95% interval (Student's, over batches). */
export interface Sampled {
  readonly mean: number;
  readonly halfWidth: number;
}

export interface QueueEstimate {
  /** Batches observed so far. */
  readonly batches: number;
  /** In mean service times. */
  readonly wait: Sampled;
  /** Share of customers who wait at all. */
  readonly waitShare: Sampled;
}

export const BATCHES = 20;
/** A queue forgets how it began within its relaxation time, (1 − √load)⁻² (P. Morse 1955); a batch is twenty, the warm-up six. */
const WARM_UP = 6;
const BATCH = 20;
const BATCH_LEAST = 1500;

/**
 * What customers wait in the long run, by batch means: one run, its beginning left out, cut into pieces so long that one tells
 * nothing of the next.
 */
export class LongRun {
  private readonly play: QueuePlay;
  private readonly batch: number;
  private readonly waits: number[] = [];
  private readonly shares: number[] = [];
  private next: number;
  private before = { begun: 0, waitSum: 0, waited: 0 };

  /** @throws RangeError for a load of 1 or more, which has no long run */
  constructor(setting: QueueSetting, seed: string) {
    const { load } = setting;
    if (!(load < 1)) throw new RangeError(`found a load of ${load}, expected less than 1`);
    this.play = new QueuePlay(setting, seed);
    const root = 1 - Math.sqrt(load);
    const relaxation = 1 / (root * root);
    this.batch = Math.max(BATCH_LEAST / setting.servers, BATCH * relaxation);
    this.next = WARM_UP * relaxation;
  }

  get isDone(): boolean {
    return this.waits.length >= BATCHES;
  }

  /** Goes on by a batch or its beginning, a piece of a few milliseconds at most: call it until it is done. @returns events */
  step(eventsMax = 4000): number {
    const { play } = this;
    const { servers, load } = play.setting;
    const piece = eventsMax / (2 * servers * load);
    const events = play.runTo(Math.min(this.next, play.now + piece));
    if (play.now >= this.next - 1 / UNIT_TICKS) this.closeBatch();
    return events;
  }

  private closeBatch(): void {
    const { begun, waitSum, waited } = this.play;
    const { before } = this;
    if (before.begun > 0) {
      this.waits.push((waitSum - before.waitSum) / (begun - before.begun));
      this.shares.push((waited - before.waited) / (begun - before.begun));
    }
    this.before = { begun, waitSum, waited };
    this.next += this.batch;
  }

  /** What there is so far; undefined before the second batch. */
  get estimate(): QueueEstimate | undefined {
    if (this.waits.length < 2) return undefined;
    const sampled = (values: readonly number[]): Sampled => ({ mean: mean(values), halfWidth: halfWidth(values) });
    return { batches: this.waits.length, wait: sampled(this.waits), waitShare: sampled(this.shares) };
  }
}
