/**
 * A visit: a route through counters with queues, walks in between, and bills that are settled at a counter or on the phone. Who
 * pays on the phone is spared the walk and the queue, and those behind wait less.
 */
import type { Quantiles } from '../../kernel/distributions.ts';
import type { Purpose } from '../../kernel/random.ts';
import type { Field, Uint16Field, Uint32Field } from '../../kernel/records.ts';
import { TICKS_PER_DAY } from '../../kernel/time.ts';
import type { EventEntity, Host } from '../host.ts';
import type { Places } from '../places.ts';

/** Set beside the leg of a visitor who has chosen to pay at the counter and walks there. */
const AT_COUNTER = 64;
/** Set beside the leg of a visitor whose money was not accepted at a counter: the visit is broken off. */
const REFUSED = 128;
/** Legs a route may have: a leg and the two marks beside it fit in a byte of `Host.progress`. */
export const LEGS_MAX = 62;
/** Largest value of `Host.progress` (Room.progress). */
export const VISIT_PROGRESS = 255;
/** Length of a shift in mean services: short beside a morning, long beside what is still served when it has ended. */
const SERVICES_A_SHIFT = 12;
/** Leg after which a visitor goes home. */
export const HOME = -1;

/** Times in ticks. Legs are numbered from 0 in the order in which they can follow each other. */
export interface VisitTerms {
  /** Id of the service: kinds of events and random numbers begin with it. */
  readonly id: string;
  readonly sector: number;
  readonly places: Places;
  /** Neighbourhood of a place. */
  readonly seatOf: (place: number) => number;
  /** Place of a person's present visit. */
  readonly placeOf: (person: number) => number;
  /** Stage of each leg: the counter that it leads to. */
  readonly stages: readonly number[];
  /**
   * By stage: servers of a place, and the service time, payment not included. Of 2.4 servers the third works for 0.4 of each
   * shift, so that what a place can do follows from its size, not from how a number is rounded. Above 0.
   */
  readonly servers: readonly number[];
  readonly service: readonly Quantiles[];
  /** By stage: mean and coefficient of variation of a service, payment included, to plan shifts with. */
  readonly shiftService: readonly { readonly mean: number; readonly cv: number }[];
  readonly patience: Quantiles;
  readonly walk: Quantiles;
  /** How much longer the walks at a place are than those elsewhere; as long where left out. */
  readonly walkFactor?: (place: number) => number;
  /** The leg after another, or HOME. */
  readonly nextLeg: (person: number, place: number, leg: number) => number;
  /** Whether a bill is due at a leg. */
  readonly isBill: (leg: number) => boolean;
  /** Whether the bill of a leg may be settled without going to a counter. */
  readonly mayPayOnPhone: (person: number, place: number, leg: number) => boolean;
  /** @returns ticks taken; 0 or minus the ticks lost where the visitor has to go to the counter */
  readonly payOnPhone: (person: number, place: number, leg: number) => number;
  /** @returns ticks taken; 0 or minus the ticks lost where nothing the visitor has is accepted */
  readonly payAtCounter: (person: number, place: number, leg: number) => number;
  /** Whether whoever comes in stands before the counter of a leg already, and need not walk there. */
  readonly isEntrance: (leg: number) => boolean;
  /**
   * Pays the bill of a leg beside the counter, as at a machine, after the walk there.
   * @returns ticks taken; 0 where the visitor queues at the counter
   */
  readonly payBeside?: (person: number, place: number, leg: number) => number;
  /** How servers come and go with the queue; they do not where this is left out. */
  readonly reaction?: Reaction;
  /** Numbers of facts: somebody is served at a stage after a wait, and for how long; and a visit has ended. */
  readonly facts: { readonly waited: number; readonly served: number; readonly visited: number };
  /** Hours of a working day whose waits are told apart, first and last tick of the day, and the number of that fact. */
  readonly peak?: { readonly from: number; readonly to: number; readonly waited: number };
}

/**
 * Servers who come and go with the queue. At each look, where more than `openQueue` people wait for each server one more comes; where
 * nobody waits and somebody is idle one goes. Each midnight there are as many as planned.
 */
export interface Reaction {
  /** By stage: servers that may come beyond those planned, and that may go; 0 and 0 for those that stay. */
  readonly more: readonly number[];
  readonly fewer: readonly number[];
  /** People waiting for each server from which one more comes. */
  readonly openQueue: number;
  /** First look of a day, and the time between two, ticks. */
  readonly from: number;
  readonly every: number;
}

/** Set off servers beyond or short of those planned, so that a byte without sign holds them. */
const AS_PLANNED = 128;

