/** One world: a city, its people and services, under one policy (or none). */
import { Digest, type DigestColumn } from '../kernel/digest.ts';
import { Engine } from '../kernel/engine.ts';
import type { EventDigest } from '../kernel/event-digest.ts';
import { Memory } from '../kernel/memory.ts';
import { RandomSource } from '../kernel/random.ts';
import { bytesUpTo, type Field, type Uint16Field, type Uint32Field, type Uint8Field } from '../kernel/records.ts';
import { CUSTOMER_BYTES, Stations } from '../kernel/stations.ts';
import { Team } from '../kernel/team.ts';
import { TICKS_PER_DAY } from '../kernel/time.ts';
import { MerchantAdoption } from './adoption/merchant-adoption.ts';
import { PeopleAdoption } from './adoption/people-adoption.ts';
import type { Agent } from './agent.ts';
import { DaysOff } from './calendar.ts';
import {
  ACTIVITY_CODES,
  ENROLMENTS,
  enrolmentIndex,
  flagBit,
  isSector,
  MERCHANT_SECTORS,
  OWN_HABITS,
  profileIndex,
  PROFILES,
  SECTOR_DECLARATIONS,
  SECTORS,
  sectorIndex,
  SERVICE_ACCOUNTS,
  SERVICE_COLUMN_BYTES,
  siteIndex,
  SLOTS,
} from './catalogue.ts';
import type { City } from './city.ts';
import { dayBytes, Days, TRANSFER_TICKS } from './days.ts';
import { Facts } from './facts.ts';
import { Geography } from './geography.ts';
import type { EventEntity, Host } from './host.ts';
import type { Fleet } from './kit/fleet.ts';
import { ACCOUNT, Ledger } from './ledger.ts';
import { LookAhead } from './look-ahead.ts';
import { Incomes } from './money/incomes.ts';
import { factIndex } from './measures/facts-of-services.ts';
import { Payments } from './payment/payment.ts';
import { Refills } from './payment/refills.ts';
import { valuesOfPerson } from './person-values.ts';
import { People } from './people.ts';
import { Places } from './places.ts';
import { Levers } from './policy/levers.ts';
import { hasExtras, isSetUp, PolicyExtras } from './policy/extras.ts';
import type { PolicyKind } from './policy/kind.ts';
import { declaredLevers, POLICY_KINDS, setLevers } from './policy/registry.ts';
import { Regions } from './regions.ts';
import { REMEMBERED_MAX, REMEMBERED_TICKS } from './remembered.ts';
import { rolloutOf } from './rollout.ts';
import type { PolicyAction, Scenario } from './scenario.ts';
import { SERVICES } from './services/registry.ts';
import type { Service, ServiceType } from './services/service.ts';
import { SchoolDays } from './school-days.ts';

const KIND_COUNT_MAX = 256;
/**
 * Pending events a person for which there is room at once: one each, as everybody has an activity to come, and some for buses,
 * patience and chunks that are not full. In a large city the event list then need not grow (found by running it).
 */
const PENDING_A_PERSON = 1.05;
/**
 * A city of so many residents no longer lies in a processor's own caches, and what its events need is read ahead. A day took
 * 13% less at 1:10 with it, as much at 1:100, and 8% more at 1:400 (`npm run bench -- --city SCALE`).
 */
const AHEAD_RESIDENTS = 150_000;

/** Room for what days keep of each person. */
const DAY_ROOM = { slots: SLOTS, codes: ACTIVITY_CODES };

/** Bytes of the columns of a visit. */
const VISIT_BYTES = 4 + 2;

/** Name of the entity whose records are read ahead. */
const PERSON = 'person';

