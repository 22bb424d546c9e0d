/** Places where payments are made: shops, hospitals, buses. What every payment needs to know about the place. */
import { Memory } from '../kernel/memory.ts';
import type { Purpose } from '../kernel/random.ts';
import {
  bytesUpTo,
  fillField,
  Records,
  type Field,
  type Int32Field,
  type Uint32Field,
  type Uint8Field,
} from '../kernel/records.ts';

/** Kinds of places that there is room for, where their number is part of that of a draw. */
export const SECTORS_MAX = 64;
/** Bytes of the columns of a place that payments touch, beside its district. */
const PLACE_BYTES = 3 * 1 + 9 * 4;

export class Places {
  readonly sector: Uint8Field;
  readonly district: Field;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** 1 where mobile payment is taken. */
  readonly accepts: Uint8Field;
  /** Order in which places are fitted, the same in every world. */
  readonly rank: Uint32Array;
  /** Cash in the till, and that part of it which is small enough to give as change, fen. */
  readonly till: Int32Field;
  readonly change: Int32Field;
  /** Today: payments, those by mobile, people who would have paid by mobile and value in fen. */
  readonly payments: Uint32Field;
  readonly mobilePayments: Uint32Field;
  readonly asked: Uint32Field;
  readonly value: Uint32Field;
  /** Payments in cash since the till was closed. */
  readonly cashPayments: Uint32Field;
  /** Cash at the back, and how much of it is small, fen; less than nothing where small money has been borrowed. */
  readonly safe: Uint32Field;
  readonly small: Int32Field;
  /** 1 where a grant for beginning to accept has been paid: it is paid once. */
  readonly granted: Uint8Field;

  /** @param districts of the city: whether a byte is enough for their numbers */
  constructor(
    readonly count: number,
    memory: Memory = new Memory(),
    districts = 1,
  ) {
    const records = new Records(count, PLACE_BYTES + bytesUpTo(districts - 1), memory);
    this.sector = records.uint8();
    this.district = records.upTo(districts - 1);
    this.x = memory.fixed(Float32Array, count);
    this.y = memory.fixed(Float32Array, count);
    this.accepts = records.uint8();
    this.rank = memory.fixed(Uint32Array, count);
    this.till = records.int32();
    this.change = records.int32();
    this.payments = records.uint32();
    this.mobilePayments = records.uint32();
    this.asked = records.uint32();
    this.value = records.uint32();
    this.cashPayments = records.uint32();
    this.safe = records.uint32();
    this.small = records.int32();
    this.granted = records.uint8();
  }

  /** Draws the fitting order, and fits the first `share` of each sector from the start. */
  rankAndFit(order: Purpose, shareOf: (sector: number) => number): void {
    for (let i = 0; i < this.count; i++) this.rank[i] = order.bits(i, 0);
    for (const sector of new Set(this.sector)) {
      const members = this.inRankOrder((i) => this.sector.get(i) === sector);
      const fitted = Math.round(shareOf(sector) * members.length);
      for (let k = 0; k < fitted; k++) this.accepts.set(members[k], 1);
    }
  }

  /** The places for which `take` holds, in the order in which they are fitted, or in another one by their ranks. */
  inRankOrder(take: (place: number) => boolean, rank = this.rank): number[] {
    const members: number[] = [];
    for (let i = 0; i < this.count; i++) if (take(i)) members.push(i);
    return members.sort((a, b) => rank[a] - rank[b] || a - b);
  }

  /** The places of a sector by district, each district's in the order in which they are fitted. */
  byDistrict(sector: number, districts: number, rank = this.rank): number[][] {
    const members = Array.from({ length: districts }, (): number[] => []);
    for (let i = 0; i < this.count; i++) if (this.sector.get(i) === sector) members[this.district.get(i)].push(i);
    for (const list of members) list.sort((a, b) => rank[a] - rank[b] || a - b);
    return members;
  }

  /** Forgets the day's counts. */
  clearDay(): void {
    for (const counter of [this.payments, this.mobilePayments, this.asked, this.value]) fillField(counter, 0);
  }
}
