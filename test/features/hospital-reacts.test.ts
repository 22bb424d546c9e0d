/** Hospitals react to their queues, take bank cards, have several bills a visit, and see people for whom others pay. */
import { describe, expect, it } from 'vitest';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../sim/kernel/time.ts';
import { AGE_BANDS } from '../../sim/model/city.ts';
import { STAGES } from '../../sim/model/services/hospital/measures.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { action, method, NO_SHOPPING, quietScenario, sector } from '../model/fixture.ts';
import { record } from './record.ts';

const HOSPITAL = sector('hospital');
const CARD = method('card');
const MOBILE = method('mobile');
const every = (family: string, value: number) =>
  Object.fromEntries(AGE_BANDS.map(({ id }) => [`people.${family}.${id}`, value]));
const scenario = (parameters: Readonly<Record<string, number>>, more = {}) =>
  quietScenario({ scale: 1000, days: 1, ...more, parameters: { ...NO_SHOPPING, ...parameters } });

describe('bills of a visit', () => {
  it('are as many as examinations follow each other, with drugs and registration', () => {
    const { measures } = record(
      scenario({
        'hospital.examination_share': 1,
        'hospital.further_examination_share': 0.5,
        'hospital.drugs_share': 1,
        'hospital.patience_minutes': 600,
        'hospital.patience_cv': 0,
        'hospital.peak_load.doctor': 0.5,
        'hospital.peak_load.cashier': 0.5,
      }),
      'baseline',
    );
    // Registration, 1 + 1/2 + 1/4 + 1/8 examinations, drugs.
    expect(measures['hospital.payments_per_visit']).toBeGreaterThan(3.75);
    expect(measures['hospital.payments_per_visit']).toBeLessThan(4.05);
  });
});

/** A cashier of about four windows, and more to do than they can in the morning. */
const BUSY = {
  'hospital.examination_share': 1,
  'hospital.further_examination_share': 0.95,
  'hospital.peak_load.examination': 0.4,
  'hospital.peak_load.doctor': 0.8,
  'hospital.peak_load.cashier': 1.2,
};

describe('windows', () => {
  /** Cashier windows open through a day: between two looks, and how many wait. */
  function windows(parameters: Readonly<Record<string, number>>) {
    const { world } = new Simulation(scenario({ ...BUSY, ...parameters }, { scale: 370 }), 'baseline');
    const cashier = world.services.find(({ id }) => id === 'hospital')!.stationsOf(0)[0] + STAGES.indexOf('cashier');
    const seen: { servers: number; waiting: number }[] = [];
    for (let tick = 5 * TICKS_PER_MINUTE; tick < TICKS_PER_DAY; tick += 10 * TICKS_PER_MINUTE) {
      world.runUntil(tick);
      seen.push({ servers: world.queues.servers.get(cashier), waiting: world.queues.waiting.get(cashier) });
    }
    return seen;
  }
  const open = (seen: ReturnType<typeof windows>) => new Set(seen.map(({ servers }) => servers));

  it('open where many wait and close where nobody does, within bounds', () => {
    const fixed = windows({ 'hospital.windows_more_share': 0, 'hospital.windows_fewer_share': 0 });
    const planned = Math.max(...open(fixed));
    const reacting = windows({ 'hospital.windows_open_queue': 2 });
    expect(Math.max(...open(reacting))).toBeGreaterThan(planned);
    expect(Math.min(...open(reacting))).toBeLessThan(Math.min(...open(fixed)));
    expect(Math.min(...open(reacting))).toBeGreaterThanOrEqual(1);
    const longest = (seen: ReturnType<typeof windows>) => Math.max(...seen.map(({ waiting }) => waiting));
    expect(longest(reacting)).toBeLessThan(longest(fixed));
    // Night: as many as planned until the first look.
    expect(reacting[0]!.servers).toBe(fixed[0]!.servers);
  });
});

describe('a window', () => {
  it('closes at a look only where nobody waits and one has nobody', () => {
    const { world } = new Simulation(
      scenario({ ...BUSY, 'hospital.windows_open_queue': 2 }, { scale: 370 }),
      'baseline',
    );
    const cashier = world.services.find(({ id }) => id === 'hospital')!.stationsOf(0)[0] + STAGES.indexOf('cashier');
    const { servers, busy, waiting } = world.queues;
    const closed: { waiting: number; idle: number }[] = [];
    for (let tick = 10 * TICKS_PER_MINUTE; tick < TICKS_PER_DAY; tick += 10 * TICKS_PER_MINUTE) {
      // Shifts change at full hours.
      if (tick % (60 * TICKS_PER_MINUTE) === 0) continue;
      world.runUntil(tick);
      const before = servers.get(cashier);
      const then = { waiting: waiting.get(cashier), idle: before - busy.get(cashier) };
      world.runUntil(tick + 1);
      if (servers.get(cashier) < before) closed.push(then);
    }
    expect(closed.length).toBeGreaterThan(1);
    expect(closed.filter((one) => one.waiting > 0 || one.idle <= 0)).toEqual([]);
  });
});

describe('a bank card', () => {
  it('is taken where cash is not', () => {
    const policy = [action('no_cash', { sectors: [HOSPITAL] })];
    const run = record(scenario({ ...every('bank_account_share', 1) }, { policy }));
    const paid = run.payments.filter((one) => one.sector === HOSPITAL);
    expect(new Set(paid.map((one) => one.method))).toEqual(new Set([CARD]));
    expect(run.refused.filter((one) => one.sector === HOSPITAL)).toEqual([]);
    expect(run.visited.length).toBeGreaterThan(60);
  });

  it('is a way to pay of its own, which leaves the cash in hand', () => {
    const run = record(scenario({ ...every('bank_account_share', 1), 'payment.choice_bank_card': 3 }), 'baseline');
    const { people } = run.model;
    const byCard = run.payments.filter((one) => one.sector === HOSPITAL && one.method === CARD);
    expect(byCard.length).toBeGreaterThan(100);
    // No stored-value card is touched: payers without one hold none still.
    for (const { card, person } of byCard) if (card === 0) expect(people.card.get(person)).toBe(0);
  });
});

describe('somebody of the household', () => {
  /** Adults of working age have wallets, children and the very old have none. */
  const wallets = {
    ...every('smartphone_share', 1),
    ...every('bank_account_share', 1),
    ...every('wallet_share', 1),
    'people.wallet_share.0-14': 0,
    'people.wallet_share.75+': 0,
    'people.smartphone_share.0-14': 0,
    'people.smartphone_share.75+': 0,
    'hospital.accepting_share': 1,
    'payment.choice_shop_mobile': 3,
  };
  const byPhone = (parameters: Readonly<Record<string, number>>, age: number) => {
    const run = record(scenario({ ...wallets, ...parameters }), 'baseline');
    const { people } = run.model;
    const paid = run.payments.filter((one) => one.sector === HOSPITAL && people.age(one.person) === age);
    return { all: paid.length, phone: paid.filter((one) => one.method === MOBILE).length };
  };

  it('pays for children, by phone too', () => {
    const { all, phone } = byPhone({}, 0);
    expect(all).toBeGreaterThan(20);
    expect(phone / all).toBeGreaterThan(0.3);
  });

  it('pays for the very old who are helped, and for no others', () => {
    expect(byPhone({ 'payment.helped_75_plus_share': 0 }, 6).phone).toBe(0);
    expect(byPhone({ 'payment.helped_75_plus_share': 1 }, 6).phone).toBeGreaterThan(5);
  });
});