export class World implements Host {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly facts = new Facts();
  readonly random: RandomSource;
  readonly rollout: RandomSource;
  readonly city: City;
  readonly start: string;
  readonly scale: number;
  readonly parameters: Readonly<Record<string, number>>;
  readonly geography: Geography;
  /** Which worker of the team simulates what. */
  readonly regions: Regions;
  readonly people: People;
  readonly levers: Levers;
  readonly payments: Payments;
  readonly agents: Agent[] = [];
  readonly days: Days;
  readonly services: readonly Service[];
  /** All places: those of each service, then its vehicles. */
  readonly places: readonly Places[];
  /** Those of each sector, with others that share their numbering; vehicles where its payments are made in a fleet, which is beside. */
  readonly placesOf: readonly Places[];
  readonly fleetOf: readonly (Fleet | undefined)[];
  readonly queues: Stations;
  /** How far a person is in what a service does for them: the leg of a visit, or where a ride ends. */
  readonly progress: Field;
  readonly visitBegan: Uint32Field;
  readonly visitWalked: Uint16Field;
  /** Names of the event kinds, by number. */
  readonly kindNames: string[] = [];
  /** What the events of each kind happen to. */
  readonly kindEntities: EventEntity[] = [];
  /** Called at each midnight for the day that has ended, before anything changes. */
  onDayEnd: (day: number) => void = () => {};

  readonly schoolDays: SchoolDays;
  /** What residents earn: of the worker that leads, and of others where something is done by it in their regions. */
  readonly incomes: Incomes | null;
  /** Records of merchants; wallets that hold money, and credit, only where the policy has them. */
  readonly extras: PolicyExtras;
  private readonly daysOff: DaysOff;
  private readonly peopleAdoption: PeopleAdoption;
  private readonly merchants: readonly MerchantAdoption[];
  private readonly offered: Uint8Array;
  private readonly refills: Refills;
  private daysBegun = 0;
  /** Actions in force, in the order in which they were decided. */
  private readonly policy: PolicyAction[];
  /** The service being created. */
  private creating: ServiceType | null = null;
  private readonly person: EventEntity = {
    name: PERSON,
    values: (person) => valuesOfPerson(this, person),
  };

  /**
   * Sets the city up at 00:00 of the first day.
   * @param policy actions in force; none for the baseline
   * @param types services of the city: those registered, unless a test adds one
   * @param team the workers that simulate this world, of which this is one's view: it does what lies in its region
   * @param memory where all columns lie: for a team, memory that is shared
   * @param kinds kinds of policy: those registered, unless a test adds one
   */
  constructor(
    readonly scenario: Scenario,
    policy: readonly PolicyAction[],
    types: readonly ServiceType[] = SERVICES,
    readonly team = new Team(),
    readonly memory = new Memory(),
    private readonly kinds: readonly PolicyKind[] = POLICY_KINDS,
  ) {
    this.policy = [...policy];
    this.ledger = new Ledger(SECTORS.length, SERVICE_ACCOUNTS, memory, team);
    this.offered = memory.column(Uint8Array, SECTORS.length);
    this.city = scenario.city;
    this.start = scenario.start;
    this.scale = scenario.scale;
    this.parameters = scenario.parameters;
    this.random = new RandomSource(scenario.seed);
    this.rollout = rolloutOf(scenario, this.random);
    this.daysOff = new DaysOff(scenario.start, scenario.days, scenario.city.calendar);
    this.schoolDays = new SchoolDays(scenario.start, scenario.days, scenario.city.calendar);
    this.geography = new Geography(this.city, this.scale, this.parameters, this.random);
    this.regions = new Regions(this.geography, team);
    const progressMax = Math.max(1, ...types.map(({ room }) => room?.progress?.(this.parameters, this.city) ?? 0));
    const otherBytes =
      dayBytes(DAY_ROOM) + CUSTOMER_BYTES + bytesUpTo(progressMax) + VISIT_BYTES + SERVICE_COLUMN_BYTES;
    this.people = new People(this.city, this.geography, this.parameters, this.random, this.memory, otherBytes);
    this.engine = new Engine(KIND_COUNT_MAX, Math.ceil((this.people.count * PENDING_A_PERSON) / team.count));
    this.progress = this.people.records.upTo(progressMax);
    this.visitBegan = this.people.records.uint32();
    this.visitWalked = this.people.records.uint16();
    this.levers = new Levers(SECTORS.length, this.city.districts.length, declaredLevers(kinds), this.memory, team);
    this.payments = new Payments(
      this.people,
      this.ledger,
      this.levers,
      this.facts,
      this.parameters,
      this.city,
      this.random,
    );
    this.refills = new Refills(this.people, this.payments, this.parameters);
    const step = this.eventKind('person.step', () => {});
    // Before the services, whose number may change: the kinds of events are part of the digest.
    const schedulePolicy = kinds.map((kind) =>
      kind.schedule?.(
        this,
        policy.filter((action) => action.kind === kind.id),
      ),
    );
    this.days = new Days(
      this.engine,
      step,
      this.people.records,
      scenario.days,
      this.random,
      (person) => this.beginDayOf(person),
      this.regions,
      team,
      DAY_ROOM,
    );
    this.services = types.map((type) => this.create(type));
    this.places = this.services.flatMap(({ places, fleet }) => (fleet ? [places, fleet.places] : [places]));
    const owners = SECTORS.map((id) => this.services.find((_, at) => types[at].sectors.some((own) => own.id === id)));
    this.fleetOf = owners.map((owner, at) => (SECTOR_DECLARATIONS[at].inVehicles ? owner?.fleet : undefined));
    this.placesOf = owners.map((owner, sector) => (this.fleetOf[sector] ?? owner)?.places ?? new Places(0));
    this.queues = this.buildQueues();
    this.openServices();
    this.incomes = team.leads || hasExtras(policy) ? new Incomes(this) : null;
    if (team.leads) this.openBooks();
    this.noteInitialShares();
    this.peopleAdoption = new PeopleAdoption(this);
    const merchants = this.services.filter((_, at) => types[at].merchants === true);
    this.merchants = merchants.map(({ id, places }) => new MerchantAdoption(this, places, id));
    this.extras = new PolicyExtras(this, policy, this.incomes, merchants);
    for (const schedule of schedulePolicy) schedule?.();
    if (this.people.count >= AHEAD_RESIDENTS) this.lookAhead();
  }

