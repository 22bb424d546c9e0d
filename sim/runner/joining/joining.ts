/**
 * Cities that join one after another. Each is simulated with and without joining, month by month. At the end of a month a city that
 * has not joined hears what the others have become: the share of their residents who hold the card that is told of, weighted by the
 * travel between them. Travellers take the news home, where it works as a campaign that reaches few.
 */
import { formatDate, parseDate } from '../../kernel/calendar.ts';
import { RandomSource } from '../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../kernel/time.ts';
import { SECTORS } from '../../model/catalogue.ts';
import type { City } from '../../model/city.ts';
import type { PolicyAction, Scenario } from '../../model/scenario.ts';
import { Simulation } from '../simulate.ts';
import type { JoiningParameter, JoiningPlan } from './joining-file.ts';

const DAYS_A_YEAR = 365;

/** A city at the end of a month. Shares are of all payments of the month, minutes a person and day of the month. */
export interface JoiningMonth {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Share of residents who hold the card that is told of, at its end. */
  readonly cardShare: number;
  readonly phoneShare: number;
  /** The same in the world in which no city ever joins. */
  readonly phoneShareAlone: number;
  /** Saved by having joined; negative where time is lost. */
  readonly minutesSaved: number;
  /** People refused for each million payments. */
  readonly refusalsPerMillion: number;
  readonly refusalsPerMillionAlone: number;
}

export interface JoiningCity {
  readonly city: string;
  readonly name: City['name'];
  /** Day on which it joined; null where it had not by the end. */
  readonly joined: string | null;
  readonly months: readonly JoiningMonth[];
}

export interface JoiningOptions {
  readonly seed: string;
  readonly months: number;
  /** Every city is simulated at 1:scale. */
  readonly scale: number;
  readonly values: Readonly<Record<JoiningParameter, number>>;
  /** The scenario whose actions a city takes, by name. @throws RangeError if there is none */
  readonly rollout: (name: string) => Scenario;
  /** Called after each month. */
  readonly onMonth?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** Values of the plan's parameters as they stand. @param changes others, of some of them */
export function standing(
  { parameters }: JoiningPlan,
  changes: { readonly [P in JoiningParameter]?: number | undefined } = {},
): Record<JoiningParameter, number> {
  const ids = Object.keys(parameters) as JoiningParameter[];
  const entries = ids.map((id) => [id, changes[id] ?? parameters[id].value]);
  return Object.fromEntries(entries) as Record<JoiningParameter, number>;
}

/** First days of the months from `start` on, counted from it; one more than `count`. */
export function monthStarts(start: string, count: number): number[] {
  const first = parseDate(start);
  const [year, month] = start.split('-').map(Number);
  return Array.from({ length: count + 1 }, (_, i) => {
    if (i === 0) return 0;
    const at = month - 1 + i;
    return parseDate(`${year + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`) - first;
  });
}

/** Share of a city's travellers to the others who go to each: by residents over distance, 0 to itself; rows add up to 1. */
export function travelShares(cities: readonly City[]): number[][] {
  const sites = cities.map(({ districts }) => {
    const residents = districts.reduce((sum, { residents }) => sum + residents, 0);
    const mean = (axis: 0 | 1) => districts.reduce((sum, d) => sum + d.residents * d.centre[axis], 0) / residents;
    return { residents, x: mean(0), y: mean(1) };
  });
  return sites.map((from, i) => {
    const pull = sites.map((to, j) => {
      if (i === j) return 0;
      // A degree of longitude is about 0.87 of one of latitude at 30 degrees north.
      const dx = (from.x - to.x) * 0.87;
      const dy = from.y - to.y;
      return to.residents / Math.sqrt(dx * dx + dy * dy);
    });
    const all = pull.reduce((a, b) => a + b, 0);
    return pull.map((p) => p / all);
  });
}

/** Measures of a day that are read, beside that of who holds what is told of. */
const READ = ['payments.count', 'payments.mobile_share', 'refusals.count'];

/** A city's two worlds, and what has become of it. */
class Pair {
  readonly months: JoiningMonth[] = [];
  joinedDay: number | null = null;
  private readonly joining: Simulation;
  private readonly alone: Simulation;
  private minutesBefore = 0;

  constructor(
    readonly scenario: Scenario,
    private readonly rollout: readonly PolicyAction[],
    readonly joinsDay: number | null,
    private readonly told: JoiningPlan['told_of'],
  ) {
    this.joining = new Simulation(scenario, 'policy');
    this.alone = new Simulation(scenario, 'baseline');
    // Of years of a few thousand people, most of the time would go into measures that nobody reads.
    const read = new Set([...READ, told.measure]);
    for (const world of [this.joining, this.alone]) world.isKept = (name, group) => group === '' && read.has(name);
  }

  /** What the others hear of it. */
  get success(): number {
    return this.months.at(-1)?.cardShare ?? 0;
  }

  join(day: number): void {
    this.joinedDay = day;
    const first = Math.min(...this.rollout.map(({ fromDay }) => fromDay));
    const shift = day - first;
    const end = this.scenario.days;
    const moved = this.rollout.map((action) => ({
      ...action,
      fromDay: action.fromDay + shift,
      toDay: Math.min(end, action.toDay + shift),
    }));
    this.joining.world.act(moved.filter(({ fromDay }) => fromDay < end));
  }

