import { Barrier, BARRIER_WORDS } from './barrier.ts';
import type { Engine } from './engine.ts';
import { EVENT_DIGEST_WORDS, EventDigest } from './event-digest.ts';

/** Events that fit into a mailbox; more are sent in several rounds. */
const MAIL_EVENTS = 8192;
/** Words of a mailbox: how many events, then each as tick and id. */
const MAIL_WORDS = 1 + 2 * MAIL_EVENTS;
/** Words a worker tells the others at each meeting: its first event, and events that did not fit. */
const EARLIEST = 0;
const UNSENT = 1;
const STATUS_WORDS = 16;
/** Words of a worker's totals: the state of the digest, and events dispatched as two words. */
const TOTAL_WORDS = EVENT_DIGEST_WORDS + 2;
const NEVER = 0xffffffff;

/** What the workers of a team share beside the columns of their world. Can be posted between threads. */
export interface TeamBuffers {
  readonly words: SharedArrayBuffer;
  readonly mail: SharedArrayBuffer;
}

/** What all workers of a world have dispatched. */
export interface TeamTotals {
  readonly digest: EventDigest;
  readonly dispatched: number;
}

/**
 * The workers that simulate one world together, as one of them sees it. Each has an engine of its own; an event that
 * belongs to another's engine is sent, and is there after the next exchange. This is conservative synchronisation in time
 * windows (K. M. Chandy, J. Misra, 1979; D. M. Nicol, 1993): no worker begins a window before it has all events of it.
 */
export class Team {
  /** Buffers for the other members of the team. */
  readonly buffers: TeamBuffers | null;
  private readonly barrier: Barrier | null = null;
  private readonly status: Uint32Array = new Uint32Array(0);
  private readonly totals: Int32Array = new Int32Array(0);
  private readonly mail: Int32Array = new Int32Array(0);
  /** Events to be sent, as pairs, by worker; and the first tick of any. */
  private readonly outbox: number[][];
  private soonest = NEVER;
  private round = 0;

  /**
   * @param index of this worker; 0 leads
   * @param count of workers; one alone shares nothing
   * @param buffers the leader's, for all others
   */
  constructor(
    readonly index = 0,
    readonly count = 1,
    buffers?: TeamBuffers,
  ) {
    this.outbox = Array.from({ length: count }, () => []);
    this.buffers = count === 1 ? null : (buffers ?? allocate(count));
    if (this.buffers === null) return;
    const { words, mail } = this.buffers;
    this.barrier = new Barrier(new Int32Array(words, 0, BARRIER_WORDS), count);
    this.status = new Uint32Array(words, 4 * BARRIER_WORDS, 2 * count * STATUS_WORDS);
    this.totals = new Int32Array(words, 4 * (BARRIER_WORDS + 2 * count * STATUS_WORDS), count * TOTAL_WORDS);
    this.mail = new Int32Array(mail);
  }

  /** Whether this worker does what is done once for the whole world. */
  get leads(): boolean {
    return this.index === 0;
  }

  /** Waits until all workers are here: what each wrote before, all can read after. */
  meet(): void {
    this.barrier?.meet();
  }

  /** Tells the others that this worker will not come. */
  fail(): void {
    this.barrier?.fail();
  }

  /** Whether a worker has said so. */
  get hasFailed(): boolean {
    return this.barrier?.hasFailed === true;
  }

  /** Sends an event to a worker's engine: it is there after the next exchange. */
  send(to: number, tick: number, id: number): void {
    this.outbox[to].push(tick, id);
    if (tick < this.soonest) this.soonest = tick;
  }

  /**
   * Hands over what was sent, and takes over what the others have sent to this worker. All workers do this together.
   * @returns a tick before which nobody has an event: Infinity where none is pending
   */
  exchange(engine: Engine): number {
    for (;;) {
      // Whoever still reads the boxes of a round has not met the others in the next: two sets of boxes are enough.
      const set = this.round++ & 1;
      let unsent = 0;
      const earliest = Math.min(engine.earliest, this.soonest, NEVER);
      for (let to = 0; to < this.count; to++) unsent += this.post(set, to);
      if (unsent === 0) this.soonest = NEVER;
      const at = this.statusAt(set, this.index);
      this.status[at + EARLIEST] = earliest;
      this.status[at + UNSENT] = unsent;
      this.meet();
      for (let from = 0; from < this.count; from++) this.collect(set, from, engine);
      const first = this.least(set);
      if (first.unsent === 0) return first.tick === NEVER ? Infinity : first.tick;
    }
  }

  /** Makes known what this worker's engine has dispatched. */
  publish({ digest, dispatched }: Engine): void {
    if (this.count === 1) return;
    const at = this.index * TOTAL_WORDS;
    this.totals.set(digest.save(), at);
    this.totals[at + EVENT_DIGEST_WORDS] = Math.floor(dispatched / 0x100000000);
    this.totals[at + EVENT_DIGEST_WORDS + 1] = dispatched;
  }

  /** What all engines had dispatched when they last made it known; of this one, now. */
  totalsWith({ digest, dispatched }: Engine): TeamTotals {
    const sum = new EventDigest();
    sum.merge(digest.save());
    let events = dispatched;
    for (let worker = 0; worker < this.count; worker++) {
      if (worker === this.index) continue;
      const at = worker * TOTAL_WORDS;
      const count = at + EVENT_DIGEST_WORDS;
      sum.merge(this.totals.subarray(at, count));
      events += this.totals[count] * 0x100000000 + (this.totals[count + 1] >>> 0);
    }
    return { digest: sum, dispatched: events };
  }

  private least(set: number): { tick: number; unsent: number } {
    let tick = NEVER;
    let unsent = 0;
    for (let worker = 0; worker < this.count; worker++) {
      const at = this.statusAt(set, worker);
      tick = Math.min(tick, this.status[at + EARLIEST]);
      unsent += this.status[at + UNSENT];
    }
    return { tick, unsent };
  }

  /** Puts events into a worker's mailbox. @returns how many did not fit */
  private post(set: number, to: number): number {
    if (to === this.index) return 0;
    const { mail } = this;
    const box = this.boxAt(set, this.index, to);
    const events = this.outbox[to];
    const words = Math.min(events.length, 2 * MAIL_EVENTS);
    mail[box] = words / 2;
    for (let i = 0; i < words; i++) mail[box + 1 + i] = events[i];
    if (words === events.length) events.length = 0;
    else events.splice(0, words);
    return events.length / 2;
  }

  private collect(set: number, from: number, engine: Engine): void {
    if (from === this.index) return;
    const { mail } = this;
    const box = this.boxAt(set, from, this.index);
    const end = box + 1 + 2 * mail[box];
    for (let at = box + 1; at < end; at += 2) engine.deliver(mail[at] >>> 0, mail[at + 1]);
  }

  private statusAt(set: number, worker: number): number {
    return (set * this.count + worker) * STATUS_WORDS;
  }

  private boxAt(set: number, from: number, to: number): number {
    return ((set * this.count + from) * this.count + to) * MAIL_WORDS;
  }
}

function allocate(count: number): TeamBuffers {
  return {
    words: new SharedArrayBuffer(4 * (BARRIER_WORDS + count * (2 * STATUS_WORDS + TOTAL_WORDS))),
    mail: new SharedArrayBuffer(4 * 2 * count * count * MAIL_WORDS),
  };
}
