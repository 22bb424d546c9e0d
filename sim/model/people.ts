/**
 * The residents: who they are, what they hold and where they are just now, as typed columns.
 *
 * People are numbered along the neighbourhoods, and within one along its households, so that whoever lives together
 * lies together in memory.
 */
import { Memory } from '../kernel/memory.ts';
import type { Purpose, RandomSource } from '../kernel/random.ts';
import {
  Records,
  type Field,
  type Int32Field,
  type Uint16Field,
  type Uint32Field,
  type Uint8Field,
} from '../kernel/records.ts';
import { CARD_HOLDERS, ENROLMENTS, FLAGS, HABIT_PROFILES, OWN_HABITS } from './catalogue.ts';
import { ROLE, type City } from './city.ts';
import type { Geography } from './geography.ts';
import { Gravity } from './gravity.ts';
import { FLAG, STANDING, WALLET } from './holdings.ts';
import { FIRST_SENIOR_BAND, SENIOR_FIGURE, shareFrom } from './seniors.ts';
import { familyValues } from './parameter-table.ts';
import { HUNDRED } from './payment/purse.ts';
import { AGE_IDS, INCOME_BANDS, PEOPLE_TABLE } from './people-parameters.ts';

/** Bits of the `who` column, fixed for life. */
const AGE_MASK = 7;
const ROLE_SHIFT = 3;
const INCOME_SHIFT = 5;
const SMARTPHONE = 128;
const ACCOUNT = 256;
const HOUSEHOLD_HEAD = 512;
const SENIOR_CARD = 1024;
const WORKPLACE_SHIFT = 11;
const WORKPLACES_MAX = (1 << (32 - WORKPLACE_SHIFT)) - 1;

/** Standings lie four to a byte, two bits each. */
const STANDINGS_A_BYTE = 4;
const FLAG_BYTES = FLAGS.length <= 8 ? 1 : FLAGS.length <= 16 ? 2 : 4;
const STANDING_BYTES = Math.ceil(ENROLMENTS.length / STANDINGS_A_BYTE);
/** What the column of the stored-value card can hold, fen. */
const CARD_FEN_MAX = 0xffff;
/** who, home, cash, small money, card, trust, lost and ticks; flags, standings, and readiness and habit by profile that has its own. */
const PERSON_BYTES = 19 + FLAG_BYTES + STANDING_BYTES + 2 * OWN_HABITS.length;

export class People {
  readonly count: number;
  /** The records people's columns lie in: what else is kept of a person belongs here too. */
  readonly records: Records;
  /** Age, role, income, phone, account and senior card in the low bits; above them the number of the workplace + 1, or 0. */
  readonly who: Uint32Field;
  /** Bits of FLAG, and those that services have declared. */
  readonly flags: Field;
  /** Neighbourhood of residence. */
  readonly home: Uint16Field;
  /** Cash in hand and card balance, fen. */
  readonly cash: Int32Field;
  /** Of the cash in hand, coins and notes below a hundred, whole yuan: the rest are hundreds. See payment/purse.ts. */
  readonly small: Uint8Field;
  readonly card: Uint16Field;
  /** By payment profile: 0 a beginner … 255 fully ready with the phone. */
  readonly ready: readonly Uint8Field[];
  /** By payment profile: 0 never … 255 always: how usual paying by phone has become. */
  readonly habit: readonly Uint8Field[];
  /** 0 none … 255 full trust in paying by phone. */
  readonly trust: Uint8Field;
  /** Time recently lost waiting to pay, in REMEMBERED_TICKS; halves every day. */
  readonly lost: Uint8Field;
  /** Ticks spent waiting, being served, paying, walking between counters and riding: what a policy can save. */
  readonly ticks: Uint32Field;
  /**
   * A number of each person that decides how they go to work: a service takes those below its share, another those above one
   * minus its own. Nobody goes with both, as the first is LOW_SHARE_MAX at most and the second the rest, and neither has to know of
   * the other.
   */
  readonly wayToWork: Purpose;
  /** First person of each neighbourhood, and the end. */
  readonly homeStart: Int32Array;
  readonly workplaceHome: Uint16Array;
  readonly workplaces: number;
  /** How people stand to the enrolments. */
  private readonly standings: readonly Uint8Field[];

