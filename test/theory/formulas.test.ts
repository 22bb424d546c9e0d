/** The formulas against each other, against printed tables, and the statistics by which simulations are judged. */
import { describe, expect, it } from 'vitest';
import { FAMILY_ERROR, INTERVALS, compare, isOutside, studentTails } from './confidence.ts';
import {
  batchPresent,
  birthAndDeath,
  cobhamWaits,
  erlangA,
  erlangB,
  erlangC,
  erlangWait,
  finiteQueue,
  multiServer,
  pollaczekKhinchineWait,
  takacsWaitSquare,
  trafficRates,
} from './formulas.ts';

describe('the formulas agree where they meet', () => {
  it('Erlang B as printed in tables of telephone traffic', () => {
    expect(erlangB(5, 4)).toBeCloseTo(0.1991, 4);
    expect(erlangB(10, 5)).toBeCloseTo(0.0184, 4);
    expect(erlangB(1, 1)).toBeCloseTo(0.5, 12);
  });

  it('with one server: Erlang C is the load, all waits are of M/M/1', () => {
    for (const load of [0.3, 0.75]) {
      const wait = load / (1 - load);
      expect(erlangC(1, load)).toBeCloseTo(load, 12);
      expect(erlangWait(1, load)).toBeCloseTo(wait, 12);
      expect(pollaczekKhinchineWait(load, [1, 2])).toBeCloseTo(wait, 12);
      expect(cobhamWaits([{ rate: load, moments: [1, 2] }])[0]).toBeCloseTo(wait, 12);
      expect(takacsWaitSquare(load, [1, 2, 6])).toBeCloseTo((2 * load) / (1 - load) ** 2, 12);
      expect(batchPresent(load, [1, 1])).toBeCloseTo(wait, 12);
      expect(multiServer(1, load)).toEqual({ present: expect.closeTo(wait, 12), empty: expect.closeTo(1 - load, 12) });
    }
  });

  it('balance equations: without limits M/M/c, without a queue Erlang B, without patience no queue', () => {
    const long = finiteQueue(3, 500, 2.4);
    expect(long.present).toBeCloseTo(multiServer(3, 2.4).present, 9);
    expect(
      birthAndDeath(
        () => 2.4,
        (n) => Math.min(n, 3),
        500,
      )[0],
    ).toBeCloseTo(multiServer(3, 2.4).empty, 12);
    expect(finiteQueue(4, 4, 3).loss).toBeCloseTo(erlangB(4, 3), 12);
    expect(erlangA(3, 2.4, 1e9).wait).toBeCloseTo(erlangWait(3, 2.4), 5);
    expect(erlangA(3, 2.4, 1e-9).abandon).toBeCloseTo(erlangB(3, 2.4), 6);
    // Patience as long as a service: every customer leaves at rate 1, the number present is Poisson.
    expect(erlangA(4, 5, 1).present).toBeCloseTo(5, 9);
  });

  it('priorities conserve work: the waits weighted by load are those of one class', () => {
    const classes = [
      { rate: 0.3, moments: [0.5, 0.25] },
      { rate: 0.4, moments: [1.2, 3] },
    ] as const;
    const waits = cobhamWaits(classes);
    const weighted = classes.reduce((sum, { rate, moments }, i) => sum + rate * moments[0] * waits[i]!, 0);
    const [mean, square] = [0, 1].map((k) => classes.reduce((sum, one) => sum + (one.rate * one.moments[k]!) / 0.7, 0));
    expect(weighted / (0.7 * mean!)).toBeCloseTo(pollaczekKhinchineWait(0.7, [mean!, square!]), 12);
    expect(waits[0]).toBeLessThan(waits[1]!);
  });

  it('traffic rates: what comes in goes out', () => {
    const routing = [
      [0.1, 0.4, 0.3],
      [0.2, 0, 0.5],
      [0.3, 0.1, 0],
    ];
    const rates = trafficRates([0.3, 0.1, 0], routing);
    const out = rates.reduce((sum, rate, i) => sum + rate * (1 - routing[i]!.reduce((a, b) => a + b, 0)), 0);
    expect(out).toBeCloseTo(0.4, 12);
  });
});

describe('the rule', () => {
  it('Student’s t as in tables', () => {
    expect(studentTails(2.861, 19)).toBeCloseTo(0.01, 4);
    expect(studentTails(3.883, 19)).toBeCloseTo(0.001, 5);
    expect(studentTails(-3.182, 3)).toBeCloseTo(0.05, 4);
    expect(studentTails(0, 19)).toBeCloseTo(1, 12);
  });

  it('a mean is outside when a perfect simulation would be there once in a hundred families', () => {
    const values = Array.from({ length: 20 }, (_, i) => 10 + ((i % 5) - 2));
    const standardError = Math.sqrt(40 / 19 / 20);
    const { mean, t, halfWidth } = compare(values, 10 + standardError);
    expect([mean, t]).toEqual([10, expect.closeTo(-1, 12)]);
    expect(halfWidth).toBeCloseTo(2.861 * standardError, 12);
    const thresholds = [3, 3.5, 4, 4.5, 5].map((k) => isOutside(compare(values, 10 + k * standardError)));
    const expected = [3, 3.5, 4, 4.5, 5].map((k) => studentTails(k, 19) < FAMILY_ERROR / INTERVALS);
    expect(thresholds).toEqual(expected);
    expect(new Set(thresholds).size).toBe(2);
  });
});
