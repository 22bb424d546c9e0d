/**
 * How people come to pay by phone, and stop: once a day, at midnight, for everybody.
 *
 * They can join the wallet, and whatever enrolments services declare beside it. The daily probability of enrolling is
 * 1 − exp(−hazard) with a hazard made up of awareness, peers (household, work or school, neighbourhood), what was lived
 * through (minutes lost waiting to pay) and rewards; smartphone and account are conditions. Shares of peers are those of the
 * last midnight.
 */
import { Quantiles } from '../../kernel/distributions.ts';
import { exp } from '../../kernel/exact-math.ts';
import type { Purpose } from '../../kernel/random.ts';
import type { Uint8Field } from '../../kernel/records.ts';
import { TICKS_PER_MINUTE } from '../../kernel/time.ts';
import { ENROLMENTS, type Enrolment } from '../catalogue.ts';
import { AGE_BANDS } from '../city.ts';
import { STANDING, WALLET } from '../holdings.ts';
import { ACCOUNT } from '../ledger.ts';
import { REMEMBERED_TICKS } from '../remembered.ts';
import type { World } from '../world.ts';
import { ADOPTION_TABLE } from './parameters.ts';

/** Draws of a person and day for an enrolment: so many, numbered by what they are for. */
const DRAWS_A_DAY = 4;
const DRAW = { aware: 0, enrol: 1, assist: 2, lapse: 3 };

/** Minutes in a unit of the memory of waits. */
const MINUTES_PER_LOST = REMEMBERED_TICKS / TICKS_PER_MINUTE;

/** Whether what has a hazard happens within a day: with probability 1 − exp(−hazard), which is never above the hazard. */
function happens(u: number, hazard: number): boolean {
  return u < hazard && u < 1 - exp(-hazard);
}

/** An enrolment, with the values of the scenario. */
interface Kind {
  readonly enrolment: Enrolment;
  /** Hazards, 1/day: of joining for those aware, and what is added when all peers have joined. */
  readonly daily: number;
  readonly peerDaily: number;
  /** Bit of the flag of those whose hazard is `factor` times as high; 0 for none. */
  readonly flag: number;
  readonly factor: number;
  /** Shares of the unaware who hear of it each day: anyhow, and when all peers have joined. */
  readonly awareDaily: number;
  readonly wordOfMouthDaily: number;
  readonly habit: Uint8Field;
  /** Row of its counts of peers, −1 where peers do not matter. */
  readonly social: number;
  /** What happens on a day, and how susceptible a person is. */
  readonly draw: Purpose;
  readonly susceptible: Purpose;
}

export class PeopleAdoption {
  private readonly p: ReturnType<typeof ADOPTION_TABLE.read>;
  private readonly kinds: readonly Kind[];
  /** Enrolments for which peers matter, in the order of their rows. */
  private readonly social: readonly number[];
  private readonly susceptibility: Quantiles;
  /** Members of each workplace, and those who had joined at the last midnight; and their share by neighbourhood. */
  private readonly workMembers: Int32Array;
  private readonly workEnrolled: readonly Float32Array[];
  /** The joined among the residents of each worker's region, a row a worker. */
  private readonly workCounts: readonly Float32Array[];
  private readonly homeShare: readonly Float32Array[];
  /** The household being looked at: members and, of them, who has joined. */
  private householdMembers = 0;
  private readonly householdEnrolled: Float64Array;

  constructor(private readonly world: World) {
    const { parameters, people, geography, memory, team } = world;
    this.p = ADOPTION_TABLE.read(parameters);
    this.social = ENROLMENTS.flatMap(({ isSocial }, at) => (isSocial ? [at] : []));
    this.kinds = ENROLMENTS.map((enrolment, at) => this.kindOf(enrolment, at));
    this.susceptibility = Quantiles.lognormal(1, this.p.susceptibility_cv);
    this.workMembers = memory.fixed(Int32Array, people.workplaces).fill(0);
    for (let person = 0; person < people.count; person++) {
      const work = people.workplace(person);
      if (work >= 0) this.workMembers[work]++;
    }
    const { workplaces } = people;
    this.workCounts = this.social.map(() => memory.fixed(Float32Array, workplaces * team.count));
    this.workEnrolled = team.count === 1 ? this.workCounts : this.social.map(() => new Float32Array(workplaces));
    this.homeShare = this.social.map(() => memory.fixed(Float32Array, geography.neighbourhoods));
    this.householdEnrolled = new Float64Array(this.social.length);
  }

