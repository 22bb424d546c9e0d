/** What must not matter in how a policy is written: actions without a size, and one action written as two. */
import { fitInOrder } from '../../sim/model/kit/fitting.ts';
import { SECTOR_GROUPS } from '../../sim/model/catalogue.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { rampShare } from '../../sim/model/policy/ramp.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import type { WorldOutcome } from '../../sim/runner/simulate.ts';
import { busyPolicy, june, outcomeOf } from './written.ts';

describe('an action of size zero is no action', () => {
  const nothing: Readonly<Record<string, readonly string[]>> = {
    equip: ['{ measure: equip, sectors: [all], from: 2017-06-05, to: 2017-06-07, target_share: 0 }'],
    subsidise: [
      '{ measure: subsidise, sectors: [shops], from: 2017-06-05, fee_rebate_share: 0, grant_yuan: 0 }',
      '{ measure: subsidise, sectors: [shops], from: 2017-06-06 }',
    ],
    pay_later: ['{ measure: pay_later, from: 2017-06-05, to: 2017-06-05, target_share: 0 }'],
    discount: [
      '{ measure: discount, sectors: [all], from: 2017-06-05, method: mobile, percent: 0 }',
      '{ measure: discount, sectors: [bus], from: 2017-06-06, to: 2017-06-07, method: card, percent: 0 }',
    ],
    campaign: [
      '{ measure: campaign, sectors: [all], from: 2017-06-05, daily_reach_share: 0 }',
      '{ measure: campaign, sectors: [bus], from: 2017-06-05, daily_reach_share: 0, reward_yuan: 0 }',
    ],
    assist: ['{ measure: assist, sectors: [all], from: 2017-06-05, daily_share: 0 }'],
    // These two are on or off: their size is the part of the run in which they are on.
    no_cash: [
      '{ measure: no_cash, sectors: [all], from: 2017-05-01, to: 2017-06-04 }',
      '{ measure: no_cash, sectors: [all], from: 2017-06-09 }',
    ],
    outage: [
      '{ measure: outage, from: 2017-06-01 08:00, to: 2017-06-05 00:00 }',
      '{ measure: outage, from: 2017-06-09 00:00, to: 2017-06-13 12:00 }',
    ],
  };
  const something = busyPolicy(june(5));
  let without: WorldOutcome;
  let busy: WorldOutcome;
  beforeAll(() => {
    without = outcomeOf({});
    busy = outcomeOf({ policy: something });
  });

  it.each(Object.entries(nothing))('%s', (_, policy) => {
    const outcome = outcomeOf({ policy });
    expect(outcome.digest).toBe(without.digest);
    expect(outcome.values).toEqual(without.values);
  });

  it('also beside actions of some size, before and after them in the file', () => {
    const all = Object.values(nothing).flat();
    const between = outcomeOf({ policy: [...all.slice(0, 6), ...something, ...all.slice(6)] });
    expect(between.values).toEqual(busy.values);
    expect(between.personTicks).toEqual(busy.personTicks);
    expect(busy.digest).not.toBe(without.digest);
  });
});

