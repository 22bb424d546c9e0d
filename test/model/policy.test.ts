import { enrolmentIndex } from '../../sim/model/catalogue.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { type PolicyAction } from '../../sim/model/scenario.ts';
import { Simulation, type WorldOutcome } from '../../sim/runner/simulate.ts';
import {
  ALL_DISTRICTS,
  listener,
  action,
  method,
  NO_SHOPPING,
  runPair,
  runWorld,
  sector,
  service,
  SHOPS,
  quietScenario,
} from './fixture.ts';

const HOSPITAL = [sector('hospital')];
const BUS = [sector('bus')];

/** The values of a measure day by day. */
function daily(outcome: WorldOutcome, name: string, group = ''): number[] {
  const values = outcome.values.filter((v) => v.day >= 0 && v.name === name && v.group === group);
  return values.sort((a, b) => a.day - b.day).map((v) => v.value ?? NaN);
}

/** Nobody opens or gives up paying by phone of his own accord: only the policy moves. */
const STILL_MERCHANTS = { 'merchant.adopt_daily': 0, 'merchant.lapse_daily': 0 };

describe('equip', () => {
  const target = 0.97;
  const days = 5;
  const scenario = quietScenario({
    days,
    parameters: {
      ...STILL_MERCHANTS,
      ...NO_SHOPPING,
      // Many places and few people, so that shares are fine.
      ...Object.fromEntries(SHOPS.map((at) => [`retail.per_10000_residents.${SECTORS[at]}`, 100])),
    },
    policy: [action('equip', { sectors: SHOPS, targetShare: target, fromDay: 1, toDay: 4 })],
  });

  it('raises coverage along the ramp to the target', () => {
    const { baseline, policy } = runPair(scenario);
    const shops = SHOPS.map((index) => `sector=${SECTORS[index]}`);
    const { places } = service(new Simulation(scenario, 'baseline').world, 'retail');
    const weights = SHOPS.map((index) => places.sector.copy().reduce((sum, at) => sum + (at === index ? 1 : 0), 0));
    const total = weights.reduce((a, b) => a + b, 0);
    const coverage = (outcome: WorldOutcome) =>
      Array.from({ length: days }, (_, day) =>
        shops.reduce((sum, group, i) => sum + daily(outcome, 'acceptance.coverage', group)[day] * weights[i], 0),
      ).map((sum) => sum / total);
    const start = coverage(baseline)[0];
    expect(coverage(baseline)).toEqual(new Array(days).fill(start));
    // Whole places: a district's share is rounded one way or the other.
    const ramp = [0, 1 / 3, 2 / 3, 1, 1].map((done) => start + (target - start) * done);
    coverage(policy).forEach((share, day) => expect(Math.abs(share - ramp[day])).toBeLessThan(0.03));
    expect(coverage(policy)[0]).toBe(start);
  });

  it('reaches everybody where it is asked to, and only there', () => {
    const everywhere = action('equip', {
      targetShare: 1,
      toDay: 2,
      sectors: [sector('vendor'), sector('market')],
      districts: [8],
    });
    const { baseline, policy } = runPair({ ...scenario, policy: [everywhere] });
    const district = scenario.city.districts[8].id;
    const others = scenario.city.districts.filter(({ id }) => id !== district);
    expect(daily(policy, 'acceptance.coverage', `sector=vendor;district=${district}`)[1]).toBe(1);
    expect(daily(policy, 'acceptance.coverage', `sector=market;district=${district}`)[1]).toBe(1);
    const unmoved = [...others.map(({ id }) => `sector=vendor;district=${id}`), 'sector=restaurant', 'sector=bus'];
    for (const group of unmoved) {
      expect(daily(policy, 'acceptance.coverage', group)).toEqual(daily(baseline, 'acceptance.coverage', group));
    }
  });

  it('never takes away what is there', () => {
    const lower = { ...scenario, policy: [action('equip', { targetShare: 0, toDay: 3, sectors: SHOPS })] };
    const pair = runPair(lower);
    expect(pair.policy.digest).toBe(pair.baseline.digest);
    const before = new Simulation(scenario, 'policy');
    const accepting = () => [...service(before.world, 'retail').places.accepts];
    let last = accepting();
    for (let day = 0; day < days; day++) {
      before.runDay();
      expect(accepting().filter((now, place) => now < last[place])).toEqual([]);
      last = accepting();
    }
  });
});

