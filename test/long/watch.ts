/**
 * A world watched for as long as it runs: how far its numbers have come towards the widths of the columns that hold
 * them, and whether the books still balance. README.md lists the bounds.
 */
import { SECTORS } from '../../sim/model/catalogue.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { Counters } from '../../sim/model/measures/counters.ts';
import { deriveMeasures } from '../../sim/model/measures/derive.ts';
import { Tally } from '../../sim/model/measures/tally.ts';
import type { World } from '../../sim/model/world.ts';
import { listener } from '../model/fixture.ts';

/** The largest values seen since the run began. */
export interface Extremes {
  /** Fen in one person's hand, on one card, and in one till at the end of a day. */
  cash: number;
  card: number;
  till: number;
  /** Payments at one place in a day, and their value, fen. */
  payments: number;
  value: number;
  /** Ticks one person has spent, and number that keys a payment. */
  personTicks: number;
  counter: number;
  /** Fen on the largest account of the books. */
  balance: number;
}

export class Watch {
  readonly extremes: Extremes = {
    cash: 0,
    card: 0,
    till: 0,
    payments: 0,
    value: 0,
    personTicks: 0,
    counter: 0,
    balance: 0,
  };
  /** What is wrong, if anything: told as soon as it is seen. */
  readonly faults: string[] = [];
  /** Payments made, and their value, fen. */
  payments = 0;
  fen = 0;
  readonly tally: Tally;
  private readonly paymentsAt: readonly Float64Array[];
  private readonly valueAt: readonly Float64Array[];

  /** @param measureEvery days from one on which the measures are derived, and looked at, to the next */
  constructor(
    readonly world: World,
    private readonly measureEvery: number,
  ) {
    const { facts, days, placesOf } = world;
    const columns = () => SECTORS.map((_, sector) => new Float64Array(placesOf[sector].count));
    this.paymentsAt = columns();
    this.valueAt = columns();
    this.tally = new Tally(world);
    facts.add(this.tally);
    facts.add(
      listener({
        payment: (sector, place, person, _method, fen) => {
          this.payments++;
          this.fen += fen;
          this.paymentsAt[sector][place]++;
          this.valueAt[sector][place] += fen;
          this.raise('counter', days.counter(person, 7));
        },
      }),
    );
    world.onDayEnd = (day) => this.endDay(day);
  }

  /** Simulates to a midnight; the last day of a run is closed too. */
  runUntilDay(day: number, ticksPerDay: number): void {
    this.world.runUntil(day * ticksPerDay);
    if (day === this.world.scenario.days) this.endDay(day - 1);
  }

  private raise(name: keyof Extremes, value: number): void {
    if (value > this.extremes[name]) this.extremes[name] = value;
  }

  private endDay(day: number): void {
    for (const [sector, payments] of this.paymentsAt.entries()) {
      for (let place = 0; place < payments.length; place++) {
        this.raise('payments', payments[place]);
        this.raise('value', this.valueAt[sector][place]);
      }
      payments.fill(0);
      this.valueAt[sector].fill(0);
    }
    for (const places of this.world.places) for (const fen of places.till) this.raise('till', fen);
    this.tally.closeDay();
    if (day % this.measureEvery === 0) this.checkMeasures(day);
    this.checkBooks(day);
    this.tally.openDay();
  }

  private checkMeasures(day: number): void {
    const { scenario } = this.world;
    const counters = new Counters(this.tally.layout, this.tally.day, 1, scenario.scale, scenario.parameters);
    for (const { name, group, value } of deriveMeasures(counters, scenario.city, day)) {
      if (value !== null && !Number.isFinite(value)) this.faults.push(`day ${day}: ${name} ${group} is ${value}`);
    }
  }

  /** People's money, tills and accounts are the same money, and nobody holds less than nothing. */
  private checkBooks(day: number): void {
    const { ledger, people, places: all } = this.world;
    const tell = (what: string) => void this.faults.push(`day ${day}: ${what}`);
    if (ledger.sum() !== 0) tell(`the books sum to ${ledger.sum()}`);
    for (let account = 0; account < ledger.balance.length; account++) {
      if (!Number.isSafeInteger(ledger.balance[account])) tell(`account ${account} holds ${ledger.balance[account]}`);
      this.raise('balance', Math.abs(ledger.balance[account]));
    }
    for (const [name, account] of [
      ['cash', ACCOUNT.residentCash],
      ['card', ACCOUNT.residentCards],
    ] as const) {
      let held = 0;
      for (const fen of people[name]) {
        held += fen;
        if (fen < 0) tell(`somebody has ${fen} fen (${name})`);
        this.raise(name, fen);
      }
      if (held !== ledger.balance[account]) tell(`people hold ${held} (${name}), the books ${ledger.balance[account]}`);
    }
    const tills = SECTORS.map(() => 0);
    for (const places of all) {
      const sectors = [...places.sector];
      let place = 0;
      for (const fen of places.till) {
        const sector = sectors[place++];
        if (sector < tills.length) tills[sector] += fen;
        else if (fen !== 0) tell(`a place at which no resident pays holds ${fen} fen`);
        if (fen < 0) tell(`a till holds ${fen} fen`);
      }
    }
    for (const [sector, fen] of tills.entries()) {
      if (fen !== ledger.balance[ledger.till(sector)]) tell(`tills of ${SECTORS[sector]} hold ${fen}`);
    }
    for (const ticks of people.ticks) this.raise('personTicks', ticks);
  }
}
