/**
 * Halls: ticket machines and gates, with queues in front of both. A station is a hall for each of its lines. At 1:k a hall
 * stands for several stations in a row, with as large a share of their machines and gates as there is of their riders.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import { TimedServers } from '../../../kernel/timed-servers.ts';
import type { Host } from '../../host.ts';
import type { Lines } from '../../kit/lines.ts';
import { nearestHome } from '../../kit/timetabled-lines.ts';
import { Places } from '../../places.ts';
import { MEDIUM } from './declare.ts';
import { GATE_READERS } from './gate-readers.ts';
import type { METRO_TABLE } from './parameters.ts';

/** Queues of a hall: at the machines; at gates that read no codes and at those that do, in and out. */
const QUEUES = { machine: 0, in: 1, inCode: 2, out: 3, outCode: 4, count: 5 } as const;
type Way = 'in' | 'out';

/** Payments of a step: at the gate, at the machine; and the way out. */
const AT_GATE = 0;
const AT_MACHINE = 1;
const ON_THE_WAY_OUT = 2;
const CASH = 0;
const CARD = 1;
const MOBILE = 2;
const METHOD_OF = [CASH, CARD, MOBILE, CASH, CARD];
/** Gates in each direction that every station has. */
const GATES_MIN = 2;
/** Far above what rounding adds to a number of gates, and far below a gate. */
const ROUNDING = 1e-9;

export interface HallTerms {
  readonly parameters: ReturnType<typeof METRO_TABLE.read>;
  readonly lines: Lines;
  /** By stop: people expected there, relative to the mean stop. */
  readonly demand: Float64Array;
  readonly fareOf: (person: number) => number;
  /** Stop where a person goes in, and where out. */
  readonly entranceOf: (person: number) => number;
  readonly exitOf: (person: number) => number;
  /** Somebody has the token and goes to the gates at a tick; has passed the gates in, or out, at a tick. */
  readonly hasToken: (person: number, end: number) => void;
  readonly isIn: (person: number, end: number) => void;
  readonly isOut: (person: number, end: number) => void;
  /** The gate has stayed shut for somebody, who may go to the machines at a tick. */
  readonly refused: (person: number, end: number) => void;
  /** Somebody has to go another way. */
  readonly gaveUp: (person: number) => void;
}

export class Halls {
  readonly count: number;
  /** Gates of each hall, then machines of each. */
  readonly places: Places;
  readonly stationCount: number;
  /** Hall of each stop. */
  private readonly hallOf: Uint16Array;
  private readonly firstStop: number[] = [];
  private readonly seat: number[] = [];
  /** Servers of each queue on the first day, and how many there may come to be. */
  private readonly servers: Uint16Array;
  private readonly room: Uint16Array;
  /** By queue: a part of its servers may stand for those who are not simulated: so many times more slowly they work. */
  private readonly factor: Float64Array;
  /** Readers that actions ask for at each station, by cell. */
  private readonly asked: Float64Array;
  private timed!: TimedServers;
  first = 0;
  /** Gates of the stations of each hall in the city, in one direction; those that read codes once they are fitted; machines. */
  private readonly gates: Float64Array;
  private readonly readers: Float64Array;
  private readonly machines: Float64Array;
  private readonly select: Quantiles;
  private readonly patience: Quantiles;
  readonly kinds: { readonly free: number; readonly patience: number };
  private readonly draw: { readonly select: Purpose; readonly patience: Purpose };
  private readonly facts: { readonly entered: number; readonly passed: number; readonly bought: number };
  private readonly sectors: { readonly gates: number; readonly machines: number };

