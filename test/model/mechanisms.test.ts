import { enrolmentIndex, profileIndex } from '../../sim/model/catalogue.ts';
import { STANDING, WALLET } from '../../sim/model/holdings.ts';
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_SECOND } from '../../sim/kernel/time.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import {
  joined,
  listener,
  action,
  method,
  runPair,
  runWorld,
  sector,
  service,
  SHOPS,
  tinyScenario,
} from './fixture.ts';

const BUS = [sector('bus')];
const BUS_EQUIPPED = action('equip', { targetShare: 1, toDay: 1, sectors: BUS });

/** Parameters whose id begins with `prefix`, multiplied by a factor. */
function times({ parameters }: Scenario, prefix: string, factor: number): Record<string, number> {
  const found = Object.entries(parameters).filter(([id]) => id.startsWith(prefix));
  expect(found.length).toBeGreaterThan(0);
  return Object.fromEntries(found.map(([id, value]) => [id, value * factor]));
}

/** Every family member `prefix` set to one value. */
function all(prefix: string, ids: readonly string[], value: number): Record<string, number> {
  return Object.fromEntries(ids.map((id) => [`${prefix}.${id}`, value]));
}
const AGES = AGE_BANDS.map((band) => band.id);

describe('queues', () => {
  const slow = times(tinyScenario(), 'retail.goods_seconds.', 3);
  const walkaways = (parameters: Record<string, number>) =>
    runWorld(tinyScenario({ scale: 1000, days: 1, parameters: { ...slow, ...parameters } }), 'baseline').measures;

  it('lose fewer people the more patient they are', () => {
    const hasty = walkaways(times(tinyScenario(), 'retail.patience_minutes.', 0.5));
    const usual = walkaways({});
    const patient = walkaways(times(tinyScenario(), 'retail.patience_minutes.', 3));
    const counts = [hasty, usual, patient].map((measures) => measures['walkaways.count.restaurant']);
    expect(counts[0]).toBeGreaterThan(counts[1]);
    expect(counts[1]).toBeGreaterThan(counts[2]);
    expect(patient['wait.mean.restaurant']).toBeGreaterThan(hasty['wait.mean.restaurant']);
  });

  it('are shorter with more tills', () => {
    const usual = walkaways({});
    const tills = walkaways({ 'retail.tills.restaurant': 3 });
    expect(tills['wait.mean.restaurant']).toBeLessThan(usual['wait.mean.restaurant']);
    expect(tills['payments.count.restaurant']).toBeGreaterThan(usual['payments.count.restaurant']);
  });

  it('at stops, too, lose people who tire of waiting', () => {
    const left = (minutes: number) =>
      runWorld(tinyScenario({ days: 2, parameters: { 'bus.patience_minutes': minutes } }), 'baseline').measures;
    expect(left(5)['walkaways.count.bus']).toBeGreaterThan(left(60)['walkaways.count.bus']);
  });
});

describe('buses', () => {
  /** Sum of the payment times at each stop a bus made, and how long it stood there. */
  function stopsMade(scenario: Scenario) {
    const stops: { boarded: number; paying: number; dwell: number }[] = [];
    const paying = new Map<number, number>();
    const boarded = new Map<number, number>();
    let wrong = 0;
    runWorld(scenario, 'baseline', ({ world }) =>
      world.facts.add(
        listener({
          served: (at, bus, _person, ticks) => {
            if (at !== sector('bus')) return;
            paying.set(bus, (paying.get(bus) ?? 0) + ticks);
            boarded.set(bus, (boarded.get(bus) ?? 0) + 1);
          },
          dwelt: (bus, dwell, count) => {
            if ((boarded.get(bus) ?? 0) !== count) wrong++;
            stops.push({ boarded: count, paying: paying.get(bus) ?? 0, dwell });
            paying.delete(bus);
            boarded.delete(bus);
          },
        }),
      ),
    );
    expect(wrong).toBe(0);
    return stops;
  }

  it('wait for the last passenger to pay: the more board, the longer they stand', () => {
    const scenario = tinyScenario({ scale: 500, days: 1 });
    const doors = Math.round(scenario.parameters['bus.door_seconds'] * TICKS_PER_SECOND);
    const stops = stopsMade(scenario);
    expect(stops.filter(({ paying, dwell }) => dwell < paying + doors)).toEqual([]);
    const meanDwell = (least: number, most: number) => {
      const some = stops.filter(({ boarded }) => boarded >= least && boarded <= most);
      expect(some.length).toBeGreaterThan(20);
      return some.reduce((sum, { dwell }) => sum + dwell, 0) / some.length;
    };
    const dwells = [meanDwell(0, 0), meanDwell(1, 2), meanDwell(3, 5), meanDwell(6, 80)];
    expect(dwells).toEqual([...dwells].sort((a, b) => a - b));
    expect(dwells[3]).toBeGreaterThan(2 * dwells[0]);
  });

  it('leave people behind when they are full, and only then', () => {
    const leftBehind = (capacity: number) =>
      runWorld(tinyScenario({ days: 2, parameters: { 'bus.capacity': capacity } }), 'baseline').measures[
        'bus.left_behind'
      ];
    expect(leftBehind(20)).toBeGreaterThan(0);
    expect(leftBehind(200)).toBeLessThanOrEqual(leftBehind(80));
    expect(leftBehind(200)).toBeLessThan(leftBehind(20));
  });

  it('run later the longer people take to pay', () => {
    const late = (factor: number) => {
      const parameters = times(tinyScenario(), 'payment.bus_ca', factor);
      return runWorld(tinyScenario({ days: 2, parameters }), 'baseline').measures;
    };
    const [usual, slow] = [late(1), late(3)];
    expect(slow['bus.boarding_seconds_mean']).toBeGreaterThan(2 * usual['bus.boarding_seconds_mean']);
    expect(slow['bus.dwell_seconds_mean']).toBeGreaterThan(usual['bus.dwell_seconds_mean']);
    expect(slow['bus.late_minutes_mean']).toBeGreaterThan(usual['bus.late_minutes_mean']);
    expect(slow['person.minutes_per_day']).toBeGreaterThan(usual['person.minutes_per_day']);
  });
});

