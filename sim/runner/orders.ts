/** Orders from the worker that leads a world to the others: nothing else crosses between their threads. */

/**
 * What a member can be told, each with a tick: to run until then; to keep its engine's state, which is of then; to go back to
 * the state of then; to forget the states that are told from that of then; to stop.
 */
const ORDER = { run: 1, save: 2, restore: 3, forget: 4, stop: 5 } as const;
export type Order = keyof typeof ORDER;
const ORDER_NAMES = Object.keys(ORDER) as Order[];

/** Words of the orders: how many have been given, the last of them and its tick; then what a fault was, as text. */
const GIVEN = 0;
const NUMBER = 1;
const TICK = 2;
const TEXT_LENGTH = 3;
const TEXT = 4;
const TEXT_MAX = 1000;
/** Then the bytes that each member's snapshots hold, in KiB. */
const HELD = TEXT + TEXT_MAX;

/** By which the leader of a world's workers tells the others what to do, over shared memory. */
export class Orders {
  private readonly words: Int32Array;
  private taken = 0;

  /** @param from the number of workers, or the leader's orders */
  constructor(from: number | SharedArrayBuffer) {
    this.words = new Int32Array(typeof from === 'number' ? new SharedArrayBuffer(4 * (HELD + from)) : from);
  }

  /** For the other workers. */
  get buffer(): SharedArrayBuffer {
    return this.words.buffer as SharedArrayBuffer;
  }

  give(order: Order, tick: number): void {
    this.words[NUMBER] = ORDER[order];
    this.words[TICK] = tick;
    Atomics.add(this.words, GIVEN, 1);
    Atomics.notify(this.words, GIVEN);
  }

  /** Waits for the next order. */
  take(): { order: Order; tick: number } {
    const { words } = this;
    Atomics.wait(words, GIVEN, this.taken);
    this.taken = Atomics.load(words, GIVEN);
    return { order: ORDER_NAMES.find((name) => ORDER[name] === words[NUMBER])!, tick: words[TICK] >>> 0 };
  }

  /** Tells how many bytes a member's snapshots hold. */
  setHeld(index: number, bytes: number): void {
    this.words[HELD + index] = Math.ceil(bytes / 1024);
  }

  /** Bytes that the snapshots of all members hold. */
  get held(): number {
    return this.words.subarray(HELD).reduce((sum, kib) => sum + kib * 1024, 0);
  }

  set fault(text: string) {
    const length = Math.min(text.length, TEXT_MAX);
    for (let i = 0; i < length; i++) this.words[TEXT + i] = text.charCodeAt(i);
    this.words[TEXT_LENGTH] = length;
  }

  get fault(): string {
    return String.fromCharCode(...this.words.subarray(TEXT, TEXT + this.words[TEXT_LENGTH]));
  }
}
