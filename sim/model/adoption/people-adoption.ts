/**
 * How people come to pay by phone, and stop: once a day, at midnight, for everybody.
 *
 * Three enrolments: the wallet (shops), the bus card in the phone, the hospital link. The daily probability of enrolling
 * is 1 − exp(−hazard) with a hazard made up of awareness, peers (household, work or school, neighbourhood), what was
 * lived through (minutes lost waiting to pay) and rewards; smartphone and account are conditions. Shares of peers are
 * those of the last midnight.
 */
import { exp } from '../../kernel/exact-math.ts';
import type { Purpose } from '../../kernel/random.ts';
import { TICKS_PER_MINUTE } from '../../kernel/time.ts';
import { Quantiles } from '../../kernel/distributions.ts';
import { AGE_BANDS } from '../city.ts';
import { ACCOUNT } from '../ledger.ts';
import { parameterTable } from '../parameter-table.ts';
import { FLAG } from '../people.ts';
import { SECTORS } from '../scenario.ts';
import { REMEMBERED_TICKS } from '../remembered.ts';
import type { World } from '../world.ts';

export const ADOPTION_TABLE = parameterTable('adoption', {
  wallet_daily: [
    0.0004,
    '1/day',
    0,
    0.02,
    'A',
    'assumed; users grew by 31% in 2016 (CNNIC)',
    'Hazard of taking up the wallet for those aware, without peers.',
  ],
  wallet_peer_daily: [
    0.0015,
    '1/day',
    0,
    0.05,
    'A',
    'assumed; Bass q of about 0.84 a year fits CNNIC 2013-2016 (market size not identified)',
    'Hazard added when all peers have the wallet.',
  ],
  wallet_aware_daily: [
    0.01,
    'share',
    0,
    0.2,
    'A',
    'assumed',
    'Unaware smartphone owners who hear of the wallet each day without any campaign.',
  ],
  bus_daily: [
    0.0058,
    '1/day',
    0,
    0.5,
    'A',
    'assumed; calibrated to 300,000 and 760,000 e-cards',
    'Hazard of enrolling in the bus card in the phone for those aware, without peers or reward.',
  ],
  bus_peer_daily: [0.041, '1/day', 0, 3, 'A', 'assumed; calibrated', 'Hazard added when all peers are enrolled.'],
  bus_rider_factor: [2, 'ratio', 0.5, 10, 'A', 'assumed', 'Hazard of bus commuters relative to others.'],
  hospital_daily: [
    0.002,
    '1/day',
    0,
    0.2,
    'A',
    'assumed',
    'Hazard of linking a hospital ahead of any visit, for those aware.',
  ],
  reward_per_yuan: [
    0.15,
    '1/yuan',
    0,
    2,
    'A',
    'assumed',
    'How much a reward of a yuan multiplies the hazard, added to one.',
  ],
  lost_minute_factor: [
    0.05,
    '1/min',
    0,
    1,
    'A',
    'assumed',
    'How much a minute recently lost waiting to pay adds to the hazard factor.',
  ],
  word_of_mouth_daily: [
    0.02,
    'share',
    0,
    0.5,
    'A',
    'assumed',
    'Unaware people who hear of the bus card each day when all peers are enrolled.',
  ],
  susceptibility_cv: [1, 'ratio', 0.05, 3, 'A', 'assumed', 'How much people differ in their readiness to enrol.'],
  lapse_daily: [
    0.001,
    '1/day',
    0,
    0.05,
    'A',
    'assumed',
    'Hazard of dropping an enrolment that has not become a habit.',
  ],
  distrust_lapse_daily: [
    0.01,
    '1/day',
    0,
    0.2,
    'A',
    'assumed',
    'Hazard of dropping it for those who have lost all trust.',
  ],
  reenrol_factor: [
    0.3,
    'ratio',
    0,
    1,
    'A',
    'assumed',
    'Hazard of coming back after dropping out, relative to joining.',
  ],
});