  /** @param otherBytes what days, queues and services keep of each person */
  constructor(
    readonly city: City,
    readonly geography: Geography,
    readonly parameters: Readonly<Record<string, number>>,
    random: RandomSource,
    memory: Memory = new Memory(),
    otherBytes = 0,
  ) {
    const n = geography.homePeople.reduce((a, b) => a + b, 0);
    this.count = n;
    const records = new Records(n, PERSON_BYTES + otherBytes, memory);
    this.records = records;
    this.who = records.uint32();
    this.flags = FLAG_BYTES === 1 ? records.uint8() : FLAG_BYTES === 2 ? records.uint16() : records.uint32();
    this.standings = Array.from({ length: STANDING_BYTES }, () => records.uint8());
    this.home = records.uint16();
    this.cash = records.int32();
    this.small = records.uint8();
    this.card = records.uint16();
    const ready = new Map(OWN_HABITS.map((profile) => [profile, records.uint8()]));
    const habit = new Map(OWN_HABITS.map((profile) => [profile, records.uint8()]));
    this.ready = HABIT_PROFILES.map((profile) => ready.get(profile)!);
    this.habit = HABIT_PROFILES.map((profile) => habit.get(profile)!);
    this.trust = records.uint8();
    this.lost = records.uint8();
    this.ticks = records.uint32();
    this.wayToWork = random.purpose('people.way-to-work');
    this.homeStart = memory.fixed(Int32Array, geography.neighbourhoods + 1);
    for (let h = 0, p = 0; h < geography.neighbourhoods; h++) {
      p += geography.homePeople[h];
      this.homeStart[h + 1] = p;
    }
    const { places, firstOf } = this.layWorkplaces();
    if (!memory.isAttached) {
      this.settle(random);
      this.assignWorkplaces(random, firstOf);
      this.equip(random);
      this.issueSeniorCards(random);
    }
    this.workplaceHome = memory.fixed(Uint16Array, places.length);
    this.workplaceHome.set(places);
    this.workplaces = places.length;
  }

  age(p: number): number {
    return this.who.get(p) & AGE_MASK;
  }
  role(p: number): number {
    return (this.who.get(p) >> ROLE_SHIFT) & 3;
  }
  income(p: number): number {
    return (this.who.get(p) >> INCOME_SHIFT) & 3;
  }
  hasSmartphone(p: number): boolean {
    return (this.who.get(p) & SMARTPHONE) !== 0;
  }
  hasAccount(p: number): boolean {
    return (this.who.get(p) & ACCOUNT) !== 0;
  }
  /** Whether the person holds the card with which older residents ride free. */
  hasSeniorCard(p: number): boolean {
    return (this.who.get(p) & SENIOR_CARD) !== 0;
  }
  /** Whether the person is the first of a household: the others follow. */
  isHouseholdHead(p: number): boolean {
    return (this.who.get(p) & HOUSEHOLD_HEAD) !== 0;
  }
  /** The first adult under 75 of a person's household; the person where there is none. */
  adultWith(p: number): number {
    let first = p;
    while (first > 0 && !this.isHouseholdHead(first)) first--;
    for (let member = first; member < this.count; member++) {
      if (member > first && this.isHouseholdHead(member)) break;
      const age = this.age(member);
      if (age > 0 && age < AGE_IDS.length - 1) return member;
    }
    return p;
  }
  /** Workplace or school, or −1. */
  workplace(p: number): number {
    return (this.who.get(p) >>> WORKPLACE_SHIFT) - 1;
  }
  /** Puts money on a stored-value card. @throws Error for more than its column can hold */
  topUpCard(p: number, fen: number): void {
    const held = this.card.get(p) + fen;
    if (held > CARD_FEN_MAX) {
      throw new Error(`person ${p}: found ${held} fen on the stored-value card, expected ${CARD_FEN_MAX} at most`);
    }
    this.card.set(p, held);
  }
  district(p: number): number {
    return this.geography.homeDistrict[this.home.get(p)];
  }

  /** How a person stands to an enrolment: one of STANDING. */
  standing(p: number, enrolment: number): number {
    return (this.standings[enrolment >> 2].get(p) >> ((enrolment & 3) << 1)) & 3;
  }
  isEnrolled(p: number, enrolment: number): boolean {
    return this.standing(p, enrolment) === STANDING.enrolled;
  }
  hasWallet(p: number): boolean {
    return (this.standings[0].get(p) & 3) === STANDING.enrolled;
  }
  /** Whether the person has ever paid by phone, so that a record with a name exists: a habit once begun never quite goes. */
  hasRecord(p: number): boolean {
    for (const habit of this.habit) if (habit.get(p) > 0) return true;
    return false;
  }
  setStanding(p: number, enrolment: number, standing: number): void {
    const shift = (enrolment & 3) << 1;
    const column = this.standings[enrolment >> 2];
    column.set(p, (column.get(p) & ~(3 << shift)) | (standing << shift));
  }