  /** Day under way. */
  get today(): number {
    return Math.max(0, this.daysBegun - 1);
  }

  eventKind(name: string, handler: (entity: number) => void, entity: EventEntity = this.person): number {
    const kind = this.kindNames.push(name) - 1;
    this.kindEntities.push(entity);
    this.engine.on(kind, handler);
    return kind;
  }

  sector(id: string): number {
    return sectorIndex(id);
  }
  site(id: string): number {
    return siteIndex(id);
  }
  isMerchant(sector: number): boolean {
    return MERCHANT_SECTORS.has(sector);
  }
  enrolment(id: string): number {
    return enrolmentIndex(id);
  }
  fact(name: string): number {
    return factIndex(name);
  }
  flag(name: string): number {
    return flagBit(name);
  }
  profile(id: string): number {
    return profileIndex(id);
  }
  column8(name: string): Uint8Field {
    return this.declaredColumn(name, 8).records.uint8();
  }
  column16(name: string): Uint16Field {
    return this.declaredColumn(name, 16).records.uint16();
  }
  column32(name: string): Uint32Field {
    return this.declaredColumn(name, 32).records.uint32();
  }

  /** Whether the run has come to its end, its last day being closed. */
  get hasEnded(): boolean {
    return this.engine.now >= this.scenario.days * TICKS_PER_DAY;
  }

  /** Whether a day of the run is off: a weekend that is not worked instead of another day, or a public holiday. */
  isWeekend(day: number): boolean {
    return this.daysOff.has(day);
  }

  /** Whether mobile payment can be used anywhere in a sector, as of the last midnight. */
  isOffered(sector: number): boolean {
    return this.offered[sector] === 1;
  }

  /** A person keeps in mind the time lost waiting to pay. */
  remember(person: number, ticks: number): void {
    const { lost } = this.people;
    lost.set(person, Math.min(REMEMBERED_MAX, lost.get(person) + Math.round(ticks / REMEMBERED_TICKS)));
  }