describe('subsidise', () => {
  const parameters = { 'merchant.adopt_daily': 0.1, 'merchant.lapse_daily': 0 };
  const subsidy = action('subsidise', { feeRebateShare: 1, grantFen: 100_000, sectors: SHOPS });
  const scenario = quietScenario({ scale: 400, parameters, policy: [subsidy] });

  it('makes more shops accept than accept without it', () => {
    const { difference } = runPair(scenario);
    for (const id of ['vendor', 'restaurant', 'market']) {
      expect(difference[`acceptance.coverage.${id}`]).toBeGreaterThan(0);
    }
    expect(difference['acceptance.coverage.bus']).toBe(0);
  });

  it('does so by its grant alone, and by its rebate alone', () => {
    const dear = { ...parameters, 'payment.merchant_fee_share': 0.02, 'merchant.asked_value_yuan': 0 };
    const accepting = (policy: readonly PolicyAction[]) => {
      const { simulation } = runWorld(quietScenario({ scale: 1000, parameters: dear, policy }));
      return service(simulation.world, 'retail')
        .places.accepts.copy()
        .reduce((a, b) => a + b, 0);
    };
    const without = accepting([]);
    expect(accepting([{ ...subsidy, feeRebateShare: 0 }])).toBeGreaterThan(without);
    expect(accepting([{ ...subsidy, grantFen: 0 }])).toBeGreaterThan(without);
  });

  it('pays its grant to each that begins to accept, and the fees', () => {
    let began = 0;
    const accepts = (_sector: number, _place: number, on: boolean) => (began += on ? 1 : 0);
    const grantsOnly = { ...scenario, policy: [{ ...subsidy, feeRebateShare: 0 }] };
    const { simulation } = runWorld(grantsOnly, 'policy', ({ world }) => world.facts.add(listener({ accepts })));
    const { ledger } = simulation.world;
    expect(began).toBeGreaterThan(0);
    expect(ledger.balance[ACCOUNT.government]).toBe(-began * 100_000);
    const rebated = runWorld({ ...scenario, policy: [{ ...subsidy, grantFen: 0 }] }).simulation.world.ledger;
    // With all fees taken over, what the provider earns is what the government pays.
    expect(rebated.balance[ACCOUNT.provider]).toBeGreaterThan(0);
    expect(rebated.balance[ACCOUNT.government]).toBe(-rebated.balance[ACCOUNT.provider]);
  });
});

