/**
 * Living expenses for people in detention: their families travel to the centre and pay in at a window, or pay by phone where the
 * centre takes it.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import type { DayPlan } from '../../days.ts';
import type { Host } from '../../host.ts';
import { VISIT_PROGRESS } from '../../kit/visit.ts';
import { Windows } from '../../kit/windows.ts';
import type { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { DETENTION_COUNTERS, DETENTION_FACTS, DETENTION_MEASURES } from './measures.ts';
import { DETENTION_HOURS, DETENTION_TABLE, DETENTION_TRIPS } from './parameters.ts';
import { DETENTION_WORDS } from './words.ts';

const WORKING_DAYS_A_MONTH = 250 / 12;

/** Numbers of payments within a step. */
const PAY_BY_PHONE = 0;
const PAY_AT_WINDOW = 1;

export const detention: ServiceType = {
  id: 'detention',
  name: { en: 'Detention centres', zh: '看守所' },
  sectors: [
    {
      id: 'detention',
      name: { en: 'detention centre', zh: '看守所' },
      acceptingShare: 'detention.accepting_share',
      payment: { profile: 'counter', takesCard: false, takesBankCards: true, cashCost: 'handled' },
      // A barred window.
      sign: 'M5 5h14v14H5zM9 5v14M12 5v14M15 5v14',
    },
  ],
  flags: ['family'],
  parameters: [...DETENTION_TABLE.list, ...DETENTION_TRIPS.list, ...DETENTION_HOURS.list],
  room: { activities: 1, payments: 2, progress: () => VISIT_PROGRESS },
  counters: DETENTION_COUNTERS,
  facts: DETENTION_FACTS,
  measures: DETENTION_MEASURES,
  units: {
    deposits: { name: { en: 'deposits', zh: '笔' }, isCounted: true },
    trips: { name: { en: 'trips', zh: '次' }, isCounted: true },
    km: { name: { en: 'km', zh: '公里' }, isCounted: true },
    'li/year': { name: { en: 'li a year', zh: '里/年' } },
  },
  words: DETENTION_WORDS,
  create: (host) => new Detention(host),
};

class Detention implements Service {
  readonly id = 'detention';
  readonly places: Places;
  readonly stationCount: number;
  private readonly p: ReturnType<typeof DETENTION_TABLE.read>;
  private readonly sector: number;
  private readonly windows: Windows;
  private readonly family: number;
  private readonly code: number;
  private readonly fen: number;
  private readonly hours: Quantiles;
  private readonly deposited: number;
  private readonly draw: Record<'plan' | 'held', Purpose>;

  constructor(private readonly host: Host) {
    const { parameters, random, memory, days } = host;
    this.p = DETENTION_TABLE.read(parameters);
    this.hours = Quantiles.weights(DETENTION_HOURS.byHour(parameters), 60);
    this.sector = host.sector('detention');
    this.family = host.flag('detention.family');
    this.deposited = host.fact('detention.deposited');
    this.draw = { plan: random.purpose('detention.plan'), held: random.purpose('detention.held') };
    this.fen = Math.round(this.p.deposit_yuan * 100);
    this.windows = new Windows(host, {
      id: 'detention',
      sector: this.sector,
      parameters: this.p,
      trip: DETENTION_TRIPS.read(parameters),
      placeOf: (person) => this.centreOf(person),
      pay: (person, place) => this.payAtWindow(person, place),
      facts: {
        came: host.fact('detention.cameToCentre'),
        waited: host.fact('detention.queuedAtCentre'),
        served: host.fact('detention.servedAtCentre'),
        visited: host.fact('detention.leftCentre'),
      },
    });
    this.places = this.windows.places;
    this.stationCount = this.windows.stationCount;
    if (!memory.isAttached) this.nameFamilies();
    this.code = days.addActivity(
      (person) => this.begin(person),
      (person) => this.windows.whereabouts(person),
    );
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
  }

  open(firstStation: number): void {
    this.windows.open(firstStation);
  }
  stationsOf(place: number): readonly [number, number] {
    return this.windows.stationsOf(place);
  }
  beingServed(place: number): number {
    return this.windows.beingServed(place);
  }
  factsOf(place: number) {
    return [
      { key: 'deposit_windows', value: this.windows.windowsAt(place) },
      { key: 'deposit_queue', value: this.windows.waitingAt(place) },
    ];
  }
  factsOfPerson(person: number) {
    return this.isFamily(person) ? [{ key: 'pays_for_detainee', value: true }] : [];
  }
  beginDay(): void {
    this.windows.beginDay();
  }
  beginRegionDay(): void {
    this.windows.beginRegionDay();
  }
  get state() {
    return this.windows.state;
  }

  /** Which heads of households have somebody in detention: so many in all as are held. */
  private nameFamilies(): void {
    const { people, random } = this.host;
    const families = random.purpose('detention.family');
    let heads = 0;
    for (let person = 0; person < people.count; person++) heads += people.isHouseholdHead(person) ? 1 : 0;
    const share = (this.p.held_per_100000 * people.count) / 100_000 / Math.max(1, heads);
    for (let person = 0; person < people.count; person++) {
      if (!people.isHouseholdHead(person) || !families.chance(person, 0, share)) continue;
      people.flags.set(person, people.flags.get(person) | this.family);
    }
  }

  private isFamily(person: number): boolean {
    return (this.host.people.flags.get(person) & this.family) !== 0;
  }

  private plan(person: number, day: number, plan: DayPlan): void {
    if (!this.isFamily(person) || this.host.isWeekend(day)) return;
    const rate = Math.min(1, this.p.deposits_per_month / WORKING_DAYS_A_MONTH);
    const u = this.draw.plan.uniform(person, day);
    if (u < rate) plan.add(this.hours.at(u / rate), this.code);
  }

  private isNear(person: number): boolean {
    return this.draw.held.chance(person, 0, this.p.near_share);
  }

  /** Neighbourhood by which the centre is found: that of the family, or that of anybody in the city. */
  private seatOf(person: number): number {
    const { people } = this.host;
    const who = this.isNear(person) ? person : this.draw.held.below(person, 1, people.count);
    return people.home.get(who);
  }

  private centreOf(person: number): number {
    return this.windows.map.choose(0, this.seatOf(person), this.draw.held.uniform(person, 2));
  }

  private metresOf(person: number): number {
    const home = this.host.people.home.get(person);
    if (this.isNear(person)) return this.windows.trips.toPlace(home, this.centreOf(person));
    return this.windows.trips.toNeighbourhood(home, this.seatOf(person));
  }

  /** Pays by phone where the centre takes it and that works; else travels. */
  private begin(person: number): void {
    const { people, days, facts, engine, payments } = this.host;
    const place = this.centreOf(person);
    if (this.places.accepts.get(place) === 1 && people.hasWallet(person)) {
      const counter = days.counter(person, PAY_BY_PHONE);
      const paid = payments.payOnPhone(this.places, place, person, this.fen, counter, days.day.get(person));
      people.ticks.add(person, Math.abs(paid));
      if (paid > 0) {
        facts.noted(this.deposited, person, 1, paid, 0);
        days.done(person, engine.now + paid);
        return;
      }
    }
    this.windows.arrive(person, this.metresOf(person));
  }

  private payAtWindow(person: number, place: number): number {
    const { payments, days, facts } = this.host;
    const counter = days.counter(person, PAY_AT_WINDOW);
    const ticks = payments.pay(this.places, place, person, this.fen, counter, days.day.get(person));
    if (ticks > 0) facts.noted(this.deposited, person, 0, ticks, 0);
    return ticks;
  }
}
