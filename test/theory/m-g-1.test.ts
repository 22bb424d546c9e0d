/** M/D/1 and M/G/1: one server, service times that are not exponential. */
import { describe, expect, it } from 'vitest';
import { Quantiles } from '../../sim/kernel/distributions.ts';
import { Law, SQUARE_HALF_WIDTH_MAX, replicate } from './confidence.ts';
import { type Moments, pollaczekKhinchineWait, takacsWaitSquare } from './formulas.ts';
import type { Sampler } from './network.ts';
import { each, meanWait, meanWaitSquare, singleNode, window } from './single-node.ts';

const LOAD = 0.65;
const UNITS = 40_000;

function run(name: string, service: Sampler, units = UNITS): ReturnType<typeof replicate> {
  return replicate(name, singleNode(LOAD, { service: [service] }), window(units));
}

describe('M/D/1', () => {
  const law = new Law('M/D/1');

  it('constant service', () => {
    const moments: Moments = [1, 1, 1];
    const results = run('M/D/1', () => 1);
    law.expectTheory('mean wait', each(results, meanWait), pollaczekKhinchineWait(LOAD, moments));
    const square = takacsWaitSquare(LOAD, moments);
    law.expectTheory('mean square of the wait', each(results, meanWaitSquare), square, SQUARE_HALF_WIDTH_MAX);
  });
});

describe('M/G/1: Pollaczek–Khinchine', () => {
  const law = new Law('M/G/1');

  it('service uniform from 0 to 2', () => {
    const moments: Moments = [1, 4 / 3, 2];
    const results = run('M/U/1', (u) => 2 * u);
    law.expectTheory('mean wait, uniform', each(results, meanWait), pollaczekKhinchineWait(LOAD, moments));
    const square = takacsWaitSquare(LOAD, moments);
    law.expectTheory('mean square of the wait, uniform', each(results, meanWaitSquare), square, SQUARE_HALF_WIDTH_MAX);
  });

  it.each([
    [0.5, UNITS],
    [1.5, 2 * UNITS],
  ])('lognormal service by the kernel’s table, coefficient of variation %d', (cv, units) => {
    const service = Quantiles.lognormal(1, cv);
    expect(service.variance / (cv * cv)).toBeCloseTo(1, 1);
    const results = run(`M/LN/1 ${cv}`, (u) => service.at(u), units);
    const theory = pollaczekKhinchineWait(LOAD, [1, 1 + service.variance]);
    law.expectTheory(`mean wait, lognormal ${cv}`, each(results, meanWait), theory);
  });
});
