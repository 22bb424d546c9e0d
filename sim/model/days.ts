/**
 * Each person's day: a chain of activities in the order of their hours, drawn from keyed numbers by the services.
 *
 * A chain is kept as numbers of 16 bits, the minute of the day times how many codes there are, plus the code of the activity; where
 * there are more codes than that leaves room for, the code has a byte of its own. When an activity has ended the next one begins at its minute, or a minute
 * later where that has passed. The chain of the next day is drawn when today's is done.
 */
import type { Engine } from '../kernel/engine.ts';
import type { Purpose, RandomSource } from '../kernel/random.ts';
import type { Records, Uint16Field, Uint8Field } from '../kernel/records.ts';
import type { Team } from '../kernel/team.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../kernel/time.ts';
import type { Regions } from './regions.ts';

const CODE_BITS = 8;
const CODE_MASK = (1 << CODE_BITS) - 1;
const MINUTES = 1440;
/** Codes that fit beside the minute; with more of them the code has a byte of its own. */
const NARROW_CODES = Math.floor(0x10000 / MINUTES);
const ERRAND_DELAY_MINUTES = 15;
/**
 * Between the end of an activity and the beginning of the next at least a minute passes: everybody has to get there. So
 * nothing that one worker does reaches a place of another within the same minute (see sim/DESIGN.md, "Several workers").
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
  /** Minute and code of each activity, in the order of their minutes. */
  readonly slots: Uint32Array;
  length = 0;
  /** Activities for which there was no room, of all days drawn with it. */
  dropped = 0;

  /** @param room activities that a day has room for */
  constructor(room: number) {
    this.slots = new Uint32Array(room);
  }

  add(minute: number, code: number): void {
    if (minute < 0 || minute >= MINUTES) return;
    if (this.length === this.slots.length) {
      this.dropped++;
      return;
    }
    const slot = (Math.floor(minute) << CODE_BITS) | code;
    let i = this.length++;
    for (; i > 0 && this.slots[i - 1] > slot; i--) this.slots[i] = this.slots[i - 1];
    this.slots[i] = slot;
  }
}

/** An activity after the last of the day, for those who want it then. */
interface Errand {
  readonly wanted: (person: number) => boolean;
  readonly code: number;
}

/** How much room days have. */
export interface DayRoom {
  /** Activities of a day. */
  readonly slots: number;
  /** Codes of activities, that of none included. */
  readonly codes: number;
}

/** Bytes that days keep of each person. */
export function dayBytes({ slots, codes }: DayRoom): number {
  return 2 + 1 + slots * (codes <= NARROW_CODES ? 2 : 3);
}

/**
 * Steps of a day, errands included, and numbers of a step, for its payments or the legs of a visit: what `Days.counter` has room
 * for. They are bounds and not what services have declared, so that a service more moves no number of the others.
 */
export const STEPS_MAX = 32;
/** Errands are numbered down from the last step, so that a service that needs more activities moves none of their numbers. */
const LAST_STEP = STEPS_MAX - 1;
export const NUMBERS_OF_A_STEP = 64;

export class Days {
  /** Day and step each person is at. */
  readonly day: Uint16Field;
  readonly step: Uint8Field;
  /** The chain of the day, a field a step: the minute, and where codes are narrow the code too; else codes beside it, and minutes plus one. */
  private readonly slots: readonly Uint16Field[];
  private readonly codes: readonly Uint8Field[];
  private readonly room: number;
  private readonly codesMax: number;
  /** What a minute counts in a slot: as many as there are codes, or 1 where those lie apart. */
  private readonly perMinute: number;
  readonly plan: DayPlan;
  private readonly activities: Activity[] = [() => {}];
  private readonly whereabouts: Whereabouts[] = [() => 0];
  private readonly planners: Planner[] = [];
  private readonly errands: Errand[] = [];
  private readonly jitter: Purpose;

  constructor(
    private readonly engine: Engine,
    readonly stepKind: number,
    records: Records,
    private readonly days: number,
    random: RandomSource,
    private readonly newDay: (person: number, day: number) => void,
    private readonly regions: Regions,
    private readonly team: Team,
    { slots, codes }: DayRoom,
  ) {
    const isNarrow = codes <= NARROW_CODES;
    this.room = slots;
    this.codesMax = codes;
    this.perMinute = isNarrow ? codes : 1;
    this.plan = new DayPlan(slots);
    this.day = records.uint16();
    this.step = records.uint8();
    this.slots = Array.from({ length: slots }, () => records.uint16());
    this.codes = isNarrow ? [] : Array.from({ length: slots }, () => records.uint8());
    this.jitter = random.purpose('days.second');
    engine.on(stepKind, (person) => this.begin(person));
  }

