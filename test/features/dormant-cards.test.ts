/** Cards that are never used: some enrol and pay as before. */
import { describe, expect, it } from 'vitest';
import { STANDING_GROUPS } from '../../sim/model/adoption/standing-groups.ts';
import { enrolmentIndex } from '../../sim/model/catalogue.ts';
import { PAYMENT_STATES } from '../../sim/model/facts.ts';
import { STANDING } from '../../sim/model/holdings.ts';
import { dottedName } from '../../sim/model/measures/dictionary.ts';
import { method, NO_SHOPPING, quietScenario, sector } from '../model/fixture.ts';
import { record } from './record.ts';

const MOBILE = method('mobile');

describe('the bus card in the phone', () => {
  const run = record(
    quietScenario({
      scale: 1000,
      days: 2,
      parameters: {
        ...NO_SHOPPING,
        'bus.equipped_share': 1,
        'people.bus_enrolled_share': 1,
        'adoption.bus_dormant_share': 0.3,
        'payment.choice_bus_mobile': 3,
      },
    }),
    'baseline',
  );
  // Older residents ride free, and pay with nothing.
  const fares = run.payments.filter((one) => one.sector === sector('bus') && one.fen > 0);
  const state = (one: (typeof fares)[number]) => PAYMENT_STATES[one.state[MOBILE]!];
  const enrolled = fares.filter((one) => ['possible', 'not_used', 'phone_empty'].includes(state(one)!));

  it('lies idle with the share that is said, with the same people on every ride', () => {
    const idle = new Set(enrolled.filter((one) => state(one) === 'not_used').map(({ person }) => person));
    const all = new Set(enrolled.map(({ person }) => person));
    expect(all.size).toBeGreaterThan(800);
    expect(Math.abs(idle.size / all.size - 0.3)).toBeLessThan(0.06);
    expect(enrolled.filter((one) => idle.has(one.person) && state(one) !== 'not_used')).toEqual([]);
    expect(fares.filter((one) => one.method === MOBILE && idle.has(one.person))).toEqual([]);
  });

  it('is used by most of the others, who like it', () => {
    const active = enrolled.filter((one) => state(one) === 'possible');
    expect(active.filter((one) => one.method === MOBILE).length / active.length).toBeGreaterThan(0.8);
  });
});

describe('residents by how they stand to the bus card', () => {
  const run = record(
    quietScenario({ scale: 1000, days: 2, parameters: { ...NO_SHOPPING, 'people.bus_enrolled_share': 0.5 } }),
    'baseline',
  );
  const { model } = run;
  const valueOf = (name: string) =>
    run.outcome.values.find((one) => dottedName(one) === name && one.day === -1)!.value!;
  const part = (id: string) => valueOf(`enrolment.bus_card_standing.${id}`);
  const everybody = Array.from({ length: model.people.count }, (_, person) => person);
  const busCard = enrolmentIndex('bus');

  it('are all residents, each once', () => {
    expect(valueOf('enrolment.bus_card_standing')).toBe(model.people.count);
    expect(STANDING_GROUPS.reduce((sum, { id }) => sum + part(id), 0)).toBe(model.people.count);
  });

  it('have the card where they are enrolled, used or not, in the share that is assumed', () => {
    expect(part('users') + part('dormant')).toBe(valueOf('enrolment.bus_card'));
    const share = model.parameters['adoption.bus_dormant_share']!;
    const found = part('dormant') / valueOf('enrolment.bus_card');
    expect(Math.abs(found - share)).toBeLessThan(0.04);
  });

  it('cannot join without phone, account or wallet', () => {
    const { people } = model;
    const able = everybody.filter((p) => people.hasSmartphone(p) && people.hasAccount(p) && people.hasWallet(p));
    const without = everybody.filter((p) => !able.includes(p) && !people.isEnrolled(p, busCard));
    expect(part('unable')).toBe(without.length);
    expect(part('unable')).toBeGreaterThan(1000);
    const standing = (p: number) => people.standing(p, busCard);
    expect(part('unaware')).toBe(able.filter((p) => standing(p) === STANDING.unaware).length);
    expect(part('heard')).toBe(able.filter((p) => standing(p) === STANDING.aware).length);
    expect(part('dropped')).toBe(able.filter((p) => standing(p) === STANDING.lapsed).length);
  });
});
