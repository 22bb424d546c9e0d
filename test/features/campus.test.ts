/** Campuses: who studies, what is eaten and paid, and what a lost card costs. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY } from '../../sim/kernel/time.ts';
import { enrolmentIndex, flagBit } from '../../sim/model/catalogue.ts';
import { ROLE } from '../../sim/model/city.ts';
import { STANDING, WALLET } from '../../sim/model/holdings.ts';
import type { Simulation } from '../../sim/runner/simulate.ts';
import {
  action,
  listener,
  method,
  NO_SHOPPING,
  runWorld,
  sector,
  tinyScenario,
  WUHAN,
  type Overrides,
} from '../model/fixture.ts';
import { bothEnds } from './move.ts';
import { CAMPUS_MOVES } from './moves-campus.ts';
import { record } from './record.ts';

const CANTEEN = sector('canteen');
const CARD_OFFICE = sector('cardoffice');
const STUDENT = flagBit('campus.student');
const DAYS = 10;

const scenarioOf = ({ parameters, ...more }: Overrides = {}) =>
  tinyScenario({
    scale: 1000,
    days: DAYS,
    start: '2017-05-08',
    ...more,
    parameters: { ...NO_SHOPPING, ...parameters },
  });
const run = (more?: Overrides, prepare?: (simulation: Simulation) => void) =>
  runWorld(scenarioOf(more), 'policy', prepare);
const studentsOf = ({ world: { people } }: Simulation) =>
  Array.from({ length: people.count }, (_, person) => person).filter((person) => people.flags.get(person) & STUDENT);

/** Every student has the card in the phone. */
function enrolAll(simulation: Simulation): void {
  for (const person of studentsOf(simulation)) {
    for (const enrolment of [WALLET, enrolmentIndex('campus')]) {
      simulation.world.people.setStanding(person, enrolment, STANDING.enrolled);
    }
  }
}

describe('students', () => {
  it('are as many young people who study as the city has', () => {
    const { simulation } = run({ days: 1 });
    const { people } = simulation.world;
    const students = studentsOf(simulation);
    const expected = WUHAN.figures['college_students']!.value / 1000;
    expect(Math.abs(students.length - expected)).toBeLessThan(4 * Math.sqrt(expected * 0.15));
    expect(students.every((person) => people.age(person) === 1 && people.role(person) === ROLE.student)).toBe(true);
  });

  it('are no more than study at all, whatever the city says', () => {
    const { figures } = WUHAN;
    const many = { ...figures, college_students: { ...figures['college_students']!, value: 9_000_000 } };
    const { simulation } = run({ days: 1, city: { ...WUHAN, figures: many } });
    const { people } = simulation.world;
    const young = Array.from({ length: people.count }, (_, p) => p).filter(
      (p) => people.age(p) === 1 && people.role(p) === ROLE.student,
    );
    expect(studentsOf(simulation)).toEqual(young);
  });
});

describe('meals', () => {
  it('are had as often as they say, less on days off, hardly in the holidays', () => {
    const perDay = (start: string) => {
      const { simulation, measures } = run({ start, days: 1 });
      return (measures['campus.meals']! + measures['campus.meals_missed']!) / studentsOf(simulation).length;
    };
    // 0.45 + 0.75 + 0.6 on a Monday; some days are too full.
    expect(perDay('2017-05-08')).toBeGreaterThan(1.6);
    expect(perDay('2017-05-08')).toBeLessThan(1.9);
    expect(perDay('2017-05-13') / perDay('2017-05-08')).toBeCloseTo(0.7, 1);
    expect(perDay('2017-07-17') / perDay('2017-05-08')).toBeCloseTo(0.08, 1);
  });

  it('cost what they say, and are paid by card where one is held', () => {
    const { payments } = record(scenarioOf({ days: 1, parameters: { 'campus.price_cv': 0 } }));
    const meals = payments.filter((one) => one.sector === CANTEEN);
    expect(new Set(meals.map(({ fen }) => fen))).toEqual(new Set([400, 1000, 900]));
    const byCard = meals.filter((one) => one.method === method('card')).length / meals.length;
    expect(byCard).toBeGreaterThan(0.85);
  });

  it('are paid from what was put on the cards, whose sum is in the books', () => {
    const { simulation, measures } = run();
    const { ledger, payments } = simulation.world;
    const onCards = [...payments.ownCards[0]!.balance.values].reduce((sum, fen) => sum + fen, 0);
    expect(ledger.balance[ledger.account('campus.cards')]).toBe(onCards);
    // 15 yuan a day are topped up in steps of 100.
    const students = studentsOf(simulation).length;
    const spent = (0.45 * 4 + 0.75 * 10 + 0.6 * 9) * (DAYS - 2 * 0.3) + 11 * 0.25 * (DAYS - 2 * 0.3);
    const perStudent = measures['campus.top_ups']! / students;
    expect(perStudent).toBeGreaterThan((spent / 100) * 0.75);
    expect(perStudent).toBeLessThan((spent / 100) * 1.05);
  });

  it('are waited for as long at any scale, as windows are not rounded to whole ones', () => {
    const minutes = [700, 1500, 2000].map((scale) => run({ scale, days: 2 }).measures['campus.line_minutes']!);
    expect(Math.min(...minutes)).toBeGreaterThan(0.6);
    expect(Math.max(...minutes) / Math.min(...minutes)).toBeLessThan(1.35);
  });

  it('are missed by whoever has nothing that is taken', () => {
    const policy = [action('no_cash', { sectors: [CANTEEN] })];
    const { measures } = run({ policy, parameters: { 'campus.lost_share_year': 0.5 } });
    expect(measures['refusals.count.canteen']).toBeGreaterThan(20);
    expect(measures['campus.meals_missed']).toBe(
      measures['refusals.count.canteen']! + measures['walkaways.count.canteen']!,
    );
  });
});