describe('in hospitals', () => {
  const scenario = quietScenario({ scale: 370, days: 2, parameters: NO_SHOPPING });

  it('treat first, pay later cuts payments and the time at the cashier', () => {
    const later = action('pay_later', { targetShare: 1, toDay: 1, sectors: HOSPITAL });
    const { difference, measures } = runPair({ ...scenario, policy: [later] });
    expect(difference['hospital.stage_minutes_per_visit.cashier']).toBeLessThan(0);
    expect(difference['hospital.walk_minutes_mean']).toBeLessThan(0);
    expect(difference['hospital.visit_minutes_mean']).toBeLessThan(0);
    const perVisit = (m: Record<string, number>) => m['payments.count.hospital'] / m['hospital.visits'];
    expect(perVisit(measures.policy)).toBeLessThan(perVisit(measures.baseline) - 0.3);
    // The same bills, collected once.
    const billed = (m: Record<string, number>) => m['payments.value.hospital'] / m['hospital.visits'];
    expect(billed(measures.policy) / billed(measures.baseline)).toBeGreaterThan(0.97);
    expect(billed(measures.policy) / billed(measures.baseline)).toBeLessThan(1.03);
  });

  it('a share of hospitals joins, also where each district has one only', () => {
    // About a hospital a district.
    const hospitals = { ...scenario.city.figures.hospitals, value: 13 * scenario.scale };
    const city = { ...scenario.city, figures: { ...scenario.city.figures, hospitals } };
    const policy = [
      action('pay_later', { targetShare: 0.4, toDay: 1 }),
      action('equip', { targetShare: 0.4, toDay: 1 }),
    ];
    const simulation = new Simulation({ ...scenario, city, policy, days: 1 }, 'policy');
    simulation.runUntil(1);
    const hospital = service(simulation.world, 'hospital');
    const { count } = hospital.places;
    const [accepts, district] = [hospital.places.accepts.copy(), hospital.places.district.copy()];
    const places = Array.from(accepts.keys());
    const collectsLater = (place: number) =>
      hospital.factsOf!(place).some(({ key, value }) => key === 'pay_later' && value === true);
    expect(count).toBe(13);
    const alone = places.filter((place) => places.filter((other) => district[other] === district[place]).length === 1);
    expect(alone.length).toBeGreaterThan(4);
    for (const joins of [(place: number) => accepts[place] === 1, collectsLater]) {
      const share = (some: readonly number[]) => some.filter(joins).length / some.length;
      expect(Math.abs(share(places) - 0.4)).toBeLessThan(0.25);
      expect(share(alone)).toBeGreaterThan(0);
      expect(share(alone)).toBeLessThan(1);
    }
  });

  it('mobile payment cuts the time at the cashier', () => {
    const equip = action('equip', { targetShare: 1, toDay: 1, sectors: HOSPITAL });
    const { difference, measures } = runPair({ ...scenario, policy: [equip] });
    expect(measures.baseline['payments.count.hospital.mobile']).toBe(0);
    expect(measures.policy['payments.count.hospital.mobile']).toBeGreaterThan(0);
    expect(measures.policy['enrolment.hospital']).toBeGreaterThan(0);
    expect(difference['hospital.stage_minutes_per_visit.cashier']).toBeLessThan(0);
    expect(difference['hospital.walk_minutes_mean']).toBeLessThan(0);
  });
});

describe('discount', () => {
  const scenario = quietScenario({ scale: 1000, days: 2 });
  const cut = (id: 'mobile' | 'card', sectors: readonly number[]) =>
    action('discount', { method: method(id), share: 0.3, sectors });

  it('draws payments to its method in its sectors, at the cost of the government', () => {
    const policy = [cut('mobile', [sector('restaurant')])];
    const { difference, measures } = runPair({ ...scenario, policy });
    expect(difference['payments.mobile_share.restaurant']).toBeGreaterThan(0.02);
    const value = 'payments.value.restaurant.mobile';
    const mean = (m: Record<string, number>) => m[value] / m['payments.count.restaurant.mobile'];
    expect(mean(measures.policy)).toBeLessThan(mean(measures.baseline) * 0.9);
    const { ledger } = runWorld({ ...scenario, policy }).simulation.world;
    // Payers pay 70%, the government the other 30%: to the fen but for rounding.
    const paid = measures.policy[value] * 100;
    const madeUp = -ledger.balance[ACCOUNT.government];
    expect(Math.abs(madeUp - (paid * 3) / 7)).toBeLessThan(measures.policy['payments.count.restaurant.mobile']);
    const card = runPair({ ...scenario, policy: [cut('card', [sector('convenience')])] });
    expect(card.measures.policy['payments.count.convenience.card']).toBeGreaterThan(
      card.measures.baseline['payments.count.convenience.card'],
    );
  });

  it('leaves the other districts their prices', () => {
    const seen = new Map<boolean, number[]>();
    const policy = [{ ...cut('mobile', SHOPS), districts: ALL_DISTRICTS.slice(0, 6) }];
    runWorld({ ...scenario, policy }, 'policy', ({ world }) => {
      const { places } = service(world, 'retail');
      world.facts.add(
        listener({
          payment: (at, place, _person, by, fen) => {
            if (at === sector('bus') || at === sector('hospital') || by !== method('mobile')) return;
            const inside = places.district.get(place) < 6;
            seen.set(inside, [...(seen.get(inside) ?? []), fen]);
          },
        }),
      );
    });
    // Prices in shops are whole jiao (10 fen); 70% of them mostly are not.
    expect(seen.get(false)!.filter((fen) => fen % 10 !== 0)).toEqual([]);
    expect(seen.get(true)!.filter((fen) => fen % 10 !== 0).length).toBeGreaterThan(seen.get(true)!.length / 2);
  });
});

