/**
 * The residents: who they are, what they hold and where they are just now, as typed columns.
 *
 * People are numbered along the neighbourhoods, and within one along its households, so that whoever lives together
 * lies together in memory.
 */
import { Memory } from '../kernel/memory.ts';
import type { RandomSource } from '../kernel/random.ts';
import { Records, type Int32Field, type Uint16Field, type Uint32Field, type Uint8Field } from '../kernel/records.ts';
import { AGE_BANDS, ROLE, type City } from './city.ts';
import type { Geography } from './geography.ts';
import { familyValues, parameterFamily, parameterTable } from './parameter-table.ts';

const AGE_IDS = AGE_BANDS.map((band) => band.id);
const CNNIC = 'shaped after CNNIC internet users by age (June 2017), raised for a large city';

export const PEOPLE_BY_AGE = [
  ...parameterFamily(
    'people.smartphone_share',
    AGE_IDS,
    [0.15, 0.97, 0.97, 0.93, 0.75, 0.4, 0.12],
    ['share', 0, 1, 'A', CNNIC, 'People with a smartphone'],
  ),
  ...parameterFamily(
    'people.bank_account_share',
    AGE_IDS,
    [0.03, 0.9, 0.97, 0.97, 0.95, 0.9, 0.8],
    ['share', 0, 1, 'A', 'assumed', 'People with a bank account'],
  ),
  ...parameterFamily(
    'people.wallet_share',
    AGE_IDS,
    [0.05, 0.8, 0.85, 0.72, 0.45, 0.2, 0.08],
    [
      'share',
      0,
      1,
      'A',
      'assumed; CNNIC 469 million mobile-payment users nationally at the end of 2016',
      'Of those with smartphone and account, people who already pay in shops by phone on the first day',
    ],
  ),
  ...parameterFamily(
    'people.bus_card_share',
    AGE_IDS,
    [0.6, 0.8, 0.74, 0.72, 0.77, 0.88, 0.9],
    [
      'share',
      0,
      1,
      'A',
      'assumed; together with the choice at the farebox it yields card to cash of about 7 : 3 (chinatimes.net.cn)',
      'People who hold a stored-value bus card on the first day',
    ],
  ),
  ...parameterFamily(
    'people.cash_norm_yuan',
    AGE_IDS,
    [60, 172, 172, 328, 479, 557, 557],
    [
      'yuan',
      0,
      2000,
      'P',
      'cash carried by year of birth, China 2017; children assumed',
      'Cash carried after a withdrawal',
    ],
  ),
];

export const PEOPLE_TABLE = parameterTable('people', {
  household_mean: [
    2.7,
    'persons',
    1.5,
    4,
    'A',
    'assumed; Wuhan census households are 2.6 to 2.9 persons',
    'Mean household size.',
  ],
  student_share_15_24: [
    0.7,
    'share',
    0.3,
    0.9,
    'D',
    'data: 14.97% of those 16 and over study (census 2010)',
    'Young people at school or university.',
  ],
  worker_share_25_59: [
    0.78,
    'share',
    0.5,
    0.9,
    'D',
    'data: 55.1% of those 16 and over work (census 2010)',
    'Adults of working age who work.',
  ],
  pupil_share_0_14: [0.55, 'share', 0.4, 0.7, 'D', 'ages 6 to 14 of the band 0 to 14', 'Children who go to school.'],
  workplace_mean: [40, 'persons', 5, 500, 'A', 'assumed', 'People of a workplace who know how the others pay.'],
  school_mean: [
    600,
    'persons',
    100,
    3000,
    'A',
    'assumed',
    'Pupils or students of a school who know how the others pay.',
  ],
  work_in_own_district_share: [
    0.6,
    'share',
    0.2,
    0.95,
    'A',
    'assumed',
    'Workers and students whose workplace or school lies in their own district.',
  ],
  wallet_aware_share: [
    0.8,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Smartphone owners without the wallet who know of it on the first day.',
  ],
  bus_enrolled_share: [
    0,
    'share',
    0,
    1,
    'P',
    'the electronic bus card of Wuhan began in June 2017 (cnhan.com)',
    'Wallet holders enrolled in the bus card in the phone on the first day.',
  ],
  hospital_enrolled_share: [
    0,
    'share',
    0,
    1,
    'A',
    'assumed',
    'Wallet holders who have linked a hospital on the first day.',
  ],
  refill_below_share: [
    0.5,
    'share',
    0.05,
    0.9,
    'A',
    'assumed',
    'People withdraw when cash falls below this share of what they usually carry.',
  ],
  card_top_up_yuan: [
    50,
    'yuan',
    10,
    200,
    'A',
    'assumed; usual steps are 20, 50 and 100 yuan',
    'Amount of a card top-up.',
  ],
});

