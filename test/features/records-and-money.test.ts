/** What records of payments tell of demand, and how often cash is spent: reckoned by hand, and from what was reported. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { SECTORS } from '../../sim/model/catalogue.ts';
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { Counters } from '../../sim/model/measures/counters.ts';
import { MEASURE_ROWS } from '../../sim/model/measures/definitions.ts';
import { layoutFor } from '../../sim/model/measures/layout.ts';
import { isInside } from '../../sim/model/polygon.ts';
import { action, listener, method, runWorld, sector, tinyScenario, WUHAN } from '../model/fixture.ts';

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
  // Footfall of two districts would be 3 : 1 by all payments, 1 : 1 by records: a quarter is put into the wrong one.
  const two = layoutFor(2);
  const counts = new Float64Array(two.length);
  counts.set([75, 25], two.at.footfall);
  counts.set([10, 10], two.at.footfallRecorded);
  const place = new Counters(two, counts, 1, 1, {}).of({});
  expect(rowOf('demand.estimate_error_place').value(place)).toBeCloseTo(0.25, 12);
  expect(rowOf('demand.estimate_error_hour_place').value(place)).toBeCloseTo(0.25, 12);
  // Hours by themselves and districts by themselves may be right where both together are not.
  counts.set([50, 50, 50, 50], two.at.footfall);
  counts.set([20, 0, 0, 20], two.at.footfallRecorded);
  expect(rowOf('demand.estimate_error_place').value(place)).toBeCloseTo(0, 12);
  expect(rowOf('demand.estimate_error_hour_place').value(place)).toBeCloseTo(0.5, 12);
  // Of one sector only its own count.
  const [hours, other] = [24 * 2, 3];
  counts.set([9, 3], two.at.footfall + other * hours);
  counts.set([1, 1], two.at.footfallRecorded + other * hours);
  expect(rowOf('demand.estimate_error_hour_place').value(place.of({ sector: other }))).toBeCloseTo(0.25, 12);
  expect(rowOf('demand.estimate_error_hour_place').value(place.of({ sector: 0 }))).toBeCloseTo(0.5, 12);
  expect(rowOf('demand.estimate_error_hour_place').value(place.of({ sector: 1 }))).toBeNaN();
});

describe('demand by hour and district', () => {
  const DISTRICTS = WUHAN.districts.length;
  const [BUS, RAIL] = [sector('bus'), sector('metro')];
  const cells = () => new Float64Array(24 * DISTRICTS);
  const seen = new Map(SECTORS.map((_, at) => [at, { all: cells(), recorded: cells() }]));
  const astray = { byVehicle: 0, rides: 0 };
  // So many lines, with a bus or two each, that rides begin in several districts.
  const { figures } = WUHAN;
  const lines = { ...figures['bus_lines']!, value: figures['bus_lines']!.value * 20 };
  const buses = { ...figures['buses']!, value: figures['buses']!.value * 2 };
  const scenario = tinyScenario({
    days: 2,
    city: { ...WUHAN, figures: { ...figures, bus_lines: lines, buses } },
    parameters: { 'geography.neighbourhood_people': 500 },
  });
  const { measures } = runWorld(scenario, 'policy', ({ world }) => {
    const { geography, fleetOf, placesOf, engine } = world;
    world.facts.add(
      listener({
        payment: (at, place, _person, by) => {
          if (place < 0) return;
          const hour = Math.floor((engine.now % TICKS_PER_DAY) / TICKS_PER_HOUR);
          let district = placesOf[at]!.district.get(place);
          const fleet = fleetOf[at];
          if (fleet !== undefined) {
            const { lines, route, position } = fleet;
            const stop = lines.stopAt(route[place]!, position[place]!);
            const own = geography.rings.findIndex((rings) => isInside(rings, lines.x[stop]!, lines.y[stop]!));
            astray.rides++;
            if (own !== district) astray.byVehicle++;
            district = own;
          }
          const { all, recorded } = seen.get(at)!;
          all[hour * DISTRICTS + district]!++;
          if (by !== method('cash')) recorded[hour * DISTRICTS + district]!++;
        },
      }),
    );
  });
  const sum = (of: Float64Array) => of.reduce((a, b) => a + b, 0);
  const wrong = (all: Float64Array, recorded: Float64Array) =>
    all.reduce((total, count, at) => total + Math.abs(recorded[at]! / sum(recorded) - count / sum(all)), 0) / 2;

  it('is estimated for both together, for rides as for places', () => {
    for (const at of [BUS, RAIL, sector('market')]) {
      const { all, recorded } = seen.get(at)!;
      expect(sum(all), SECTORS[at]).toBeGreaterThan(100);
      expect(measures[`demand.estimate_error_hour_place.${SECTORS[at]}`], SECTORS[at]).toBeCloseTo(
        wrong(all, recorded),
        12,
      );
    }
    const [total, records] = [cells(), cells()];
    for (const { all, recorded } of seen.values()) {
      all.forEach((count, at) => (total[at]! += count));
      recorded.forEach((count, at) => (records[at]! += count));
    }
    expect(measures['demand.estimate_error_hour_place']).toBeCloseTo(wrong(total, records), 12);
    // Finer profiles cannot be estimated better than those that they add up to.
    expect(measures['demand.estimate_error_hour_place']).toBeGreaterThan(measures['demand.estimate_error_place']!);
  });

  it('has a ride where it began, whatever district its vehicle is of', () => {
    expect(astray.rides).toBeGreaterThan(500);
    expect(astray.byVehicle).toBeGreaterThan(0.1 * astray.rides);
    const { all, recorded } = seen.get(BUS)!;
    const by = (of: Float64Array) =>
      Float64Array.from({ length: DISTRICTS }, (_, district) =>
        sum(of.filter((_count, at) => at % DISTRICTS === district)),
      );
    expect(by(all).filter((rides) => rides > 50).length).toBeGreaterThan(3);
    expect(measures['demand.estimate_error_place.bus']).toBeGreaterThan(0.001);
    expect(measures['demand.estimate_error_place.bus']).toBeCloseTo(wrong(by(all), by(recorded)), 12);
  });
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