describe('the first fares paid by code', () => {
  const enrolEverybody = action('assist', { dailyShare: 1, fromAgeBand: 0, sectors: BUS });
  const scenario = tinyScenario({
    scale: 1000,
    days: 4,
    parameters: { 'payment.choice_bus_mobile': 3, 'payment.readiness_gain_share': 0.5 },
    policy: [BUS_EQUIPPED, enrolEverybody],
  });
  const secondsOf = (simulation: Simulation, day: number, group: string) => {
    const { values } = simulation.finish();
    return values.find((v) => v.day === day && v.name === 'payments.seconds_mean' && v.group === group)!.value ?? NaN;
  };

  it('take novices longer than the card, and less with every day of use', () => {
    const { simulation } = runWorld({ ...scenario, scale: 500 });
    const mobile = (day: number) => secondsOf(simulation, day, 'sector=bus;method=mobile');
    // Buses are fitted on the first night, people enrol from the second on.
    expect(mobile(1)).toBeGreaterThan(2 * secondsOf(simulation, 1, 'sector=bus;method=card'));
    expect(mobile(2)).toBeLessThan(mobile(1));
    expect(mobile(3)).toBeLessThan(mobile(2));
  });

  it('make ready whoever pays them, and nobody else', () => {
    const simulation = new Simulation(scenario, 'policy');
    const { people, facts } = simulation.world;
    const payers = new Set<number>();
    facts.add(
      listener({
        payment: (at, _place, person, by) =>
          void (at === sector('bus') && by === method('mobile') && payers.add(person)),
      }),
    );
    const atFarebox = people.ready[profileIndex('farebox')];
    expect(atFarebox.copy().every((ready) => ready === 0)).toBe(true);
    simulation.runUntil(2 * TICKS_PER_DAY);
    const ready = Array.from(atFarebox.copy().keys()).filter((person) => atFarebox.get(person) > 0);
    expect(new Set(ready)).toEqual(payers);
    expect(payers.size).toBeGreaterThan(100);
  });

  it('can cost everybody more time than the policy saves', () => {
    // Nobody learns, and all try: the model can say no.
    const unready = {
      'payment.choice_bus_mobile': 3,
      'payment.readiness_gain_share': 0.01,
      'payment.unready_share_mobile_novice': 0.95,
    };
    const { difference, measures } = runPair({ ...scenario, parameters: { ...scenario.parameters, ...unready } });
    expect(difference['bus.boarding_seconds_mean']).toBeGreaterThan(0);
    expect(difference['bus.dwell_seconds_mean']).toBeGreaterThan(0);
    expect(measures.policy['saved.minutes_per_person_day']).toBeLessThan(0);
    expect(measures.policy['saved.losers_share']).toBeGreaterThan(measures.policy['saved.gainers_share']);
    expect(measures.baseline['saved.minutes_per_person_day']).toBe(0);
  });

  it('can save everybody time where payers are ready and cash was slow', () => {
    const ready = {
      ...all('people.bus_card_share', AGES, 0),
      'payment.choice_bus_mobile': 3,
      'payment.unready_share_mobile_novice': 0.1,
      'payment.bus_cash_ready_seconds': 8,
    };
    const { measures, difference } = runPair({ ...scenario, parameters: { ...scenario.parameters, ...ready } });
    expect(difference['bus.boarding_seconds_mean']).toBeLessThan(0);
    expect(measures.policy['saved.minutes_per_person_day']).toBeGreaterThan(0);
  });
});