/** Bits of the `flags` column: what a person holds and has joined. */
export const FLAG = {
  card: 1,
  wallet: 2,
  busEnrolled: 4,
  hospitalEnrolled: 8,
  awareBus: 16,
  awareHospital: 32,
  awareWallet: 64,
  needsTopUp: 128,
  /** Has dropped mobile payment, or the bus card in the phone, after joining. */
  lapsedWallet: 256,
  lapsedBus: 512,
  busCommuter: 1024,
} as const;

/** Bits of the `who` column, fixed for life. */
const AGE_MASK = 7;
const ROLE_SHIFT = 3;
const INCOME_SHIFT = 5;
const SMARTPHONE = 128;
const ACCOUNT = 256;
const HOUSEHOLD_HEAD = 512;
const WORKPLACE_SHIFT = 10;
const WORKPLACES_MAX = (1 << (32 - WORKPLACE_SHIFT)) - 1;

/** Bytes of a person's record: the columns of people, days, queues and the services registered fill it. */
const PERSON_BYTES = 52;

export const INCOME_BANDS = 4;
/** Spending of the income bands, lowest first, relative to the mean (assumed; mean 1). */
export const INCOME_FACTOR: readonly number[] = [0.55, 0.8, 1.1, 1.55];

export class People {
  readonly count: number;
  /** The records people's columns lie in: what else is kept of a person belongs here too. */
  readonly records: Records;
  /** Age, role, income, phone and account in the low bits; above them the number of the workplace + 1, or 0. */
  readonly who: Uint32Field;
  readonly flags: Uint16Field;
  /** Neighbourhood of residence. */
  readonly home: Uint16Field;
  /** Cash in hand and card balance, fen. */
  readonly cash: Int32Field;
  readonly card: Int32Field;
  /** 0 a beginner … 255 fully ready with the phone, at the farebox and at a counter. */
  readonly readyBus: Uint8Field;
  readonly readyShop: Uint8Field;
  /** 0 never … 255 always: how usual paying by phone has become. */
  readonly habitBus: Uint8Field;
  readonly habitShop: Uint8Field;
  /** 0 none … 255 full trust in paying by phone. */
  readonly trust: Uint8Field;
  /** Time recently lost waiting to pay, in REMEMBERED_TICKS; halves every day. */
  readonly lost: Uint8Field;
  /** Ticks spent waiting, being served, paying, walking between counters and riding: what a policy can save. */
  readonly ticks: Uint32Field;
  /** First person of each neighbourhood, and the end. */
  readonly homeStart: Int32Array;
  readonly workplaceHome: Uint16Array;
  readonly workplaces: number;

