/**
 * Counters at which people are served once and go: a queue in front of one or several servers, of whom each service is known
 * when it begins to take so long. Its end needs no event, unless somebody waits for it.
 */
import { TimedServers } from '../../kernel/timed-servers.ts';
import type { Host } from '../host.ts';
import type { LookAhead } from '../look-ahead.ts';

export interface TillTerms {
  /** Kinds of events begin with it. */
  readonly id: string;
  /** Servers of each counter, above 0: of 2.4 the third works 0.4 of the time (TimedServers). */
  readonly servers: readonly number[];
  /** Neighbourhood, sector and place of a counter. */
  readonly seatOf: (counter: number) => number;
  readonly sectorOf: (counter: number) => number;
  readonly placeOf: (counter: number) => number;
  /** Ticks that a person is ready to wait at a counter in the present step. */
  readonly patienceOf: (person: number, counter: number) => number;
  /** A person is served after a wait. @returns ticks it takes, 1 or more */
  readonly serve: (person: number, counter: number, waited: number) => number;
  /** What a person is served will have ended at a tick: on with what comes after it. */
  readonly after: (person: number, counter: number, end: number) => void;
  /** Somebody has waited in vain, which has been told. */
  readonly left: (person: number, counter: number, waited: number) => void;
}

export class Tills {
  private first = 0;
  /** From `open` on. */
  private servers!: TimedServers;
  private readonly freeKind: number;
  private readonly patienceKind: number;

  constructor(
    private readonly host: Host,
    private readonly terms: TillTerms,
  ) {
    this.freeKind = host.eventKind(`${terms.id}.free`, (counter) => this.serveNext(counter), {
      name: 'counter',
      values: (counter) => [['waiting', host.queues.waiting.get(this.first + counter)]],
    });
    this.patienceKind = host.eventKind(`${terms.id}.patience`, (person) => this.losePatience(person));
  }

  /** Counters: each has a station. */
  get count(): number {
    return this.terms.servers.length;
  }

  /** To be called when the queues exist: the counters' stations begin at `firstStation`. */
  open(firstStation: number): void {
    this.first = firstStation;
    const { queues, memory } = this.host;
    this.servers = new TimedServers(queues, firstStation, this.terms.servers, memory);
  }

  /** Station of a counter. */
  stationOf(counter: number): number {
    return this.first + counter;
  }

  /** People waiting at a counter, and being served there. */
  waitingAt(counter: number): number {
    return this.host.queues.waiting.get(this.first + counter);
  }
  beingServed(counter: number): number {
    return this.servers.busy(this.first + counter, this.host.engine.now);
  }

  /** From when on each counter has a server free: a column of the state. */
  get free() {
    return { length: this.count, get: (counter: number) => this.servers.freeFrom(this.first + counter) };
  }

  /** A person comes to a counter, and is served or waits. */
  readonly join = (person: number, counter: number): void => {
    const { queues, engine } = this.host;
    const { now } = engine;
    const station = this.first + counter;
    const isFirst = queues.waiting.get(station) === 0;
    const free = this.servers.freeFrom(station);
    if (isFirst && free <= now) {
      this.serve(person, counter, 0);
      return;
    }
    queues.enqueue(station, person, now);
    engine.schedule(now + this.terms.patienceOf(person, counter), this.patienceKind, person);
    // Whoever is behind another is called when that one's service has begun.
    if (isFirst) engine.schedule(free, this.freeKind, counter);
  };

  /** Tells what the next events of counters will need (see Service.ahead). */
  ahead(ids: Uint32Array, length: number, ahead: LookAhead): void {
    for (let i = 0; i < length; i++) {
      if (ids[i] >>> 24 === this.freeKind) ahead.firsts.add(this.first + (ids[i] & 0xffffff));
    }
  }

  private readonly serve = (person: number, counter: number, waited: number): void => {
    const { host, terms } = this;
    const { now } = host.engine;
    host.facts.waited(terms.sectorOf(counter), terms.placeOf(counter), person, waited);
    const ticks = terms.serve(person, counter, waited);
    host.people.ticks.add(person, waited + ticks);
    host.facts.served(terms.sectorOf(counter), terms.placeOf(counter), person, ticks);
    this.servers.serve(this.first + counter, now, now + ticks);
    terms.after(person, counter, now + ticks);
  };

  /** A server is free: the next in the queue is served, if all have not walked away. */
  private serveNext(counter: number): void {
    const { queues, engine } = this.host;
    const station = this.first + counter;
    const { now } = engine;
    let called = false;
    while (this.servers.freeFrom(station) <= now) {
      const person = queues.dequeue(station);
      if (person < 0) return;
      called = true;
      this.serve(person, counter, now - queues.joined);
    }
    // Where all had walked away before others came, there are two events of this tick: the first has seen to the next.
    if (called && queues.waiting.get(station) > 0) {
      engine.schedule(this.servers.freeFrom(station), this.freeKind, counter);
    }
  }

  private losePatience(person: number): void {
    const { host, terms } = this;
    const { queues, engine } = host;
    const counter = queues.at(person) - this.first;
    // The event of an earlier queue may still come: it counts only if this wait has really lasted so long.
    if (counter < 0 || counter >= this.count || !host.regions.isMine(terms.seatOf(counter))) return;
    const waited = engine.now - queues.since(person);
    if (waited < terms.patienceOf(person, counter)) return;
    queues.leave(person);
    host.people.ticks.add(person, waited);
    host.facts.walkedAway(terms.sectorOf(counter), terms.placeOf(counter), person, waited);
    terms.left(person, counter, waited);
  }
}
