/** Cards that are never used: some enrol and pay as before. */
import { describe, expect, it } from 'vitest';
import { PAYMENT_STATES } from '../../sim/model/facts.ts';
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
  const fares = run.payments.filter((one) => one.sector === sector('bus'));
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
