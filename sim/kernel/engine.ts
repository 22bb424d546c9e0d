import { EventDigest } from './event-digest.ts';
import { EventList } from './event-list.ts';
import { TICK_MAX } from './time.ts';

/** Number of kinds of events an engine can have, and of entities of a kind. */
export const KIND_COUNT_MAX = 256;
export const ENTITY_COUNT_MAX = 0x1000000;

/** All there is to know of an engine at an instant: with it, a run goes on exactly as it would have gone on. */
export interface EngineState {
  readonly now: number;
  readonly dispatched: number;
  readonly digest: Int32Array;
  /** The pending events as pairs (tick, kind × 2²⁴ + entity). */
  readonly events: Uint32Array;
}

/**
 * So many events are looked at before they are handled, where so many come soon. With 32, and with 256, a day at 1:10 takes
 * some hundredths longer; 128 are as good.
 */
const AHEAD_EVENTS = 64;

type Handler = (entity: number) => void;

/** Whoever follows the events of an engine: a trace, or the digests by which two runs are told apart. */
export interface EventObserver {
  /** Called when an event has been handled, with the clock still at its tick. Must change nothing. */
  dispatched(tick: number, kind: number, entity: number): void;
}

/**
 * The event loop. An event is data: at this tick, this kind, for this entity. Events are dispatched in the total order
 * (tick, kind, entity), which does not depend on who scheduled first, and each is folded into the digest.
 */
export class Engine {
  /** The clock, in ticks: that of the event being dispatched, or the limit of the last run. */
  now = 0;
  /** Events dispatched so far. */
  dispatched = 0;
  /** Over the tick and id of every event dispatched. Fold the final state in to fingerprint a run. */
  readonly digest = new EventDigest();
  /** Told of every event from the next runUntil on; null where nobody listens, which costs nothing. */
  observer: EventObserver | null = null;

  /**
   * Looks at the next events before they are handled: `ids` up to `length` are kind × 2²⁴ + entity of all events of this tick
   * and, as far as they are scheduled already, of the ticks after it, until there are AHEAD_EVENTS. To read what their handlers
   * will need, all of it before any is handled, lets the machine fetch it from memory at the same time and not one after the
   * other. Must change nothing. Not called while an observer listens.
   */
  ahead: ((ids: Uint32Array, length: number) => void) | null = null;

  private readonly handlers: Handler[];
  private readonly list: EventList;
  private running = false;

  /**
   * @param kindCount kinds are 0 … kindCount − 1, at most 256
   * @param initialCapacity pending events that fit before the event list grows
   */
  constructor(
    readonly kindCount: number,
    initialCapacity?: number,
  ) {
    if (!(kindCount >= 1 && kindCount <= KIND_COUNT_MAX)) {
      throw new Error(`found ${kindCount} kinds of events, expected 1 to ${KIND_COUNT_MAX}`);
    }
    this.list = new EventList(initialCapacity);
    this.handlers = Array.from({ length: kindCount }, (_, kind) => (entity: number) => {
      throw new Error(`event kind ${kind} has no handler (entity ${entity}, tick ${this.now})`);
    });
  }

  /** Pending events. */
  get pending(): number {
    return this.list.pending;
  }

  /** Bytes of the event list. */
  get bytes(): number {
    return this.list.bytes;
  }

  /** Sets what happens at events of a kind; a later handler replaces an earlier one. */
  on(kind: number, handler: Handler): void {
    if (!(kind >= 0 && kind < this.kindCount && Number.isInteger(kind))) {
      throw new Error(`found event kind ${kind}, expected an integer from 0 to ${this.kindCount - 1}`);
    }
    this.handlers[kind] = handler;
  }

  /**
   * Schedules an event at least one tick after the clock.
   * @throws Error naming kind, entity, tick and clock if the tick is not later, not an integer or above TICK_MAX, or if
   * there is no such kind or entity
   */
  schedule(tick: number, kind: number, entity: number): void {
    const whole = tick >>> 0;
    if (!(whole === tick && whole > this.now && kind >>> 0 < this.kindCount && entity >>> 0 < ENTITY_COUNT_MAX)) {
      this.refuse(tick, kind, entity);
    }
    this.list.schedule(whole, (kind << 24) | entity);
  }