describe('a lost card', () => {
  const losing = { 'campus.lost_share_year': 0.5, 'campus.replacement_yuan': 17, 'campus.apply_share_day': 1 };

  it('is lost as often as it says, and costs its fee', () => {
    const { simulation, measures } = run({ parameters: losing });
    // Half of them a year.
    const expected = (studentsOf(simulation).length * 0.5 * DAYS) / 365;
    expect(Math.abs(measures['campus.cards_lost']! - expected)).toBeLessThan(3.5 * Math.sqrt(expected));
    const replaced = measures['campus.cards_replaced']!;
    expect(replaced).toBeGreaterThan(5);
    expect(measures['campus.replacement_yuan']).toBe(replaced * 17);
    expect(measures['campus.replacement_yuan_per_student_year']).toBeCloseTo(
      (replaced * 17 * 365) / studentsOf(simulation).length / DAYS,
      9,
    );
  });

  it('is asked for on an open day, fetched on a later one, and leaves some days without', () => {
    const feeDays: number[] = [];
    const days = (most: number) => {
      const parameters = { ...losing, 'campus.replacement_days_max': most };
      const { measures } = run({ parameters }, ({ world }) => {
        const payment = (at: number) => {
          if (at === CARD_OFFICE) feeDays.push(Math.floor(world.engine.now / TICKS_PER_DAY));
        };
        world.facts.add(listener({ payment }));
      });
      return measures['campus.days_without_card_per_student_year']!;
    };
    // Lost overnight, asked for a day later, there the day after: three mornings, weekends apart; those of the last days are fewer.
    const rate = 0.5;
    const short = days(1);
    expect(short / rate).toBeGreaterThan(2);
    expect(short / rate).toBeLessThan(4.5);
    expect(days(15)).toBeGreaterThan(short * 1.3);
    // 8 May 2017 was a Monday.
    expect(feeDays.length).toBeGreaterThan(10);
    expect(feeDays.filter((day) => day % 7 >= 5)).toEqual([]);
  });

  it('costs nothing where the card is in the phone, though as many are lost', () => {
    const parameters = { ...losing, 'campus.accepting_share': 1 };
    const without = run({ parameters: losing }).measures;
    const { measures } = run({ parameters }, enrolAll);
    expect(measures['campus.cards_lost']).toBe(without['campus.cards_lost']);
    expect(measures['campus.cards_replaced']).toBe(0);
    expect(measures['campus.days_without_card_per_student_year']).toBe(0);
    expect(measures['campus.top_ups']).toBe(0);
    expect(without['campus.top_ups']).toBeGreaterThan(0);
  });

  it('is not replaced by a card in the phone that the canteen does not read', () => {
    const { measures } = run({ parameters: losing }, enrolAll);
    expect(measures['campus.cards_replaced']).toBeGreaterThan(5);
  });
});

describe('the card in the phone', () => {
  it('is taken by students only', () => {
    const policy = [
      action('equip', { targetShare: 1, toDay: 0, sectors: [CANTEEN] }),
      action('assist', { dailyShare: 0.5, fromAgeBand: 0, sectors: [CANTEEN] }),
    ];
    const { simulation, measures } = run({ days: 3, policy });
    const { people } = simulation.world;
    const joined = Array.from({ length: people.count }, (_, person) => person).filter((person) =>
      people.isEnrolled(person, enrolmentIndex('campus')),
    );
    expect(joined.length).toBeGreaterThan(100);
    expect(joined.filter((person) => !(people.flags.get(person) & STUDENT))).toEqual([]);
    expect(measures['payments.count.canteen.mobile']).toBeGreaterThan(100);
  });
});

it.each(CAMPUS_MOVES)('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) {
    if (move.direction === 'raises') expect(high, id).toBeGreaterThan(low);
    else expect(high, id).toBeLessThan(low);
  }
});
