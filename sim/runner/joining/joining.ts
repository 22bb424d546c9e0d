/**
 * Cities that join one after another. Each is simulated with and without joining, month by month. At the end of a month a city that
 * has not joined hears what the others have become: the share of their residents who hold the card that is told of, weighted by the
 * travel between them. Travellers take the news home, where it works as a campaign that reaches few. Some residents move from one city
 * to another, with the habit of paying that they have: alike in the cities without joining, so that this alone makes no difference.
 */
import { formatDate, parseDate } from '../../kernel/calendar.ts';
import { RandomSource } from '../../kernel/random.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../kernel/time.ts';
import { SECTORS } from '../../model/catalogue.ts';
import type { City } from '../../model/city.ts';
import type { People } from '../../model/people.ts';
import type { PolicyAction, Scenario } from '../../model/scenario.ts';
import type { WorldName } from '../protocol.ts';
import { Simulation } from '../simulate.ts';
import type { JoiningParameter, JoiningPlan } from './joining-file.ts';
import { Movers } from './movers.ts';

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
  /** Residents who came from the others as it began, at 1:1; as many left. */
  readonly came: number;
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
  /** The same cities without joining, where other runs of the seed share them: those in which as many move. */
  readonly alone?: CitiesAlone;
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

/** A world by whole months. */
class Monthly {
  /** Minutes that a person has spent so far. */
  minutes = 0;
  protected readonly simulation: Simulation;

  constructor(
    readonly scenario: Scenario,
    name: WorldName,
    private readonly held: string,
  ) {
    this.simulation = new Simulation(scenario, name);
    // Of years of a few thousand people, most of the time would go into measures that nobody reads.
    this.simulation.isKept = (name, group) => group === '' && (READ.includes(name) || name === held);
  }

  get residents(): People {
    return this.simulation.world.people;
  }

  /** Simulates a month. @param from its first day @param to the first of the next */
  protected simulate(from: number, to: number): MonthOfWorld {
    this.simulation.runUntil(to * TICKS_PER_DAY + 1);
    this.minutes = ticksOf(this.simulation) / TICKS_PER_MINUTE / this.simulation.people;
    return { ...month(this.simulation, from, to, this.held), minutes: this.minutes };
  }
}

/** A city that never joins. */
class Alone extends Monthly {
  private readonly months: MonthOfWorld[] = [];

  constructor(scenario: Scenario, held: string) {
    super(scenario, 'baseline', held);
  }

  /** @param at number of the month: none is left out on the way @param from its first day @param to the first of the next */
  monthOf(at: number, from: number, to: number): MonthOfWorld {
    return (this.months[at] ??= this.simulate(from, to));
  }
}

/** Cities that never join. Nothing connects them but who moves, so that all cases of a seed in which as many do share them. */
export class CitiesAlone {
  private readonly movers: Movers;
  private begun = 0;

  /** @param movingShare of residents who move in a month */
  constructor(
    seed: string,
    readonly cities: readonly Alone[],
    readonly movingShare: number,
  ) {
    this.movers = new Movers(
      seed,
      cities.map(({ residents }) => residents),
      travelShares(cities.map(({ scenario }) => scenario.city)),
    );
  }

  /** To be called before a month of any of them is asked for; what another run has begun is left as it is. @param at its number */
  begin(at: number): void {
    if (at < this.begun) return;
    this.begun = at + 1;
    if (at > 0) this.movers.exchange(at, this.movingShare);
  }
}

/** A city that may join, and what has become of it. */
class Joining extends Monthly {
  readonly months: JoiningMonth[] = [];
  joinedDay: number | null = null;
  private minutesSaved = 0;

  constructor(
    scenario: Scenario,
    private readonly rollout: readonly PolicyAction[],
    readonly joinsDay: number | null,
    private readonly told: JoiningPlan['told_of'],
    private readonly alone: Alone,
  ) {
    super(scenario, 'policy', told.measure);
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
    this.simulation.world.act(moved.filter(({ fromDay }) => fromDay < end));
  }