const BUS = SECTORS.indexOf('bus');
const HOSPITAL = SECTORS.indexOf('hospital');
/** Any shop sector stands for the wallet: campaigns and assistance in shops are about it. */
const SHOP = SECTORS.indexOf('convenience');
/** Weights of the peer groups (assumed): household, work or school, neighbourhood. */
const PEER_WEIGHT = [0.4, 0.3, 0.3];
/** Draws of a person and day: 16 of them, numbered by what they are for. */
const DRAW = { aware: 0, enrol: 3, assist: 6, lapse: 9 };

interface Enrolment {
  readonly flag: number;
  readonly aware: number;
  readonly lapsed: number;
  readonly sector: number;
  /** Sector reported with the facts: −1 for the wallet. */
  readonly reported: number;
}
const ENROLMENTS: readonly Enrolment[] = [
  { flag: FLAG.wallet, aware: FLAG.awareWallet, lapsed: FLAG.lapsedWallet, sector: SHOP, reported: -1 },
  { flag: FLAG.busEnrolled, aware: FLAG.awareBus, lapsed: FLAG.lapsedBus, sector: BUS, reported: BUS },
  { flag: FLAG.hospitalEnrolled, aware: FLAG.awareHospital, lapsed: 0, sector: HOSPITAL, reported: HOSPITAL },
];
/** Minutes in a unit of the memory of waits. */
const MINUTES_PER_LOST = REMEMBERED_TICKS / TICKS_PER_MINUTE;
const WALLET = 0;
const BUS_CARD = 1;

/** Whether what has a hazard happens within a day: with probability 1 − exp(−hazard), which is never above the hazard. */
function happens(u: number, hazard: number): boolean {
  return u < hazard && u < 1 - exp(-hazard);
}

export class PeopleAdoption {
  private readonly p: ReturnType<typeof ADOPTION_TABLE.read>;
  private readonly draw: Purpose;
  private readonly susceptible: Purpose;
  private readonly susceptibility: Quantiles;
  /** Members and holders of wallet and bus card at the last midnight by workplace, and their share by neighbourhood. */
  private readonly workMembers: Int32Array;
  private readonly workEnrolled: readonly Float32Array[];
  /** The holders among the residents of each worker's region, a row a worker. */
  private readonly workCounts: readonly Float32Array[];
  private readonly homeShare: readonly Float32Array[];
  /** The household being looked at: members and, of them, holders. */
  private householdMembers = 0;
  private readonly householdEnrolled = new Float64Array(2);

  constructor(private readonly world: World) {
    const { parameters, random, people, geography, memory, team } = world;
    this.p = ADOPTION_TABLE.read(parameters);
    this.draw = random.purpose('adoption.people');
    this.susceptible = random.purpose('adoption.susceptibility');
    this.susceptibility = Quantiles.lognormal(1, this.p.susceptibility_cv);
    this.workMembers = memory.fixed(Int32Array, people.workplaces).fill(0);
    for (let person = 0; person < people.count; person++) {
      const work = people.workplace(person);
      if (work >= 0) this.workMembers[work]++;
    }
    const { workplaces } = people;
    this.workCounts = [0, 1].map(() => memory.fixed(Float32Array, workplaces * team.count));
    this.workEnrolled = team.count === 1 ? this.workCounts : [0, 1].map(() => new Float32Array(workplaces));
    this.homeShare = [
      memory.fixed(Float32Array, geography.neighbourhoods),
      memory.fixed(Float32Array, geography.neighbourhoods),
    ];
  }