  private kindOf(enrolment: Enrolment, at: number): Kind {
    const { parameters, people, random } = this.world;
    const read = (id: string | undefined) => (id === undefined ? 0 : parameters[id]);
    return {
      enrolment,
      daily: read(enrolment.daily),
      peerDaily: read(enrolment.peerDaily),
      flag: enrolment.factor ? this.world.flag(enrolment.factor.flag) : 0,
      factor: enrolment.factor ? parameters[enrolment.factor.by] : 1,
      awareDaily: read(enrolment.awareDaily),
      wordOfMouthDaily: read(enrolment.wordOfMouthDaily),
      habit: people.habit[enrolment.profileIndex],
      social: this.social.indexOf(at),
      draw: random.purpose(`adoption.${enrolment.id}`),
      susceptible: random.purpose(`adoption.${enrolment.id}.susceptibility`),
    };
  }

  /** The day of adopting and lapsing of all in this worker's region, at the midnight that begins `day`. */
  beginDay(day: number): void {
    const { people, firstResident, endResident } = this.world;
    const kinds = this.kinds.length;
    this.addPeers();
    for (let first = firstResident; first < endResident;) {
      let end = first + 1;
      while (end < endResident && !people.isHouseholdHead(end)) end++;
      this.countHousehold(first, end);
      for (let person = first; person < end; person++) {
        people.lost.set(person, people.lost.get(person) >> 1);
        if (!people.hasSmartphone(person) || !people.hasAccount(person)) continue;
        for (let kind = 0; kind < kinds; kind++) this.consider(person, day, kind);
      }
      first = end;
    }
  }

  private consider(person: number, day: number, at: number): void {
    const { people, levers } = this.world;
    const standing = people.standing(person, at);
    if (standing === STANDING.enrolled) {
      this.considerLapsing(person, day, at);
      return;
    }
    if (at !== WALLET && !people.hasWallet(person)) return;
    const kind = this.kinds[at];
    const { sector, only } = kind.enrolment;
    if ((people.flags.get(person) & only) !== only) return;
    if (at !== WALLET && !this.world.isOffered(sector)) return;
    const cell = sector * levers.districts + people.district(person);
    const peers = kind.social >= 0 ? this.peerShare(person, kind.social) : 0;
    const n = day * DRAWS_A_DAY;
    let isAware = standing !== STANDING.unaware;
    if (!isAware) {
      const hears = kind.awareDaily + kind.wordOfMouthDaily * peers;
      const heard = 1 - (1 - hears) * (1 - levers.reachShare[cell]);
      isAware = kind.draw.chance(person, n + DRAW.aware, heard);
      if (isAware) people.setStanding(person, at, STANDING.aware);
    }
    const helped = levers.assistShare[cell * AGE_BANDS.length + people.age(person)];
    if (helped > 0 && kind.draw.chance(person, n + DRAW.assist, helped)) {
      this.enrol(person, at, cell);
      return;
    }
    if (!isAware) return;
    const hazard = this.hazard(person, at, peers, cell);
    if (happens(kind.draw.uniform(person, n + DRAW.enrol), hazard)) this.enrol(person, at, cell);
  }

  private hazard(person: number, at: number, peers: number, cell: number): number {
    const { p } = this;
    const { people, levers } = this.world;
    const kind = this.kinds[at];
    let hazard = kind.daily + kind.peerDaily * peers;
    if ((people.flags.get(person) & kind.flag) !== 0) hazard *= kind.factor;
    hazard *= this.susceptibility.at(kind.susceptible.uniform(person, 0));
    hazard *= 1 + p.reward_per_yuan * (levers.rewardFen[cell] / 100);
    hazard *= 1 + p.lost_minute_factor * people.lost.get(person) * MINUTES_PER_LOST;
    hazard *= people.trust.get(person) / 128;
    return people.standing(person, at) === STANDING.lapsed ? hazard * p.reenrol_factor : hazard;
  }

