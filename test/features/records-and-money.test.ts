/** What records of payments tell of demand, and how often cash is spent: reckoned by hand, and from what was reported. */
import { expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { Counters } from '../../sim/model/measures/counters.ts';
import { MEASURE_ROWS } from '../../sim/model/measures/definitions.ts';
import { layoutFor } from '../../sim/model/measures/layout.ts';
import { action, listener, method, runWorld, tinyScenario } from '../model/fixture.ts';

const rowOf = (name: string) => MEASURE_ROWS.find((one) => one.name === name)!;

it('an estimate from records errs by what is put where it does not belong', () => {
  const layout = layoutFor(1);
  const values = new Float64Array(layout.length);
  const counters = new Counters(layout, values, 1, 1, {});
  const ages = layout.at.paymentsByAge;
  const error = () => rowOf('demand.estimate_error_age').value(counters.of({}));
  // Young: 30 of 60 payments recorded, 20 by card and 10 by phone. Old: 10 of 40, by phone.
  values.set([30, 20, 10], ages + 3);
  values.set([30, 0, 10], ages + 15);
  // Records say 30 : 10, the truth is 60 : 40: 15 of 100 payments are taken for those of the young.
  expect(error()).toBeCloseTo(0.15, 12);
  // As many of each recorded: cash is as invisible here, and nothing is put into the wrong place.
  values.set([30, 20, 10], ages + 15);
  expect(error()).toBeCloseTo(0, 12);
  values.set([30, 0, 0], ages + 3);
  values.set([30, 0, 0], ages + 15);
  expect(error()).toBeNaN();
  // Footfall of two districts would be 3 : 1 by all payments, 1 : 1 by phone: a quarter is put into the wrong one.
  const two = layoutFor(2);
  const counts = new Float64Array(two.length);
  counts.set([75, 25], two.at.footfall);
  counts.set([10, 10], two.at.footfallByPhone);
  const place = new Counters(two, counts, 1, 1, {}).of({});
  expect(rowOf('demand.estimate_error_place').value(place)).toBeCloseTo(0.25, 12);
});

it('records, their hours and the velocity of cash are those of what was paid', () => {
  const scenario = tinyScenario({ days: 2, policy: [action('equip', { targetShare: 1, toDay: 1 })] });
  const all = new Float64Array(24);
  const recorded = new Float64Array(24);
  let cashFen = 0;
  let cameNot = 0;
  const held: number[] = [];
  const tills: number[] = [];
  const { measures, simulation } = runWorld(scenario, 'policy', ({ world }) => {
    const close = world.onDayEnd;
    world.onDayEnd = (day) => {
      look();
      close(day);
    };
    const look = () => {
      const { balance } = world.ledger;
      held.push(balance[ACCOUNT.residentCash]!);
      tills.push(SECTORS.reduce((sum, _, at) => sum + balance[world.ledger.till(at)]!, 0));
    };
    world.facts.add(
      listener({
        payment: (_sector, _place, _person, by, fen) => {
          const hour = Math.floor((world.engine.now % TICKS_PER_DAY) / TICKS_PER_HOUR);
          all[hour]!++;
          if (by === method('cash')) cashFen += fen;
          else recorded[hour]!++;
        },
        refused: () => cameNot++,
        walkedAway: (_sector, _place, _person, ticks) => {
          if (ticks > 0) cameNot++;
        },
      }),
    );
    lastLook = look;
  });
  lastLook();
  const sum = (of: Float64Array) => of.reduce((a, b) => a + b, 0);
  expect(sum(recorded)).toBeGreaterThan(100);
  expect(measures['demand.recorded_share']).toBeCloseTo(sum(recorded) / sum(all), 12);
  const wrong =
    all.reduce((total, count, hour) => total + Math.abs(recorded[hour]! / sum(recorded) - count / sum(all)), 0) / 2;
  expect(measures['demand.estimate_error_hour']).toBeCloseTo(wrong, 12);
  expect(cameNot).toBeGreaterThan(0);
  expect(measures['demand.seen_share']).toBeCloseTo(sum(recorded) / (sum(all) + cameNot), 12);
  const { people } = simulation.world;
  const paidByPhone = Array.from({ length: people.count }, (_, p) => p).filter((p) => {
    return people.hasWallet(p) || people.habit.some((habit) => habit.get(p) > 0);
  });
  const invisible = 1 - paidByPhone.filter((p) => people.hasRecord(p)).length / people.count;
  expect(measures['demand.invisible_share']).toBeCloseTo(invisible, 12);
  expect(measures['demand.invisible_share.75+']!).toBeGreaterThan(measures['demand.invisible_share.25-34']!);
  expect(measures['demand.invisible_share.0-14']!).toBeGreaterThan(measures['demand.invisible_share.25-34']!);
  expect(held).toHaveLength(2);
  const meanHeld = (held[0]! + held[1]!) / 2;
  expect(measures['money.cash_in_hand']).toBeCloseTo(meanHeld / 100, 6);
  expect(measures['money.cash_in_tills']).toBeCloseTo((tills[0]! + tills[1]!) / 200, 6);
  expect(measures['money.cash_velocity']).toBeCloseTo(((cashFen / 2) * 30) / meanHeld, 9);
});

let lastLook = () => {};