export class Visit {
  readonly stationCount: number;
  /** By counter: AS_PLANNED, and the servers that have come or gone with the queue. */
  readonly reacted: Uint8Array;
  private readonly stageCount: number;
  /** By stage: length of a shift, and for how long of it those who work part of it take people in; 0 where there are none. */
  private readonly shift: readonly { readonly length: number; readonly part: number }[];
  private readonly leg: Field;
  private readonly began: Uint32Field;
  private readonly walked: Uint16Field;
  private first = 0;
  private readonly kinds: Record<'arrive' | 'done' | 'patience' | 'shift' | 'look', number>;
  private readonly draw: { readonly service: Purpose; readonly walk: Purpose; readonly patience: Purpose };

  constructor(
    private readonly host: Host,
    private readonly terms: VisitTerms,
  ) {
    const { id, places, servers, stages } = terms;
    if (stages.length > LEGS_MAX) {
      throw new Error(`${id}: found a route of ${stages.length} legs, expected ${LEGS_MAX} at most`);
    }
    this.stageCount = servers.length;
    this.shift = servers.map((count, stage) => shiftOf(count, terms.shiftService[stage]));
    this.stationCount = places.count * servers.length;
    this.reacted = host.memory.column(Uint8Array, terms.reaction === undefined ? 0 : this.stationCount);
    this.reacted.fill(AS_PLANNED);
    this.leg = host.progress;
    this.began = host.visitBegan;
    this.walked = host.visitWalked;
    this.draw = {
      service: host.random.purpose(`${id}.service`),
      walk: host.random.purpose(`${id}.walk`),
      patience: host.random.purpose(`${id}.patience`),
    };
    this.kinds = {
      arrive: host.eventKind(`${id}.arrive`, (person) => this.goOn(person)),
      done: host.eventKind(`${id}.done`, (person) => this.endService(person)),
      patience: host.eventKind(`${id}.patience`, (person) => this.losePatience(person)),
      shift: host.eventKind(`${id}.shift`, (counter) => this.changeShift(counter), this.counterEntity()),
      look:
        terms.reaction === undefined
          ? 0
          : host.eventKind(`${id}.look`, (counter) => this.look(counter), this.counterEntity()),
    };
  }

  private counterEntity(): EventEntity {
    return {
      name: 'counter',
      // The queues are built after the services.
      values: (counter) => [
        ['servers', this.host.queues.servers.get(this.first + counter)],
        ['waiting', this.host.queues.waiting.get(this.first + counter)],
      ],
    };
  }

  /** To be called when the queues exist: the service's stations begin at `firstStation`. */
  open(firstStation: number): void {
    this.first = firstStation;
    for (let i = 0; i < this.stationCount; i++) {
      this.host.queues.setServers(firstStation + i, Math.floor(this.terms.servers[i % this.stageCount]));
    }
  }

  /** Midnight: the shifts of those who work part of them begin, at the counters of this worker's region. */
  beginRegionDay(): void {
    const { host, terms } = this;
    for (let counter = 0; counter < this.stationCount; counter++) {
      if (!host.regions.isMine(terms.seatOf(Math.floor(counter / this.stageCount)))) continue;
      this.beginReactions(counter);
      if (this.shift[counter % this.stageCount].part > 0) this.changeShift(counter);
    }
  }

  private beginReactions(counter: number): void {
    const { host, terms } = this;
    const { reaction } = terms;
    const stage = counter % this.stageCount;
    if (reaction === undefined || reaction.more[stage] + reaction.fewer[stage] === 0) return;
    this.reacted[counter] = AS_PLANNED;
    this.staff(counter);
    host.engine.schedule(host.engine.now + reaction.from, this.kinds.look, counter);
  }

  /** As many servers as are planned for now, and have come or gone with the queue. */
  private staff(counter: number): void {
    const { queues, engine } = this.host;
    const stage = counter % this.stageCount;
    const { length, part } = this.shift[stage];
    const always = Math.floor(this.terms.servers[stage]);
    const planned = (engine.now % TICKS_PER_DAY) % length < part ? always + 1 : always;
    const reacted = this.reacted.length === 0 ? 0 : this.reacted[counter] - AS_PLANNED;
    queues.setServers(this.first + counter, Math.max(0, planned + reacted));
    this.admitAll(this.first + counter);
  }