  /** Simulates up to `tick` (not including it), midnights on the way included. */
  runUntil(tick: number): void {
    const end = this.scenario.days * TICKS_PER_DAY;
    const limit = Math.min(tick, end);
    while (this.daysBegun < this.scenario.days && this.daysBegun * TICKS_PER_DAY < limit) {
      const day = this.daysBegun;
      if (day > 0) {
        this.dispatchUntil(day * TICKS_PER_DAY);
        this.onDayEnd(day - 1);
      }
      this.daysBegun++;
      this.beginDay(day);
      if (day === 0) this.days.start(this.firstResident, this.endResident);
    }
    this.dispatchUntil(limit);
    this.team.publish(this.engine);
  }

  /** Residents of this worker's region: the first, and the end. Whoever they are with by day, at midnight they are its. */
  get firstResident(): number {
    return this.people.homeStart[this.regions.firstHome];
  }
  get endResident(): number {
    return this.people.homeStart[this.regions.endHome];
  }

  /** Events dispatched so far. */
  get dispatched(): number {
    return this.team.totalsWith(this.engine).dispatched;
  }

  /** Dispatches every event below `limit`: with others, in windows in which nobody can do anything to anybody else's. */
  private dispatchUntil(limit: number): void {
    const { engine, team } = this;
    if (team.count > 1) {
      for (;;) {
        const next = team.exchange(engine);
        if (next >= limit) break;
        engine.runUntil(Math.min(limit, (Math.floor(next / TRANSFER_TICKS) + 1) * TRANSFER_TICKS));
      }
    }
    engine.runUntil(limit);
  }

  /** To be called when memory and engine have been taken to another instant of the run. */
  resume(): void {
    this.daysBegun = Math.ceil(this.engine.now / TICKS_PER_DAY);
  }

  /** Fingerprint of the events dispatched so far and of the state now: the same bytes on every engine. */
  digest(): string {
    const digest = new Digest();
    for (const word of this.dispatchedDigest.sum()) digest.add(word);
    for (const [, column] of this.stateColumns()) digest.addColumn(column);
    return digest.hex();
  }

  /** Fingerprint of the events that all workers have dispatched. */
  get dispatchedDigest(): EventDigest {
    return this.team.totalsWith(this.engine).digest;
  }

  /** The columns that are the state now, by name, in the order in which the digest takes them in. */
  stateColumns(): readonly (readonly [name: string, column: DigestColumn])[] {
    const { people, days, queues, ledger, services } = this;
    const { who, flags, cash, small, card, trust, lost, ticks, ready, habit } = people;
    const standing = (at: number) => ({ length: people.count, get: (person: number) => people.standing(person, at) });
    const ofPeople: Record<string, DigestColumn> = {
      ...{ who, flags, cash, small, card, trust, lost, ticks },
      ...Object.fromEntries(
        OWN_HABITS.flatMap((at) => [
          [`ready.${PROFILES[at].id}`, ready[at]],
          [`habit.${PROFILES[at].id}`, habit[at]],
        ]),
      ),
      ...Object.fromEntries(ENROLMENTS.map(({ id }, at) => [`standing.${id}`, standing(at)])),
    };
    return [
      ...Object.entries(ofPeople).map(([name, column]) => [`people.${name}`, column] as const),
      ['days.day', days.day],
      ['days.step', days.step],
      ['queues.at', { length: people.count, get: (person) => queues.at(person) }],
      ['progress', this.progress],
      ['visit.began', this.visitBegan],
      ['visit.walked', this.visitWalked],
      ['ledger.balance', ledger.balance],
      ...this.extras.state,
      ...services.flatMap(({ id, state }) =>
        Object.entries(state).map(([name, column]) => [`${id}.${name}`, column] as const),
      ),
    ];
  }

  /** Bytes of all typed columns, pending events included. */
  get bytes(): number {
    return this.memory.bytes + this.engine.bytes;
  }

  private create(type: ServiceType): Service {
    this.creating = type;
    return type.create(this);
  }

  /** @throws Error for a column that the service being created has not declared: there is no room for it */
  private declaredColumn(name: string, bits: number): People {
    const { id, room } = this.creating!;
    if (room?.columns?.[name] === bits) return this.people;
    throw new Error(`service ${id}: found no column ${name} of ${bits} bits among those it has declared of a person`);
  }

