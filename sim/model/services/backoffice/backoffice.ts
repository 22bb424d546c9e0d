/**
 * The back office of merchants: at midnight each shop's till is closed. Its cash is counted, false notes and wrong change are
 * found, the float is made up from small money at the back, and now and then somebody goes to the bank, by day: a way, a line and a
 * counter. All of it follows from what the tills have really taken; nobody of the residents takes part.
 */
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { Host } from '../../host.ts';
import type { CashOffice } from '../../payment/cash-office.ts';
import { SECTORS_MAX, type Places } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { Branches } from './branches.ts';
import { COLLECT_CASH_SHARE, collectCash } from './collect-cash.ts';
import { BranchCounters } from './counters.ts';
import { BACKOFFICE_COUNTERS, BACKOFFICE_FACTS, BACKOFFICE_MEASURES, LOSSES, TASKS } from './measures.ts';
import { BACKOFFICE_TABLE } from './parameters.ts';
import { BACKOFFICE_WORDS, LOSS_NAMES, TASK_NAMES } from './words.ts';

/** What somebody of a shop has to do at the bank, and a mark beside it from when they have set out on. */
const ERRAND = { none: 0, bring: 1, change: 2 } as const;
const UNDER_WAY = 4;

export const backoffice: ServiceType = {
  id: 'backoffice',
  name: { en: 'Back offices of shops', zh: '商户后台' },
  sectors: [],
  sites: [
    {
      id: 'branch',
      name: { en: 'bank branch', zh: '银行网点' },
      // A banknote.
      sign: 'M2 6h20v12H2zM12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6M5 9h1M18 15h1',
    },
  ],
  parameters: BACKOFFICE_TABLE.list,
  accounts: ['safes', 'losses', 'collectors'],
  dimensions: {
    office_task: TASKS.map((id) => ({ id, name: TASK_NAMES[id] })),
    cash_loss: LOSSES.map((id) => ({ id, name: LOSS_NAMES[id] })),
  },
  counters: BACKOFFICE_COUNTERS,
  facts: BACKOFFICE_FACTS,
  measures: BACKOFFICE_MEASURES,
  policies: [collectCash],
  units: {
    trips: { name: { en: 'trips', zh: '次' }, isCounted: true },
    collections: { name: { en: 'collections', zh: '次' }, isCounted: true },
    days: { name: { en: 'days', zh: '天' }, isCounted: true },
    'min/place/day': { name: { en: 'minutes a shop and day', zh: '分钟/店/天' } },
    'payments/h': { name: { en: 'payments an hour', zh: '笔/小时' } },
    'yuan/100 yuan': { name: { en: 'yuan for 100 yuan', zh: '元/百元' } },
  },
  words: BACKOFFICE_WORDS,
  create: (host) => new BackOffice(host),
};

class BackOffice implements Service, CashOffice {
  readonly id = 'backoffice';
  readonly places: Places;
  /** Shops' staff are no residents, and wait at no station of theirs. */
  readonly stationCount = 0;
  private readonly branches: Branches;
  private readonly counters: BranchCounters;
  private readonly safes: number;
  private readonly losses: number;
  private readonly collectors: number;
  /** What a security firm has got is emptied as what any other sells. */
  readonly accounts: readonly number[];
  private readonly closeTicks: number;
  private readonly countTicks: number;
  private readonly recountTicks: number;
  private readonly handingTicks: number;
  private readonly feeFen: number;
  private readonly bankAboveFen: number;
  private readonly reserveFen: number;
  private readonly noteFen: number;
  private readonly wrongFen: number;
  private readonly p: ReturnType<typeof BACKOFFICE_TABLE.read>;
  private readonly facts: Readonly<Record<keyof typeof BACKOFFICE_FACTS, number>>;
  private readonly draw: Record<'fake' | 'wrong' | 'minute' | 'service' | 'collected', Purpose>;
  private readonly collectShare: Float64Array;
  private readonly kinds: Record<'open' | 'come' | 'served', number>;
  /** By shop, from `open` on: the errand, and the ticks of it that pass at the bank. */
  private errand!: Uint8Array;
  private atBank!: Uint32Array;