  /** Lets travellers tell of it from a day to another. @param reachShare of those who have not heard, a day */
  tell(reachShare: number, fromDay: number, toDay: number): void {
    if (reachShare <= 0) return;
    this.simulation.world.act([
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

  /** @param came residents at its scale who have come from the others */
  runTo(from: number, to: number, came: number): void {
    const joining = this.simulate(from, to);
    const alone = this.alone.monthOf(this.months.length, from, to);
    const saved = alone.minutes - joining.minutes;
    this.months.push({
      month: formatDate(parseDate(this.scenario.start) + from).slice(0, 7),
      cardShare: joining.cardShare,
      phoneShare: joining.phoneShare,
      phoneShareAlone: alone.phoneShare,
      minutesSaved: (saved - this.minutesSaved) / (to - from),
      refusalsPerMillion: joining.refusalsPerMillion,
      refusalsPerMillionAlone: alone.refusalsPerMillion,
      came: came * this.scenario.scale,
    });
    this.minutesSaved = saved;
  }
}

function ticksOf({ world: { people } }: Simulation): number {
  let sum = 0;
  for (let person = 0; person < people.count; person++) sum += people.ticks.get(person);
  return sum;
}

/** What is read of a month; `minutes` are those a person has spent so far. */
interface MonthOfWorld {
  readonly cardShare: number;
  readonly phoneShare: number;
  readonly refusalsPerMillion: number;
  readonly minutes: number;
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
 * The cities of a plan as they are without joining, for several runs of one seed.
 * @param movingShare of residents who move in a month: the runs have to be of the same
 */
export function citiesAlone(
  { start, cities, told_of }: JoiningPlan,
  { seed, months, scale, rollout }: Pick<JoiningOptions, 'seed' | 'months' | 'scale' | 'rollout'>,
  movingShare: number,
): CitiesAlone {
  const days = monthStarts(start, months)[months];
  const alone = cities.map((entry) => {
    const scenario = { ...rollout(entry.rollout), start, days, scale, seed, policy: [] };
    return new Alone(scenario, told_of.measure);
  });
  return new CitiesAlone(seed, alone, movingShare);
}

/**
 * Simulates the cities of a plan, month by month.
 * @throws the signal's reason where it is called off; Error for cities alone of which others move
 */
export async function simulateJoining(plan: JoiningPlan, options: JoiningOptions): Promise<readonly JoiningCity[]> {
  const { seed, months, values, rollout, onMonth, signal } = options;
  const starts = monthStarts(plan.start, months);
  const first = parseDate(plan.start);
  const moving = values.moving_monthly_share;
  const alone = options.alone ?? citiesAlone(plan, options, moving);
  if (alone.movingShare !== moving) {
    throw new Error(
      `found cities alone of which a share of ${alone.movingShare} moves, expected ${moving} as in the run`,
    );
  }
  const cities = plan.cities.map((entry, i) => {
    const joins = entry.joins === undefined ? null : parseDate(entry.joins) - first;
    return new Joining(alone.cities[i].scenario, rollout(entry.rollout).policy, joins, plan.told_of, alone.cities[i]);
  });
  const travel = travelShares(cities.map(({ scenario }) => scenario.city));
  const draw = new RandomSource(seed).purpose('joining.month');
  const movers = new Movers(
    seed,
    cities.map(({ residents }) => residents),
    travel,
  );
  for (let m = 0; m < months; m++) {
    const [from, to] = [starts[m], starts[m + 1]];
    // A month's numbers are complete when the next day has begun: what is decided then holds from the day after it.
    const decided = m === 0 ? 0 : from + 1;
    cities.forEach((city, i) => {
      // Residents who hold the card in the cities that this one looks at, a month before.
      const heard = cities.reduce((sum, other, j) => sum + travel[i][j] * other.success, 0);
      if (city.joinedDay === null) {
        const known = city.joinsDay !== null && city.joinsDay < to;
        const chance = values.spontaneous_monthly + values.pull_monthly * heard;
        if (known || (city.joinsDay === null && draw.uniform(i, m) < chance)) {
          city.join(Math.max(decided, city.joinsDay ?? 0));
        }
      }
      const travellersADay = (values.trips_per_resident_year * values.trips_among_share) / DAYS_A_YEAR;
      city.tell(Math.min(1, travellersADay * values.told_share * heard), decided, to + 1);
    });
    // Nobody has moved before the first month: people begin where they live.
    const came = movers.exchange(m, m === 0 ? 0 : moving);
    alone.begin(m);
    for (const [i, city] of cities.entries()) {
      signal?.throwIfAborted();
      city.runTo(from, to, came[i]);
      // Lets whoever called it off, or waits for its progress, have a turn.
      await new Promise((resolve) => setTimeout(resolve));
    }
    onMonth?.(m + 1);
  }
  return cities.map(({ scenario, joinedDay, months: past }, i) => ({
    city: plan.cities[i].city,
    name: scenario.city.name,
    joined: joinedDay === null ? null : formatDate(first + joinedDay),
    months: past,
  }));
}
