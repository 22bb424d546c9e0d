/** Every measure that is made of what happens, for each of its groups and days, reckoned again from what was reported. */
import { ENROLMENT_IDS, SECTORS } from '../../sim/model/catalogue.ts';
import { INCOME_IDS } from '../../sim/model/people-parameters.ts';
import { METHODS } from '../../sim/model/payment/methods.ts';
import { STAGES } from '../../sim/model/services/hospital/measures.ts';
import { describe, expect, it } from 'vitest';
import { TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import type { MeasureValue } from '../../sim/model/measures/dictionary.ts';
import { action, method, sector, service, quietScenario, WUHAN } from '../model/fixture.ts';
import { record, sumOf, type Span } from './record.ts';

const DAYS = 2;
const SCENARIO = quietScenario({
  scale: 1000,
  seed: 'closed',
  days: DAYS,
  policy: [
    action('equip', { targetShare: 1, toDay: 1 }),
    action('campaign', { reachShare: 0.8, rewardFen: 2000 }),
    action('assist', { dailyShare: 0.2, fromAgeBand: 0 }),
    action('no_cash', { sectors: [sector('market'), sector('convenience')], fromDay: 1 }),
  ],
  parameters: {
    'adoption.lapse_daily': 0.02,
    'payment.till_float_yuan': 30,
    'retail.goods_seconds.restaurant': 120,
    'bus.capacity': 20,
    'hospital.peak_load.doctor': 2,
  },
});
const run = record(SCENARIO);
const { people } = run.model;
const BUS = sector('bus');
const { clerks, clerkDay, till } = {
  clerks: SCENARIO.parameters['cost.clerks_per_10000_yuan']!,
  clerkDay: SCENARIO.parameters['cost.clerk_day_yuan']!,
  till: SCENARIO.parameters['cost.till_cash_yuan']!,
};

/** What a value is of: members by dimension, and a day or all of them. */
interface Cut {
  readonly of: ReadonlyMap<string, string>;
  readonly day: number;
}

type Fact = {
  readonly day: number;
  readonly sector?: number;
  readonly method?: number;
  readonly person?: number;
  readonly failedFirst?: number;
  readonly stage?: number;
  readonly enrolment?: number;
};
const DISTRICTS = WUHAN.districts.map(({ id }) => id);
const memberOf: Readonly<Record<string, (fact: Fact) => string | undefined>> = {
  day: ({ day }) => String(day),
  sector: (fact) => SECTORS[fact.sector!],
  method: (fact) => METHODS[fact.method!],
  age: ({ person }) => AGE_BANDS[people.age(person!)]!.id,
  income: ({ person }) => INCOME_IDS[people.income(person!)],
  district: ({ person }) => DISTRICTS[people.district(person!)],
  change_of_method: ({ failedFirst, method: then }) => `${METHODS[failedFirst!]}_to_${METHODS[then!]}`,
  stage: (fact) => STAGES[fact.stage!],
  enrolment: (fact) => ENROLMENT_IDS[fact.enrolment!],
};

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Facts by member of a dimension, or by day: made once for each list of facts that is asked for again and again. */
const indexes = new WeakMap<readonly Fact[], Map<string, ReadonlyMap<string, readonly Fact[]>>>();

function pick<T extends Fact>(facts: readonly T[], dimension: string, member: string): readonly T[] {
  const known = indexes.get(facts) ?? new Map<string, ReadonlyMap<string, readonly Fact[]>>();
  indexes.set(facts, known);
  const index = known.get(dimension) ?? groupBy(facts, (fact) => memberOf[dimension]!(fact) ?? '');
  known.set(dimension, index);
  return (index.get(member) ?? []) as readonly T[];
}

/** The facts that a value is of. */
function within<T extends Fact>(facts: readonly T[], { of, day }: Cut): readonly T[] {
  let some = day < 0 ? facts : pick(facts, 'day', String(day));
  for (const [dimension, member] of of) some = pick(some, dimension, member);
  return some;
}

const everybody = Array.from({ length: people.count }, (_, person) => ({ day: 0, person }));
const residents = ({ of }: Cut) => {
  const own = [...of].filter(([dimension]) => ['age', 'income', 'district'].includes(dimension));
  return within(everybody, { of: new Map(own), day: -1 }).map(({ person }) => person);
};
const days = ({ day }: Cut) => (day < 0 ? DAYS : 1);
const ticks = (spans: readonly { ticks: number }[]) => sumOf(spans.map((span) => span.ticks));
const quantile = (spans: readonly { ticks: number }[], p: number) => {
  const sorted = spans.map((span) => span.ticks).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)]!;
};
const inCash = run.payments.filter((one) => one.method === method('cash'));
const changed = run.payments.filter((one) => one.failedFirst >= 0 && one.failedFirst !== one.method);
const byPhone = run.payments.filter((one) => one.method === method('mobile'));
const busCash = (cut: Cut) =>
  sumOf(
    within(inCash, cut)
      .filter((one) => one.sector === BUS)
      .map(({ fen }) => fen),
  ) / 100;