  /** Households, ages and roles. The head of a household is never a child; the others make up the district's shares. */
  private settle(random: RandomSource): void {
    const who = random.purpose('people.who');
    const mean = this.parameters['people.household_mean'];
    for (let h = 0; h < this.geography.neighbourhoods; h++) {
      const shares = this.city.districts[this.geography.homeDistrict[h]].ageShares;
      const childShare = Math.min(0.95, shares[0] / (1 - 1 / mean));
      const end = this.homeStart[h + 1];
      let left = 0;
      for (let p = this.homeStart[h]; p < end; p++) {
        this.home.set(p, h);
        const head = left === 0;
        if (head) left = 1 + Math.floor(who.uniform(p, 0) * (2 * mean - 1));
        left--;
        const age = head ? adultBand(shares, who.uniform(p, 1)) : memberBand(shares, childShare, who.uniform(p, 1));
        const role = this.drawRole(age, who.uniform(p, 2));
        const income = who.below(p, 3, INCOME_BANDS);
        this.who.set(p, age | (role << ROLE_SHIFT) | (income << INCOME_SHIFT) | (head ? HOUSEHOLD_HEAD : 0));
      }
    }
  }

  private drawRole(age: number, u: number): number {
    const p = this.parameters;
    if (age === 0) return u < p['people.pupil_share_0_14'] ? ROLE.student : ROLE.home;
    if (age === 1) {
      const students = p['people.student_share_15_24'];
      return u < students
        ? ROLE.student
        : u < students + (1 - students) * p['people.worker_share_15_24']
          ? ROLE.worker
          : ROLE.home;
    }
    if (age <= 4) return u < p['people.worker_share_25_59'] ? ROLE.worker : ROLE.home;
    return u < p['people.worker_share_60_74'] && age === 5 ? ROLE.worker : ROLE.retired;
  }

  /**
   * Workplaces and schools: each neighbourhood has as many as its residents need.
   * @returns the neighbourhood of each; and the first workplace, and school, of each neighbourhood
   */
  private layWorkplaces(): { places: readonly number[]; firstOf: readonly Int32Array[] } {
    const { geography, parameters } = this;
    const homes = geography.neighbourhoods;
    const firstOf: Int32Array[] = [new Int32Array(homes + 1), new Int32Array(homes + 1)];
    const places: number[] = [];
    // Kind 0 workplaces (0.42 of residents work), kind 1 schools (0.2 study); at least one each a neighbourhood.
    const size = [parameters['people.workplace_mean'] / 0.42, parameters['people.school_mean'] / 0.2];
    for (let kind = 0; kind < 2; kind++) {
      for (let h = 0; h < homes; h++) {
        firstOf[kind][h] = places.length;
        const count = Math.max(1, Math.round(geography.homePeople[h] / size[kind]));
        for (let i = 0; i < count; i++) places.push(h);
      }
      firstOf[kind][homes] = places.length;
    }
    if (places.length > WORKPLACES_MAX) {
      throw new Error(`found ${places.length} workplaces and schools, expected at most ${WORKPLACES_MAX}`);
    }
    return { places, firstOf };
  }

  /**
   * A worker or student belongs to one anywhere in the city, in proportion to residents and falling with distance; a child to a
   * school of its neighbourhood.
   */
  private assignWorkplaces(random: RandomSource, firstOf: readonly Int32Array[]): void {
    const purpose = random.purpose('people.workplace');
    const { work_km: workKm, school_km: schoolKm } = PEOPLE_TABLE.read(this.parameters);
    const near = [workKm, schoolKm].map((km) => new Gravity(this.geography, km));
    for (let home = 0; home < this.geography.neighbourhoods; home++) {
      for (const gravity of near) gravity.lookFrom(home);
      for (let p = this.homeStart[home]; p < this.homeStart[home + 1]; p++) {
        const role = this.role(p);
        if (role !== ROLE.worker && role !== ROLE.student) continue;
        const kind = role === ROLE.worker ? 0 : 1;
        const h = this.age(p) === 0 ? home : near[kind].at(purpose.uniform(p, 0));
        const first = firstOf[kind][h];
        const workplace = first + purpose.below(p, 2, firstOf[kind][h + 1] - first);
        this.who.set(p, this.who.get(p) | ((workplace + 1) << WORKPLACE_SHIFT));
      }
    }
  }

