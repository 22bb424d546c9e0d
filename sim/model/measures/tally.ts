/** The observer behind the measures: counts facts by day, and looks at how things stand at each day's end. */
import { BINS, binOf } from '../../kernel/histogram.ts';
import { AGE_BANDS } from '../city.ts';
import type { Observer } from '../facts.ts';
import { FLAG, type People } from '../people.ts';
import { METHODS, SECTORS } from '../scenario.ts';
import type { World } from '../world.ts';
import { AT, BLOCKS, COUNTERS_LENGTH, DISTRICTS_MAX, ENROLMENTS } from './layout.ts';

const M = METHODS.length;
const AGES = AGE_BANDS.length;
const HOSPITAL = SECTORS.indexOf('hospital');
/** Lateness from here on counts as a late trip: five minutes, in ticks. */
const LATE_TICKS = 3000;

/** Number of an enrolment's counter from the sector reported with it (−1: the wallet). */
const enrolmentOf = (sector: number): number => (sector < 0 ? 0 : ENROLMENTS.indexOf(SECTORS[sector] as 'bus'));

export class Tally implements Observer {
  /** Counters of the day under way, of what this worker has seen; the leader's, once the day is closed, of all. */
  readonly day: Float64Array;
  /** Counters of the run up to the last day's end. */
  readonly run: Float64Array;
  private readonly people: People;
  /** Counters of each worker. */
  private readonly days: Float64Array;
  /** Ticks that people of an age band, and of a district, had spent by the last day's end. */
  private readonly ticksBefore: Float64Array;

  constructor(private readonly world: World) {
    this.people = world.people;
    const { index, count } = world.team;
    this.days = world.memory.column(Float64Array, COUNTERS_LENGTH * count);
    this.day = this.days.subarray(COUNTERS_LENGTH * index, COUNTERS_LENGTH * (index + 1));
    this.run = world.memory.column(Float64Array, COUNTERS_LENGTH);
    this.ticksBefore = world.memory.column(Float64Array, AGES + DISTRICTS_MAX);
  }

  payment(
    sector: number,
    _place: number,
    person: number,
    method: number,
    fen: number,
    ticks: number,
    ready: boolean,
  ): void {
    const { day, people } = this;
    const cell = sector * M + method;
    day[AT.payments + cell]++;
    day[AT.paymentFen + cell] += fen;
    day[AT.paymentTicks + cell] += ticks;
    if (ready) day[AT.readyPayments + cell]++;
    day[AT.paymentsByAge + people.age(person) * M + method]++;
    day[AT.paymentsByDistrict + people.district(person) * M + method]++;
  }
  failed(sector: number, _place: number, _person: number, method: number): void {
    this.day[AT.failures + sector * M + method]++;
  }
  refused(sector: number, _place: number, person: number): void {
    this.day[AT.refusals + sector]++;
    this.day[AT.refusalsByAge + this.people.age(person)]++;
  }
  readonly waited = (sector: number, _place: number, _person: number, ticks: number, stage: number): void => {
    const { day } = this;
    day[AT.waits + sector]++;
    day[AT.waitTicks + sector] += ticks;
    day[AT.waitBins + sector * BINS + binOf(ticks)]++;
    if (sector !== HOSPITAL) return;
    day[AT.stageWaits + stage]++;
    day[AT.stageWaitTicks + stage] += ticks;
    day[AT.stageWaitBins + stage * BINS + binOf(ticks)]++;
  };
  readonly served = (sector: number, _place: number, _person: number, ticks: number, stage: number): void => {
    const { day } = this;
    day[AT.serviceTicks + sector] += ticks;
    day[AT.serviceBins + sector * BINS + binOf(ticks)]++;
    if (sector === HOSPITAL) day[AT.stageServiceTicks + stage] += ticks;
  };
  walkedAway(sector: number, _place: number, _person: number, ticks: number): void {
    this.day[(ticks === 0 ? AT.closed : AT.walkaways) + sector]++;
  }
  changeShort(sector: number): void {
    this.day[AT.changeShort + sector]++;
  }
  toppedUp(_person: number, fen: number): void {
    this.day[AT.topUps]++;
    this.day[AT.topUpFen] += fen;
  }
  dwelt(_bus: number, ticks: number, boarded: number, left: number): void {
    const { day } = this;
    day[AT.dwells]++;
    day[AT.dwellTicks] += ticks;
    day[AT.boardings] += boarded;
    day[AT.leftBehind] += left;
  }
  tripEnded(_bus: number, runningTicks: number, lateTicks: number): void {
    const { day } = this;
    day[AT.trips]++;
    day[AT.runningTicks] += runningTicks;
    day[AT.lateTicks] += lateTicks;
    day[AT.lateBins + binOf(Math.max(0, lateTicks))]++;
    if (lateTicks > LATE_TICKS) day[AT.lateTrips]++;
  }
  rode(_person: number, ticks: number): void {
    this.day[AT.rides]++;
    this.day[AT.rideTicks] += ticks;
  }
  visited(_hospital: number, _person: number, ticks: number, walking: number): void {
    const { day } = this;
    day[AT.visits]++;
    day[AT.visitTicks] += ticks;
    day[AT.visitWalkTicks] += walking;
    day[AT.visitBins + binOf(ticks)]++;
  }
  enrolled(_person: number, sector: number): void {
    this.day[AT.enrolments + enrolmentOf(sector)]++;
  }
  lapsed(_person: number, sector: number): void {
    this.day[AT.lapses + enrolmentOf(sector)]++;
  }
  accepts(): void {
    // Acceptance is counted from the places themselves at the day's end.
  }