  constructor(
    private readonly host: Host,
    private readonly terms: HallTerms,
  ) {
    const { memory, random, scale, city } = host;
    const { parameters: p, lines } = terms;
    this.hallOf = memory.fixed(Uint16Array, lines.stops);
    for (let line = 0; line < lines.count; line++) {
      this.divide(line, Math.max(1, Math.round(scale / p.gates_a_station)));
    }
    this.count = this.firstStop.length;
    this.firstStop.push(lines.stops);
    this.stationCount = this.count * QUEUES.count;
    this.servers = memory.fixed(Uint16Array, this.stationCount);
    this.room = memory.fixed(Uint16Array, this.stationCount);
    this.factor = memory.column(Float64Array, this.stationCount);
    this.gates = new Float64Array(this.count);
    this.readers = memory.column(Float64Array, this.count);
    this.machines = new Float64Array(this.count);
    this.asked = host.levers.column(GATE_READERS);
    for (let hall = 0; hall < this.count; hall++) this.build(hall);
    this.sectors = { gates: host.sector('metro'), machines: host.sector('ticketing') };
    this.places = new Places(2 * this.count, memory, city.districts.length);
    this.layOut();
    this.select = Quantiles.lognormal(p.select_seconds * TICKS_PER_SECOND, p.select_cv);
    this.patience = Quantiles.lognormal(p.patience_minutes * TICKS_PER_MINUTE, p.patience_cv);
    this.draw = { select: random.purpose('metro.select'), patience: random.purpose('metro.patience') };
    this.facts = {
      entered: host.fact('metro.entered'),
      passed: host.fact('metro.passed'),
      bought: host.fact('metro.bought'),
    };
    this.kinds = {
      free: host.eventKind('metro.free', (queue) => this.serveNext(queue), {
        name: 'queue',
        values: (queue) => [['waiting', host.queues.waiting.get(this.first + queue)]],
      }),
      patience: host.eventKind('metro.patience', (person) => this.losePatience(person)),
    };
  }

  /** To be called when the queues exist. */
  open(firstStation: number): void {
    this.first = firstStation;
    if (this.count === 0) return;
    this.timed = new TimedServers(this.host.queues, firstStation, this.servers, this.host.memory, this.room);
  }

  /** Stations of a place: those of gates, or of machines. */
  stationsOf(place: number): readonly [first: number, count: number] {
    if (place < this.count) return [this.first + place * QUEUES.count + QUEUES.in, QUEUES.count - 1];
    return [this.first + (place - this.count) * QUEUES.count, 1];
  }

  beingServed(place: number): number {
    const [first, count] = this.stationsOf(place);
    let sum = 0;
    for (let station = first; station < first + count; station++) sum += this.timed.busy(station, this.host.engine.now);
    return sum;
  }

  /** Stops that a hall stands for: the first, and the end. */
  stopsOf(hall: number): readonly [first: number, end: number] {
    return [this.firstStop[hall], this.firstStop[hall + 1]];
  }

  /** What there is of a place, for people who point at it. */
  factsOf(place: number) {
    const hall = place % this.count;
    const [from, end] = this.stopsOf(hall);
    const stations = { key: 'stations', value: end - from };
    if (place >= this.count) return [stations, { key: 'machines', value: this.machines[hall] }];
    const waiting = (queue: number) => this.host.queues.waiting.get(this.first + hall * QUEUES.count + queue);
    return [
      stations,
      { key: 'gates', value: this.gates[hall] },
      { key: 'readers', value: this.places.accepts.get(hall) === 1 ? this.readers[hall] : 0 },
      { key: 'queue_in', value: waiting(QUEUES.in) + waiting(QUEUES.inCode) },
      { key: 'queue_out', value: waiting(QUEUES.out) + waiting(QUEUES.outCode) },
    ];
  }

  /** Until when each queue's servers are busy: a column of the digest. */
  get free() {
    return { length: this.stationCount, get: (queue: number) => this.timed.freeFrom(this.first + queue) };
  }

  /** Whether gates where a person goes in read codes; and the cell of their levers. */
  readsCodes(person: number): boolean {
    return this.places.accepts.get(this.hallOf[this.terms.entranceOf(person)]) === 1;
  }
  cellOf(person: number): number {
    const hall = this.hallOf[this.terms.entranceOf(person)];
    return this.sectors.gates * this.host.levers.districts + this.places.district.get(hall);
  }

  /** A person comes in: to the gates with card or code, to the machines without. */
  enter(person: number): void {
    const { host, terms } = this;
    const hall = this.hallOf[terms.entranceOf(person)];
    const n = host.days.counter(person, AT_GATE);
    const fen = terms.fareOf(person);
    const method = host.payments.intended(this.places, hall, person, fen, n, host.days.day.get(person));
    if (method < 0) {
      this.join(person, hall, QUEUES.machine);
      return;
    }
    host.progress.set(person, this.mediumOf(method));
    this.toGate(person, 'in');
  }

