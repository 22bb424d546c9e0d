/**
 * Watches a world while it is simulated: who waits where and for how long, who begins and ends what, where money goes, and in which
 * neighbourhood everything is done. It changes nothing.
 */
import { vi } from 'vitest';
import { Engine } from '../../sim/kernel/engine.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { Days, NUMBERS_OF_A_STEP, type Activity, type Whereabouts } from '../../sim/model/days.ts';
import type { Observer } from '../../sim/model/facts.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { FACTS } from '../../sim/model/measures/facts-of-services.ts';
import type { Places } from '../../sim/model/places.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { ServiceType } from '../../sim/model/services/service.ts';
import { World } from '../../sim/model/world.ts';
import { Regions } from '../../sim/model/regions.ts';

const STEP = 0;
const NOWHERE = -1;

/** Sums of fen by sector. */
interface Money {
  readonly paid: number[];
  readonly booked: number[];
}

interface Leaving {
  readonly station: number;
  readonly ticks: number;
}

export class Watch {
  readonly world: World;
  /** Customer-ticks at each station, by how many stood there; ticks waited by all who came and left; and those told of. */
  readonly area: Float64Array;
  readonly waited: Float64Array;
  readonly told: Float64Array;
  /** Who has left a queue and was not told of. */
  readonly unreported = new Map<number, Leaving>();
  /** What was told of a wait that was none. */
  readonly untrue: string[] = [];
  readonly money: Money = { paid: SECTORS.map(() => 0), booked: SECTORS.map(() => 0) };
  /** Activities begun, by service, and what is wrong with how they began and ended. */
  readonly begun: Record<string, number> = {};
  readonly people: string[] = [];
  /** What is wrong with the numbers of payments, each once: one that belongs to another payment, or to another step. */
  readonly numbers = new Set<string>();
  /** Who is at an activity of which service. */
  readonly busy = new Map<number, string>();
  private readonly service: string[] = [''];
  private readonly whereabouts: Whereabouts[] = [() => NOWHERE];
  private readonly count: Int32Array;
  private readonly since: Float64Array;
  private readonly present = new Map<number, { station: number; since: number }>();
  /** Neighbourhood of each event that is to come. */
  private readonly homeOf = new Map<string, number>();
  private readonly kinds: string[] = ['person.step'];
  private here = NOWHERE;
  private asked = NOWHERE;
  private doing = '';
  private readonly seen = new Map<string, Map<number, Set<string>>>();

  /** @param types services of the city, those of the registry or others of the same ids */
  constructor(
    scenario: Scenario,
    private readonly types: readonly ServiceType[],
  ) {
    let creating = '';
    const restore = this.listen(() => creating);
    try {
      const watched = types.map((type) => ({
        ...type,
        create: (host: Parameters<ServiceType['create']>[0]) => {
          creating = type.id;
          return type.create(host);
        },
      }));
      this.world = new World(scenario, scenario.policy, watched);
    } finally {
      restore();
    }
    const { queues } = this.world;
    this.kinds = this.world.kindNames;
    this.area = new Float64Array(queues.stationCount);
    this.waited = new Float64Array(queues.stationCount);
    this.told = new Float64Array(queues.stationCount);
    this.count = new Int32Array(queues.stationCount);
    this.since = new Float64Array(queues.stationCount);
    this.watchEvents();
    this.watchQueues();
    this.watchMoney();
    this.watchNumbers();
    this.world.facts.add(this.observer());
  }

  /** Adds up what stands in the queues to now, and what those still there have waited. */
  settle(): void {
    for (let station = 0; station < this.area.length; station++) this.advance(station);
  }
  stillWaiting(): Float64Array {
    const ticks = new Float64Array(this.waited.length);
    for (const { station, since } of this.present.values()) ticks[station]! += this.world.engine.now - since;
    return ticks;
  }