  /** Completes the day's counters with how things stand now, and adds them to the run's. All workers do this together. */
  closeDay(): void {
    const { team } = this.world;
    this.countPeople();
    if (team.leads) this.countPlaces();
    team.meet();
    if (team.leads) this.addUp();
    team.meet();
  }

  private addUp(): void {
    const { day, days, run } = this;
    for (let i = COUNTERS_LENGTH; i < days.length; i++) day[i % COUNTERS_LENGTH] += days[i];
    this.sinceYesterday(AT.ticksByAge, 0, AGES);
    this.sinceYesterday(AT.ticksByDistrict, AGES, DISTRICTS_MAX);
    for (const block of Object.values(BLOCKS)) {
      for (let i = block.offset; i < block.offset + block.length; i++) {
        run[i] = block.isState ? day[i] : run[i] + day[i];
      }
    }
  }

  /** Begins a new day of counting. */
  openDay(): void {
    this.day.fill(0);
  }

  private readonly countPeople = (): void => {
    const { day, people } = this;
    const { firstResident, endResident } = this.world;
    for (let person = firstResident; person < endResident; person++) {
      const age = people.age(person);
      const district = people.district(person);
      const cell = age * DISTRICTS_MAX + district;
      const flags = people.flags.get(person);
      day[AT.people + cell]++;
      if ((flags & FLAG.wallet) !== 0) day[AT.wallets + cell]++;
      if ((flags & FLAG.busEnrolled) !== 0) day[AT.busCards + cell]++;
      if ((flags & FLAG.hospitalEnrolled) !== 0) day[AT.hospitalLinks + cell]++;
      const ticks = people.ticks.get(person);
      day[AT.ticksByAge + age] += ticks;
      day[AT.ticksByDistrict + district] += ticks;
    }
  };

  /** Counters hold totals of the run: leaves what the day has added to them. */
  private sinceYesterday(from: number, before: number, count: number): void {
    for (let i = 0; i < count; i++) {
      const total = this.day[from + i];
      if (total < this.ticksBefore[before + i]) throw new Error('the ticks that a person has spent passed 2³²');
      this.day[from + i] = total - this.ticksBefore[before + i];
      this.ticksBefore[before + i] = total;
    }
  }

  private countPlaces(): void {
    for (const { places } of this.world.services) {
      for (let place = 0; place < places.count; place++) {
        const cell = places.sector.get(place) * DISTRICTS_MAX + places.district.get(place);
        this.day[AT.places + cell]++;
        this.day[AT.accepting + cell] += places.accepts.get(place);
      }
    }
  }
}
