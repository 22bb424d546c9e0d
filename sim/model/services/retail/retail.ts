/** Shops: street vendors, convenience stores, supermarkets, restaurants and wet-market stalls, each with its tills. */
import { Categories } from '../../../kernel/categories.ts';
import { Quantiles } from '../../../kernel/distributions.ts';
import { IndexList } from '../../../kernel/index-list.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { RecentValues } from '../../../kernel/recent-values.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import { TimedServers } from '../../../kernel/timed-servers.ts';
import type { Agent, Commission } from '../../agent.ts';
import { ROLE } from '../../city.ts';
import type { DayPlan } from '../../days.ts';
import { FLAG } from '../../holdings.ts';
import type { Host } from '../../host.ts';
import { Catchments } from '../../kit/catchment.ts';
import { fitPlaces } from '../../kit/fitting.ts';
import { realResidents, Trips } from '../../kit/sites.ts';
import type { LookAhead } from '../../look-ahead.ts';
import { familyValues } from '../../parameter-table.ts';
import { PAYMENT_TABLE } from '../../payment/parameters.ts';
import { INCOME_FACTOR, PEOPLE_TABLE, ROLE_IDS } from '../../people-parameters.ts';
import { Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { RETAIL_SECTORS } from './declare.ts';
import { KnownShops } from './known-shops.ts';
import { NearShops } from './near-shops.ts';
import { RETAIL_COUNTERS, RETAIL_FACTS, RETAIL_MEASURES } from './measures.ts';
import {
  DAY_KINDS,
  KINDS,
  RETAIL_HOURS,
  RETAIL_PER_KIND,
  RETAIL_SHAPES,
  RETAIL_TABLE,
  weightFamily,
} from './parameters.ts';
import { RETAIL_WORDS } from './words.ts';

const CONVENIENCE = KINDS.indexOf('convenience');

/** @param rates visits of the mean adult a day, by kind */
function visitsOf(rates: readonly number[], parameters: Readonly<Record<string, number>>, child: number): Categories[] {
  return ROLE_IDS.flatMap((role) =>
    DAY_KINDS.flatMap((days) => {
      const weights = familyValues(parameters, weightFamily(role, days), KINDS);
      return [1, child].map((factor) => {
        const p = rates.map((rate, kind) => rate * weights[kind] * factor);
        const combinations = Array.from({ length: 1 << KINDS.length }, (_, kinds) =>
          p.reduce((product, own, kind) => product * ((kinds >> kind) & 1 ? own : 1 - own), 1),
        );
        return new Categories(combinations);
      });
    }),
  );
}

export const retail: ServiceType = {
  id: 'retail',
  name: { en: 'Shops', zh: '商户' },
  sectors: RETAIL_SECTORS,
  group: { id: 'shops', name: { en: 'all shops', zh: '各类商店' } },
  merchants: true,
  parameters: [...RETAIL_PER_KIND, ...RETAIL_TABLE.list, ...RETAIL_SHAPES],
  facilities: ({ districts }, parameters) => {
    const residents = districts.reduce((sum, district) => sum + district.residents, 0);
    return RETAIL_SECTORS.map(({ name, id }) => ({
      name: { en: `one place (${name.en.toLowerCase()})`, zh: name.zh },
      count: (parameters[`retail.per_10000_residents.${id}`] * residents) / 10_000,
    }));
  },
  room: { activities: 2 * KINDS.length + 1, slots: 3, columns: { known: 8 } },
  dimensions: { shop_kind: RETAIL_SECTORS.map(({ id, name }) => ({ id, name })) },
  counters: RETAIL_COUNTERS,
  facts: RETAIL_FACTS,
  measures: RETAIL_MEASURES,
  units: { purchases: { name: { en: 'purchases', zh: '笔' }, isCounted: true } },
  words: RETAIL_WORDS,
  create: (host) => new Retail(host),
};

class Retail implements Service, Agent {
  readonly id = 'retail';
  readonly places: Places;
  readonly stationCount: number;
  private first = 0;
  /** Where people are about to go. */
  private readonly shops = new RecentValues();
  /** Shops that `ahead` reads. */
  private readonly shopsAhead = new IndexList();
  private readonly map: Catchments;
  private readonly known: KnownShops;
  /** Sector of each kind. */
  private readonly sectors: readonly number[];
  private readonly p: ReturnType<typeof RETAIL_TABLE.read>;
  /** By role, weekend and whether it is a child: which kinds are visited on a day, a bit a kind. */
  private readonly visits: readonly Categories[];
  private readonly tillsOf: readonly number[];
  /** From `open` on. */
  private tills!: TimedServers;
  private readonly goods: readonly Quantiles[];
  private readonly basket: readonly Quantiles[];
  private readonly patience: readonly Quantiles[];
  private readonly hours: readonly Quantiles[];
  private readonly incomeFactor: readonly number[];
  private readonly opens: readonly number[];
  private readonly closes: readonly number[];
  private readonly freeKind: number;
  private readonly patienceKind: number;
  /** Activity code of the first kind near home; then the others, then the same near work. */
  private readonly firstCode: number;
  /** What others have people pay at a till, by activity code. */
  private readonly commissions = new Map<number, Commission>();
  private readonly topUpTicks: number;
  private readonly topUpFen: number;
  private readonly tillFen: number;
  private readonly facts: Readonly<Record<'bought' | 'leftShop' | 'putBack', number>>;
  private readonly planDraw: Purpose;
  private readonly nearWorkDraw: Purpose;
  private readonly goodsDraw: Purpose;
  private readonly basketDraw: Purpose;
  private readonly patienceDraw: Purpose;

  constructor(private readonly host: Host) {
    const { parameters, random, days, people } = host;
    this.sectors = KINDS.map((kind) => host.sector(kind));
    this.p = RETAIL_TABLE.read(parameters);
    const read = (name: string) => familyValues(parameters, `retail.${name}`, KINDS);
    this.visits = visitsOf(read('visits_per_adult_day'), parameters, this.p.child_weight);
    this.tillsOf = read('tills');
    this.goods = read('goods_seconds').map((s) => Quantiles.lognormal(s * TICKS_PER_SECOND, this.p.goods_cv));
    this.basket = read('basket_yuan').map((yuan) => Quantiles.lognormal(yuan * 10, this.p.basket_cv));
    this.patience = read('patience_minutes').map((m) => Quantiles.lognormal(m * TICKS_PER_MINUTE, this.p.patience_cv));
    this.incomeFactor = INCOME_FACTOR.map(({ id }) => parameters[id]);
    const hours = RETAIL_HOURS.map((table) => table.byHour(parameters));
    this.hours = hours.map((weights) => Quantiles.weights(weights, 60));
    this.opens = hours.map((weights) => weights.findIndex((w) => w > 0) * 60 * TICKS_PER_MINUTE);
    this.closes = hours.map((weights) => (weights.findLastIndex((w) => w > 0) + 1) * 60 * TICKS_PER_MINUTE);
    this.map = new Catchments(
      host.geography,
      read('per_10000_residents'),
      random.purpose('retail.place'),
      host.scale,
      host.memory,
    );
    this.places = new Places(this.map.count, host.memory, host.city.districts.length);
    this.layOut(read('accepting_share'));
    const halfKm = this.p.near_km * Math.sqrt(host.scale);
    const near = new NearShops(this.map, host.geography, this.map.counts, halfKm, host.memory);
    this.known = new KnownShops(host, { places: this.places, near, share: this.p.elsewhere_share, halfKm });
    this.stationCount = this.map.count;
    this.freeKind = host.eventKind('retail.free', (shop) => this.serveNext(shop), {
      name: 'shop',
      values: (shop) => this.valuesOf(shop),
    });
    this.patienceKind = host.eventKind('retail.patience', (person) => this.losePatience(person));
    this.firstCode = this.addActivities();
    days.addPlanner((person, day, plan) => this.plan(person, day, plan));
    const { flags } = people;
    days.addErrand(
      (person) => (flags.get(person) & FLAG.needsTopUp) !== 0,
      (person) => this.goToTopUp(person),
      (person) => this.map.home[this.errandShop(person, 0)],
    );
    this.topUpTicks = Math.round(this.p.top_up_seconds * TICKS_PER_SECOND);
    this.topUpFen = Math.round(PEOPLE_TABLE.read(parameters).card_top_up_yuan * 100);
    this.tillFen = Math.round(PAYMENT_TABLE.read(parameters).till_float_yuan * 100);
    this.facts = {
      bought: host.fact('retail.bought'),
      leftShop: host.fact('retail.leftShop'),
      putBack: host.fact('retail.putGoodsBack'),
    };
    this.planDraw = random.purpose('retail.plan');
    this.nearWorkDraw = random.purpose('retail.near-work');
    this.goodsDraw = random.purpose('retail.goods');
    this.basketDraw = random.purpose('retail.basket');
    this.patienceDraw = random.purpose('retail.patience');
    host.agents.push(this);
  }

  minuteAt(u: number): number {
    return this.hours[CONVENIENCE].at(u);
  }

  /** For others people come to convenience stores near home. */
  take(commission: Commission): number {
    const { host, map } = this;
    const { people, parameters, geography } = host;
    const shopOf = (person: number) => this.errandShop(person, 1);
    const real = (parameters['retail.per_10000_residents.convenience'] * realResidents(host)) / 10_000;
    const trips = new Trips(geography, map, real, commission.trip, map.countOf(CONVENIENCE));
    const come = (person: number) => {
      const shop = shopOf(person);
      const metres = trips.toPlace(people.home.get(person), shop);
      const ticks = trips.ticks(metres);
      people.ticks.add(person, ticks);
      commission.came(person, ticks, Math.round(metres));
      this.queue(person, shop, CONVENIENCE);
    };
    const code = host.days.addActivity(come, (person) => map.home[shopOf(person)]);
    this.commissions.set(code, commission);
    return code;
  }

  open(firstStation: number): void {
    this.first = firstStation;
    const { queues, memory } = this.host;
    const tills = Array.from(this.map.kind, (kind) => this.tillsOf[kind]);
    this.tills = new TimedServers(queues, firstStation, tills, memory);
  }

  stationsOf(place: number): readonly [number, number] {
    return [this.first + place, 1];
  }

  factsOf(place: number) {
    return [{ key: 'tills', value: this.tillsOf[this.map.kind[place]] }];
  }

  beingServed(place: number): number {
    return this.tills.busy(this.first + place, this.host.engine.now);
  }

  readonly ahead = (ids: Uint32Array, length: number, ahead: LookAhead): number => {
    const { days } = this.host;
    const { accepts, value } = this.places;
    const { shopsAhead } = this;
    shopsAhead.clear();
    for (let i = 0; i < length; i++) {
      const kind = ids[i] >>> 24;
      if (kind === this.freeKind) {
        const shop = ids[i] & 0xffffff;
        shopsAhead.add(shop);
        ahead.firsts.add(this.first + shop);
      } else if (kind === days.stepKind) {
        const person = ids[i] & 0xffffff;
        const activity = days.activityOf(person) - this.firstCode;
        if (!(activity >= 0 && activity < 2 * KINDS.length)) continue;
        const shop = this.shopOf(person, activity);
        shopsAhead.add(shop);
        ahead.stations.add(this.first + shop);
      }
    }
    return accepts.sum(shopsAhead.items, shopsAhead.length) + value.sum(shopsAhead.items, shopsAhead.length);
  };

  beginDay(): void {
    this.host.payments.settleTills(this.places, this.tillFen, this.host.today);
    for (const sector of this.sectors) fitPlaces(this.host, this.places, sector);
  }

  get state() {
    const { accepts, till, change } = this.places;
    const free = { length: this.map.count, get: (shop: number) => this.tills.freeFrom(this.first + shop) };
    return { accepts, till, change, free, known: this.known.memory };
  }

  private layOut(acceptingShare: readonly number[]): void {
    const { map, places, host } = this;
    for (let i = 0; i < map.count; i++) {
      places.sector.set(i, this.sectors[map.kind[i]]);
      places.district.set(i, host.geography.homeDistrict[map.home[i]]);
      places.x[i] = map.x[i];
      places.y[i] = map.y[i];
    }
    places.rankAndFit(
      host.rollout.purpose('retail.rank'),
      (sector) => acceptingShare[this.sectors.indexOf(sector)] ?? 0,
    );
  }

  private addActivities(): number {
    let first = -1;
    for (let activity = 0; activity < 2 * KINDS.length; activity++) {
      const code = this.host.days.addActivity(
        (person) => this.queue(person, this.shopOf(person, activity), activity % KINDS.length),
        (person) => this.map.home[this.shopOf(person, activity)],
      );
      if (first < 0) first = code;
    }
    return first;
  }

  /**
   * Which kinds of shop the person visits on a day, and when. The kinds are independent of each other; one draw decides which
   * of their combinations it is, and when the first visit is.
   */
  private plan(person: number, day: number, plan: DayPlan): void {
    const { people } = this.host;
    const role = people.role(person);
    const weekend = this.host.isWeekend(day);
    const visits = this.visits[(role * 2 + (weekend ? 1 : 0)) * 2 + (people.age(person) === 0 ? 1 : 0)];
    const u = this.planDraw.uniform(person, day * 8);
    const kinds = visits.at(u);
    if (kinds === 0) return;
    const working = !weekend && (role === ROLE.worker || role === ROLE.student);
    let luck = visits.within(u, kinds);
    for (let kind = 0, left = kinds; left !== 0; kind++, left >>= 1) {
      if ((left & 1) === 0) continue;
      const minute = this.hours[kind].at(luck);
      const out = working && minute > 450 && minute < 1080;
      const nearWork = out && this.nearWorkDraw.chance(person, day * 8 + kind, this.p.near_work_share);
      this.known.decide(person, kind, this.startOf(person, nearWork), day);
      plan.add(minute, this.firstCode + kind + (nearWork ? KINDS.length : 0));
      if (left > 1) luck = this.planDraw.uniform(person, day * 8 + 1 + kind);
    }
  }

  /** Neighbourhood from which a person goes shopping. */
  private startOf(person: number, nearWork: boolean): number {
    const { people } = this.host;
    const work = nearWork ? people.workplace(person) : -1;
    return work >= 0 ? people.workplaceHome[work] : people.home.get(person);
  }

  /** The shop that a person goes to at the present step. @param activity its code, from the first one on */
  private shopOf(person: number, activity: number): number {
    const kind = activity % KINDS.length;
    const n = this.known.numberOf(this.host.days.day.get(person), kind, this.known.isElsewhere(person, kind));
    const known = this.shops.get(person, n);
    if (known >= 0) return known;
    const nearWork = activity >= KINDS.length;
    return this.shops.keep(person, n, this.known.at(person, kind, this.startOf(person, nearWork), n));
  }

  /** The shop near home where a person runs an errand: 0 to top up a card, 1 for what others have people pay there. */
  private errandShop(person: number, errand: number): number {
    const n = this.known.numberOf(this.host.days.day.get(person), KINDS.length + errand, false);
    return this.known.at(person, CONVENIENCE, this.host.people.home.get(person), n);
  }

  private goToTopUp(person: number): void {
    const { people } = this.host;
    people.flags.set(person, people.flags.get(person) & ~FLAG.needsTopUp);
    people.ticks.add(person, this.p.top_up_trip_minutes * TICKS_PER_MINUTE);
    this.queue(person, this.errandShop(person, 0), CONVENIENCE);
  }

  private queue(person: number, shop: number, kind: number): void {
    const { host } = this;
    const { now } = host.engine;
    const timeOfDay = now % TICKS_PER_DAY;
    if (timeOfDay < this.opens[kind] || timeOfDay >= this.closes[kind]) {
      host.facts.walkedAway(this.sectors[kind], shop, person, 0);
      this.lose(person, kind);
      host.days.done(person);
      return;
    }
    const { queues, engine } = host;
    const station = this.first + shop;
    const isFirst = queues.waiting.get(station) === 0;
    const free = this.tills.freeFrom(station);
    if (isFirst && free <= now) {
      this.serve(person, shop, kind, 0);
      return;
    }
    queues.enqueue(station, person, now);
    engine.schedule(now + this.patienceOf(person, kind), this.patienceKind, person);
    // Whoever is behind another is called when that one's service has begun.
    if (isFirst) engine.schedule(free, this.freeKind, shop);
  }

  private readonly patienceOf = (person: number, kind: number): number => {
    return Math.ceil(this.patience[kind].at(this.patienceDraw.uniform(person, this.host.days.counter(person))));
  };

  private losePatience(person: number): void {
    const { queues, engine, facts, people, days, regions } = this.host;
    const shop = queues.at(person) - this.first;
    // The event of an earlier queue may still come: it counts only if this wait has really lasted so long.
    if (shop < 0 || shop >= this.stationCount || !regions.isMine(this.map.home[shop])) return;
    const waited = engine.now - queues.since(person);
    if (waited < this.patienceOf(person, this.map.kind[shop])) return;
    queues.leave(person);
    people.ticks.add(person, waited);
    facts.walkedAway(this.places.sector.get(shop), shop, person, waited);
    this.lose(person, this.map.kind[shop]);
    days.done(person);
  }

  private serve(person: number, shop: number, kind: number, waited: number): void {
    const { host } = this;
    const { days, people, facts } = host;
    const sector = this.sectors[kind];
    facts.waited(sector, shop, person, waited);
    const ticks = this.isPurchase(person)
      ? this.sell(person, shop, kind, waited)
      : this.runErrand(person, shop, waited);
    people.ticks.add(person, waited + ticks);
    host.remember(person, waited);
    facts.served(sector, shop, person, ticks);
    const { now } = host.engine;
    this.tills.serve(this.first + shop, now, now + ticks);
    days.done(person, now + ticks);
  }

  /** Whether a person is there to buy something. */
  private isPurchase(person: number): boolean {
    const activity = this.host.days.activityOf(person) - this.firstCode;
    return activity >= 0 && activity < 2 * KINDS.length;
  }

  /** Counts somebody who leaves without what they came for. */
  private lose(person: number, kind: number): void {
    if (this.isPurchase(person)) this.host.facts.noted(this.facts.leftShop, person, kind, 0, 0);
  }

  private runErrand(person: number, shop: number, waited: number): number {
    const commission = this.commissions.get(this.host.days.activityOf(person));
    return commission === undefined ? this.topUp(person) : commission.serve(person, this.places, shop, waited);
  }

  private readonly sell = (person: number, shop: number, kind: number, waited: number): number => {
    const { days, facts, payments, people } = this.host;
    const n = days.counter(person);
    // Made integers, here and where a payment's time is: what V8 takes for a fraction is passed on as an object.
    const goods = Math.ceil(this.goods[kind].at(this.goodsDraw.uniform(person, n))) | 0;
    const basket = this.basket[kind].at(this.basketDraw.uniform(person, n)) * this.incomeFactor[people.income(person)];
    const wanted = Math.max(1, Math.round(basket)) * 10;
    const fen = this.affordable(person, shop, wanted);
    const paid = payments.pay(this.places, shop, person, fen, n, days.day.get(person));
    this.known.remember(person, kind, payments.decision);
    const ticks = (goods + Math.abs(paid)) | 0;
    if (paid <= 0) {
      facts.noted(this.facts.leftShop, person, kind, 0, 0);
    } else {
      facts.noted(this.facts.bought, person, kind, waited + ticks, 0);
      if (fen < wanted) facts.noted(this.facts.putBack, person, kind, wanted - fen, 0);
    }
    return ticks;
  };

  /** What is bought in the end: people who can pay only in cash put goods back where it falls short. */
  private affordable(person: number, shop: number, fen: number): number {
    const { people } = this.host;
    const cash = people.cash.get(person);
    const canPayByPhone = people.hasWallet(person) && this.places.accepts.get(shop) === 1;
    if (cash >= fen || canPayByPhone || cash < fen * this.p.least_basket_share) return fen;
    return Math.max(10, Math.floor(cash / 10) * 10);
  }

  private topUp(person: number): number {
    this.host.payments.cards.topUp(person, this.topUpFen);
    this.host.facts.toppedUp(person, this.topUpFen, this.topUpTicks);
    return this.topUpTicks;
  }

  /** A till is free: the next in the queue is served, if all have not walked away. */
  private serveNext(shop: number): void {
    const { queues, engine } = this.host;
    const station = this.first + shop;
    const { now } = engine;
    let called = false;
    while (this.tills.freeFrom(station) <= now) {
      const person = queues.dequeue(station);
      if (person < 0) return;
      called = true;
      this.serve(person, shop, this.map.kind[shop], now - queues.joined);
    }
    // Where all had walked away before others came, there are two events of this tick: the first has seen to the next.
    if (called && queues.waiting.get(station) > 0) engine.schedule(this.tills.freeFrom(station), this.freeKind, shop);
  }

  private valuesOf(shop: number) {
    return [
      ['waiting', this.host.queues.waiting.get(this.first + shop)],
      ['served', this.beingServed(shop)],
      ['accepts', this.places.accepts.get(shop)],
      ['till_fen', this.places.till.get(shop)],
    ] as const;
  }
}