describe('the choice of method', () => {
  const share = (parameters: Record<string, number>) =>
    runWorld(tinyScenario({ days: 2, parameters }), 'baseline').measures['payments.mobile_share.restaurant'];

  it('leans to the quicker one', () => {
    const quick = share({ 'payment.shop_mobile_ready_seconds': 8 });
    const slow = share({ 'payment.shop_mobile_ready_seconds': 20, 'payment.shop_mobile_unready_seconds': 60 });
    expect(quick).toBeGreaterThan(slow);
  });

  it('leans to the habit', () => {
    expect(share({ 'payment.choice_habit': 8 })).toBeGreaterThan(share({ 'payment.choice_habit': 0 }));
  });

  it('falls on another where the phone is empty or the payment fails', () => {
    expect(share({ 'payment.phone_empty_share': 0.2 })).toBeLessThan(share({ 'payment.phone_empty_share': 0 }));
    expect(share({ 'payment.mobile_failure_share': 0.2 })).toBeLessThan(share({ 'payment.mobile_failure_share': 0 }));
  });

  it('is made among what the decision calls possible, and the odds add up to one', () => {
    const wrong: string[] = [];
    let failed = 0;
    runWorld(
      tinyScenario({ scale: 1000, policy: [BUS_EQUIPPED, action('assist', { dailyShare: 0.5, fromAgeBand: 0 })] }),
      'policy',
      ({ world }) =>
        world.facts.add(
          listener({
            payment: (at, place, person, by, fen, _ticks, _ready, { state, probability, failed: tried }) => {
              const sum = probability[0] + probability[1] + probability[2];
              if (Math.abs(sum - 1) > 1e-12) wrong.push(`odds of ${sum}`);
              if (probability[by] === 0 || state[by] !== 0) wrong.push(`${by} at ${at} ${place}: state ${state[by]}`);
              if (tried >= 0) failed++;
              if (tried === by && by !== method('cash')) wrong.push(`${by} tried, failed and used`);
              if (fen < 0) wrong.push(`${person} paid ${fen}`);
            },
          }),
        ),
    );
    expect(wrong).toEqual([]);
    expect(failed).toBeGreaterThan(0);
  });
});

describe('people who have enrolled', () => {
  const lapses = (parameters: Record<string, number>) =>
    runWorld(tinyScenario({ scale: 1000, days: 4, parameters }), 'baseline').measures['enrolment.lapsed.wallet'];

  it('drop out more where the hazard is higher', () => {
    expect(lapses({ 'adoption.lapse_daily': 0.05 })).toBeGreaterThan(lapses({ 'adoption.lapse_daily': 0.005 }));
    expect(lapses({ 'adoption.lapse_daily': 0, 'adoption.distrust_lapse_daily': 0 })).toBe(0);
  });

  it('drop out when their trust is gone', () => {
    const distrust = {
      'adoption.lapse_daily': 0,
      'adoption.distrust_lapse_daily': 0.2,
      'payment.mobile_failure_share': 0.2,
      'payment.trust_loss_share': 0.5,
    };
    expect(lapses(distrust)).toBeGreaterThan(lapses({ ...distrust, 'payment.trust_loss_share': 0 }));
  });

  it('and drop the wallet have no bus card in the phone left, and are marked', () => {
    const policy = [BUS_EQUIPPED, action('assist', { dailyShare: 0.5, fromAgeBand: 0, toDay: 2 })];
    const parameters = { 'adoption.lapse_daily': 0.05, 'adoption.wallet_daily': 0, 'adoption.wallet_peer_daily': 0 };
    const dropped = new Set<number>();
    const { simulation } = runWorld(tinyScenario({ scale: 1000, parameters, policy }), 'policy', ({ world }) =>
      world.facts.add(
        listener({
          lapsed: (person, at) => void (at === WALLET && dropped.add(person)),
          enrolled: (person, at) => void (at === WALLET && dropped.delete(person)),
        }),
      ),
    );
    const { people } = simulation.world;
    const busCard = enrolmentIndex('bus');
    expect(dropped.size).toBeGreaterThan(20);
    const wrong = [...dropped].filter(
      (p) => people.isEnrolled(p, busCard) || people.standing(p, WALLET) !== STANDING.lapsed,
    );
    expect(wrong).toEqual([]);
    const everybody = Array.from({ length: people.count }, (_, p) => p);
    const strays = everybody.filter((p) => people.isEnrolled(p, busCard) && !people.hasWallet(p));
    expect(strays).toEqual([]);
  });
});

