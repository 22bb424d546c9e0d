/**
 * The payments made last, with their reasons. Each worker of a world writes down those it has seen, in shared memory; whoever
 * reads has them all, in an order that does not depend on who saw what.
 */
import { TICKS_PER_SECOND } from '../../kernel/time.ts';
import { PAYMENT_STATES, type Decision } from '../../model/facts.ts';
import { METHODS } from '../../model/payment/methods.ts';
import type { World } from '../../model/world.ts';
import type { LastPayment } from '../protocol.ts';

/** Payments remembered, of all workers together. */
const REMEMBERED = 16_000;
/** Payments that each worker keeps: so many more that none is lost where several are made at the same tick. */
const ROOM = 16_384;
const M = METHODS.length;
/** Numbers a worker: no two workers count in the same cache line. */
const COUNT_STRIDE = 16;

/** A payment as it is drawn. */
export interface DrawnPayment {
  readonly tick: number;
  readonly sector: number;
  readonly person: number;
  readonly method: number;
  readonly x: number;
  readonly y: number;
}

export class PaymentLog {
  /** Payments that each worker has written since all were forgotten. */
  private readonly written: Float64Array;
  /** Of them, those that had been taken when `takeLatest` was last called. */
  private readonly taken: Float64Array;
  private readonly sector: Uint8Array;
  private readonly place: Int32Array;
  private readonly person: Int32Array;
  private readonly tick: Uint32Array;
  private readonly method: Uint8Array;
  private readonly fen: Int32Array;
  private readonly ticks: Int32Array;
  /** Method that was tried first and failed, plus one. */
  private readonly failed: Uint8Array;
  private readonly state: Uint8Array;
  private readonly probability: Float32Array;
  private readonly x: Float32Array;
  private readonly y: Float32Array;

  constructor(private readonly world: World) {
    const { memory, team } = world;
    const rows = ROOM * team.count;
    // Not of the state: whoever takes the world back has the payments forgotten.
    this.written = memory.fixed(Float64Array, COUNT_STRIDE * team.count);
    this.taken = new Float64Array(team.count);
    this.sector = memory.fixed(Uint8Array, rows);
    this.place = memory.fixed(Int32Array, rows);
    this.person = memory.fixed(Int32Array, rows);
    this.tick = memory.fixed(Uint32Array, rows);
    this.method = memory.fixed(Uint8Array, rows);
    this.fen = memory.fixed(Int32Array, rows);
    this.ticks = memory.fixed(Int32Array, rows);
    this.failed = memory.fixed(Uint8Array, rows);
    this.state = memory.fixed(Uint8Array, rows * M);
    this.probability = memory.fixed(Float32Array, rows * M);
    this.x = memory.fixed(Float32Array, rows);
    this.y = memory.fixed(Float32Array, rows);
  }

  /** Writes down a payment that is being made now. */
  write(
    sector: number,
    place: number,
    person: number,
    method: number,
    fen: number,
    ticks: number,
    { state, probability, failed }: Decision,
  ): void {
    const { team, engine } = this.world;
    const row = this.rowOf(team.index, this.written[COUNT_STRIDE * team.index]++);
    this.sector[row] = sector;
    this.place[row] = place;
    this.person[row] = person;
    this.tick[row] = engine.now;
    this.method[row] = method;
    this.fen[row] = fen;
    this.ticks[row] = ticks;
    this.failed[row] = failed + 1;
    for (let m = 0; m < M; m++) {
      this.state[row * M + m] = state[m];
      this.probability[row * M + m] = probability[m];
    }
    this.locate(row, sector, place, person);
  }

  /** Forgets all payments, of all workers: none of them may be at work. */
  forget(): void {
    this.written.fill(0);
    this.taken.fill(0);
  }

  /** The payments since the last call, the newest `most` of them, the oldest first. */
  takeLatest(most: number): DrawnPayment[] {
    const rows: number[] = [];
    for (let worker = 0; worker < this.taken.length; worker++) {
      const end = this.written[COUNT_STRIDE * worker];
      const from = Math.max(this.taken[worker], end - ROOM);
      for (let n = end - 1; n >= from; n--) {
        const row = this.rowOf(worker, n);
        // Those of one tick come all or none: which are the newest, their order says.
        if (end - n > most && this.tick[row] !== this.tick[this.rowOf(worker, n + 1)]) break;
        rows.push(row);
      }
      this.taken[worker] = end;
    }
    rows.sort((a, b) => this.compare(a, b));
    return rows.slice(-most).map((row) => ({
      tick: this.tick[row],
      sector: this.sector[row],
      person: this.person[row],
      method: this.method[row],
      x: this.x[row],
      y: this.y[row],
    }));
  }

  /** The last payment of a person that is remembered, or null. */
  lastOfPerson(person: number): LastPayment | null {
    return this.latest((row) => this.person[row] === person);
  }

  /** The last payment at a place that is remembered, or null. `isSector` tells which sectors share its numbering. */
  lastOfPlace(place: number, isSector: (sector: number) => boolean): LastPayment | null {
    return this.latest((row) => this.place[row] === place && isSector(this.sector[row]));
  }

  private latest(matches: (row: number) => boolean): LastPayment | null {
    let last = -1;
    this.forEach((row) => {
      if (matches(row) && (last < 0 || this.compare(row, last) > 0)) last = row;
    });
    if (last < 0) return null;
    let later = 0;
    this.forEach((row) => {
      if (this.compare(row, last) > 0) later++;
    });
    return later < REMEMBERED ? this.tell(last) : null;
  }

  private tell(row: number): LastPayment {
    const methods = METHODS.map((_, m) => row * M + m);
    return {
      tick: this.tick[row],
      sector: this.sector[row],
      method: this.method[row],
      amountFen: this.fen[row],
      seconds: this.ticks[row] / TICKS_PER_SECOND,
      probability: methods.map((at) => this.probability[at]),
      state: methods.map((at) => PAYMENT_STATES[this.state[at]]),
      failed: this.failed[row] - 1,
    };
  }

  /** Where a payment happens: at its place, at the stop where its vehicle stands, or at home where it has no place. */
  private locate(row: number, sector: number, place: number, person: number): void {
    const { fleetOf, placesOf, people, geography } = this.world;
    if (place < 0) {
      const home = people.home.get(person);
      this.x[row] = geography.homeX[home];
      this.y[row] = geography.homeY[home];
      return;
    }
    const fleet = fleetOf[sector];
    if (fleet === undefined) {
      const places = placesOf[sector];
      this.x[row] = places.x[place];
      this.y[row] = places.y[place];
      return;
    }
    const stop = fleet.stopOf(place);
    this.x[row] = fleet.lines.x[stop];
    this.y[row] = fleet.lines.y[stop];
  }

  private forEach(visit: (row: number) => void): void {
    for (let worker = 0; worker < this.taken.length; worker++) {
      const count = Math.min(ROOM, this.written[COUNT_STRIDE * worker]);
      for (let n = 0; n < count; n++) visit(this.rowOf(worker, n));
    }
  }

  /** The order of payments: by tick, then person. Nobody pays twice in a tick, as paying takes one at least. */
  private compare(a: number, b: number): number {
    return this.tick[a] - this.tick[b] || this.person[a] - this.person[b];
  }

  private rowOf(worker: number, n: number): number {
    return worker * ROOM + (n % ROOM);
  }
}