  constructor(
    readonly city: City,
    readonly geography: Geography,
    readonly parameters: Readonly<Record<string, number>>,
    random: RandomSource,
    memory: Memory = new Memory(),
  ) {
    const n = geography.homePeople.reduce((a, b) => a + b, 0);
    this.count = n;
    const records = new Records(n, PERSON_BYTES, memory);
    this.records = records;
    this.who = records.uint32();
    this.flags = records.uint16();
    this.home = records.uint16();
    this.cash = records.int32();
    this.card = records.int32();
    this.readyBus = records.uint8();
    this.readyShop = records.uint8();
    this.habitBus = records.uint8();
    this.habitShop = records.uint8();
    this.trust = records.uint8();
    this.lost = records.uint8();
    this.ticks = records.uint32();
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
  /** Whether the person is the first of a household: the others follow. */
  isHouseholdHead(p: number): boolean {
    return (this.who.get(p) & HOUSEHOLD_HEAD) !== 0;
  }
  /** Workplace or school, or −1. */
  workplace(p: number): number {
    return (this.who.get(p) >>> WORKPLACE_SHIFT) - 1;
  }
  district(p: number): number {
    return this.geography.homeDistrict[this.home.get(p)];
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
      return u < students ? ROLE.student : u < students + (1 - students) * 0.8 ? ROLE.worker : ROLE.home;
    }
    if (age <= 4) return u < p['people.worker_share_25_59'] ? ROLE.worker : ROLE.home;
    return u < 0.08 && age === 5 ? ROLE.worker : ROLE.retired;
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

  /** A worker or student belongs to one in the own district, or anywhere in proportion to residents. */
  private assignWorkplaces(random: RandomSource, firstOf: readonly Int32Array[]): void {
    const purpose = random.purpose('people.workplace');
    const { geography, parameters } = this;
    const homes = geography.neighbourhoods;
    const byDistrict: number[][] = this.city.districts.map(() => []);
    for (let h = 0; h < homes; h++) byDistrict[geography.homeDistrict[h]].push(h);
    const ownShare = parameters['people.work_in_own_district_share'];
    for (let p = 0; p < this.count; p++) {
      const role = this.role(p);
      if (role !== ROLE.worker && role !== ROLE.student) continue;
      const kind = role === ROLE.worker ? 0 : 1;
      let h: number;
      if (this.age(p) === 0) h = this.home.get(p);
      else if (purpose.chance(p, 0, ownShare)) {
        const near = byDistrict[this.district(p)];
        h = near[purpose.below(p, 1, near.length)];
      } else h = this.home.get(purpose.below(p, 1, this.count));
      const first = firstOf[kind][h];
      const workplace = first + purpose.below(p, 2, firstOf[kind][h + 1] - first);
      this.who.set(p, this.who.get(p) | ((workplace + 1) << WORKPLACE_SHIFT));
    }
  }

  /** Phones, accounts, cash, cards and wallets on the first day. */
  private equip(random: RandomSource): void {
    const has = random.purpose('people.holds');
    const { parameters } = this;
    const smartphone = familyValues(parameters, 'people.smartphone_share', AGE_IDS);
    const account = familyValues(parameters, 'people.bank_account_share', AGE_IDS);
    const wallet = familyValues(parameters, 'people.wallet_share', AGE_IDS);
    const card = familyValues(parameters, 'people.bus_card_share', AGE_IDS);
    const cash = familyValues(parameters, 'people.cash_norm_yuan', AGE_IDS);
    const topUp = parameters['people.card_top_up_yuan'] * 100;
    for (let p = 0; p < this.count; p++) {
      const age = this.age(p);
      let flags = 0;
      if (has.chance(p, 0, smartphone[age])) this.who.set(p, this.who.get(p) | SMARTPHONE);
      if (has.chance(p, 1, account[age])) this.who.set(p, this.who.get(p) | ACCOUNT);
      if (this.hasSmartphone(p) && this.hasAccount(p) && has.chance(p, 2, wallet[age])) {
        flags |= FLAG.wallet | FLAG.awareWallet;
        // Whoever pays by phone on the first day has done so for a while.
        this.readyShop.set(p, 160 + has.below(p, 3, 96));
        this.habitShop.set(p, 60 + has.below(p, 4, 140));
        if (has.chance(p, 9, parameters['people.bus_enrolled_share'])) {
          flags |= FLAG.busEnrolled | FLAG.awareBus;
          this.readyBus.set(p, this.readyShop.get(p));
          this.habitBus.set(p, this.habitShop.get(p));
        }
        if (has.chance(p, 10, parameters['people.hospital_enrolled_share'])) {
          flags |= FLAG.hospitalEnrolled | FLAG.awareHospital;
        }
      }
      if (has.chance(p, 11, parameters['people.wallet_aware_share'])) flags |= FLAG.awareWallet;
      if (has.chance(p, 5, card[age])) {
        flags |= FLAG.card;
        this.card.set(p, Math.floor(has.uniform(p, 6) * topUp));
      }
      this.flags.set(p, flags);
      this.cash.set(p, Math.floor((0.4 + 0.6 * has.uniform(p, 7)) * cash[age]) * 100);
      this.trust.set(p, 60 + has.below(p, 8, 160) - (age >= 5 ? 40 : 0));
    }
  }
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
