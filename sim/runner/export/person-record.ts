/** What is written down of each person while a world runs: what they were refused, and on some days all that they did. */
import { SECTORS } from '../../model/catalogue.ts';
import type { Observer } from '../../model/facts.ts';
import { METHODS } from '../../model/payment/methods.ts';
import type { World } from '../../model/world.ts';

/** Kinds of event in an event log, by what the model tells of. */
export const ACTIVITIES = [
  'paid',
  'attempt_failed',
  'refused',
  'waited',
  'served',
  'walked_away',
  'change_short',
  'bought_card',
  'topped_up',
  'enrolled',
  'enrolment_lapsed',
] as const;
const ACTIVITY = Object.fromEntries(ACTIVITIES.map((name, i) => [name, i])) as Record<
  (typeof ACTIVITIES)[number],
  number
>;

/** An event of a person. −1 where there is no such thing. */
export interface LoggedEvent {
  readonly tick: number;
  readonly person: number;
  readonly activity: number;
  readonly sector: number;
  readonly place: number;
  readonly method: number;
  readonly fen: number;
  readonly ticks: number;
}

const WIDTH = 8;
const MOBILE = METHODS.indexOf('mobile');

/** Listens to a world: made when it has been set up, before it runs. */
export class PersonRecord implements Observer {
  /** Times each person was refused, by sector: person × sectors + sector. */
  readonly refusals: Uint16Array;
  /** Times that patience ran out, payments, and those of them by phone. */
  readonly walks: Uint16Array;
  readonly payments: Uint32Array;
  readonly mobilePayments: Uint32Array;
  /** Whether events are written down now. */
  logs = false;
  private rows = new Int32Array(WIDTH * 1024);
  private count = 0;

  constructor(private readonly world: World) {
    const { count } = world.people;
    this.refusals = new Uint16Array(count * SECTORS.length);
    this.walks = new Uint16Array(count);
    this.payments = new Uint32Array(count);
    this.mobilePayments = new Uint32Array(count);
    world.facts.add(this);
  }

  /** Events written down, by person and then in the order in which they happened. */
  events(): LoggedEvent[] {
    const at = (row: number, column: number) => this.rows[row * WIDTH + column]!;
    const order = Array.from({ length: this.count }, (_, row) => row);
    return order
      .sort((a, b) => at(a, 1) - at(b, 1) || at(a, 0) - at(b, 0) || a - b)
      .map((row) => ({
        tick: at(row, 0),
        person: at(row, 1),
        activity: at(row, 2),
        sector: at(row, 3),
        place: at(row, 4),
        method: at(row, 5),
        fen: at(row, 6),
        ticks: at(row, 7),
      }));
  }

  private log(activity: number, person: number, sector = -1, place = -1, method = -1, fen = -1, ticks = -1): void {
    if (!this.logs) return;
    if ((this.count + 1) * WIDTH > this.rows.length) {
      const more = new Int32Array(2 * this.rows.length);
      more.set(this.rows);
      this.rows = more;
    }
    this.rows.set([this.world.engine.now, person, activity, sector, place, method, fen, ticks], WIDTH * this.count++);
  }

  payment(sector: number, place: number, person: number, method: number, fen: number, ticks: number): void {
    this.payments[person]!++;
    if (method === MOBILE) this.mobilePayments[person]!++;
    this.log(ACTIVITY.paid, person, sector, place, method, fen, ticks);
  }
  failed(sector: number, place: number, person: number, method: number): void {
    this.log(ACTIVITY.attempt_failed, person, sector, place, method);
  }
  refused(sector: number, place: number, person: number): void {
    this.refusals[person * SECTORS.length + sector]!++;
    this.log(ACTIVITY.refused, person, sector, place);
  }
  waited(sector: number, place: number, person: number, ticks: number): void {
    this.log(ACTIVITY.waited, person, sector, place, -1, -1, ticks);
  }
  served(sector: number, place: number, person: number, ticks: number): void {
    this.log(ACTIVITY.served, person, sector, place, -1, -1, ticks);
  }
  walkedAway(sector: number, place: number, person: number, ticks: number): void {
    this.walks[person]!++;
    this.log(ACTIVITY.walked_away, person, sector, place, -1, -1, ticks);
  }
  changeShort(sector: number, place: number, person: number): void {
    this.log(ACTIVITY.change_short, person, sector, place);
  }
  boughtCard(person: number, fen: number): void {
    this.log(ACTIVITY.bought_card, person, -1, -1, -1, fen);
  }
  toppedUp(person: number, fen: number, ticks: number): void {
    this.log(ACTIVITY.topped_up, person, -1, -1, -1, fen, ticks);
  }
  enrolled(person: number, enrolment: number): void {
    this.log(ACTIVITY.enrolled, person, -1, enrolment);
  }
  lapsed(person: number, enrolment: number): void {
    this.log(ACTIVITY.enrolment_lapsed, person, -1, enrolment);
  }
  accepts(): void {}
  noted(): void {}
}
