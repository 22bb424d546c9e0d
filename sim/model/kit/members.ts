/** Columns of some of the people: of few, a column of everybody's record would be mostly empty. */
import type { Memory } from '../../kernel/memory.ts';
import { Records, type Uint16Field } from '../../kernel/records.ts';
import type { People } from '../people.ts';

/** People who are something over the whole run, in the order of their numbers. */
export class Members {
  /** Their numbers. */
  readonly list: Uint32Array;
  /** Where those of each neighbourhood begin in the list, and the end. */
  private readonly first: Uint32Array;
  private readonly records: Records;

  /**
   * @param list numbers of the people, ascending
   * @param bytes of the columns of each, added up
   */
  constructor(
    private readonly people: People,
    list: readonly number[],
    bytes: number,
    memory: Memory,
  ) {
    this.list = memory.fixed(Uint32Array, list.length);
    this.list.set(list);
    const homes = people.homeStart.length - 1;
    this.first = memory.fixed(Uint32Array, homes + 1);
    for (let home = 0, at = 0; home <= homes; home++) {
      while (at < list.length && list[at] < people.homeStart[home]) at++;
      this.first[home] = at;
    }
    this.records = new Records(list.length, bytes, memory);
  }

  get count(): number {
    return this.list.length;
  }

  /** A column of them, all zero. */
  uint16(): MemberField {
    return new MemberField(this, this.records.uint16());
  }

  /** Where a person stands in the list, or −1. */
  indexOf(person: number): number {
    const { list, first, people } = this;
    const home = people.home.get(person);
    let low = first[home];
    let high = first[home + 1] - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (list[middle] === person) return middle;
      if (list[middle] < person) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** A column of members, read and written by the number of the person; of others it is 0. */
export class MemberField {
  constructor(
    private readonly members: Members,
    /** The column itself, a value for each member. */
    readonly values: Uint16Field,
  ) {}

  get(person: number): number {
    const at = this.members.indexOf(person);
    return at < 0 ? 0 : this.values.get(at);
  }
  /** @throws Error for whoever is no member */
  set(person: number, value: number): void {
    this.values.set(this.require(person), value);
  }
  /** @throws Error for whoever is no member */
  add(person: number, change: number): void {
    this.values.add(this.require(person), change);
  }

  private require(person: number): number {
    const at = this.members.indexOf(person);
    if (at < 0) throw new Error(`person ${person}: found no member, expected one of ${this.members.count}`);
    return at;
  }
}