describe('one action is the same as two that follow each other', () => {
  /** With places to pay at by phone, so that every action has something to win. */
  const equipped = '{ measure: equip, sectors: [all], from: 2017-06-05, to: 2017-06-05, target_share: 0.9 }';

  const windows: readonly [string, (period: string) => string][] = [
    ['subsidise', (p) => `{ measure: subsidise, sectors: [shops], ${p}, fee_rebate_share: 1, grant_yuan: 500 }`],
    ['discount', (p) => `{ measure: discount, sectors: [all], ${p}, method: mobile, percent: 35 }`],
    ['campaign', (p) => `{ measure: campaign, sectors: [all], ${p}, daily_reach_share: 0.3, reward_yuan: 7 }`],
    ['assist', (p) => `{ measure: assist, sectors: [all], ${p}, daily_share: 0.15, from_age: 45 }`],
    ['no_cash', (p) => `{ measure: no_cash, sectors: [vendor, bus], ${p} }`],
  ];
  it.each(windows)('%s', (_, action) => {
    const run = (...policy: string[]) => outcomeOf({ policy: [...policy, equipped] });
    const first = action('from: 2017-06-05, to: 2017-06-06');
    const second = action('from: 2017-06-07, to: 2017-06-07');
    const whole = run(action('from: 2017-06-05, to: 2017-06-07'));
    const halves = run(second, first);
    expect(halves.digest).toBe(whole.digest);
    expect(halves.values).toEqual(whole.values);
    expect(run(first).digest).not.toBe(whole.digest);
  });

  const ramps: readonly [string, (period: string, share: number) => string][] = [
    ['equip', (p, share) => `{ measure: equip, sectors: [all], ${p}, target_share: ${share} }`],
    ['pay_later', (p, share) => `{ measure: pay_later, ${p}, target_share: ${share} }`],
  ];
  it.each(ramps)('%s, cut at a point on its line', (_, action) => {
    // From nothing everywhere, so that all sectors and districts have the same line; and with many small hospitals.
    const parameters = {
      ...Object.fromEntries(SECTOR_GROUPS.shops.map((id) => [`retail.accepting_share.${id}`, 0])),
      'metro.machine_phone_share': 0,
    };
    const wuhan = shippedCities().get('wuhan')!;
    const hospitals = { ...wuhan.figures.hospitals, value: 50 * 4000 };
    const cities = new Map([['wuhan', { ...wuhan, figures: { ...wuhan.figures, hospitals } }]]);
    const run = (...policy: string[]) => outcomeOf({ parameters, policy }, cities).digest;
    const whole = run(action('from: 2017-06-04, to: 2017-06-08', 0.9));
    const second = action('from: 2017-06-06, to: 2017-06-08', 0.9);
    expect(run(action('from: 2017-06-04, to: 2017-06-05', 0.36), second)).toBe(whole);
    expect(run(action('from: 2017-06-04, to: 2017-06-05', 0.3), second)).not.toBe(whole);
  });

  it('a ramp in however many places, though fractions of days are rounded', () => {
    const fitted = (share: number, rank: number, count: number) => {
      const [done, ranks] = [new Set<number>(), new Uint32Array(count).fill(rank)];
      const quotas = [{ members: Array.from(ranks.keys()), share }];
      fitInOrder(
        quotas,
        ranks,
        (place) => done.has(place),
        (place) => done.add(place),
      );
      return done.size;
    };
    const wrong: string[] = [];
    for (const [days, cut, point] of [
      [5, 1, 0.18],
      [6, 4, 0.6],
      [9, 2, 0.2],
      [10, 7, 0.63],
    ] as const) {
      for (let day = 0; day <= days; day++) {
        const whole = rampShare(0, 0.9, { fromDay: 0, toDay: days }, day);
        const first = rampShare(0, point, { fromDay: 0, toDay: cut }, day);
        const both = day < cut ? first : rampShare(first, 0.9, { fromDay: cut, toDay: days }, day);
        for (let count = 1; count <= 60; count++) {
          if (fitted(both, count, count) !== fitted(whole, count, count)) wrong.push(`${days} ${cut} ${day} ${count}`);
        }
      }
      expect(rampShare(point, 0.9, { fromDay: cut, toDay: days }, days - 1)).toBe(0.9);
    }
    expect(fitted(0.9, 1, 30)).toBe(27);
    expect(wrong).toEqual([]);
  });

  it('outage, in everything but its own events', () => {
    const outage = (from: string, to: string) => `{ measure: outage, from: ${from}, to: ${to} }`;
    const run = (...policy: string[]) => outcomeOf({ policy: [...policy, equipped] });
    const whole = run(outage('2017-06-06 08:00', '2017-06-07 02:00'));
    const last = outage('2017-06-06 12:15', '2017-06-07 02:00');
    const halves = run(outage('2017-06-06 08:00', '2017-06-06 12:15'), last);
    expect(halves.values).toEqual(whole.values);
    expect(halves.personTicks).toEqual(whole.personTicks);
    expect(run(last).values).not.toEqual(whole.values);
  });
});