  /**
   * Dispatches every event with a tick below `limit`, those scheduled meanwhile included, and sets the clock to `limit`.
   * Splitting a run into several calls changes nothing.
   * @param limit integer from the clock to TICK_MAX + 1
   */
  runUntil(limit: number): void {
    if (!(limit >= this.now && limit <= TICK_MAX + 1 && Number.isInteger(limit))) {
      throw new Error(`cannot run until tick ${limit}: expected an integer from ${this.now} to ${TICK_MAX + 1}`);
    }
    if (this.running) throw new Error(`runUntil(${limit}) called by an event handler at tick ${this.now}`);
    this.running = true;
    try {
      if (this.observer === null) this.dispatchBelow(limit);
      else this.dispatchObserved(limit, this.observer);
    } finally {
      this.running = false;
    }
    this.now = limit;
  }

  /** A tick not after that of the next event, however far: there is no event before it. Infinity where nothing is pending. */
  get earliest(): number {
    return this.list.earliest;
  }

  /**
   * Takes over an event that another engine had to schedule here.
   * @throws Error if its time has come already: it was sent too late
   */
  deliver(tick: number, id: number): void {
    if (tick < this.now) {
      throw new Error(
        `kind ${id >>> 24}, entity ${id & 0xffffff} of tick ${tick} came from another engine at tick ${this.now}, too late`,
      );
    }
    this.list.schedule(tick, id);
  }

  /** Leaves the event being dispatched out of digest and count: another engine has the same one, and counts it. */
  leaveOut(kind: number, entity: number): void {
    this.digest.remove(this.now, (kind << 24) | entity);
    this.dispatched--;
  }

  /** The state now. Not to be asked for by a handler. */
  save(): EngineState {
    return {
      now: this.now,
      dispatched: this.dispatched,
      digest: this.digest.save(),
      events: this.list.entries(),
    };
  }

  /**
   * Goes back, or on, to a state.
   * @throws Error if an event of it lies before its time
   */
  restore({ now, dispatched, digest, events }: EngineState): void {
    this.list.reset(now);
    this.now = now;
    this.dispatched = dispatched;
    this.digest.restore(digest);
    for (let i = 0; i < events.length; i += 2) {
      const [tick, id] = [events[i], events[i + 1]];
      if (tick < now) throw new Error(`found a pending event at tick ${tick}, expected ${now} or later`);
      this.list.schedule(tick, id | 0);
    }
  }

  /** A function of this object and not of its class: see "Busy methods" in sim/DESIGN.md. */
  private readonly dispatchBelow = (limit: number): void => {
    const { list, digest, handlers } = this;
    let lookedTo = 0;
    for (;;) {
      const tick = list.takeNext(limit);
      if (tick < 0) return;
      this.now = tick;
      const batch = list.batch;
      const length = list.batchLength;
      this.dispatched += length;
      if (tick >= lookedTo && this.ahead !== null) {
        lookedTo = list.peek(limit, AHEAD_EVENTS);
        this.ahead(list.upcoming, list.upcomingLength);
      }
      for (let i = 0; i < length; i++) {
        const id = batch[i] | 0;
        digest.add(tick, id);
        handlers[id >>> 24](id & 0xffffff);
      }
    }
  };

  /** As dispatchBelow, in a loop of its own: the other one need not even ask whether somebody listens. */
  private dispatchObserved(limit: number, observer: EventObserver): void {
    const { list, digest, handlers } = this;
    for (;;) {
      const tick = list.takeNext(limit);
      if (tick < 0) return;
      this.now = tick;
      const batch = list.batch;
      const length = list.batchLength;
      this.dispatched += length;
      for (let i = 0; i < length; i++) {
        const id = batch[i] | 0;
        digest.add(tick, id);
        handlers[id >>> 24](id & 0xffffff);
        observer.dispatched(tick, id >>> 24, id & 0xffffff);
      }
    }
  }

  private refuse(tick: number, kind: number, entity: number): never {
    throw new Error(
      `cannot schedule kind ${kind}, entity ${entity} at tick ${tick} (now ${this.now}): expected an integer tick from ` +
        `${this.now + 1} to ${TICK_MAX}, a kind below ${this.kindCount} and an entity below ${ENTITY_COUNT_MAX}`,
    );
  }
}