  /** A look at the queue of a counter whose servers come and go with it. */
  private look(counter: number): void {
    const { queues, engine } = this.host;
    const { openQueue, more, fewer, every } = this.terms.reaction!;
    const stage = counter % this.stageCount;
    const station = this.first + counter;
    const servers = queues.servers.get(station);
    const waiting = queues.waiting.get(station);
    const reacted = this.reacted[counter] - AS_PLANNED;
    let change = 0;
    if (waiting > openQueue * servers && reacted < more[stage]) change = 1;
    else if (waiting === 0 && queues.busy.get(station) < servers && reacted > -fewer[stage]) change = -1;
    if (change !== 0) {
      this.reacted[counter] += change;
      this.staff(counter);
    }
    if ((engine.now % TICKS_PER_DAY) + every < TICKS_PER_DAY) {
      engine.schedule(engine.now + every, this.kinds.look, counter);
    }
  }

  /** Whoever works part of a shift comes at its beginning, and takes nobody in after that part. */
  private changeShift(counter: number): void {
    const { engine } = this.host;
    const { length, part } = this.shift[counter % this.stageCount];
    const timeOfDay = engine.now % TICKS_PER_DAY;
    const intoShift = timeOfDay % length;
    const wait = intoShift === 0 ? part : length - intoShift;
    if (timeOfDay + wait < TICKS_PER_DAY) engine.schedule(engine.now + wait, this.kinds.shift, counter);
    this.staff(counter);
  }

  private admitAll(station: number): void {
    const { queues, engine } = this.host;
    for (let person = queues.admit(station); person >= 0; person = queues.admit(station)) {
      this.serve(person, station, engine.now - queues.joined);
    }
  }

  /** Stations of a place: one a stage. */
  stationsOf(place: number): readonly [first: number, count: number] {
    return [this.first + place * this.stageCount, this.stageCount];
  }

  /** People being served at a place. */
  beingServed(place: number): number {
    const [first, count] = this.stationsOf(place);
    let sum = 0;
    for (let stage = 0; stage < count; stage++) sum += this.host.queues.busy.get(first + stage);
    return sum;
  }

  /** People waiting at a stage of a place. */
  waitingAt(place: number, stage: number): number {
    return this.host.queues.waiting.get(this.first + place * this.stageCount + stage);
  }

  /** Servers now at a stage of a place. */
  serversAt(place: number, stage: number): number {
    return this.host.queues.servers.get(this.first + place * this.stageCount + stage);
  }

  /** A person comes in: the first leg begins. */
  begin(person: number): void {
    this.leg.set(person, 0);
    this.began.set(person, this.host.engine.now);
    this.walked.set(person, 0);
    this.goOn(person);
  }

  /** The visitor reaches the next leg: joins its queue, or pays on the phone and goes straight on. */
  private goOn(person: number): void {
    const { terms, host } = this;
    const place = terms.placeOf(person);
    const leg = this.leg.get(person) & ~AT_COUNTER;
    const decided = (this.leg.get(person) & AT_COUNTER) !== 0;
    this.leg.set(person, leg);
    if (decided || !this.mayPayOnPhone(person, place, leg)) {
      if (this.paysBeside(person, place, leg)) return;
      this.joinQueue(person, place, terms.stages[leg]);
      return;
    }
    const ticks = terms.payOnPhone(person, place, leg);
    if (ticks > 0) {
      host.people.ticks.add(person, ticks);
      this.walkOn(person, place, ticks);
      return;
    }
    // To the counter, after the ticks lost on an attempt that failed.
    host.people.ticks.add(person, -ticks);
    this.leg.set(person, leg | AT_COUNTER);
    if (!terms.isEntrance(leg)) this.walkTo(person, place, leg, -ticks);
    else if (ticks === 0) this.goOn(person);
    else host.engine.schedule(host.engine.now - ticks, this.kinds.arrive, person);
  }

  private paysBeside(person: number, place: number, leg: number): boolean {
    const { payBeside, isBill } = this.terms;
    if (payBeside === undefined || !isBill(leg)) return false;
    const ticks = payBeside(person, place, leg);
    if (ticks === 0) return false;
    this.host.people.ticks.add(person, ticks);
    this.walkOn(person, place, ticks);
    return true;
  }

  private mayPayOnPhone(person: number, place: number, leg: number): boolean {
    return this.terms.isBill(leg) && this.terms.mayPayOnPhone(person, place, leg);
  }

  private joinQueue(person: number, place: number, stage: number): void {
    const { queues, engine } = this.host;
    const station = this.first + place * this.stageCount + stage;
    if (queues.join(station, person, engine.now)) this.serve(person, station, 0);
    else engine.schedule(engine.now + this.patienceOf(person), this.kinds.patience, person);
  }

  private patienceOf(person: number): number {
    const n = this.host.days.counter(person) + this.leg.get(person);
    return Math.ceil(this.terms.patience.at(this.draw.patience.uniform(person, n)));
  }

