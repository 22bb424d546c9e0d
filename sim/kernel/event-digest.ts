import { finalise, hexWord, rotateLeft } from './digest.ts';

/**
 * A fingerprint of a set of events, in which it does not matter in what order they are added: the sum of one well-mixed
 * number an event, in two lanes of 32 bits. So the fingerprints of parts of a run add up to that of the whole. Nothing is
 * lost by that: the events of a run have a total order, which their ticks and ids tell.
 */
export class EventDigest {
  private readonly lanes = new Int32Array(2);

  /** Takes in an event. */
  add(tick: number, id: number): void {
    const { lanes } = this;
    lanes[0] += mixA(tick, id);
    lanes[1] += mixB(tick, id);
  }

  /** Takes out an event that was taken in. */
  remove(tick: number, id: number): void {
    const { lanes } = this;
    lanes[0] -= mixA(tick, id);
    lanes[1] -= mixB(tick, id);
  }

  /** Takes in all that another has taken in, by what it has saved. */
  merge(state: ArrayLike<number>): void {
    this.lanes[0] += state[0];
    this.lanes[1] += state[1];
  }

  /** The state, for restore and merge. */
  save(): Int32Array {
    return this.lanes.slice();
  }

  /** Goes back to a state that was saved. */
  restore(state: Int32Array): void {
    this.lanes.set(state);
  }

  /** 16 hexadecimal digits over everything taken in so far. */
  hex(): string {
    return hexWord(finalise(this.lanes[0])) + hexWord(finalise(this.lanes[1]));
  }
}

/** Tick and id in one word: each is spread by a round of MurmurHash3 (Appleby) or its finaliser before they meet. */
function mixA(tick: number, id: number): number {
  const k = Math.imul(rotateLeft(Math.imul(tick, 0xcc9e2d51), 15), 0x1b873593);
  let h = (Math.imul(rotateLeft(id ^ k, 13), 5) + 0xe6546b64) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** Likewise with the rounds of xxHash32 (Collet). */
function mixB(tick: number, id: number): number {
  let h = Math.imul(rotateLeft((Math.imul(id, 0xc2b2ae3d) + 0x27d4eb2f) | 0, 17), 0x9e3779b1);
  h = Math.imul(rotateLeft((h + Math.imul(tick, 0x85ebca77)) | 0, 13), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca77);
  return h ^ (h >>> 13);
}