  constructor(private readonly host: Host) {
    const { ledger, random, parameters, levers } = host;
    this.p = BACKOFFICE_TABLE.read(parameters);
    const { p } = this;
    this.safes = ledger.account('backoffice.safes');
    this.losses = ledger.account('backoffice.losses');
    this.collectors = ledger.account('backoffice.collectors');
    this.accounts = [this.safes, this.losses];
    this.closeTicks = Math.round(p.close_minutes * TICKS_PER_MINUTE);
    this.countTicks = p.count_seconds * TICKS_PER_SECOND;
    this.recountTicks = Math.round(p.recount_minutes * TICKS_PER_MINUTE);
    this.handingTicks = Math.round(p.collect_minutes * TICKS_PER_MINUTE);
    this.feeFen = Math.round(p.collect_fee_yuan * 100);
    this.bankAboveFen = Math.round(p.bank_above_yuan * 100);
    this.reserveFen = Math.round(p.change_reserve_yuan * 100);
    this.noteFen = Math.round(p.fake_note_yuan * 100);
    this.wrongFen = Math.round(p.wrong_change_yuan * 100);
    this.facts = Object.fromEntries(
      Object.keys(BACKOFFICE_FACTS).map((name) => [name, host.fact(`backoffice.${name}`)]),
    ) as Record<keyof typeof BACKOFFICE_FACTS, number>;
    this.draw = {
      fake: random.purpose('backoffice.fake'),
      wrong: random.purpose('backoffice.wrong'),
      minute: random.purpose('backoffice.minute'),
      service: random.purpose('backoffice.service'),
      collected: random.purpose('backoffice.collected'),
    };
    this.collectShare = levers.column(COLLECT_CASH_SHARE);
    this.branches = new Branches(host, p, host.site('branch'));
    this.places = this.branches.places;
    this.counters = new BranchCounters(host, p, this.branches.count, this.branches.size);
    const shop = {
      name: 'shop',
      values: (number: number) => [['errand', this.errand[number]] as const],
    };
    this.kinds = {
      open: host.eventKind('backoffice.open', (branch) => this.sendStaff(branch), this.counters.entity),
      come: host.eventKind('backoffice.come', (number) => this.comeToBank(number), shop),
      served: host.eventKind('backoffice.served', (number) => this.leaveBank(number), shop),
    };
    host.payments.office = this;
  }

  open(): void {
    const { branches, host } = this;
    branches.open((sector) => this.closes(sector));
    this.counters.open();
    this.errand = host.memory.column(Uint8Array, branches.shops);
    this.atBank = host.memory.column(Uint32Array, branches.shops);
  }
  stationsOf(): readonly [number, number] {
    return [0, 0];
  }
  beingServed(branch: number): number {
    return this.counters.beingServed(branch);
  }
  othersWaiting(branch: number): number {
    return this.counters.waitingAt(branch);
  }
  factsOf(branch: number) {
    return [
      { key: 'branch_counters', value: this.p.branch_counters * this.branches.size },
      { key: 'branch_shops', value: this.branches.shopCountOf(branch) },
    ];
  }
  /** Tills are closed as their services see to them. */
  beginDay(): void {}
  /** Banks are shut on days off. Who has to go is known to every worker when its branches open. */
  beginRegionDay(day: number): void {
    const { host, branches, counters } = this;
    if (host.isWeekend(day)) return;
    for (let branch = 0; branch < branches.count; branch++) {
      if (!host.regions.isMine(branches.seatOf(branch))) continue;
      host.engine.schedule(host.engine.now + counters.opens, this.kinds.open, branch);
    }
  }
  get state() {
    const { places } = this.host;
    return {
      safe: Uint32Array.from(places.flatMap(({ safe }) => [...safe])),
      small: Int32Array.from(places.flatMap(({ small }) => [...small])),
      errand: this.errand,
      at_bank: this.atBank,
      ...this.counters.state,
    };
  }

  closes(sector: number): boolean {
    return this.host.isMerchant(sector);
  }

  /** Money that a shop begins its first day with. */
  begin(places: Places, place: number, floatFen: number): void {
    const { ledger } = this.host;
    const sector = places.sector.get(place);
    ledger.transfer(ledger.bank(sector), ledger.till(sector), floatFen);
    ledger.transfer(ledger.bank(sector), this.safes, this.reserveFen);
    places.safe.set(place, this.reserveFen);
    places.small.set(place, this.reserveFen);
  }

  close(places: Places, place: number, floatFen: number): void {
    const { host, facts } = this;
    const { ledger } = host;
    const sector = places.sector.get(place);
    const cash = places.cashPayments.get(place);
    const payments = places.payments.get(place);
    host.facts.noted(facts.tillClosed, place, payments, cash, places.value.get(place));
    if (cash === 0) return;
    const taken = places.till.get(place) - floatFen;
    ledger.transfer(ledger.till(sector), this.safes, taken);
    places.safe.add(place, taken);
    // The float is small money: what the till has too little of comes from the back, and what it has more goes there.
    places.small.add(place, places.change.get(place) - floatFen);
    const mistakes = this.count(places, place, sector, cash, taken);
    host.facts.noted(
      facts.cashCounted,
      place,
      this.closeTicks,
      Math.round(cash * this.countTicks),
      mistakes * this.recountTicks,
    );
    this.seeToBank(places, place, sector);
  }

