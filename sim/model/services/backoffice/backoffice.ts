/**
 * The back office of merchants: at midnight each shop's till is closed. Its cash is counted, false notes and wrong change are
 * found, the float is made up from small money at the back, and now and then somebody goes to the bank. All of it follows from what
 * the tills have really taken that day; nobody of the residents takes part.
 */
import type { Purpose } from '../../../kernel/random.ts';
import { TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { Host } from '../../host.ts';
import type { CashOffice } from '../../payment/cash-office.ts';
import { Places, SECTORS_MAX } from '../../places.ts';
import type { Service, ServiceType } from '../service.ts';
import { BACKOFFICE_COUNTERS, BACKOFFICE_FACTS, BACKOFFICE_MEASURES, LOSSES, TASKS } from './measures.ts';
import { BACKOFFICE_TABLE } from './parameters.ts';
import { LOSS_NAMES, TASK_NAMES } from './words.ts';

export const backoffice: ServiceType = {
  id: 'backoffice',
  name: { en: 'Back offices of shops', zh: '商户后台' },
  sectors: [],
  parameters: BACKOFFICE_TABLE.list,
  accounts: ['safes', 'losses'],
  dimensions: {
    office_task: TASKS.map((id) => ({ id, name: TASK_NAMES[id] })),
    cash_loss: LOSSES.map((id) => ({ id, name: LOSS_NAMES[id] })),
  },
  counters: BACKOFFICE_COUNTERS,
  facts: BACKOFFICE_FACTS,
  measures: BACKOFFICE_MEASURES,
  units: {
    trips: { name: { en: 'trips', zh: '次' }, isCounted: true },
    days: { name: { en: 'days', zh: '天' }, isCounted: true },
    'min/place/day': { name: { en: 'minutes a shop and day', zh: '分钟/店/天' } },
    'payments/h': { name: { en: 'payments an hour', zh: '笔/小时' } },
    'yuan/100 yuan': { name: { en: 'yuan for 100 yuan', zh: '元/百元' } },
  },
  create: (host) => new BackOffice(host),
};

class BackOffice implements Service, CashOffice {
  readonly id = 'backoffice';
  readonly places = new Places(0);
  readonly stationCount = 0;
  private readonly safes: number;
  private readonly losses: number;
  readonly accounts: readonly number[];
  private readonly closeTicks: number;
  private readonly countTicks: number;
  private readonly recountTicks: number;
  private readonly tripTicks: number;
  private readonly bankAboveFen: number;
  private readonly reserveFen: number;
  private readonly noteFen: number;
  private readonly wrongFen: number;
  private readonly p: ReturnType<typeof BACKOFFICE_TABLE.read>;
  private readonly facts: Readonly<Record<keyof typeof BACKOFFICE_FACTS, number>>;
  private readonly draw: Record<'fake' | 'wrong', Purpose>;

  constructor(private readonly host: Host) {
    const { ledger, random, parameters } = host;
    this.p = BACKOFFICE_TABLE.read(parameters);
    const { p } = this;
    this.safes = ledger.account('backoffice.safes');
    this.losses = ledger.account('backoffice.losses');
    this.accounts = [this.safes, this.losses];
    this.closeTicks = Math.round(p.close_minutes * TICKS_PER_MINUTE);
    this.countTicks = p.count_seconds * TICKS_PER_SECOND;
    this.recountTicks = Math.round(p.recount_minutes * TICKS_PER_MINUTE);
    this.tripTicks = Math.round(p.bank_trip_minutes * TICKS_PER_MINUTE);
    this.bankAboveFen = Math.round(p.bank_above_yuan * 100);
    this.reserveFen = Math.round(p.change_reserve_yuan * 100);
    this.noteFen = Math.round(p.fake_note_yuan * 100);
    this.wrongFen = Math.round(p.wrong_change_yuan * 100);
    this.facts = Object.fromEntries(
      Object.keys(BACKOFFICE_FACTS).map((name) => [name, host.fact(`backoffice.${name}`)]),
    ) as Record<keyof typeof BACKOFFICE_FACTS, number>;
    this.draw = { fake: random.purpose('backoffice.fake'), wrong: random.purpose('backoffice.wrong') };
    host.payments.office = this;
  }

  open(): void {}
  stationsOf(): readonly [number, number] {
    return [0, 0];
  }
  /** Tills are closed as their services see to them. */
  beginDay(): void {}
  get state() {
    const { places } = this.host;
    return {
      safe: Uint32Array.from(places.flatMap(({ safe }) => [...safe])),
      small: Int32Array.from(places.flatMap(({ small }) => [...small])),
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

  /** To the bank, where there is much at the back, or too little small money. */
  private seeToBank(places: Places, place: number, sector: number): void {
    const { host, facts } = this;
    const { ledger } = host;
    const held = places.safe.get(place);
    const needsChange = places.small.get(place) < 0;
    if (!needsChange && held - this.reserveFen < this.bankAboveFen) return;
    if (host.isWeekend(host.today)) {
      if (needsChange) host.facts.noted(facts.changeBorrowed, place, -places.small.get(place), 0, 0);
      return;
    }
    const bank = ledger.bank(sector);
    const over = held - this.reserveFen;
    ledger.transfer(over > 0 ? this.safes : bank, over > 0 ? bank : this.safes, Math.abs(over));
    places.safe.set(place, this.reserveFen);
    places.small.set(place, this.reserveFen);
    host.facts.noted(facts.wentToBank, place, this.tripTicks, Math.max(0, over), needsChange ? 1 : 0);
  }
}