  private enrol(person: number, at: number, cell: number): void {
    const { people, ledger, levers, facts } = this.world;
    const again = people.standing(person, at) === STANDING.lapsed;
    people.setStanding(person, at, STANDING.enrolled);
    const reward = Math.round(levers.rewardFen[cell]);
    if (reward > 0 && !again) ledger.transfer(ACCOUNT.government, ACCOUNT.residentBank, reward);
    facts.enrolled(person, at);
  }

  private considerLapsing(person: number, day: number, at: number): void {
    const { people } = this.world;
    const kind = this.kinds[at];
    if (!kind.enrolment.lapses) return;
    const habit = kind.habit.get(person) / 255;
    const distrust = Math.max(0, 1 - people.trust.get(person) / 64);
    const hazard = this.p.lapse_daily * (1 - habit) * (1 - habit) + this.p.distrust_lapse_daily * distrust;
    if (!happens(kind.draw.uniform(person, day * DRAWS_A_DAY + DRAW.lapse), hazard)) return;
    this.drop(person, at);
    if (at !== WALLET) return;
    // Without the wallet nothing else in the phone is of use.
    for (let other = WALLET + 1; other < this.kinds.length; other++) {
      if (this.kinds[other].enrolment.lapses && people.isEnrolled(person, other)) this.drop(person, other);
    }
  }

  private drop(person: number, at: number): void {
    const { people, facts } = this.world;
    people.setStanding(person, at, STANDING.lapsed);
    facts.lapsed(person, at);
  }

  /** Share of the others who are enrolled, among those the person knows. The person is not: it is not counted. */
  private peerShare(person: number, row: number): number {
    const { people } = this.world;
    const work = people.workplace(person);
    const near = this.homeShare[row][people.home.get(person)];
    const members = this.householdMembers;
    const atHome = members > 1 ? this.householdEnrolled[row] / (members - 1) : near;
    const colleagues = work < 0 ? 0 : this.workMembers[work];
    const atWork = colleagues > 1 ? this.workEnrolled[row][work] / (colleagues - 1) : near;
    const { peer_home_weight, peer_work_weight, peer_neighbour_weight } = this.p;
    return peer_home_weight * atHome + peer_work_weight * atWork + peer_neighbour_weight * near;
  }

  private countHousehold(first: number, end: number): void {
    const { people } = this.world;
    const { social, householdEnrolled } = this;
    this.householdMembers = end - first;
    for (let row = 0; row < social.length; row++) {
      let joined = 0;
      for (let person = first; person < end; person++) if (people.isEnrolled(person, social[row])) joined++;
      householdEnrolled[row] = joined;
    }
  }

  /** Counts who is enrolled in this worker's region. All workers do so before anybody considers anything. */
  countPeers(): void {
    const { people, geography, regions, team, firstResident, endResident } = this.world;
    const { social } = this;
    const firstWork = people.workplaces * team.index;
    for (const counts of this.workCounts) counts.fill(0, firstWork, firstWork + people.workplaces);
    for (const counts of this.homeShare) counts.fill(0, regions.firstHome, regions.endHome);
    for (let person = firstResident; person < endResident; person++) {
      for (let row = 0; row < social.length; row++) {
        if (!people.isEnrolled(person, social[row])) continue;
        const work = people.workplace(person);
        this.homeShare[row][people.home.get(person)]++;
        if (work >= 0) this.workCounts[row][firstWork + work]++;
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
    for (let row = 0; row < this.social.length; row++) {
      const sum = this.workEnrolled[row].fill(0);
      const counts = this.workCounts[row];
      for (let i = 0; i < counts.length; i++) sum[i % people.workplaces] += counts[i];
    }
  }
}
