import { applyDelta, encodeDelta } from './delta.ts';
import type { Engine, EngineState } from './engine.ts';
import type { Memory } from './memory.ts';

/** Snapshots that are told from the one before, between two that are told from the first of all. */
const CHAPTER = 6;
/** Entities of this kind have one pending event as a rule: the tick of it is kept by entity, which changes little. */
const MAIN_KIND = 0;
const ENTITY_MASK = 0xffffff;

interface Snapshot {
  readonly engine: Omit<EngineState, 'events'>;
  /** For each column of the state, and the pending events of the main kind, what has changed. */
  readonly deltas: readonly Uint8Array[];
  /** The other pending events, as pairs. */
  readonly events: Uint32Array;
  /** Whether the changes are those since the first snapshot: else, since the one before. */
  readonly fromFirst: boolean;
}

/**
 * Further engines over the same memory: each keeps its own pending events at the same ticks, and goes back to them when this
 * one does.
 */
export interface OtherEngines {
  /**
   * Has all of them do something while `own` is done here, and waits for them.
   * @param tick of the snapshot that it is about; to forget, of the one from which the others are told
   */
  together(what: 'save' | 'restore' | 'forget', tick: number, own: () => void): void;
  /** Bytes of the snapshots they hold. */
  readonly held: number;
}

const ALONE: OtherEngines = { together: (_what, _tick, own) => own(), held: 0 };

/**
 * States of a run to which it can be taken back: what has changed in the columns since the snapshot before, and the
 * pending events. Going back is reading at most CHAPTER of them, and then simulating again up to the instant wanted.
 */
export class Snapshots {
  private readonly kept: Snapshot[] = [];
  /** Columns of the first snapshot and of the last. */
  private readonly first: Int32Array[];
  private readonly last: Int32Array[];
  private own = 0;

  /**
   * Keeps the state now as the first snapshot. All columns must have been allocated.
   * @param entities entities of the main kind
   * @param budget bytes to hold at most: when there are more, the oldest snapshots but every sixth are forgotten, and when only those are
   *   left, of them the one whose neighbours lie nearest to each other
   */
  constructor(
    private readonly engine: Engine,
    private readonly memory: Pick<Memory, 'state'>,
    private readonly entities: number,
    private readonly budget: number,
    private readonly others: OtherEngines = ALONE,
  ) {
    this.first = [...this.columns(), new Int32Array(entities)].map((column) => column.slice());
    this.last = this.first.map((column) => column.slice());
    this.save();
  }

  /** Tick of the latest snapshot. */
  get latest(): number {
    return this.kept[this.kept.length - 1].engine.now;
  }

  /** Tick of the last snapshot not after `tick`, or −1. */
  before(tick: number): number {
    return this.kept.findLast(({ engine }) => engine.now <= tick)?.engine.now ?? -1;
  }

  /** Bytes of the snapshots held, those of the other engines included. */
  get held(): number {
    return this.own + this.others.held;
  }

  /** Bytes of the snapshots held, and of the columns from which the first and the next are told. */
  get bytes(): number {
    const columns = [...this.first, ...this.last];
    return this.held + columns.reduce((sum, column) => sum + column.byteLength, 0);
  }

  get count(): number {
    return this.kept.length;
  }

  /** Keeps the state now, which must be later than the latest kept. */
  save(): void {
    this.others.together('save', this.engine.now, () => this.keep());
    this.thinOut();
  }

  /**
   * Takes memory and engines back, or on, to the last snapshot not after `tick`.
   * @returns its tick
   */
  restore(tick: number): number {
    const at = this.kept.findLastIndex(({ engine }) => engine.now <= tick);
    if (at < 0) throw new Error(`found no snapshot at tick ${tick} or before, expected one at the start`);
    const { now } = this.kept[at].engine;
    this.others.together('restore', now, () => this.goBack(at));
    return now;
  }