  /** Places and stations that were used in several neighbourhoods, so that workers would get into each other's way: a line each. */
  strays(): string[] {
    return [...this.seen].flatMap(([what, homes]) => {
      if (homes.size === 1) return [];
      const users = [...homes].map(([home, by]) => `${home} by ${[...by].join(' and ')}`);
      return [`${what} was touched in neighbourhood ${users.join(', in ')}`];
    });
  }

  /** What is wrong with the books now: a line each. */
  books(): string[] {
    const { ledger, people, places } = this.world;
    const wrong: string[] = [];
    const expectEqual = (what: string, found: number, expected: number) => {
      if (found !== expected) wrong.push(`${what}: found ${found}, expected ${expected}`);
    };
    const sum = (column: ArrayLike<number>) => Array.from(column).reduce((a, b) => a + b, 0);
    expectEqual('sum of all accounts', ledger.sum(), 0);
    expectEqual('cash in hand', sum(people.cash.copy()), ledger.balance[ACCOUNT.residentCash]!);
    expectEqual('cards', sum(people.card.copy()), ledger.balance[ACCOUNT.residentCards]!);
    for (const { balance, account } of this.world.payments.ownCards) {
      expectEqual('cards of a service', sum(balance.values.copy()), ledger.balance[account]!);
    }
    const tills = SECTORS.map(() => 0);
    for (const list of places) {
      for (let place = 0; place < list.count; place++) tills[list.sector.get(place)]! += list.till.get(place);
    }
    SECTORS.forEach((id, sector) => {
      expectEqual(`tills of ${id}`, tills[sector]!, ledger.balance[ledger.till(sector)]!);
      expectEqual(`paid in ${id}`, this.money.booked[sector]!, this.money.paid[sector]!);
    });
    const columns = [people.cash.copy(), people.card.copy(), ...places.map(({ till }: Places) => till.copy())];
    if (columns.some((column) => column.some((fen) => fen < 0))) wrong.push('somebody holds less than nothing');
    return wrong;
  }

  /** Stands between services and the world while it is set up. @returns what ends that */
  private listen(creating: () => string): () => void {
    const original = {
      on: Engine.prototype.on,
      addActivity: Days.prototype.addActivity,
      isMine: Regions.prototype.isMine,
    };
    const handle = this.handle.bind(this);
    const begins = this.begins.bind(this);
    const { service: services, whereabouts: known } = this;
    vi.spyOn(Engine.prototype, 'on').mockImplementation(function (this: Engine, kind, handler) {
      original.on.call(this, kind, (entity) => handle(kind, entity, handler));
    });
    vi.spyOn(Days.prototype, 'addActivity').mockImplementation(function (this: Days, activity, whereabouts) {
      const service = creating();
      services.push(service);
      known.push(whereabouts);
      return original.addActivity.call(this, begins(service, activity), whereabouts);
    });
    return () => vi.restoreAllMocks();
  }

  private begins(service: string, activity: Activity): Activity {
    return (person) => {
      const busy = this.busy.get(person);
      if (busy !== undefined) this.people.push(`person ${person} begins with ${service} while at ${busy}`);
      this.busy.set(person, service);
      this.begun[service] = (this.begun[service] ?? 0) + 1;
      activity(person);
    };
  }

  private watchEvents(): void {
    const { engine, days, regions } = this.world;
    const [schedule, done, isMine] = [engine.schedule.bind(engine), days.done.bind(days), regions.isMine.bind(regions)];
    const goOn = days.goOn.bind(days);
    engine.schedule = (tick, kind, entity) => {
      schedule(tick, kind, entity);
      // A step belongs to where it takes place; everything else to where it was decided, at midnight to whose turn it was.
      const inherited = this.here === NOWHERE ? this.asked : this.here;
      const home = kind === STEP ? this.whereabouts[days.activityOf(entity)]!(entity) : inherited;
      this.homeOf.set(`${tick} ${kind} ${entity}`, home);
    };
    // Goes on as another activity: one has ended, and that one begins.
    days.goOn = (person, code, begin) => {
      if (!this.busy.delete(person)) this.people.push(`person ${person} goes on with what was not begun`);
      goOn(person, code, begin);
    };
    days.done = (person, end) => {
      if (!this.busy.delete(person)) this.people.push(`person ${person} has done what was not begun`);
      done(person, end);
    };
    regions.isMine = (home) => {
      if (this.here === NOWHERE) this.asked = home;
      return isMine(home);
    };
  }

