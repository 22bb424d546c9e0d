/** In the school holidays nobody goes to school: students do not commute, nor shop near it; who works does as before. */
import { describe, expect, it } from 'vitest';
import { ROLE } from '../../sim/model/city.ts';
import type { City } from '../../sim/model/city.ts';
import { sector, tinyScenario, WUHAN } from '../model/fixture.ts';
import { record } from './record.ts';

const RIDES = [sector('bus'), sector('metro')];
/** Of both weeks, five working days; the holidays begin on the first of July. */
const TERM = '2017-06-12';
const HOLIDAYS = '2017-07-10';
const parameters = { 'bus.commuter_share': 0.3, 'metro.commuter_share': 0.3 };

/** Rides paid by commuters over 14 on two working days, for each of them, by role. */
function commutes(start: string, city: City = WUHAN): { student: number; worker: number } {
  const { payments, model } = record(tinyScenario({ start, days: 2, city, parameters }), 'baseline');
  const { people } = model;
  const commuter = model.flag('bus.commuter') | model.flag('metro.commuter');
  const isOne = (person: number) => (people.flags.get(person) & commuter) !== 0 && people.age(person) > 0;
  const perHead = (role: number) => {
    const all = Array.from({ length: people.count }, (_, person) => person).filter(
      (person) => isOne(person) && people.role(person) === role,
    );
    expect(all.length).toBeGreaterThan(30);
    const those = new Set(all);
    return payments.filter(({ sector: at, person }) => RIDES.includes(at) && those.has(person)).length / all.length;
  };
  return { student: perHead(ROLE.student), worker: perHead(ROLE.worker) };
}

describe('commutes', () => {
  const term = commutes(TERM);

  it('are not made by students in the school holidays, and by workers as before', () => {
    const holidays = commutes(HOLIDAYS);
    expect(term.student).toBeGreaterThan(2);
    expect(holidays.student).toBeLessThan(term.student / 3);
    expect(Math.abs(holidays.worker / term.worker - 1)).toBeLessThan(0.1);
  });

  it('are made all year where the city has no calendar', () => {
    const without: City = { ...WUHAN };
    Reflect.deleteProperty(without, 'calendar');
    const summer = commutes(HOLIDAYS, without);
    expect(Math.abs(summer.student / term.student - 1)).toBeLessThan(0.15);
  });
});
