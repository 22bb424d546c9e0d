/** No parameter is without effect: those that are in none of the tables here change something, whatever it is. */
import { describe, expect, it } from 'vitest';
import { Memory } from '../../sim/kernel/memory.ts';
import { RandomSource } from '../../sim/kernel/random.ts';
import { TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { Geography } from '../../sim/model/geography.ts';
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { action, method, tinyScenario } from '../model/fixture.ts';
import { ROLE_IDS } from '../../sim/model/people-parameters.ts';
import { BusLines } from '../../sim/model/services/bus/lines.ts';
import { BUS_TABLE } from '../../sim/model/services/bus/parameters.ts';
import { DAY_KINDS, KINDS, weightFamily } from '../../sim/model/services/retail/parameters.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { bothEnds, membersOf } from './move.ts';
import { ADOPTION_MOVES } from './moves-adoption.ts';
import { BACKOFFICE_MOVES } from './moves-backoffice.ts';
import { BUS_MOVES } from './moves-bus.ts';
import { CAMPUS_MOVES } from './moves-campus.ts';
import { COST_MOVES } from './moves-cost.ts';
import { CREDIT_MOVES } from './moves-credit.ts';
import { DETENTION_MOVES } from './moves-detention.ts';
import { EDUCATION_MOVES } from './moves-education.ts';
import { HALL_MOVES } from './moves-hall.ts';
import { HOSPITAL_MOVES } from './moves-hospital.ts';
import { METRO_MOVES } from './moves-metro.ts';
import { PAYMENT_MOVES } from './moves-payment.ts';
import { PEOPLE_MOVES } from './moves-people.ts';
import { RETAIL_MOVES } from './moves-retail.ts';
import { UTILITY_MOVES } from './moves-utility.ts';

const TABLES = [
  PEOPLE_MOVES,
  PAYMENT_MOVES,
  ADOPTION_MOVES,
  BUS_MOVES,
  RETAIL_MOVES,
  HOSPITAL_MOVES,
  METRO_MOVES,
  HALL_MOVES,
  CAMPUS_MOVES,
  UTILITY_MOVES,
  DETENTION_MOVES,
  EDUCATION_MOVES,
  CREDIT_MOVES,
  BACKOFFICE_MOVES,
  COST_MOVES,
];
/** Families whose members are relative to each other: one of them beside the others tells them all. */
const SHAPES = [
  'bus.to_work',
  'bus.from_work',
  'bus.other_trips',
  'bus.headway_factor',
  'bus.other_trips_weight',
  'metro.to_work',
  'metro.from_work',
  'metro.other_trips',
  'metro.headway_factor',
  'metro.other_trips_weight',
  'hospital.hours',
  'hospital.appointment_hours',
  'hospital.age_weight',
  'campus.breakfast_times',
  'campus.lunch_times',
  'campus.supper_times',
  'campus.shop_times',
  'campus.office_morning',
  'campus.office_afternoon',
  'hall.hours',
  'detention.hours',
  'utility.counter_hours',
  'utility.home_hours',
  'education.hours',
  'people.income_factor',
  ...KINDS.map((kind) => `retail.hours_${kind}`),
  ...ROLE_IDS.flatMap((role) => DAY_KINDS.map((days) => weightFamily(role, days))),
];
const shapes = new Set(SHAPES.flatMap((family) => membersOf(family).map(({ id }) => id)));
const named = new Set(TABLES.flat().flatMap(({ parameter }) => membersOf(parameter).map(({ id }) => id)));
/** What lines are laid by: small cities have but one. */
const COURSE = ['radial_share', 'hub_km', 'aim_km', 'off_middle_share', 'bend_share'].map((key) => `bus.${key}`);
const others = PARAMETERS.filter(({ id }) => !named.has(id) && !shapes.has(id) && !COURSE.includes(id));

/** A world in which as much as can happens. */
const EVENTFUL = [
  // Not everywhere: which places are fitted first matters too.
  action('equip', { targetShare: 0.7, toDay: 1 }),
  action('campaign', { reachShare: 0.5, rewardFen: 500 }),
  action('wallet_interest', { yearShare: 0.02 }),
  action('discount', { method: method('mobile'), share: 0.2 }),
  action('outage', { fromDay: 1, fromMinute: 480, toMinute: 600 }),
];

/** Instants at which is asked whether the worlds have parted: most have by the morning. */
const LOOKS = [9, 18, 24, 33].map((hours) => hours * TICKS_PER_HOUR);

function simulationAt(id: string, value: number): Simulation {
  // At the rate of the country nobody of so small a city would be held.
  const parameters = {
    'detention.held_per_100000': 5000,
    'detention.deposits_per_month': 30,
    'campus.lost_share_year': 0.5,
    'hospital.appointment_share': 0.3,
    [id]: value,
  };
  return new Simulation(tinyScenario({ days: 2, policy: EVENTFUL, parameters }), 'policy');
}

/** Whether two days come to something else at one end than at the other. What has parted once need not be simulated further. */
function changesSomething({ id, low, high }: (typeof PARAMETERS)[number]): boolean {
  const [one, other] = [simulationAt(id, low), simulationAt(id, high)];
  for (const tick of LOOKS) {
    one.runUntil(tick);
    other.runUntil(tick);
    if (one.world.digest() !== other.world.digest()) return true;
  }
  const [found, beside] = [one.finish(), other.finish()];
  if (found.digest !== beside.digest) return true;
  return found.values.some(({ value }, at) => value !== beside.values[at]!.value);
}

describe('a parameter changes something', () => {
  it.each(others)('$id', (parameter) => {
    expect(changesSomething(parameter)).toBe(true);
  });
});

describe('the course of bus lines changes', () => {
  const { parameters, city } = tinyScenario();
  const random = new RandomSource('1');
  const geography = new Geography(city, 200, parameters, random);
  const courseAt = (id: string, value: number) => {
    const p = BUS_TABLE.read({ ...parameters, [id]: value });
    const net = new BusLines(geography, 40, p, new RandomSource('1').purpose('bus.line'), new Memory());
    return { x: [...net.lines.x], y: [...net.lines.y] };
  };
  it.each(COURSE)('with %s', (id) => {
    const { low, high } = membersOf(id)[0]!;
    expect(courseAt(id, low)).not.toEqual(courseAt(id, high));
  });
});

describe('a shape changes something where one of its members does', () => {
  // Of one that people use on the two days of the run: on working days.
  it.each(SHAPES.filter((family) => !family.endsWith('day_off')))('%s', (family) => {
    const all = membersOf(family);
    expect(changesSomething(all[Math.floor(all.length / 2)]!)).toBe(true);
  });
});

it.each(COST_MOVES)('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) expect(high, id).toBeGreaterThan(low);
});

it('what the tables name is there', () => {
  expect(named.size).toBeGreaterThan(100);
});
