/**
 * Each person's day: a chain of activities in the order of their hours, drawn from keyed numbers by the services.
 *
 * A chain is kept as up to SLOTS numbers of 16 bits, minute of the day above, code of the activity below. When an
 * activity has ended the next one begins at its minute, or a minute later where that has passed. The chain of the next day is
 * drawn when today's is done.
 */
import type { Engine } from '../kernel/engine.ts';
import type { Purpose, RandomSource } from '../kernel/random.ts';
import type { Records, Uint16Field, Uint8Field } from '../kernel/records.ts';
import { Team } from '../kernel/team.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../kernel/time.ts';
import type { Regions } from './regions.ts';

export const SLOTS = 6;
/** Step of an errand that a person adds at the end of the day. */
const ERRAND = SLOTS;
const CODE_BITS = 5;
const CODE_MASK = (1 << CODE_BITS) - 1;
const MINUTES = 1440;
const ERRAND_DELAY_MINUTES = 15;
/**
 * Between the end of an activity and the beginning of the next at least a minute passes: everybody has to get there. So
 * nothing that one worker does reaches a place of another within the same minute (see sim/README.md, "Several workers").
 */
export const TRANSFER_TICKS = TICKS_PER_MINUTE;

/** Begins an activity of a person; whoever handles it calls `done` when it is over, now or later. */
export type Activity = (person: number) => void;

/**
 * Neighbourhood in which the activity that a person is about to begin takes place. Asked when day and step have been set, so
 * that the answer may be drawn by them.
 */
export type Whereabouts = (person: number) => number;

/** Adds a person's activities of a day to the plan. */
export type Planner = (person: number, day: number, plan: DayPlan) => void;

/** The chain being drawn. Full plans take no more: the last added are dropped, the same in both worlds. */
export class DayPlan {
  readonly slots = new Uint16Array(SLOTS);
  length = 0;

  add(minute: number, code: number): void {
    if (this.length === SLOTS || minute < 0 || minute >= MINUTES) return;
    const slot = (Math.floor(minute) << CODE_BITS) | code;
    let i = this.length++;
    for (; i > 0 && this.slots[i - 1] > slot; i--) this.slots[i] = this.slots[i - 1];
    this.slots[i] = slot;
  }
}

export class Days {
  /** Day and step each person is at. */
  readonly day: Uint16Field;
  readonly step: Uint8Field;
  /** The chain of the day, a field a step. */
  private readonly slots: readonly Uint16Field[];
  private readonly plan = new DayPlan();
  private readonly activities: Activity[] = [() => {}];
  private readonly whereabouts: Whereabouts[] = [() => 0];
  private readonly planners: Planner[] = [];
  private errand: { wanted: (person: number) => boolean; code: number } | null = null;
  private readonly jitter: Purpose;

  constructor(
    private readonly engine: Engine,
    readonly stepKind: number,
    records: Records,
    private readonly days: number,
    random: RandomSource,
    private readonly newDay: (person: number, day: number) => void,
    private readonly regions: Regions,
    private readonly team: Team = new Team(),
  ) {
    this.day = records.uint16();
    this.step = records.uint8();
    this.slots = Array.from({ length: SLOTS }, () => records.uint16());
    this.jitter = random.purpose('days.second');
    engine.on(stepKind, (person) => this.begin(person));
  }

  /** Registers an activity, which touches nothing but the person and places at its whereabouts. @returns its code */
  addActivity(activity: Activity, whereabouts: Whereabouts): number {
    if (this.activities.length > CODE_MASK) throw new Error(`found more than ${CODE_MASK} activities`);
    this.whereabouts.push(whereabouts);
    return this.activities.push(activity) - 1;
  }

  addPlanner(planner: Planner): void {
    this.planners.push(planner);
  }

  /** Sets the errand that people who want it run after the last activity of a day. */
  setErrand(wanted: (person: number) => boolean, activity: Activity, whereabouts: Whereabouts): void {
    this.errand = { wanted, code: this.addActivity(activity, whereabouts) };
  }

  /** Draws the first day of the people from `first` to `end` − 1. */
  start(first: number, end: number): void {
    for (let person = first; person < end; person++) this.drawFrom(person, 0, this.engine.now);
  }

  /** Counter of a payment (0 to 7) within the person's present step: unique for the person, the same in both worlds. */
  counter(person: number, payment = 0): number {
    return (this.day.get(person) * 8 + this.step.get(person)) * 8 + payment;
  }

  /** Whether the person is on the errand that follows the day's activities. */
  isErrand(person: number): boolean {
    return this.step.get(person) === ERRAND;
  }

  /** What a person has to do at a step of the day under way: minute and activity in one number, 0 for nothing. */
  slot(person: number, step: number): number {
    return this.slots[step].get(person);
  }

  /** The present activity is over, or will be at the tick `end`, until when nothing else is to be done: on with the next. */
  done(person: number, end = this.engine.now): void {
    const { slots, step } = this;
    const next = step.get(person) + 1;
    if (next < SLOTS && slots[next].get(person) !== 0) {
      step.set(person, next);
      this.scheduleStep(person, end);
      return;
    }
    if (next <= ERRAND && this.errand?.wanted(person)) {
      step.set(person, ERRAND);
      this.schedule(end + ERRAND_DELAY_MINUTES * TICKS_PER_MINUTE, person);
      return;
    }
    this.drawFrom(person, this.day.get(person) + 1, end);
  }

  /** Code of the activity of a person's present step. */
  activityOf(person: number): number {
    const step = this.step.get(person);
    return step === ERRAND ? this.errand!.code : this.slots[step].get(person) & CODE_MASK;
  }

  private begin(person: number): void {
    this.activities[this.activityOf(person)](person);
  }

  /** The present step begins at `tick`: with the worker that simulates the place. */
  private schedule(tick: number, person: number): void {
    const { team } = this;
    if (team.count > 1) {
      const worker = this.regions.workerOf(this.whereabouts[this.activityOf(person)](person));
      if (worker !== team.index) {
        team.send(worker, tick, (this.stepKind << 24) | person);
        return;
      }
    }
    this.engine.schedule(tick, this.stepKind, person);
  }

  /** Draws the chain of the first day from `day` on which there is something to do. */
  private drawFrom(person: number, day: number, end: number): void {
    const { plan } = this;
    for (; day < this.days; day++) {
      this.newDay(person, day);
      plan.length = 0;
      for (const planner of this.planners) planner(person, day, plan);
      if (plan.length === 0) continue;
      for (let i = 0; i < SLOTS; i++) this.slots[i].set(person, i < plan.length ? plan.slots[i] : 0);
      this.day.set(person, day);
      this.step.set(person, 0);
      this.scheduleStep(person, end);
      return;
    }
  }

  /** @param end tick at which the activity before is over */
  private scheduleStep(person: number, end: number): void {
    const step = this.step.get(person);
    const day = this.day.get(person);
    const minute = this.slots[step].get(person) >> CODE_BITS;
    const second = this.jitter.below(person, day * 8 + step, TICKS_PER_MINUTE);
    const tick = day * TICKS_PER_DAY + minute * TICKS_PER_MINUTE + second;
    this.schedule(Math.max(end + TRANSFER_TICKS, tick), person);
  }
}
