/** Places where payments are made: shops, hospitals, buses. What every payment needs to know about the place. */
import type { Purpose } from '../kernel/random.ts';
import { SECTORS } from './scenario.ts';

export class Places {
  readonly sector: Uint8Array;
  readonly district: Uint8Array;
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** 1 where mobile payment is taken. */
  readonly accepts: Uint8Array;
  /** Order in which places are fitted, the same in every world. */
  readonly rank: Uint32Array;
  /** Cash in the till, and that part of it which is small enough to give as change, fen. */
  readonly till: Int32Array;
  readonly change: Int32Array;
  /** Today: payments, those by mobile, people who would have paid by mobile and value in fen. */
  readonly payments: Uint16Array;
  readonly mobilePayments: Uint16Array;
  readonly asked: Uint16Array;
  readonly value: Int32Array;
  /** 1 where a grant for beginning to accept has been paid: it is paid once. */
  readonly granted: Uint8Array;

  constructor(readonly count: number) {
    this.sector = new Uint8Array(count);
    this.district = new Uint8Array(count);
    this.x = new Float32Array(count);
    this.y = new Float32Array(count);
    this.accepts = new Uint8Array(count);
    this.rank = new Uint32Array(count);
    this.till = new Int32Array(count);
    this.change = new Int32Array(count);
    this.payments = new Uint16Array(count);
    this.mobilePayments = new Uint16Array(count);
    this.asked = new Uint16Array(count);
    this.value = new Int32Array(count);
    this.granted = new Uint8Array(count);
  }

  /** Draws the fitting order, and fits the first `share` of each sector from the start. */
  rankAndFit(order: Purpose, shareOf: (sector: number) => number): void {
    for (let i = 0; i < this.count; i++) this.rank[i] = order.bits(i, 0);
    for (let sector = 0; sector < SECTORS.length; sector++) {
      const members = this.inRankOrder((i) => this.sector[i] === sector);
      const fitted = Math.round(shareOf(sector) * members.length);
      for (let k = 0; k < fitted; k++) this.accepts[members[k]] = 1;
    }
  }

  /** The places for which `take` holds, in the order in which they are fitted. */
  inRankOrder(take: (place: number) => boolean): number[] {
    const members: number[] = [];
    for (let i = 0; i < this.count; i++) if (take(i)) members.push(i);
    return members.sort((a, b) => this.rank[a] - this.rank[b] || a - b);
  }

  /** Forgets the day's counts. */
  clearDay(): void {
    this.payments.fill(0);
    this.mobilePayments.fill(0);
    this.asked.fill(0);
    this.value.fill(0);
  }

  get bytes(): number {
    let sum = 0;
    for (const column of Object.values(this)) if (ArrayBuffer.isView(column)) sum += column.byteLength;
    return sum;
  }
}