  /** Finds what is missing. @returns how often change was wrong */
  private count(places: Places, place: number, sector: number, cash: number, taken: number): number {
    const { host, p, draw } = this;
    const n = host.today * SECTORS_MAX + sector;
    const mistakes = Math.floor(cash * p.wrong_change_share + draw.wrong.uniform(place, n));
    const notes = Math.floor((taken * p.fake_share) / this.noteFen + draw.fake.uniform(place, n));
    if (mistakes + notes === 0) return 0;
    const held = places.safe.get(place);
    const fake = Math.min(held, notes * this.noteFen);
    const wrong = Math.min(held - fake, mistakes * this.wrongFen);
    if (fake + wrong > 0) {
      host.ledger.transfer(this.safes, this.losses, fake + wrong);
      places.safe.add(place, -fake - wrong);
      host.facts.noted(this.facts.cashLost, place, fake, wrong, 0);
    }
    return mistakes;
  }

  /** Somebody has to go to the bank, where there is much at the back, or too little small money; or is spared it. */
  private seeToBank(places: Places, place: number, sector: number): void {
    const { host, facts, errand } = this;
    const needsChange = places.small.get(place) < 0;
    if (!needsChange && places.safe.get(place) - this.reserveFen < this.bankAboveFen) return;
    if (host.isWeekend(host.today)) {
      if (needsChange) host.facts.noted(facts.changeBorrowed, place, -places.small.get(place), 0, 0);
      return;
    }
    if (this.isCollected(places, place, sector)) {
      this.collect(places, place, sector);
      return;
    }
    const shop = this.branches.numberOf(places, place);
    // Somebody may still be there since yesterday, where a service takes beyond all measure.
    if (errand[shop] === ERRAND.none) errand[shop] = needsChange ? ERRAND.change : ERRAND.bring;
  }

  /** Whether a security firm comes to a shop: where it has once come, it comes in every world in which as many have one. */
  private isCollected(places: Places, place: number, sector: number): boolean {
    const share = this.collectShare[sector * this.host.levers.districts + places.district.get(place)];
    return share > 0 && this.draw.collected.chance(place, sector, share);
  }

  /** What somebody would have gone to the bank for is fetched and brought, for a fee. */
  private collect(places: Places, place: number, sector: number): void {
    const { host, feeFen } = this;
    const over = this.exchange(places, place);
    host.ledger.transfer(host.ledger.bank(sector), this.collectors, feeFen);
    host.facts.noted(this.facts.collected, place, this.handingTicks, Math.max(0, over), feeFen);
  }

  /** All but the reserve is taken from the back, and the reserve is made up of small money. @returns fen taken; below 0 brought */
  private exchange(places: Places, place: number): number {
    const { ledger } = this.host;
    const bank = ledger.bank(places.sector.get(place));
    const over = places.safe.get(place) - this.reserveFen;
    ledger.transfer(over > 0 ? this.safes : bank, over > 0 ? bank : this.safes, Math.abs(over));
    places.safe.set(place, this.reserveFen);
    places.small.set(place, this.reserveFen);
    return over;
  }

  /** A branch opens: for each of its shops that has to send somebody, the minute of coming there is drawn. */
  private sendStaff(branch: number): void {
    const { host, branches, counters, errand } = this;
    const { engine } = host;
    const open = counters.closes - counters.opens;
    const shops = branches.shopCountOf(branch);
    for (let rank = 0; rank < shops; rank++) {
      const shop = branches.shopOf(branch, rank);
      if (errand[shop] === ERRAND.none || (errand[shop] & UNDER_WAY) !== 0) continue;
      errand[shop] |= UNDER_WAY;
      // Not at the very tick of opening, which is this one.
      const later = Math.max(1, Math.floor(open * this.uniform(this.draw.minute, shop)));
      engine.schedule(engine.now + later, this.kinds.come, shop);
    }
    counters.begin(branch);
  }

  /** What a shop draws on a day: once each. */
  private uniform(purpose: Purpose, shop: number): number {
    const { places, first } = this.branches.listOf(shop);
    return purpose.uniform(shop - first, this.host.today * SECTORS_MAX + places.sector.get(shop - first));
  }

  private comeToBank(shop: number): void {
    const { host, branches, counters, facts } = this;
    const place = shop - branches.listOf(shop).first;
    const way = branches.wayOf(shop);
    const ticks = Math.ceil(counters.service.at(this.uniform(this.draw.service, shop)));
    const waited = counters.join(branches.branchOf(shop), ticks);
    if (waited < 0) {
      this.errand[shop] = ERRAND.none;
      host.facts.noted(facts.wentInVain, place, way, 0, 0);
      return;
    }
    this.atBank[shop] = waited + ticks;
    host.facts.noted(facts.queuedAtBank, place, waited, ticks, way);
    host.engine.schedule(host.engine.now + waited + ticks, this.kinds.served, shop);
  }

  private leaveBank(shop: number): void {
    const { host, branches, errand } = this;
    const { places, first } = branches.listOf(shop);
    const over = this.exchange(places, shop - first);
    const ticks = branches.wayOf(shop) + this.atBank[shop];
    const forChange = errand[shop] === (ERRAND.change | UNDER_WAY) ? 1 : 0;
    errand[shop] = ERRAND.none;
    this.atBank[shop] = 0;
    host.facts.noted(this.facts.wentToBank, shop - first, ticks, Math.max(0, over), forChange);
  }
}
