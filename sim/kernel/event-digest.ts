import { finalise, hexWord, rotateLeft } from './digest.ts';

/** Kinds of events, and words of the state of a digest: two lanes a kind. */
const KINDS = 256;
export const EVENT_DIGEST_WORDS = 2 * KINDS;

/**
 * A fingerprint of a set of events, in which it does not matter in what order they are added: the sum of one well-mixed
 * number an event, in two lanes of 32 bits. So the fingerprints of parts of a run add up to that of the whole. Nothing is
 * lost by that: the events of a run have a total order, which their ticks and ids tell. Each kind of event, the highest
 * byte of its id, has lanes of its own, so that the fingerprint of some kinds can be had as well as that of all.
 */
export class EventDigest {
  private readonly lanes = new Int32Array(EVENT_DIGEST_WORDS);

  /** Takes in an event. */
  add(tick: number, id: number): void {
    const { lanes } = this;
    const at = (id >>> 24) << 1;
    lanes[at] += mixA(tick, id);
    lanes[at + 1] += mixB(tick, id);
  }

  /** Takes out an event that was taken in. */
  remove(tick: number, id: number): void {
    const { lanes } = this;
    const at = (id >>> 24) << 1;
    lanes[at] -= mixA(tick, id);
    lanes[at + 1] -= mixB(tick, id);
  }

  /** Takes in all that another has taken in, by what it has saved. */
  merge(state: ArrayLike<number>): void {
    for (let i = 0; i < EVENT_DIGEST_WORDS; i++) this.lanes[i] += state[i];
  }

  /** The state, for restore and merge: EVENT_DIGEST_WORDS words. */
  save(): Int32Array {
    return this.lanes.slice();
  }

  /** Goes back to a state that was saved. */
  restore(state: Int32Array): void {
    this.lanes.set(state);
  }

  /** The two lanes over everything taken in so far of these kinds; of all of them where none are named. */
  sum(kinds?: readonly number[]): readonly [number, number] {
    let a = 0;
    let b = 0;
    for (let kind = 0; kind < KINDS; kind++) {
      if (kinds?.includes(kind) === false) continue;
      a = (a + this.lanes[2 * kind]) | 0;
      b = (b + this.lanes[2 * kind + 1]) | 0;
    }
    return [a, b];
  }

  /** 16 hexadecimal digits over everything taken in so far. */
  hex(): string {
    const [a, b] = this.sum();
    return hexWord(finalise(a)) + hexWord(finalise(b));
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