  /** Registers an activity, which touches nothing but the person and places at its whereabouts. @returns its code */
  addActivity(activity: Activity, whereabouts: Whereabouts): number {
    if (this.activities.length === this.codesMax) {
      throw new Error(`found more than ${this.codesMax - 1} activities, expected as many as services have declared`);
    }
    this.whereabouts.push(whereabouts);
    return this.activities.push(activity) - 1;
  }

  addPlanner(planner: Planner): void {
    this.planners.push(planner);
  }

  /**
   * Adds an errand that people who want it run after the last activity of a day. Whoever wants several runs them in the
   * order in which they were added.
   * @returns the code of its activity
   */
  addErrand(wanted: (person: number) => boolean, activity: Activity, whereabouts: Whereabouts): number {
    if (this.room + this.errands.length === STEPS_MAX) {
      throw new Error(`found more than ${STEPS_MAX} steps of a day, errands included`);
    }
    const code = this.addActivity(activity, whereabouts);
    this.errands.push({ wanted, code });
    return code;
  }

  /** Draws the first day of the people from `first` to `end` − 1. */
  start(first: number, end: number): void {
    for (let person = first; person < end; person++) this.drawFrom(person, 0, this.engine.now);
  }

  /**
   * Counter of a payment within the person's present step, or of anything else drawn there: unique for the person, the same
   * in both worlds.
   * @param payment 0 to NUMBERS_OF_A_STEP − 1
   */
  counter(person: number, payment = 0): number {
    return (this.day.get(person) * STEPS_MAX + this.step.get(person)) * NUMBERS_OF_A_STEP + payment;
  }

  /** Whether the person is on an errand that follows the day's activities. */
  isErrand(person: number): boolean {
    return this.step.get(person) >= this.room;
  }

  /** What a person has to do at a step of the day under way: minute and activity in one number, and 0 for nothing. */
  slot(person: number, step: number): number {
    return this.slots[step].get(person);
  }

  /** The present activity is over, or will be at the tick `end`, until when nothing else is to be done: on with the next. */
  done(person: number, end = this.engine.now): void {
    const { slots, step, room } = this;
    const now = step.get(person);
    const next = now + 1;
    if (next < room && slots[next].get(person) !== 0) {
      step.set(person, next);
      this.scheduleStep(person, end);
      return;
    }
    const { errands } = this;
    for (let errand = now < room ? 0 : LAST_STEP - now + 1; errand < errands.length; errand++) {
      if (!errands[errand].wanted(person)) continue;
      step.set(person, LAST_STEP - errand);
      this.schedule(end + ERRAND_DELAY_MINUTES * TICKS_PER_MINUTE, person);
      return;
    }
    this.drawFrom(person, this.day.get(person) + 1, end);
  }

  /**
   * The present activity goes on elsewhere, as another one of the same step, at the tick `begin`: who changes is at the next
   * line as soon as there. Numbers drawn by the step stay what they are.
   * @param code as `addActivity` gave it
   */
  goOn(person: number, code: number, begin: number): void {
    const step = this.step.get(person);
    if (step >= this.room) {
      throw new Error(`person ${person}: found an errand, expected an activity of the day to go on`);
    }
    if (this.perMinute === 1) this.codes[step].set(person, code);
    else this.slots[step].add(person, code - this.activityOf(person));
    this.schedule(Math.max(this.engine.now + TRANSFER_TICKS, begin), person);
  }

  /** Code of the activity of a person's present step. */
  activityOf(person: number): number {
    const step = this.step.get(person);
    if (step >= this.room) return this.errands[LAST_STEP - step].code;
    return this.perMinute === 1 ? this.codes[step].get(person) : this.slots[step].get(person) % this.perMinute;
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
      for (let i = 0; i < this.room; i++) this.keep(person, i, i < plan.length ? plan.slots[i] : 0);
      this.day.set(person, day);
      this.step.set(person, 0);
      this.scheduleStep(person, end);
      return;
    }
  }

  /** Keeps minute and code of a step; a step without an activity is 0. Where codes lie apart, the minute is kept plus one. */
  private keep(person: number, step: number, slot: number): void {
    const minute = slot >> CODE_BITS;
    const code = slot & CODE_MASK;
    if (this.perMinute !== 1) this.slots[step].set(person, minute * this.perMinute + code);
    else {
      this.slots[step].set(person, slot === 0 ? 0 : minute + 1);
      this.codes[step].set(person, code);
    }
  }

  /** @param end tick at which the activity before is over */
  private scheduleStep(person: number, end: number): void {
    const step = this.step.get(person);
    const day = this.day.get(person);
    const kept = this.slots[step].get(person);
    const minute = this.perMinute !== 1 ? Math.floor(kept / this.perMinute) : kept - 1;
    const second = this.jitter.below(person, day * STEPS_MAX + step, TICKS_PER_MINUTE);
    const tick = day * TICKS_PER_DAY + minute * TICKS_PER_MINUTE + second;
    this.schedule(Math.max(end + TRANSFER_TICKS, tick), person);
  }
}
