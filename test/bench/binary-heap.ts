/**
 * A plain binary heap of events on typed columns (J. Williams 1964), in the same total order (tick, id) as the kernel's
 * event list: what that is measured against.
 */
export class BinaryHeap {
  /** Events in the heap. */
  length = 0;
  private ticks: Uint32Array;
  private ids: Uint32Array;

  /** @param initialCapacity events that fit before the first growth */
  constructor(initialCapacity = 1024) {
    this.ticks = new Uint32Array(initialCapacity);
    this.ids = new Uint32Array(initialCapacity);
  }

  /** Tick of the earliest event; undefined if there is none. */
  get firstTick(): number | undefined {
    return this.length === 0 ? undefined : this.ticks[0];
  }

  push(tick: number, id: number): void {
    if (this.length === this.ticks.length) this.grow();
    const { ticks, ids } = this;
    let hole = this.length++;
    while (hole > 0) {
      const parent = (hole - 1) >>> 1;
      if (!isBefore(tick, id, ticks[parent]!, ids[parent]!)) break;
      ticks[hole] = ticks[parent]!;
      ids[hole] = ids[parent]!;
      hole = parent;
    }
    ticks[hole] = tick;
    ids[hole] = id;
  }

  /** Removes the earliest event. @returns its id, or undefined if there is none */
  pop(): number | undefined {
    if (this.length === 0) return undefined;
    const { ticks, ids } = this;
    const first = ids[0]!;
    const last = --this.length;
    const tick = ticks[last]!;
    const id = ids[last]!;
    const parents = last >>> 1;
    let hole = 0;
    while (hole < parents) {
      // A branch, where flatqueue adds up: slower within the cache, faster beyond it, where the processor reads ahead.
      let child = 2 * hole + 1;
      if (child + 1 < last && isBefore(ticks[child + 1]!, ids[child + 1]!, ticks[child]!, ids[child]!)) child++;
      if (!isBefore(ticks[child]!, ids[child]!, tick, id)) break;
      ticks[hole] = ticks[child]!;
      ids[hole] = ids[child]!;
      hole = child;
    }
    ticks[hole] = tick;
    ids[hole] = id;
    return first;
  }

  private grow(): void {
    const capacity = Math.max(1, 2 * this.ticks.length);
    const [ticks, ids] = [new Uint32Array(capacity), new Uint32Array(capacity)];
    ticks.set(this.ticks);
    ids.set(this.ids);
    this.ticks = ticks;
    this.ids = ids;
  }
}

function isBefore(tick: number, id: number, otherTick: number, otherId: number): boolean {
  return tick < otherTick || (tick === otherTick && id < otherId);
}