const visits = (cut: Cut) => within(run.visited, { ...cut, of: new Map() }).length;
const atBus = (spans: readonly Span[]) => spans.filter((span) => span.sector === BUS);
const lates = (cut: Cut) => within(run.tripEnded, cut).map(({ late }) => ({ ticks: Math.max(0, late) }));

/** Sums and counts, to be met exactly but for rounding; means of nothing (NaN here) are left out. */
const EXACT: Readonly<Record<string, (cut: Cut) => number>> = {
  'payments.count': (cut) => within(run.payments, cut).length,
  'payments.value': (cut) => sumOf(within(run.payments, cut).map(({ fen }) => fen)) / 100,
  'payments.mobile_share': (cut) => within(byPhone, cut).length / within(run.payments, cut).length,
  'payments.per_person_day': (cut) => within(run.payments, cut).length / residents(cut).length / days(cut),
  'payments.seconds_mean': (cut) => ticks(within(run.payments, cut)) / 10 / within(run.payments, cut).length,
  'payments.ready_share': (cut) =>
    within(run.payments, cut).filter(({ ready }) => ready).length / within(run.payments, cut).length,
  'payments.failed': (cut) => within(run.failed, cut).length,
  'payments.changed': (cut) => within(changed, cut).length,
  'payments.changed_seconds_mean': (cut) => ticks(within(changed, cut)) / 10 / within(changed, cut).length,
  'payments.change_short': (cut) => within(run.changeShort, cut).length,
  'enrolment.joined': (cut) => within(run.enrolled, cut).length,
  'enrolment.lapsed': (cut) => within(run.lapsed, cut).length,
  'city.bus_scans': (cut) => within(byPhone, cut).filter((one) => one.sector === BUS).length * 1000,
  'city.bus_rides_per_person_day': (cut) =>
    within(run.payments, cut).filter((one) => one.sector === BUS).length / people.count / days(cut),
  'wait.mean': (cut) => ticks(within(run.waited, cut)) / 10 / within(run.waited, cut).length,
  'service.mean': (cut) => ticks(within(run.served, cut)) / 10 / within(run.served, cut).length,
  'queue.person_minutes': (cut) => (ticks(within(run.waited, cut)) + ticks(within(run.served, cut))) / 600,
  'refusals.count': (cut) => within(run.refused, cut).length,
  'walkaways.count': (cut) => within(run.walkedAway, cut).filter((one) => one.ticks > 0).length,
  'closed.count': (cut) => within(run.walkedAway, cut).filter((one) => one.ticks === 0).length,
  'bus.boarding_seconds_mean': (cut) =>
    ticks(atBus(within(run.served, cut))) / 10 / atBus(within(run.served, cut)).length,
  'bus.dwell_seconds_mean': (cut) => ticks(within(run.dwelt, cut)) / 10 / within(run.dwelt, cut).length,
  'bus.running_minutes_mean': (cut) =>
    sumOf(within(run.tripEnded, cut).map(({ running }) => running)) / 600 / within(run.tripEnded, cut).length,
  'bus.late_minutes_mean': (cut) =>
    sumOf(within(run.tripEnded, cut).map(({ late }) => late)) / 600 / within(run.tripEnded, cut).length,
  'bus.late_share': (cut) =>
    within(run.tripEnded, cut).filter(({ late }) => late > 3000).length / within(run.tripEnded, cut).length,
  'bus.trips': (cut) => within(run.tripEnded, cut).length,
  'bus.left_behind': (cut) => sumOf(within(run.dwelt, cut).map(({ left }) => left)),
  'bus.ride_minutes_mean': (cut) => ticks(within(run.rode, cut)) / 600 / within(run.rode, cut).length,
  'hospital.visits': visits,
  'hospital.visit_minutes_mean': (cut) => ticks(within(run.visited, cut)) / 600 / visits(cut),
  'hospital.walk_minutes_mean': (cut) =>
    sumOf(within(run.visited, cut).map(({ walking }) => walking)) / 600 / visits(cut),
  'hospital.stage_minutes_per_visit': (cut) => {
    const spans = [...within(run.waited, cut), ...within(run.served, cut)].filter(({ stage }) => stage >= 0);
    return ticks(spans) / 600 / visits(cut);
  },
  'hospital.stage_wait_minutes': (cut) => {
    const spans = within(run.waited, cut).filter(({ stage }) => stage >= 0);
    return ticks(spans) / 600 / spans.length;
  },
  // Both days are working days.
  'hospital.peak_wait_minutes': (cut) => {
    const spans = within(run.waited, cut).filter(({ stage, time, ticks: waited }) => {
      const hour = ((time - waited) / TICKS_PER_HOUR) % 24;
      return stage >= 0 && hour >= 8 && hour < 11;
    });
    return ticks(spans) / 600 / spans.length;
  },
  'cards.bought': (cut) => within(run.boughtCard, cut).length,
  'cards.top_ups': (cut) => within(run.toppedUp, cut).length,
  'cost.bus_cash_clerks': (cut) => (busCash(cut) / days(cut) / 10_000) * clerks * 1000,
  // Fareboxes are counted by clerks; in shops and hospitals each payment in cash costs something.
  'cost.cash_handling': (cut) =>
    (busCash(cut) / 10_000) * clerks * clerkDay + within(inCash, cut).filter((one) => one.sector !== BUS).length * till,
};