describe('campaign', () => {
  const equip = action('equip', { targetShare: 1, toDay: 1, sectors: BUS });
  const scenario = quietScenario({ scale: 1000, parameters: { 'adoption.bus_daily': 0.05 }, policy: [equip] });
  const campaign = action('campaign', { reachShare: 0.4, rewardFen: 500, sectors: BUS, fromDay: 1 });

  it('makes people enrol who would not, more of them for a reward', () => {
    const without = runWorld(scenario).measures;
    const praised = runWorld({ ...scenario, policy: [equip, { ...campaign, rewardFen: 0 }] }).measures;
    const rewarded = runWorld({ ...scenario, policy: [equip, campaign] }).measures;
    expect(praised['enrolment.bus_card']).toBeGreaterThan(without['enrolment.bus_card']);
    expect(rewarded['enrolment.bus_card']).toBeGreaterThan(praised['enrolment.bus_card']);
  });

  it('pays each reward from the government to the one who enrols', () => {
    let joined = 0;
    let lapsed = 0;
    const { simulation } = runWorld({ ...scenario, policy: [equip, campaign] }, 'policy', ({ world }) =>
      world.facts.add(
        listener({
          enrolled: (_person, at) => (joined += at === enrolmentIndex('bus') ? 1 : 0),
          lapsed: (_person, at) => (lapsed += at === enrolmentIndex('bus') ? 1 : 0),
        }),
      ),
    );
    const paid = -simulation.world.ledger.balance[ACCOUNT.government] / 500;
    expect(joined).toBeGreaterThan(20);
    // Whoever comes back is not rewarded again.
    expect(paid).toBeLessThanOrEqual(joined);
    expect(paid).toBeGreaterThanOrEqual(joined - lapsed);
  });

  it.each(SHOPS.map((index) => SECTORS[index]))('in one kind of shop is about the wallet: %s', (id) => {
    const policy = [action('campaign', { reachShare: 1, rewardFen: 50_000, sectors: [sector(id)] })];
    const { difference } = runPair(quietScenario({ scale: 1000, days: 2, policy }));
    expect(difference['enrolment.wallet']).toBeGreaterThan(0);
  });
});

describe('assist', () => {
  it('enrols people of the age bands named, and nobody else', () => {
    const equip = action('equip', { targetShare: 1, toDay: 1 });
    const assist = action('assist', { dailyShare: 0.5, fromAgeBand: 5, fromDay: 1 });
    const enrolled = (policy: Parameters<typeof quietScenario>[0]) => {
      const ages = new Map<string, number>();
      const simulation = new Simulation(quietScenario({ scale: 1000, days: 2, ...policy }), 'policy');
      simulation.runUntil(TICKS_PER_DAY);
      simulation.world.facts.add(
        listener({ enrolled: (person, at) => void ages.set(`${person} ${at}`, simulation.world.people.age(person)) }),
      );
      // Only the midnight on which it is first in force, before peers see each other's enrolment.
      simulation.runUntil(TICKS_PER_DAY + 1);
      return ages;
    };
    const without = enrolled({ policy: [equip] });
    const helped = enrolled({ policy: [equip, assist] });
    const more = [...helped].filter(([key]) => !without.has(key));
    expect(more.length).toBeGreaterThan(20);
    expect(more.filter(([, age]) => age < 5)).toEqual([]);
    expect([...without.keys()].filter((key) => !helped.has(key))).toEqual([]);
  });

  it('cannot help who has no smartphone or no account', () => {
    const policy = [action('equip', { targetShare: 1, toDay: 1 }), action('assist', { dailyShare: 1, fromAgeBand: 0 })];
    const { simulation, measures } = runWorld(quietScenario({ scale: 1000, days: 2, policy }));
    const { people } = simulation.world;
    let able = 0;
    for (let p = 0; p < people.count; p++) if (people.hasSmartphone(p) && people.hasAccount(p)) able++;
    expect(measures['enrolment.wallet']).toBeLessThanOrEqual(able);
    expect(measures['enrolment.wallet']).toBeGreaterThan(able * 0.9);
    expect(able).toBeLessThan(people.count);
  });
});