  private handle(kind: number, entity: number, handler: (entity: number) => void): void {
    const key = `${this.world.engine.now} ${kind} ${entity}`;
    const activity = kind === STEP ? this.world.days.activityOf(entity) : 0;
    this.here = this.homeOf.get(key) ?? NOWHERE;
    this.homeOf.delete(key);
    const first = this.service.indexOf(this.service[activity]!);
    this.doing = kind === STEP ? `${this.service[activity]} (activity ${activity - first + 1})` : this.kinds[kind]!;
    handler(entity);
    this.here = NOWHERE;
    this.asked = NOWHERE;
  }

  private touch(what: string): void {
    if (this.here === NOWHERE) return;
    const homes = this.seen.get(what) ?? new Map<number, Set<string>>();
    this.seen.set(what, homes);
    homes.set(this.here, (homes.get(this.here) ?? new Set()).add(this.doing));
  }

  // One public method may call another, so coming twice at once is coming once, and likewise with leaving.
  private watchQueues(): void {
    const { queues, engine } = this.world;
    const own = {
      join: queues.join.bind(queues),
      enqueue: queues.enqueue.bind(queues),
      dequeue: queues.dequeue.bind(queues),
      release: queues.release.bind(queues),
      leave: queues.leave.bind(queues),
    };
    const add = queues.waiting.add.bind(queues.waiting);
    queues.waiting.add = (station, change) => {
      this.advance(station);
      this.count[station]! += change;
      add(station, change);
    };
    const come = (station: number, customer: number) => {
      this.touch(this.stationName(station));
      if (!this.present.has(customer)) this.present.set(customer, { station, since: engine.now });
    };
    queues.join = (station, customer, now) => {
      const isServed = own.join(station, customer, now);
      if (isServed) this.unreported.set(customer, { station, ticks: 0 });
      else come(station, customer);
      if (isServed) this.touch(this.stationName(station));
      return isServed;
    };
    queues.enqueue = (station, customer, now) => {
      own.enqueue(station, customer, now);
      come(station, customer);
    };
    queues.dequeue = (station) => this.go(own.dequeue(station));
    queues.release = (station) => this.go(own.release(station));
    queues.leave = (customer) => {
      const was = own.leave(customer);
      if (was) this.go(customer);
      return was;
    };
  }

  private go(customer: number): number {
    const was = this.present.get(customer);
    if (customer < 0 || was === undefined) return customer;
    this.present.delete(customer);
    this.touch(this.stationName(was.station));
    const ticks = this.world.engine.now - was.since;
    this.waited[was.station]! += ticks;
    this.unreported.set(customer, { station: was.station, ticks });
    return customer;
  }

  private advance(station: number): void {
    const { now } = this.world.engine;
    this.area[station]! += this.count[station]! * (now - this.since[station]!);
    this.since[station] = now;
  }

  /** A service tells of a person's wait that has just ended. */
  private tell(person: number, ticks: number): void {
    const leaving = this.unreported.get(person);
    this.unreported.delete(person);
    // Whoever finds a server free may join no queue, and has not waited.
    if (leaving === undefined && ticks === 0) return;
    if (leaving?.ticks !== ticks) {
      this.untrue.push(`person ${person}: told of ${ticks} ticks, waited ${leaving?.ticks}`);
    } else this.told[leaving.station]! += ticks;
  }