  private lookAhead(): void {
    const isPersons = Uint8Array.from(this.kindEntities, ({ name }) => (name === PERSON ? 1 : 0));
    const ahead = new LookAhead(this.people, this.queues, isPersons, this.services);
    this.engine.ahead = (ids, length) => ahead.read(ids, length);
  }

  private buildQueues(): Stations {
    const stations = this.services.reduce((sum, service) => sum + service.stationCount, 0);
    return new Stations(stations, this.people.records, this.memory, this.team);
  }

  private openServices(): void {
    let first = 0;
    for (const service of this.services) {
      service.open(first);
      first += service.stationCount;
    }
  }

  /** What everybody holds on the first day is booked as coming from outside. */
  private openBooks(): void {
    const sum = (column: Field) => {
      let total = 0;
      for (let i = 0; i < column.length; i++) total += column.get(i);
      return total;
    };
    this.ledger.transfer(ACCOUNT.outside, ACCOUNT.residentCash, sum(this.people.cash));
    this.ledger.transfer(ACCOUNT.outside, ACCOUNT.residentCards, sum(this.people.card));
    for (const { balance, account } of this.payments.ownCards) {
      this.ledger.transfer(ACCOUNT.outside, account, sum(balance.values));
    }
    this.incomes?.open();
  }

  private noteInitialShares(): void {
    const { levers } = this;
    const total = new Float64Array(levers.initialShare.length);
    levers.initialShare.fill(0);
    for (const places of this.places) {
      for (let place = 0; place < places.count; place++) {
        if (!isSector(places.sector.get(place))) continue;
        const cell = places.sector.get(place) * levers.districts + places.district.get(place);
        total[cell]++;
        levers.initialShare[cell] += places.accepts.get(place);
      }
    }
    for (let cell = 0; cell < total.length; cell++) if (total[cell] > 0) levers.initialShare[cell] /= total[cell];
  }

  /**
   * Adds what is decided while the world runs; each worker of a team has to be told the same. Going back in time keeps it.
   * @throws Error if an action begins before the next midnight, or is of a kind whose part of the world is made at set-up
   */
  act(actions: readonly PolicyAction[]): void {
    const first = this.daysBegun;
    const late = actions.find(({ fromDay }) => fromDay < first)?.fromDay;
    if (late !== undefined) throw new Error(`found an action from day ${late}, expected one from day ${first} on`);
    const made = actions.find((action) => this.kinds.some((kind) => kind.id === action.kind && isSetUp(kind)));
    if (made !== undefined) {
      throw new Error(`found ${made.kind}, expected a kind that can be added to a world that runs`);
    }
    this.policy.push(...actions);
  }

  /**
   * Midnight. What is the whole city's the leader does; the others have what they read of it after a meeting: levers and
   * offers, and the peers each has counted, at the one here; tills and fitted places when the first window begins.
   */
  private beginDay(day: number): void {
    const { team } = this;
    if (team.leads) {
      this.ledger.check();
      this.incomes?.beginDay(day);
      setLevers(this.levers, this.policy, day, this.kinds);
      this.noteOffers();
    }
    this.peopleAdoption.countPeers();
    team.meet();
    this.peopleAdoption.beginDay(day);
    if (team.leads) {
      this.extras.beginDay(day);
      for (const merchants of this.merchants) merchants.beginDay(day);
      for (const service of this.services) service.beginDay(day);
      for (const places of this.places) places.clearDay();
    }
    for (const service of this.services) service.beginRegionDay?.(day);
    this.extras.beginRegionDay(day);
  }

  private noteOffers(): void {
    this.offered.fill(0);
    for (const places of this.places) {
      for (let place = 0; place < places.count; place++) {
        if (places.accepts.get(place) === 1) this.offered[places.sector.get(place)] = 1;
      }
    }
  }

  /** Before a person's first activity of a day. */
  private beginDayOf(person: number): void {
    this.extras.beginDayOf(person);
    this.refills.beginDay(person, this.extras.cashFactor(person));
  }
}