  /** The day of adopting and lapsing of all in this worker's region, at the midnight that begins `day`. */
  beginDay(day: number): void {
    const { people, firstResident, endResident } = this.world;
    this.addPeers();
    for (let first = firstResident; first < endResident;) {
      let end = first + 1;
      while (end < endResident && !people.isHouseholdHead(end)) end++;
      this.countHousehold(first, end);
      for (let person = first; person < end; person++) {
        people.lost.set(person, people.lost.get(person) >> 1);
        if (!people.hasSmartphone(person) || !people.hasAccount(person)) continue;
        for (let kind = 0; kind < ENROLMENTS.length; kind++) this.consider(person, day, kind);
      }
      first = end;
    }
  }

  private consider(person: number, day: number, kind: number): void {
    const { people, levers } = this.world;
    const enrolment = ENROLMENTS[kind];
    const flags = people.flags.get(person);
    if ((flags & enrolment.flag) !== 0) {
      this.considerLapsing(person, day, kind);
      return;
    }
    if (kind !== WALLET && (flags & FLAG.wallet) === 0) return;
    const cell = enrolment.sector * levers.districts + people.district(person);
    if (kind !== WALLET && !this.world.isOffered(enrolment.sector)) return;
    const peers = kind === WALLET || kind === BUS_CARD ? this.peerShare(person, kind) : 0;
    const n = day * 16;
    if ((flags & enrolment.aware) === 0) {
      const heard = 1 - (1 - this.hears(kind, peers)) * (1 - levers.reachShare[cell]);
      if (this.draw.chance(person, n + DRAW.aware + kind, heard)) {
        people.flags.set(person, people.flags.get(person) | enrolment.aware);
      }
    }
    const helped = levers.assistShare[cell * AGE_BANDS.length + people.age(person)];
    if (helped > 0 && this.draw.chance(person, n + DRAW.assist + kind, helped)) {
      this.enrol(person, kind, cell);
      return;
    }
    if ((people.flags.get(person) & enrolment.aware) === 0) return;
    const hazard = this.hazard(person, kind, peers, cell);
    if (happens(this.draw.uniform(person, n + DRAW.enrol + kind), hazard)) this.enrol(person, kind, cell);
  }

  private hears(kind: number, peers: number): number {
    if (kind === WALLET) return this.p.wallet_aware_daily;
    return kind === BUS_CARD ? this.p.word_of_mouth_daily * peers : 0;
  }

  private hazard(person: number, kind: number, peers: number, cell: number): number {
    const { p } = this;
    const { people, levers } = this.world;
    let hazard: number;
    if (kind === WALLET) hazard = p.wallet_daily + p.wallet_peer_daily * peers;
    else if (kind === BUS_CARD) {
      const rider = (people.flags.get(person) & FLAG.busCommuter) !== 0 ? p.bus_rider_factor : 1;
      hazard = (p.bus_daily + p.bus_peer_daily * peers) * rider;
    } else hazard = p.hospital_daily;
    hazard *= this.susceptibility.at(this.susceptible.uniform(person, kind));
    hazard *= 1 + p.reward_per_yuan * (levers.rewardFen[cell] / 100);
    hazard *= 1 + p.lost_minute_factor * people.lost.get(person) * MINUTES_PER_LOST;
    hazard *= people.trust.get(person) / 128;
    const lapsed = ENROLMENTS[kind].lapsed;
    return (people.flags.get(person) & lapsed) !== 0 ? hazard * p.reenrol_factor : hazard;
  }

  private enrol(person: number, kind: number, cell: number): void {
    const { people, ledger, levers, facts } = this.world;
    const enrolment = ENROLMENTS[kind];
    const again = (people.flags.get(person) & enrolment.lapsed) !== 0;
    people.flags.set(person, people.flags.get(person) | (enrolment.flag | enrolment.aware));
    people.flags.set(person, people.flags.get(person) & ~enrolment.lapsed);
    const reward = Math.round(levers.rewardFen[cell]);
    if (reward > 0 && !again) ledger.transfer(ACCOUNT.government, ACCOUNT.residentBank, reward);
    facts.enrolled(person, enrolment.reported);
  }