/** Quantiles, which are kept in bins. */
const BINNED: Readonly<Record<string, (cut: Cut) => number>> = {
  'wait.median': (cut) => quantile(within(run.waited, cut), 0.5) / 10,
  'wait.p95': (cut) => quantile(within(run.waited, cut), 0.95) / 10,
  'service.median': (cut) => quantile(within(run.served, cut), 0.5) / 10,
  'service.p95': (cut) => quantile(within(run.served, cut), 0.95) / 10,
  'bus.late_minutes_p95': (cut) => quantile(lates(cut), 0.95) / 600,
  'hospital.visit_minutes_p95': (cut) => quantile(within(run.visited, cut), 0.95) / 600,
};

function cutOf({ group, day }: MeasureValue): Cut {
  const parts = group === '' ? [] : group.split(';').map((part) => part.split('=') as [string, string]);
  return { of: new Map(parts), day };
}

describe('the value of', () => {
  it.each(Object.keys(EXACT))('%s', (name) => {
    const values = run.outcome.values.filter((value) => value.name === name);
    const rows = values.map((value) => ({ ...value, expected: EXACT[name]!(cutOf(value)) }));
    const known = rows.filter(({ expected }) => Number.isFinite(expected));
    expect(rows.filter(({ value, expected }) => (value === null) !== !Number.isFinite(expected))).toEqual([]);
    const wrong = known.filter(({ value, expected }) => Math.abs(value! - expected) > 1e-9 * (1 + Math.abs(expected)));
    expect(wrong).toEqual([]);
    expect(known.some(({ expected }) => expected !== 0)).toBe(true);
  });

  it.each(Object.keys(BINNED))('%s, to the width of a bin', (name) => {
    const values = run.outcome.values.filter((value) => value.name === name);
    const rows = values.map((value) => ({ ...value, expected: BINNED[name]!(cutOf(value)) }));
    const known = rows.filter(({ expected }) => expected > 0);
    const wrong = known.filter(({ value, expected }) => Math.abs(value! - expected) > 0.07 * expected + 0.2);
    expect(wrong).toEqual([]);
    expect(known.length).toBeGreaterThan(2);
  });

  it('acceptance.coverage: the places that accept at the end', () => {
    const everywhere = run.model.places.flatMap((all) =>
      Array.from({ length: all.count }, (_, place) => {
        return {
          sector: SECTORS[all.sector.get(place)],
          district: DISTRICTS[all.district.get(place)]!,
          accepts: all.accepts.get(place),
        };
      }),
    );
    // Where no resident pays there is no sector.
    const places = everywhere.filter(({ sector }) => sector !== undefined);
    for (const value of run.outcome.values.filter(({ name, day }) => name === 'acceptance.coverage' && day === -1)) {
      const { of } = cutOf(value);
      const some = places.filter((place) => [...of].every(([dimension, id]) => place[dimension as 'sector'] === id));
      const share = some.filter(({ accepts }) => accepts === 1).length / some.length;
      if (some.length > 0) expect(value.value, value.group).toBeCloseTo(share, 9);
    }
    expect(service(run.model, 'retail').places.count).toBeGreaterThan(100);
  });

  it('person.minutes_per_day: what people have spent', () => {
    for (const value of run.outcome.values.filter(({ name, day }) => name === 'person.minutes_per_day' && day === -1)) {
      const some = residents(cutOf(value));
      const spent = sumOf(some.map((person) => people.ticks.get(person))) / 600 / some.length / DAYS;
      expect(value.value, value.group).toBeCloseTo(spent, 9);
    }
  });
});
