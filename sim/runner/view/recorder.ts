/** The observer behind the picture: running totals, and the payments made last. */
import { TICKS_PER_MINUTE } from '../../kernel/time.ts';
import type { Decision, Observer } from '../../model/facts.ts';
import { FLAG } from '../../model/people.ts';
import { SECTORS } from '../../model/scenario.ts';
import type { World } from '../../model/world.ts';
import { FLASH, FLASH_ROWS_MAX, LIVE, type LiveName, type PaymentStory } from '../protocol.ts';
import { PaymentLog } from './payment-log.ts';
import { RefusalMarks } from './refusal-marks.ts';

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
const MINUTES = [AT.minutesBus, AT.minutesShops, AT.minutesHospital];

/** Room for a worker's totals: no two workers count in the same cache line. */
const STRIDE = Math.ceil(LIVE.length / 8) * 8 + 8;

/** Which of the three sums of minutes a sector belongs to. */
const minutesOf = (sector: number): number =>
  sector === BUS ? AT.minutesBus : sector === HOSPITAL ? AT.minutesHospital : AT.minutesShops;

/**
 * Every worker of a world has one, which records what that worker sees; each of them tells what all have seen, while none is
 * at work.
 */
export class Recorder implements Observer {
  /**
   * What this worker has counted, and all have, a row a worker: whole numbers, minutes as ticks, so that their sum does not
   * depend on who counted what.
   */
  private readonly own: Float64Array;
  private readonly all: Float64Array;
  private readonly log: PaymentLog;
  private readonly marks: RefusalMarks;

  /** To be made when the world has been set up, before it runs: it then listens. */
  constructor(private readonly world: World) {
    const { memory, team, people } = world;
    this.all = memory.column(Float64Array, STRIDE * team.count);
    this.own = this.all.subarray(STRIDE * team.index, STRIDE * team.index + LIVE.length);
    this.log = new PaymentLog(world);
    this.marks = new RefusalMarks(world);
    world.facts.add(this);
    if (!team.leads) return;
    for (const flags of people.flags) {
      if ((flags & FLAG.wallet) !== 0) this.own[AT.wallet]++;
      if ((flags & FLAG.busEnrolled) !== 0) this.own[AT.busCard]++;
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
    this.own[AT.payments + method]++;
    if (sector === BUS) this.own[AT.busPayments + method]++;
    this.log.write(sector, place, person, method, fen, ticks, decision);
  }
  refused(sector: number, place: number): void {
    this.own[AT.refusals]++;
    this.marks.add(sector, place);
  }
  waited(sector: number, _place: number, _person: number, ticks: number): void {
    this.own[minutesOf(sector)] += ticks;
  }
  served(sector: number, _place: number, _person: number, ticks: number): void {
    this.own[minutesOf(sector)] += ticks;
  }
  walkedAway(): void {
    this.own[AT.walkaways]++;
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

  /** The totals of all workers in the order of LIVE: of what is no fact but a state, 0. */
  totals(): Float64Array {
    const totals = new Float64Array(LIVE.length);
    for (let row = 0; row < this.all.length; row += STRIDE) {
      for (let i = 0; i < LIVE.length; i++) totals[i] += this.all[row + i];
    }
    for (const at of MINUTES) totals[at] /= TICKS_PER_MINUTE;
    return totals;
  }

  /** Where people were refused since midnight. */
  refusalMarks(): { stops: Uint16Array; places: Uint16Array } {
    return this.marks.read();
  }

  /** Forgets the payments: they belong to another instant of the run. The totals are part of the world's state. */
  forget(): void {
    this.log.forget();
  }

  /** The payments since the last call, the newest where there are more than a frame holds, as rows of FLASH. */
  takeFlashes(): Float32Array {
    const payments = this.log.takeLatest(FLASH_ROWS_MAX);
    const rows = new Float32Array(payments.length * FLASH.width);
    payments.forEach(({ tick, sector, person, method, x, y }, k) => {
      const at = k * FLASH.width;
      rows[at + FLASH.x] = x;
      rows[at + FLASH.y] = y;
      rows[at + FLASH.tick] = tick - this.world.engine.now;
      rows[at + FLASH.method] = method;
      rows[at + FLASH.sector] = sector;
      rows[at + FLASH.person] = person;
    });
    return rows;
  }

  /** The last remembered payment of a person, or null. */
  storyOfPerson(person: number): PaymentStory | null {
    return this.log.storyOfPerson(person);
  }

  /** The last remembered payment at a place, or null. `isSector` tells which sectors share its numbering. */
  storyOfPlace(place: number, isSector: (sector: number) => boolean): PaymentStory | null {
    return this.log.storyOfPlace(place, isSector);
  }

  private countEnrolment(sector: number, step: number): void {
    if (sector < 0) this.own[AT.wallet] += step;
    else if (sector === BUS) this.own[AT.busCard] += step;
  }
}
