/** A resident's day: everything that was reported of the person, and nothing of another day or another resident. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_HOUR } from '../../sim/kernel/time.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import type { DiaryEntry } from '../../sim/runner/protocol.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { inspect } from '../../sim/runner/view/inspect.ts';
import { Recorder } from '../../sim/runner/view/recorder.ts';
import { describeResidents } from '../../sim/runner/view/residents.ts';
import { losersOf } from '../../viz/panels/diary.ts';
import { listener } from '../model/fixture.ts';

const DAY = 14;
const scenario = shippedScenario('wuhan-cash-removed', { scale: 5000, days: DAY + 1 });

describe('the diary of a day', () => {
  const simulation = new Simulation(scenario, 'policy');
  const { world } = simulation;
  const recorder = new Recorder(world);
  const seen: (DiaryEntry & { person: number })[] = [];
  const note = (kind: DiaryEntry['kind'], sector: number, person: number, ticks = 0, method = -1, fen = 0) =>
    void seen.push({ kind, tick: world.engine.now, ticks, sector, method, fen, person });
  world.facts.add(
    listener({
      payment: (sector, _place, person, method, fen, ticks) => note('payment', sector, person, ticks, method, fen),
      refused: (sector, _place, person) => note('refused', sector, person),
      waited: (sector, _place, person, ticks) => void (ticks > 0 && note('wait', sector, person, ticks)),
    }),
  );
  simulation.runUntil(DAY * TICKS_PER_DAY + 20 * TICKS_PER_HOUR);
  const today = seen.filter(({ tick }) => tick > DAY * TICKS_PER_DAY);

  it('holds what was paid, waited for and refused, in order', () => {
    const people = [...new Set(today.map(({ person }) => person))];
    expect(people.length).toBeGreaterThan(500);
    for (const person of people.slice(0, 200)) {
      const diary = inspect(world, recorder, { kind: 'person', index: person })!.diary!;
      expect(diary.from).toBe(DAY * TICKS_PER_DAY);
      const told = diary.entries.filter(({ kind }) => ['payment', 'refused', 'wait'].includes(kind));
      const own = today.filter((one) => one.person === person);
      const expected = own.map(({ kind, tick, ticks, sector, method, fen }) => ({
        kind,
        tick,
        ticks,
        sector,
        method,
        fen,
      }));
      const order = (a: DiaryEntry, b: DiaryEntry) => a.tick - b.tick || a.kind.localeCompare(b.kind);
      expect([...told].sort(order)).toEqual(expected.sort(order));
    }
  });

  it('names those who were refused today', () => {
    const refused = new Set(today.filter(({ kind }) => kind === 'refused').map(({ person }) => person));
    expect(refused.size).toBeGreaterThan(0);
    expect(new Set(recorder.refusedToday(1000))).toEqual(refused);
  });

  it('residents are told apart by age, income and district', () => {
    const residents = describeResidents(world, recorder);
    expect(new Set(residents.refused)).toEqual(new Set(recorder.refusedToday(1000)));
    for (let person = 0; person < world.people.count; person += 97) {
      expect([
        residents.age[person],
        residents.income[person],
        residents.district[person],
        residents.ticks[person],
      ]).toEqual([
        world.people.age(person),
        world.people.income(person),
        world.people.district(person),
        world.people.ticks.get(person),
      ]);
    }
    for (const column of [residents.age, residents.income, residents.district]) {
      expect(new Set(column).size).toBeGreaterThan(3);
    }
  });

  it('says from when on it knows, where it was forgotten', () => {
    const person = today[0]!.person;
    recorder.forget();
    expect(recorder.diaryOf(person)).toEqual({ from: world.engine.now, entries: [] });
  });
});

it('those who lose most come first, and gainers not at all', () => {
  const of = (...ticks: number[]) => ({ ticks: Uint32Array.from(ticks) });
  const found = losersOf({ baseline: of(10, 10, 10, 10, 10), policy: of(12, 5, 90, 10, 20) }, 2);
  expect(found).toEqual([
    { person: 2, ticks: 80 },
    { person: 4, ticks: 10 },
  ]);
  const odd = (person: number) => person % 2 === 1;
  expect(losersOf({ baseline: of(10, 10, 10, 10), policy: of(90, 12, 90, 10) }, 2, odd)).toEqual([
    { person: 1, ticks: 2 },
  ]);
});