  /** Phones, accounts, cash, cards and wallets on the first day. */
  private equip(random: RandomSource): void {
    const has = random.purpose('people.holds');
    const joined = ENROLMENTS.map(({ id }) => random.purpose(`people.holds.${id}`));
    const { parameters } = this;
    const smartphone = familyValues(parameters, 'people.smartphone_share', AGE_IDS);
    const account = familyValues(parameters, 'people.bank_account_share', AGE_IDS);
    const wallet = familyValues(parameters, 'people.wallet_share', AGE_IDS);
    const card = CARD_HOLDERS === undefined ? AGE_IDS.map(() => 0) : familyValues(parameters, CARD_HOLDERS, AGE_IDS);
    const cash = familyValues(parameters, 'people.cash_norm_yuan', AGE_IDS);
    const topUp = parameters['people.card_top_up_yuan'] * 100;
    const first = PEOPLE_TABLE.read(parameters);
    const leastCash = first.initial_cash_least_share;
    const initial = ENROLMENTS.map(({ initialShare }) => (initialShare === undefined ? 0 : parameters[initialShare]));
    const counter = ENROLMENTS[WALLET].profileIndex;
    let head = 0;
    for (let p = 0; p < this.count; p++) {
      const age = this.age(p);
      if (this.isHouseholdHead(p)) head = p;
      let flags = 0;
      if (has.chance(p, 0, smartphone[age])) this.who.set(p, this.who.get(p) | SMARTPHONE);
      if (has.chance(p, 1, account[age])) this.who.set(p, this.who.get(p) | ACCOUNT);
      if (this.hasSmartphone(p) && this.hasAccount(p) && has.chance(p, 2, wallet[age])) {
        this.setStanding(p, WALLET, STANDING.enrolled);
        // Whoever pays by phone on the first day has done so for a while.
        this.ready[counter].set(p, between(first.initial_ready_least, first.initial_ready_most, has, p, 3));
        this.habit[counter].set(p, between(first.initial_habit_least, first.initial_habit_most, has, p, 4));
        for (let enrolment = WALLET + 1; enrolment < ENROLMENTS.length; enrolment++) {
          if (joined[enrolment].chance(p, 0, initial[enrolment])) this.enrolFromTheStart(p, enrolment);
        }
      } else if (has.chance(p, 9, parameters['people.wallet_aware_share'])) {
        this.setStanding(p, WALLET, STANDING.aware);
      }
      // For children and the very old others may pay, who are as used to it as the family.
      if ((age === 0 || age === AGE_IDS.length - 1) && !this.hasWallet(p) && this.hasWallet(head)) {
        this.ready[counter].set(p, this.ready[counter].get(head));
        this.habit[counter].set(p, this.habit[counter].get(head));
      }
      if (has.chance(p, 5, card[age])) {
        flags |= FLAG.card;
        this.card.set(p, Math.floor(has.uniform(p, 6) * topUp));
      }
      this.flags.set(p, flags);
      this.cash.set(p, Math.floor((leastCash + (1 - leastCash) * has.uniform(p, 7)) * cash[age]) * 100);
      this.small.set(p, (this.cash.get(p) % HUNDRED) / 100);
      const trust = between(first.initial_trust_least, first.initial_trust_most, has, p, 8);
      this.trust.set(p, Math.max(0, trust - (age >= 5 ? Math.round(first.trust_less_from_60) : 0)));
    }
  }

  /** Cards for free rides, for those who are old enough in this city. */
  private issueSeniorCards(random: RandomSource): void {
    const draw = random.purpose('people.senior');
    const from = this.city.figures[SENIOR_FIGURE].value;
    const p = PEOPLE_TABLE.read(this.parameters);
    const oldEnough = shareFrom(from, p.from_65_of_60_74, p.from_70_of_60_74);
    for (let person = 0; person < this.count; person++) {
      const age = this.age(person);
      if (age < FIRST_SENIOR_BAND || (age === FIRST_SENIOR_BAND && !draw.chance(person, 0, oldEnough))) continue;
      if (draw.chance(person, 1, p.senior_card_share)) this.who.set(person, this.who.get(person) | SENIOR_CARD);
    }
  }

  /** Has joined a while ago, and pays there as readily as elsewhere. */
  private enrolFromTheStart(p: number, enrolment: number): void {
    const { profileIndex } = ENROLMENTS[enrolment];
    const counter = ENROLMENTS[WALLET].profileIndex;
    this.setStanding(p, enrolment, STANDING.enrolled);
    this.ready[profileIndex].set(p, this.ready[counter].get(p));
    this.habit[profileIndex].set(p, this.habit[counter].get(p));
  }
}

/** A whole number from `least` up, below `most`, each as likely; `least` where there is none. */
function between(least: number, most: number, draws: Purpose, person: number, n: number): number {
  const from = Math.round(least);
  return from + draws.below(person, n, Math.max(1, Math.round(most) - from));
}

function adultBand(shares: readonly number[], u: number): number {
  return bandOf(shares, 1, u * (1 - shares[0]));
}

function memberBand(shares: readonly number[], childShare: number, u: number): number {
  if (u < childShare) return 0;
  return bandOf(shares, 1, ((u - childShare) / (1 - childShare)) * (1 - shares[0]));
}

function bandOf(shares: readonly number[], first: number, target: number): number {
  let sum = 0;
  for (let band = first; band < shares.length; band++) {
    sum += shares[band];
    if (target < sum) return band;
  }
  return shares.length - 1;
}