  /** With what a gate is opened by a method that has just been chosen, or used. */
  private mediumOf(method: number): number {
    if (this.host.payments.isFree) return MEDIUM.seniorCard;
    return method === CARD ? MEDIUM.card : MEDIUM.code;
  }

  /** With the medium that progress says to a gate in, or out. */
  toGate(person: number, way: Way): void {
    const { host, terms } = this;
    const hall = this.hallOf[way === 'in' ? terms.entranceOf(person) : terms.exitOf(person)];
    const plain = way === 'in' ? QUEUES.in : QUEUES.out;
    const code = plain + 1;
    const isCode = host.progress.get(person) === MEDIUM.code;
    this.join(person, hall, isCode || this.isShorter(hall, code, plain) ? code : plain);
  }

  /** Whether gates are a better choice than others, which are preferred, for somebody who can use both. */
  private isShorter(hall: number, gates: number, others: number): boolean {
    const { queues, engine } = this.host;
    if (this.readers[hall] === this.gates[hall]) return true;
    const at = hall * QUEUES.count;
    const own = this.first + at + gates;
    const other = this.first + at + others;
    const wait = (station: number, queue: number) =>
      Math.max(0, this.timed.freeFrom(station) - engine.now) +
      (queues.waiting.get(station) * this.factor[at + queue]) / queues.servers.get(station);
    return wait(own, gates) < wait(other, others);
  }

  private join(person: number, hall: number, at: number): void {
    const { queues, engine } = this.host;
    const queue = hall * QUEUES.count + at;
    const station = this.first + queue;
    const isFirst = queues.waiting.get(station) === 0;
    const free = this.timed.freeFrom(station);
    if (isFirst && free <= engine.now) {
      this.serve(person, queue, 0);
      return;
    }
    queues.enqueue(station, person, engine.now);
    if (at < QUEUES.out) engine.schedule(engine.now + this.patienceOf(person, at), this.kinds.patience, person);
    if (isFirst) engine.schedule(free, this.kinds.free, queue);
  }

  /** A machine or gate is free: the next in its queue, if all have not walked away. */
  private serveNext(queue: number): void {
    const { queues, engine } = this.host;
    const station = this.first + queue;
    let called = false;
    while (this.timed.freeFrom(station) <= engine.now) {
      const person = queues.dequeue(station);
      if (person < 0) return;
      called = true;
      this.serve(person, queue, engine.now - queues.joined);
    }
    // Where all had walked away before others came, there are two events of this tick: the first has seen to the next.
    if (called && queues.waiting.get(station) > 0) {
      engine.schedule(this.timed.freeFrom(station), this.kinds.free, queue);
    }
  }

  private patienceOf(person: number, at: number): number {
    const n = this.host.days.counter(person, at === QUEUES.machine ? AT_MACHINE : AT_GATE);
    return Math.ceil(this.patience.at(this.draw.patience.uniform(person, n)));
  }

  /** Whoever waits too long for a ticket or at the way in goes another way; nobody turns round at the way out. */
  private losePatience(person: number): void {
    const { queues, engine, people, facts, regions } = this.host;
    const queue = queues.at(person) - this.first;
    if (queue < 0 || queue >= this.stationCount) return;
    const hall = Math.floor(queue / QUEUES.count);
    const at = queue % QUEUES.count;
    if (at >= QUEUES.out || !regions.isMine(this.seat[hall])) return;
    // The event of an earlier queue may still come: it counts only if this wait has really lasted so long.
    const waited = engine.now - queues.since(person);
    if (waited < this.patienceOf(person, at)) return;
    queues.leave(person);
    people.ticks.add(person, waited);
    const isMachine = at === QUEUES.machine;
    const sector = isMachine ? this.sectors.machines : this.sectors.gates;
    facts.walkedAway(sector, isMachine ? this.count + hall : hall, person, waited);
    this.terms.gaveUp(person);
  }