  private losePatience(person: number): void {
    const { queues, engine, people, facts, days, regions } = this.host;
    const station = queues.at(person) - this.first;
    if (station < 0 || station >= this.stationCount) return;
    const place = Math.floor(station / this.stageCount);
    if (!regions.isMine(this.terms.seatOf(place))) return;
    // The event of an earlier queue may still come: it counts only if this wait has really lasted so long.
    const waited = engine.now - queues.since(person);
    if (waited < this.patienceOf(person)) return;
    queues.leave(person);
    people.ticks.add(person, waited);
    facts.walkedAway(this.terms.sector, place, person, waited);
    days.done(person);
  }

  private serve(person: number, station: number, waited: number): void {
    const { host, terms } = this;
    const index = station - this.first;
    const stage = index % this.stageCount;
    const place = Math.floor(index / this.stageCount);
    const leg = this.leg.get(person);
    let ticks = Math.ceil(terms.service[stage].at(this.draw.service.uniform(person, host.days.counter(person) + leg)));
    host.facts.waited(terms.sector, place, person, waited);
    host.facts.noted(terms.facts.waited, place, waited, stage, person);
    if (this.isPeak(host.engine.now - waited)) host.facts.noted(terms.peak!.waited, place, waited, stage, person);
    if (terms.isBill(leg)) {
      const paid = terms.payAtCounter(person, place, leg);
      if (paid <= 0) this.leg.set(person, leg | REFUSED);
      ticks += Math.abs(paid);
      host.remember(person, waited);
    }
    host.people.ticks.add(person, waited + ticks);
    host.facts.served(terms.sector, place, person, ticks);
    host.facts.noted(terms.facts.served, place, ticks, stage, person);
    host.engine.schedule(host.engine.now + ticks, this.kinds.done, person);
  }

  /** Whether who joins a queue now does so in the hours that are told apart. */
  private isPeak(tick: number): boolean {
    const { peak } = this.terms;
    if (peak === undefined || this.host.isWeekend(this.host.today)) return false;
    const timeOfDay = tick % TICKS_PER_DAY;
    return timeOfDay >= peak.from && timeOfDay < peak.to;
  }

  private endService(person: number): void {
    const { host } = this;
    const station = host.queues.servedAt(person);
    const next = host.queues.release(station);
    if (next >= 0) this.serve(next, station, host.engine.now - host.queues.joined);
    this.walkOn(person, Math.floor((station - this.first) / this.stageCount), 0);
  }

  /** On to the next leg of the route, after `delay` ticks and a walk; or home. */
  private walkOn(person: number, place: number, delay: number): void {
    const { terms } = this;
    const { engine, facts, days } = this.host;
    if ((this.leg.get(person) & REFUSED) !== 0) {
      days.done(person);
      return;
    }
    const leg = terms.nextLeg(person, place, this.leg.get(person));
    if (leg === HOME) {
      this.leg.set(person, LEGS_MAX);
      const ticks = engine.now + delay - this.began.get(person);
      facts.noted(terms.facts.visited, place, ticks, this.walked.get(person), person);
      days.done(person);
      return;
    }
    this.leg.set(person, leg);
    // Who may pay on the phone tries that before walking to the counter.
    if (this.mayPayOnPhone(person, place, leg)) {
      engine.schedule(engine.now + Math.max(1, delay), this.kinds.arrive, person);
    } else this.walkTo(person, place, leg, delay);
  }

  private walkTo(person: number, place: number, leg: number, delay: number): void {
    const { terms } = this;
    const { engine, people, days } = this.host;
    const factor = terms.walkFactor?.(place) ?? 1;
    const walking = Math.round(factor * terms.walk.at(this.draw.walk.uniform(person, days.counter(person) + leg)));
    this.walked.set(person, Math.min(0xffff, this.walked.get(person) + walking));
    people.ticks.add(person, walking);
    engine.schedule(engine.now + Math.max(1, delay + walking), this.kinds.arrive, person);
  }
}

/**
 * The shift of a server who works part of it. Whoever is being served at the end of the part is served on, on average for
 * the mean residual of a service, mean (1 + cv²) / 2: so much earlier nobody is taken in any more.
 */
function shiftOf(servers: number, { mean, cv }: { readonly mean: number; readonly cv: number }) {
  const length = Math.max(2, Math.round(SERVICES_A_SHIFT * mean));
  const always = Math.floor(servers);
  const part = (servers - always) * length - (mean * (1 + cv * cv)) / 2;
  // Where nobody works always, somebody comes at least to serve one.
  return { length, part: Math.min(length - 1, Math.max(always === 0 ? 1 : 0, Math.round(part))) };
}