  private watchMoney(): void {
    const { ledger } = this.world;
    const transfer = ledger.transfer.bind(ledger);
    const { ownCards } = this.world.payments;
    const cards = [ACCOUNT.residentCards, ...ownCards.map(({ account }) => account)];
    const residents: readonly number[] = [
      ACCOUNT.residentCash,
      ACCOUNT.residentBank,
      ACCOUNT.residentWallets,
      ...cards,
    ];
    const sectorOf = new Map(SECTORS.flatMap((_, at) => [ledger.till(at), ledger.bank(at)].map((to) => [to, at])));
    ledger.transfer = (from, to, fen) => {
      const sector = sectorOf.get(to);
      if (sector !== undefined && residents.includes(from)) this.money.booked[sector]! += fen;
      transfer(from, to, fen);
    };
  }

  /**
   * A number below that of a step's first payment, or beyond those that its service declares, is drawn for something else as well. Numbers
   * are not held against that where they are drawn: it would cost every draw.
   */
  private watchNumbers(): void {
    const { payments, days } = this.world;
    const counter = days.counter.bind(days);
    days.counter = (person, number = 0) => {
      const isOfStep = Number.isInteger(number) && number >= 0 && number < NUMBERS_OF_A_STEP;
      if (!isOfStep) this.numbers.add(`${this.doing}: number ${number} of a step, which has ${NUMBERS_OF_A_STEP}`);
      return counter(person, number);
    };
    const check = (sector: number, person: number, n: number): void => {
      // What is paid at a place of another service is a payment of that whose activity it is.
      const type = this.types.find(({ id }) => id === this.busy.get(person));
      const declared = type?.room?.payments ?? 1;
      const number = n - counter(person);
      if (number >= 0 && number < declared) return;
      this.numbers.add(`${type?.id}: payment ${number} of a step in ${SECTORS[sector]}, declared are ${declared}`);
    };
    const { pay, payOnPhone, payRemotely, payByCard } = payments;
    const at =
      (own: typeof pay): typeof pay =>
      (places, place, person, ...rest) => {
        check(places.sector.get(place), person, rest[1]);
        return own.call(payments, places, place, person, ...rest);
      };
    Object.assign(payments, {
      pay: at(pay),
      payOnPhone: at(payOnPhone),
      payByCard: at(payByCard),
      payRemotely: (sector: number, person: number, fen: number, n: number, day: number) => {
        check(sector, person, n);
        return payRemotely.call(payments, sector, person, fen, n, day);
      },
    });
  }

  private observer(): Observer {
    const at = (sector: number, place: number) => {
      if (place >= 0) this.touch(`${this.ownerOf(sector)}: place ${place} of ${SECTORS[sector]}`);
    };
    return {
      payment: (sector, place, _person, _method, fen) => {
        at(sector, place);
        this.money.paid[sector]! += fen;
      },
      failed: at,
      refused: (sector, place, person) => {
        at(sector, place);
        const leaving = this.unreported.get(person);
        if (leaving !== undefined) this.tell(person, leaving.ticks);
      },
      waited: (sector, place, person, ticks) => {
        at(sector, place);
        this.tell(person, ticks);
      },
      served: at,
      walkedAway: (sector, place, person, ticks) => {
        if (ticks > 0) this.tell(person, ticks);
        else at(sector, place);
      },
      changeShort: at,
      boughtCard: () => {},
      toppedUp: () => {},
      enrolled: () => {},
      lapsed: () => {},
      accepts: () => {},
      noted: (fact, subject, a) => {
        if (/\.(rode|boarded)$/.test(FACTS[fact]!.name)) this.tell(subject, a);
      },
    };
  }

  private ownerOf(sector: number): string {
    return this.types.find(({ sectors }) => sectors.some(({ id }) => id === SECTORS[sector]))?.id ?? '';
  }

  /** The service that a station is of, and its number there. */
  private stationName(station: number): string {
    let first = 0;
    for (const { id, stationCount } of this.world.services) {
      if (station < first + stationCount) return `${id}: station ${station - first}`;
      first += stationCount;
    }
    return `station ${station}`;
  }
}