  private considerLapsing(person: number, day: number, kind: number): void {
    const { people, facts } = this.world;
    const enrolment = ENROLMENTS[kind];
    if (enrolment.lapsed === 0) return;
    const habit = (kind === BUS_CARD ? people.habitBus : people.habitShop).get(person) / 255;
    const distrust = Math.max(0, 1 - people.trust.get(person) / 64);
    const hazard = this.p.lapse_daily * (1 - habit) * (1 - habit) + this.p.distrust_lapse_daily * distrust;
    if (!happens(this.draw.uniform(person, day * 16 + DRAW.lapse + kind), hazard)) return;
    people.flags.set(person, (people.flags.get(person) & ~enrolment.flag) | enrolment.lapsed);
    facts.lapsed(person, enrolment.reported);
    if (kind === WALLET && (people.flags.get(person) & FLAG.busEnrolled) !== 0) {
      // Without the wallet the bus card in the phone is of no use.
      people.flags.set(person, (people.flags.get(person) & ~FLAG.busEnrolled) | FLAG.lapsedBus);
      facts.lapsed(person, BUS);
    }
  }

  /** Share of the others who are enrolled, among those the person knows. The person is not: it is not counted. */
  private peerShare(person: number, kind: number): number {
    const { people } = this.world;
    const work = people.workplace(person);
    const near = this.homeShare[kind][people.home.get(person)];
    const members = this.householdMembers;
    const atHome = members > 1 ? this.householdEnrolled[kind] / (members - 1) : near;
    const colleagues = work < 0 ? 0 : this.workMembers[work];
    const atWork = colleagues > 1 ? this.workEnrolled[kind][work] / (colleagues - 1) : near;
    return PEER_WEIGHT[0] * atHome + PEER_WEIGHT[1] * atWork + PEER_WEIGHT[2] * near;
  }

  private countHousehold(first: number, end: number): void {
    const { flags } = this.world.people;
    let wallets = 0;
    let cards = 0;
    for (let person = first; person < end; person++) {
      if ((flags.get(person) & FLAG.wallet) !== 0) wallets++;
      if ((flags.get(person) & FLAG.busEnrolled) !== 0) cards++;
    }
    this.householdMembers = end - first;
    this.householdEnrolled[WALLET] = wallets;
    this.householdEnrolled[BUS_CARD] = cards;
  }

  /** Counts who is enrolled in this worker's region. All workers do so before anybody considers anything. */
  countPeers(): void {
    const { people, geography, regions, team, firstResident, endResident } = this.world;
    const firstWork = people.workplaces * team.index;
    for (const counts of this.workCounts) counts.fill(0, firstWork, firstWork + people.workplaces);
    for (const counts of this.homeShare) counts.fill(0, regions.firstHome, regions.endHome);
    for (let person = firstResident; person < endResident; person++) {
      const flags = people.flags.get(person);
      if ((flags & (FLAG.wallet | FLAG.busEnrolled)) === 0) continue;
      const home = people.home.get(person);
      const work = people.workplace(person);
      for (let kind = WALLET; kind <= BUS_CARD; kind++) {
        if ((flags & ENROLMENTS[kind].flag) === 0) continue;
        this.homeShare[kind][home]++;
        if (work >= 0) this.workCounts[kind][firstWork + work]++;
      }
    }
    for (const shares of this.homeShare) {
      for (let h = regions.firstHome; h < regions.endHome; h++) shares[h] /= Math.max(1, geography.homePeople[h]);
    }
  }

  /** Adds up what the workers have counted. */
  private addPeers(): void {
    const { people, team } = this.world;
    if (team.count === 1) return;
    for (const kind of [WALLET, BUS_CARD]) {
      const sum = this.workEnrolled[kind].fill(0);
      const counts = this.workCounts[kind];
      for (let i = 0; i < counts.length; i++) sum[i % people.workplaces] += counts[i];
    }
  }
}
