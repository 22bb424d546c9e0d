/** The observer behind the picture: recent payments, with their reasons, and running totals. */
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import { PAYMENT_STATES, type Decision, type Observer } from '../../model/facts.ts';
import { FLAG } from '../../model/people.ts';
import { METHODS, SECTORS } from '../../model/scenario.ts';
import type { World } from '../../model/world.ts';
import { FLASH, FLASH_ROWS_MAX, LIVE, type LiveName, type PaymentStory } from '../protocol.ts';

/** Payments whose reasons are remembered. */
const STORIES = 16_384;
const M = METHODS.length;
const BUS = SECTORS.indexOf('bus');
const HOSPITAL = SECTORS.indexOf('hospital');

const live = (name: LiveName): number => LIVE.indexOf(name);
const AT = {
  payments: live('payments.cash'),
  busPayments: live('bus.payments.cash'),
  minutesBus: live('minutes.bus'),
  minutesShops: live('minutes.shops'),
  minutesHospital: live('minutes.hospital'),
  refusals: live('refusals'),
  walkaways: live('walkaways'),
  wallet: live('enrolled.wallet'),
  busCard: live('enrolled.bus'),
};

/** Which of the three sums of minutes a sector belongs to. */
const minutesOf = (sector: number): number =>
  sector === BUS ? AT.minutesBus : sector === HOSPITAL ? AT.minutesHospital : AT.minutesShops;

export class Recorder implements Observer {
  readonly live: Float64Array;
  private readonly sector = new Int8Array(STORIES).fill(-1);
  private readonly place = new Int32Array(STORIES);
  private readonly person = new Int32Array(STORIES);
  private readonly tick = new Float64Array(STORIES);
  private readonly method = new Uint8Array(STORIES);
  private readonly fen = new Int32Array(STORIES);
  private readonly ticks = new Int32Array(STORIES);
  private readonly firstFailed = new Int8Array(STORIES);
  private readonly state = new Uint8Array(STORIES * M);
  private readonly probability = new Float32Array(STORIES * M);
  private readonly x = new Float32Array(STORIES);
  private readonly y = new Float32Array(STORIES);
  /** Payments recorded so far, and when the last flashes were taken. */
  private recorded = 0;
  private flashed = 0;

  constructor(private readonly world: World) {
    this.live = world.memory.column(Float64Array, LIVE.length);
    for (const flags of world.people.flags) {
      if ((flags & FLAG.wallet) !== 0) this.live[AT.wallet]++;
      if ((flags & FLAG.busEnrolled) !== 0) this.live[AT.busCard]++;
    }
  }

  payment(
    sector: number,
    place: number,
    person: number,
    method: number,
    fen: number,
    ticks: number,
    _ready: boolean,
    decision: Decision,
  ): void {
    this.live[AT.payments + method]++;
    if (sector === BUS) this.live[AT.busPayments + method]++;
    const i = this.recorded++ % STORIES;
    this.sector[i] = sector;
    this.place[i] = place;
    this.person[i] = person;
    this.tick[i] = this.world.engine.now;
    this.method[i] = method;
    this.fen[i] = fen;
    this.ticks[i] = ticks;
    this.firstFailed[i] = decision.failed;
    for (let m = 0; m < M; m++) {
      this.state[i * M + m] = decision.state[m];
      this.probability[i * M + m] = decision.probability[m];
    }
    this.locate(i, sector, place);
  }
  refused(): void {
    this.live[AT.refusals]++;
  }
  waited(sector: number, _place: number, _person: number, ticks: number): void {
    this.live[minutesOf(sector)] += ticks / TICKS_PER_MINUTE;
  }
  served(sector: number, _place: number, _person: number, ticks: number): void {
    this.live[minutesOf(sector)] += ticks / TICKS_PER_MINUTE;
  }
  walkedAway(): void {
    this.live[AT.walkaways]++;
  }
  enrolled(_person: number, sector: number): void {
    this.countEnrolment(sector, 1);
  }
  lapsed(_person: number, sector: number): void {
    this.countEnrolment(sector, -1);
  }
  failed(): void {}
  changeShort(): void {}
  toppedUp(): void {}
  dwelt(): void {}
  tripEnded(): void {}
  rode(): void {}
  visited(): void {}
  accepts(): void {}

  /** Forgets the payments: they belong to another instant of the run. The totals are part of the world's state. */
  forget(): void {
    this.recorded = this.flashed = 0;
  }

  /** The payments since the last call, the newest where there are more than a frame holds, as rows of FLASH. */
  takeFlashes(): Float32Array {
    const count = Math.min(this.recorded - this.flashed, FLASH_ROWS_MAX);
    const rows = new Float32Array(count * FLASH.width);
    for (let k = 0; k < count; k++) {
      const i = (this.recorded - count + k) % STORIES;
      const at = k * FLASH.width;
      rows[at + FLASH.x] = this.x[i];
      rows[at + FLASH.y] = this.y[i];
      rows[at + FLASH.tick] = this.tick[i] - this.world.engine.now;
      rows[at + FLASH.method] = this.method[i];
      rows[at + FLASH.sector] = this.sector[i];
      rows[at + FLASH.person] = this.person[i];
    }
    this.flashed = this.recorded;
    return rows;
  }

  /** The last remembered payment of a person, or null. */
  storyOfPerson(person: number): PaymentStory | null {
    return this.story((i) => this.person[i] === person);
  }

  /** The last remembered payment at a place, or null. `isSector` tells which sectors share its numbering. */
  storyOfPlace(place: number, isSector: (sector: number) => boolean): PaymentStory | null {
    return this.story((i) => this.place[i] === place && isSector(this.sector[i]));
  }

  private story(matches: (i: number) => boolean): PaymentStory | null {
    const remembered = Math.min(this.recorded, STORIES);
    for (let k = 1; k <= remembered; k++) {
      const i = (this.recorded - k) % STORIES;
      if (!matches(i)) continue;
      const methods = METHODS.map((_, m) => m);
      return {
        tick: this.tick[i],
        sector: this.sector[i],
        method: this.method[i],
        amountFen: this.fen[i],
        seconds: this.ticks[i] / TICKS_PER_SECOND,
        probability: methods.map((m) => this.probability[i * M + m]),
        state: methods.map((m) => PAYMENT_STATES[this.state[i * M + m]]),
        failed: this.firstFailed[i],
      };
    }
    return null;
  }

  private countEnrolment(sector: number, step: number): void {
    if (sector < 0) this.live[AT.wallet] += step;
    else if (sector === BUS) this.live[AT.busCard] += step;
  }

  /** Where a payment happens: at its place, or at the stop where its bus stands. */
  private locate(i: number, sector: number, place: number): void {
    const service = this.world.services[this.world.serviceOf[sector]];
    const { fleet } = service;
    if (fleet === undefined) {
      this.x[i] = service.places.x[place];
      this.y[i] = service.places.y[place];
      return;
    }
    const stop = fleet.stopAt(fleet.route[place], fleet.position[place]);
    this.x[i] = fleet.stopX[stop];
    this.y[i] = fleet.stopY[stop];
  }
}