  private serve(person: number, queue: number, waited: number): void {
    const hall = Math.floor(queue / QUEUES.count);
    const at = queue % QUEUES.count;
    const place = at === QUEUES.machine ? this.count + hall : hall;
    this.host.people.ticks.add(person, waited);
    this.host.facts.waited(this.places.sector.get(place), place, person, waited);
    if (at === QUEUES.machine) this.sell(person, place, queue, waited);
    else if (at === QUEUES.out || at === QUEUES.outCode) this.letOut(person, hall, queue, waited);
    else this.letIn(person, hall, queue, waited);
  }

  /** Somebody's turn at a machine or gate: it is taken for the time of all for whom the person stands. @returns tick of the end */
  private take(person: number, place: number, queue: number, ticks: number): number {
    const { engine, facts, people } = this.host;
    const { now } = engine;
    people.ticks.add(person, ticks);
    facts.served(this.places.sector.get(place), place, person, ticks);
    this.timed.serve(this.first + queue, now, now + Math.max(1, Math.round(ticks * this.factor[queue])));
    return now + ticks;
  }

  private sell(person: number, place: number, queue: number, waited: number): void {
    const { host, terms } = this;
    const { payments, days } = host;
    const n = days.counter(person, AT_MACHINE);
    const select = Math.ceil(this.select.at(this.draw.select.uniform(person, n)));
    const paid = payments.pay(this.places, place, person, terms.fareOf(person), n, days.day.get(person));
    const ticks = (select + Math.abs(paid)) | 0;
    const end = this.take(person, place, queue, ticks);
    host.remember(person, waited);
    if (paid <= 0) {
      terms.gaveUp(person);
      return;
    }
    host.facts.noted(this.facts.bought, person, waited, ticks, 0);
    host.progress.set(person, payments.method === MOBILE ? MEDIUM.tokenPhone : MEDIUM.tokenCash);
    terms.hasToken(person, end);
  }

  private letIn(person: number, hall: number, queue: number, waited: number): void {
    const { host, terms } = this;
    const { payments, days, facts } = host;
    const n = days.counter(person, AT_GATE);
    const medium = host.progress.get(person);
    const hasToken = medium === MEDIUM.tokenCash || medium === MEDIUM.tokenPhone;
    const ticks = hasToken
      ? payments.showAgain(this.sectors.gates, CASH, person, n)
      : payments.pay(this.places, hall, person, terms.fareOf(person), n, days.day.get(person));
    if (ticks > 0) {
      const now = hasToken ? medium : this.mediumOf(payments.method);
      host.progress.set(person, now);
      facts.noted(this.facts.passed, person, waited, ticks, now);
      facts.noted(this.facts.entered, person, now, 0, 0);
      terms.isIn(person, this.take(person, hall, queue, ticks));
      return;
    }
    // The gate stays shut, and those behind have waited for the attempt: back to the machines.
    host.progress.set(person, MEDIUM.tokenCash);
    terms.refused(person, this.take(person, hall, queue, Math.max(1, -ticks)));
  }

  private letOut(person: number, hall: number, queue: number, waited: number): void {
    const { host, terms } = this;
    const medium = host.progress.get(person);
    const n = host.days.counter(person, ON_THE_WAY_OUT);
    const ticks = host.payments.showAgain(this.sectors.gates, METHOD_OF[medium], person, n);
    host.facts.noted(this.facts.passed, person, waited, ticks, medium);
    terms.isOut(person, this.take(person, hall, queue, ticks));
  }

  /** To the machines of the hall where a person goes in. */
  toMachine(person: number): void {
    this.join(person, this.hallOf[this.terms.entranceOf(person)], QUEUES.machine);
  }

  /** Divides a line into halls of about so many stations. */
  private divide(line: number, stationsAHall: number): void {
    const { lines } = this.terms;
    const stops = lines.stopsOf(line);
    const halls = Math.max(1, Math.round(stops / stationsAHall));
    for (let hall = 0; hall < halls; hall++) {
      const from = lines.firstStop[line] + Math.floor((hall * stops) / halls);
      const end = lines.firstStop[line] + Math.floor(((hall + 1) * stops) / halls);
      this.hallOf.fill(this.firstStop.length, from, end);
      this.firstStop.push(from);
      this.seat.push(lines.seat[line]);
    }
  }