  /** Forgets those that are told, one from the other, from the snapshot at `tick`; where there are none, that one. */
  forget(tick: number): void {
    const start = this.kept.findIndex(({ engine }) => engine.now === tick);
    let end = start + 1;
    while (end < this.kept.length && !this.kept[end].fromFirst) end++;
    const [from, count] = end > start + 1 ? [start + 1, end - start - 1] : [start, 1];
    this.others.together('forget', tick, () => {
      for (const gone of this.kept.splice(from, count)) this.own -= bytesOf(gone);
    });
  }

  private keep(): void {
    const { events, ...engine } = this.engine.save();
    const main = new Int32Array(this.entities);
    const others: number[] = [];
    for (let i = 0; i < events.length; i += 2) {
      const id = events[i + 1];
      if (id >>> 24 === MAIN_KIND && main[id & ENTITY_MASK] === 0) main[id & ENTITY_MASK] = events[i];
      else others.push(events[i], id);
    }
    const columns = [...this.columns(), main];
    columns.forEach((column, i) => this.lengthen(i, column.length));
    const chapter = this.kept.findLastIndex((snapshot) => snapshot.fromFirst);
    const fromFirst = chapter < 0 || this.kept.length - chapter >= CHAPTER;
    const deltas = columns.map((column, i) => encodeDelta(fromFirst ? this.first[i] : this.last[i], column));
    columns.forEach((column, i) => this.last[i].set(column));
    const snapshot = { engine, deltas, events: Uint32Array.from(others), fromFirst };
    this.kept.push(snapshot);
    this.own += bytesOf(snapshot);
  }

  private goBack(index: number): void {
    const wanted = this.kept[index];
    const chain: Snapshot[] = [wanted];
    while (!chain[0].fromFirst) chain.unshift(this.kept[--index]);
    const columns = [...this.columns(), new Int32Array(this.entities)];
    columns.forEach((column, i) => {
      column.fill(0);
      column.set(this.first[i].subarray(0, column.length));
      for (const { deltas } of chain) applyDelta(column, deltas[i]);
    });
    this.engine.restore({ ...wanted.engine, events: join(columns[columns.length - 1], wanted.events) });
  }

  private columns(): Int32Array[] {
    return this.memory.state.map((buffer) => new Int32Array(buffer));
  }

  /** A column may have grown since the last snapshot: what it had not yet was zero. */
  private lengthen(index: number, length: number): void {
    for (const columns of [this.first, this.last]) {
      if (columns[index].length >= length) continue;
      const longer = new Int32Array(length);
      longer.set(columns[index]);
      columns[index] = longer;
    }
  }

  /**
   * Over budget: forgets the oldest that are told from the one before, a chapter at a time, then of those that began a chapter the
   * one that is missed least. The first of all and the last chapter stay.
   */
  private thinOut(): void {
    while (this.held > this.budget) {
      const last = this.kept.findLastIndex(({ fromFirst }) => fromFirst);
      const whole = this.kept.findIndex(({ fromFirst }, i) => fromFirst && this.kept[i + 1]?.fromFirst === false);
      const goes = whole >= 0 && whole !== last ? whole : this.leastMissed(last);
      if (goes < 0) return;
      this.forget(this.kept[goes].engine.now);
    }
  }

  /** Of the snapshots between the first and one, that whose neighbours lie nearest to each other; the oldest of several, or −1. */
  private leastMissed(before: number): number {
    let [found, least] = [-1, Infinity];
    for (let i = 1; i < before; i++) {
      const gap = this.kept[i + 1].engine.now - this.kept[i - 1].engine.now;
      if (gap < least) [found, least] = [i, gap];
    }
    return found;
  }
}

function bytesOf({ deltas, events }: Snapshot): number {
  return deltas.reduce((sum, delta) => sum + delta.byteLength, events.byteLength);
}

/** The pending events: those of the main kind by entity, and the others as pairs. */
function join(main: Int32Array, others: Uint32Array): Uint32Array {
  const count = main.reduce((sum, tick) => sum + (tick === 0 ? 0 : 1), 0);
  const events = new Uint32Array(others.length + 2 * count);
  events.set(others);
  let at = others.length;
  main.forEach((tick, entity) => {
    if (tick === 0) return;
    events[at++] = tick;
    events[at++] = (MAIN_KIND << 24) | entity;
  });
  return events;
}