describe('no cash', () => {
  it.each(['bus', 'convenience', 'hospital'] as const)('turns cash payers away and takes none: %s', (id) => {
    const policy = [action('no_cash', { sectors: [sector(id)], fromDay: 1, toDay: 2 })];
    const { baseline, policy: outcome } = runPair(quietScenario({ scale: 1000, days: 3, policy }));
    const cash = daily(outcome, 'payments.count', `sector=${id};method=cash`);
    expect(cash[0]).toBeGreaterThan(0);
    expect(cash[1]).toBe(0);
    expect(cash[2]).toBeGreaterThan(0);
    const refused = daily(outcome, 'refusals.count', `sector=${id}`);
    expect(refused[1]).toBeGreaterThan(daily(baseline, 'refusals.count', `sector=${id}`)[1]);
    expect(refused[0]).toBe(daily(baseline, 'refusals.count', `sector=${id}`)[0]);
    expect(refused[1]).toBeGreaterThan(refused[2]);
  });
});

describe('outage', () => {
  const [from, to] = [9 * 60, 14 * 60];
  const districts = ALL_DISTRICTS.slice(0, 7);
  const sectors = [sector('convenience'), sector('restaurant'), sector('vendor')];
  const scenario = quietScenario({
    scale: 1000,
    days: 2,
    policy: [action('outage', { fromDay: 1, fromMinute: from, toMinute: to, districts, sectors })],
  });

  it('stops mobile payment in its window, sectors and districts, and nowhere else, and ends', () => {
    const counts = { inside: 0, before: 0, after: 0, elsewhere: 0, otherSectors: 0 };
    const { simulation, measures } = runWorld(scenario, 'policy', ({ world }) => {
      const { places } = service(world, 'retail');
      world.facts.add(
        listener({
          payment: (at, place, _person, by) => {
            if (by !== method('mobile') || !SHOPS.includes(at)) return;
            const minute = world.engine.now / TICKS_PER_MINUTE - 1440;
            const during = minute >= from && minute < to;
            if (!during) counts[minute < from ? 'before' : 'after']++;
            else if (!sectors.includes(at)) counts.otherSectors++;
            else if (!districts.includes(places.district.get(place))) counts.elsewhere++;
            else counts.inside++;
          },
        }),
      );
    });
    expect(counts.inside).toBe(0);
    expect(Math.min(counts.before, counts.after, counts.elsewhere, counts.otherSectors)).toBeGreaterThan(20);
    const without = runWorld(scenario, 'baseline');
    expect(measures['payments.failed.restaurant.mobile']).toBeGreaterThan(
      without.measures['payments.failed.restaurant.mobile'],
    );
    expect([...simulation.world.levers.outages].filter((count) => count !== 0)).toEqual([]);
  });

  it('may begin the day before and last over midnight', () => {
    const night = action('outage', { fromDay: -1, fromMinute: 720, toMinute: 1440 + 720 });
    const mobile: number[] = [];
    runWorld(quietScenario({ scale: 1000, days: 1, policy: [night] }), 'policy', ({ world }) =>
      world.facts.add(
        listener({
          payment: (_sector, _place, _person, by) => {
            if (by === method('mobile')) mobile.push(world.engine.now / TICKS_PER_MINUTE);
          },
        }),
      ),
    );
    expect(Math.min(...mobile)).toBeGreaterThanOrEqual(720);
    expect(mobile.length).toBeGreaterThan(100);
  });

  it('that overlaps another lasts until both are over', () => {
    const overlapping = [
      action('outage', { fromMinute: 500, toMinute: 700 }),
      action('outage', { fromMinute: 600, toMinute: 900 }),
    ];
    const simulation = new Simulation(quietScenario({ days: 1, policy: overlapping }), 'policy');
    const { levers } = simulation.world;
    const down = (minute: number) => {
      simulation.runUntil(minute * TICKS_PER_MINUTE + 1);
      return levers.outages.some((count) => count > 0);
    };
    expect([499, 500, 700, 899, 900].map(down)).toEqual([false, true, true, true, false]);
  });
});