describe('merchants', () => {
  const coverage = (parameters: Record<string, number>, days = 4) => {
    const simulation = new Simulation(tinyScenario({ scale: 1000, days, parameters }), 'baseline');
    const { places } = service(simulation.world, 'retail');
    const accepting = () => places.accepts.copy().reduce((a, b) => a + b, 0);
    const before = accepting();
    simulation.finish();
    return { before, after: accepting(), all: places.count };
  };

  it('begin to accept when customers ask for it', () => {
    const eager = { 'merchant.adopt_daily': 0.2, 'merchant.asked_value_yuan': 10 };
    const asked = coverage(eager);
    expect(asked.after).toBeGreaterThan(asked.before);
    const nobodyAsks = coverage({
      ...eager,
      ...all('people.wallet_share', AGES, 0),
      'adoption.wallet_daily': 0,
      'adoption.wallet_peer_daily': 0,
      'merchant.lapse_daily': 0,
    });
    expect(nobodyAsks.after).toBe(nobodyAsks.before);
  });

  it('give it up when nobody uses it', () => {
    const unused = coverage({
      ...all('people.wallet_share', AGES, 0),
      'adoption.wallet_daily': 0,
      'adoption.wallet_peer_daily': 0,
      'merchant.lapse_daily': 0.05,
      'merchant.fixed_cost_yuan': 20,
    });
    expect(unused.after).toBeLessThan(unused.before);
    expect(coverage({ 'merchant.lapse_daily': 0, 'merchant.adopt_daily': 0 }).after).toBe(unused.before);
  });
});

describe('the chicken and the egg', () => {
  const days = 4;
  const SWIFT = { 'adoption.bus_daily': 0.05, 'adoption.bus_peer_daily': 1 };
  const reach = action('campaign', { reachShare: 0.5, rewardFen: 1000, sectors: BUS });
  const cards = (policy: Scenario['policy']) =>
    runWorld(tinyScenario({ scale: 1000, days, policy, parameters: { ...SWIFT, 'bus.equipped_share': 0 } })).measures[
      'enrolment.bus_card'
    ];

  it('nobody enrols where no bus reads codes, nor where nobody has heard of it; both together take off', () => {
    expect(cards([])).toBe(0);
    expect(cards([reach])).toBe(0);
    expect(cards([BUS_EQUIPPED])).toBe(0);
    expect(cards([BUS_EQUIPPED, reach])).toBeGreaterThan(20);
  });

  it('the more peers have enrolled, the more enrol', () => {
    const assist = (dailyShare: number) =>
      action('assist', { dailyShare, fromAgeBand: 0, fromDay: 1, toDay: 2, sectors: BUS });
    /** Share of those not yet enrolled after the night of assistance who enrol in the nights that follow. */
    const followers = (dailyShare: number) => {
      const scenario = tinyScenario({
        scale: 1000,
        days,
        parameters: SWIFT,
        policy: [BUS_EQUIPPED, action('campaign', { reachShare: 1, rewardFen: 0, sectors: BUS }), assist(dailyShare)],
      });
      const simulation = new Simulation(scenario, 'policy');
      const { people } = simulation.world;
      const able = () =>
        joined(simulation.world, 'wallet').filter(
          (has, person) => has === 1 && !people.isEnrolled(person, enrolmentIndex('bus')),
        ).length;
      simulation.runUntil(TICKS_PER_DAY + 1);
      const open = able();
      simulation.finish();
      return 1 - able() / open;
    };
    expect(followers(0.6)).toBeGreaterThan(followers(0.05) * 1.2);
  });
});

it('shops of every kind are used, and each takes what it takes', () => {
  const { measures } = runWorld(tinyScenario({ scale: 1000, days: 2 }), 'baseline');
  for (const index of SHOPS) {
    const id = ['bus', 'vendor', 'convenience', 'supermarket', 'restaurant', 'market'][index];
    expect(measures[`payments.count.${id}`]).toBeGreaterThan(0);
    const takesCard = id === 'convenience' || id === 'supermarket';
    expect(measures[`payments.count.${id}.card`] > 0).toBe(takesCard);
  }
});