  /** Lets travellers tell of it from a day to another. @param reachShare of those who have not heard, a day */
  tell(reachShare: number, fromDay: number, toDay: number): void {
    if (reachShare <= 0) return;
    this.joining.world.act([
      {
        kind: 'campaign',
        fromDay,
        toDay,
        sectors: [SECTORS.indexOf(this.told.sector)],
        districts: this.scenario.city.districts.map((_, district) => district),
        reachShare,
        rewardFen: 0,
      },
    ]);
  }

  runTo(from: number, to: number): void {
    for (const simulation of [this.joining, this.alone]) simulation.runUntil(to * TICKS_PER_DAY + 1);
    const joining = month(this.joining, from, to, this.told.measure);
    const alone = month(this.alone, from, to, this.told.measure);
    const minutes = (ticksOf(this.alone) - ticksOf(this.joining)) / TICKS_PER_MINUTE / this.joining.people;
    this.months.push({
      month: formatDate(parseDate(this.scenario.start) + from).slice(0, 7),
      cardShare: joining.cardShare,
      phoneShare: joining.phoneShare,
      phoneShareAlone: alone.phoneShare,
      minutesSaved: (minutes - this.minutesBefore) / (to - from),
      refusalsPerMillion: joining.refusalsPerMillion,
      refusalsPerMillionAlone: alone.refusalsPerMillion,
    });
    this.minutesBefore = minutes;
  }
}

function ticksOf({ world: { people } }: Simulation): number {
  let sum = 0;
  for (let person = 0; person < people.count; person++) sum += people.ticks.get(person);
  return sum;
}

/** @param held measure of who has what is told of */
function month(simulation: Simulation, from: number, to: number, held: string) {
  let cardShare = 0;
  let allPayments = 0;
  let byPhone = 0;
  let refusals = 0;
  for (let day = from; day < to; day++) {
    let payments = 0;
    let share = 0;
    for (const { name, value } of simulation.measuresOf(day)) {
      if (value === null) continue;
      if (name === 'payments.count') payments = value;
      else if (name === 'payments.mobile_share') share = value;
      else if (name === 'refusals.count') refusals += value;
      else if (name === held) cardShare = value;
    }
    allPayments += payments;
    byPhone += payments * share;
  }
  return {
    cardShare,
    phoneShare: allPayments === 0 ? 0 : byPhone / allPayments,
    refusalsPerMillion: allPayments === 0 ? 0 : (refusals / allPayments) * 1e6,
  };
}

/**
 * Simulates the cities of a plan, month by month.
 * @throws the signal's reason where it is called off
 */
export async function simulateJoining(plan: JoiningPlan, options: JoiningOptions): Promise<readonly JoiningCity[]> {
  const { seed, months, scale, values, rollout, onMonth, signal } = options;
  const starts = monthStarts(plan.start, months);
  const days = starts[months];
  const first = parseDate(plan.start);
  const pairs = plan.cities.map((entry) => {
    const scenario = rollout(entry.rollout);
    const joins = entry.joins === undefined ? null : parseDate(entry.joins) - first;
    return new Pair(
      { ...scenario, start: plan.start, days, scale, seed, policy: [] },
      scenario.policy,
      joins,
      plan.told_of,
    );
  });
  const travel = travelShares(pairs.map(({ scenario }) => scenario.city));
  const draw = new RandomSource(seed).purpose('joining.month');
  for (let m = 0; m < months; m++) {
    const [from, to] = [starts[m], starts[m + 1]];
    // A month's numbers are complete when the next day has begun: what is decided then holds from the day after it.
    const decided = m === 0 ? 0 : from + 1;
    pairs.forEach((pair, i) => {
      // Residents who hold the card in the cities that this one looks at, a month before.
      const heard = pairs.reduce((sum, other, j) => sum + travel[i][j] * other.success, 0);
      if (pair.joinedDay === null) {
        const known = pair.joinsDay !== null && pair.joinsDay < to;
        const chance = values.spontaneous_monthly + values.pull_monthly * heard;
        if (known || (pair.joinsDay === null && draw.uniform(i, m) < chance)) {
          pair.join(Math.max(decided, pair.joinsDay ?? 0));
        }
      }
      const travellersADay = (values.trips_per_resident_year * values.trips_among_share) / DAYS_A_YEAR;
      pair.tell(Math.min(1, travellersADay * values.told_share * heard), decided, to + 1);
    });
    for (const pair of pairs) {
      signal?.throwIfAborted();
      pair.runTo(from, to);
      // Lets whoever called it off, or waits for its progress, have a turn.
      await new Promise((resolve) => setTimeout(resolve));
    }
    onMonth?.(m + 1);
  }
  return pairs.map(({ scenario, joinedDay, months: past }, i) => ({
    city: plan.cities[i].city,
    name: scenario.city.name,
    joined: joinedDay === null ? null : formatDate(first + joinedDay),
    months: past,
  }));
}
