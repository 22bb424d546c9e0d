/** The observer behind the picture: the payments made last, and where people were refused. */
import type { Decision, Observer } from '../../model/facts.ts';
import type { World } from '../../model/world.ts';
import { FLASH, FLASH_ROWS_MAX, type Diary, type LastPayment } from '../protocol.ts';
import { DayDiary } from './diary.ts';
import { PaymentLog } from './payment-log.ts';
import { RefusalMarks } from './refusal-marks.ts';

/** Where no place is told. */
const NO_SECTOR = 0xff;

/**
 * Every worker of a world has one, which records what that worker sees; each of them tells what all have seen, while none is
 * at work.
 */
export class Recorder implements Observer {
  private readonly log: PaymentLog;
  private readonly marks: RefusalMarks;
  private readonly diary: DayDiary;

  /** To be made when the world has been set up, before it runs: it then listens. */
  constructor(private readonly world: World) {
    this.log = new PaymentLog(world);
    this.marks = new RefusalMarks(world);
    this.diary = new DayDiary(world);
    world.facts.add(this);
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
    this.log.write(sector, place, person, method, fen, ticks, decision);
    this.diary.write('payment', sector, person, ticks, method, fen);
  }
  refused(sector: number, place: number, person: number): void {
    this.marks.add(sector, place);
    this.diary.write('refused', sector, person);
  }
  waited(sector: number, _place: number, person: number, ticks: number): void {
    if (ticks > 0) this.diary.write('wait', sector, person, ticks);
  }
  served(): void {}
  walkedAway(sector: number, _place: number, person: number, ticks: number): void {
    this.diary.write(ticks === 0 ? 'closed' : 'left', sector, person, ticks);
  }
  enrolled(): void {}
  lapsed(): void {}
  failed(sector: number, _place: number, person: number, method: number): void {
    this.diary.write('failed', sector, person, 0, method);
  }
  changeShort(): void {}
  boughtCard(person: number, fen: number): void {
    this.diary.write('bought', NO_SECTOR, person, 0, undefined, fen);
  }
  toppedUp(person: number, fen: number, ticks: number): void {
    this.diary.write('topped_up', NO_SECTOR, person, ticks, undefined, fen);
  }
  noted(): void {}
  accepts(): void {}

  /** Where people were refused since midnight. */
  refusalMarks(): { stops: Uint16Array; places: Uint16Array } {
    return this.marks.read();
  }

  /** Forgets payments and diaries: they belong to another instant of the run. */
  forget(): void {
    this.log.forget();
    this.diary.forget();
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

  /** The day under way of a person. */
  diaryOf(person: number): Diary {
    return this.diary.of(person);
  }

  /** Some of the people who were refused today. */
  refusedToday(most: number): number[] {
    return this.diary.refusedToday(most);
  }

  /** The last remembered payment of a person, or null. */
  lastOfPerson(person: number): LastPayment | null {
    return this.log.lastOfPerson(person);
  }

  /** The last remembered payment at a place, or null. `isSector` tells which sectors share its numbering. */
  lastOfPlace(place: number, isSector: (sector: number) => boolean): LastPayment | null {
    return this.log.lastOfPlace(place, isSector);
  }
}