  /** What the stations of a hall have, built for the people expected there, and the room for whatever part of it reads codes. */
  private build(hall: number): void {
    const { parameters: p, demand } = this.terms;
    const [from, end] = this.stopsOf(hall);
    for (let stop = from; stop < end; stop++) {
      this.gates[hall] += this.gatesAt(stop);
      this.machines[hall] += Math.max(1, Math.round(p.machines_a_station * demand[stop]));
    }
    const gates = this.serversFor(this.gates[hall]);
    [this.serversFor(this.machines[hall]), gates, gates, gates, gates].forEach((most, queue) => {
      this.room[hall * QUEUES.count + queue] = most;
    });
    if (this.host.memory.isAttached) return;
    this.readers[hall] = this.readersFor(hall, 0);
    this.counts(hall).forEach((count, queue) => {
      this.servers[hall * QUEUES.count + queue] = this.serversFor(count);
      this.factor[hall * QUEUES.count + queue] = this.factorFor(count);
    });
  }

  private gatesAt(stop: number): number {
    const { parameters: p, demand } = this.terms;
    return Math.max(GATES_MIN, Math.round(p.gates_a_station * demand[stop]));
  }

  /** Gates of a hall in a direction that read codes. @param asked at each of its stations; 0 where the parameter says */
  private readersFor(hall: number, asked: number): number {
    const each = Math.round(asked > 0 ? asked : this.terms.parameters.readers_per_station);
    const [from, end] = this.stopsOf(hall);
    let sum = 0;
    for (let stop = from; stop < end; stop++) sum += Math.min(each, this.gatesAt(stop));
    return sum;
  }

  /** How many machines and gates of the city stand behind each queue of a hall. */
  private counts(hall: number): number[] {
    const readers = this.readers[hall];
    const plain = this.gates[hall] - readers;
    return [this.machines[hall], plain, readers, plain, readers];
  }

  /**
   * Of the machines or gates of a queue one in so many as the city is simulated at. Where that is no whole number, the next one works
   * as many times more slowly: a passage takes a person what it takes, and the gate the time of those for whom the person stands.
   */
  private serversFor(count: number): number {
    return Math.max(1, Math.ceil(count / this.host.scale - ROUNDING));
  }
  private factorFor(count: number): number {
    return count === 0 ? 1 : this.serversFor(count) / (count / this.host.scale);
  }

  /** At midnight, by the worker that leads: as many gates read codes as actions say. */
  setReaders(): void {
    for (let hall = 0; hall < this.count; hall++) {
      const cell = this.sectors.gates * this.host.levers.districts + this.places.district.get(hall);
      const readers = this.readersFor(hall, this.asked[cell]);
      if (readers === this.readers[hall]) continue;
      this.readers[hall] = readers;
      this.counts(hall).forEach((count, at) => {
        const queue = hall * QUEUES.count + at;
        this.timed.setServers(this.first + queue, this.serversFor(count));
        this.factor[queue] = this.factorFor(count);
      });
    }
  }

  private layOut(): void {
    const { places, host, terms } = this;
    const { geography, rollout } = host;
    for (let hall = 0; hall < this.count; hall++) {
      const [from, end] = this.stopsOf(hall);
      const stop = (from + end) >> 1;
      for (const place of [hall, this.count + hall]) {
        const isMachine = place !== hall;
        places.sector.set(place, isMachine ? this.sectors.machines : this.sectors.gates);
        places.x[place] = terms.lines.x[stop] + (isMachine ? MACHINES_BESIDE_KM : 0);
        places.y[place] = terms.lines.y[stop];
        places.district.set(place, geography.homeDistrict[nearestHome(geography, places.x[place], places.y[place])]);
      }
    }
    const { fitted_share: fitted, machine_phone_share: phones } = terms.parameters;
    places.rankAndFit(rollout.purpose('metro.rank'), (sector) => (sector === this.sectors.gates ? fitted : phones));
  }
}

/** Machines are drawn beside the gates. */
const MACHINES_BESIDE_KM = 0.15;
