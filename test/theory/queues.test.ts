/**
 * The kernel's queues against queueing theory: mean wait in queue over REPLICATIONS seeded replications, by a Student t
 * confidence interval.
 *
 * Six intervals are looked at, each at level 1 − 0.01 / 6 (Bonferroni): if every formula holds, the chance that any
 * of them misses is at most 1% over the choice of seeds. The seeds are fixed, so a test that passes always passes.
 */
import { describe, expect, it } from 'vitest';
import { Quantiles, exponential } from '../../sim/kernel/distributions.ts';
import { type QueueModel, SERVICE_TICKS, meanWait } from './queue-simulation.ts';

const REPLICATIONS = 24;
/** Two-sided Student t quantiles at 23 degrees of freedom: of 99%, and of 1 − 0.01 / 6. */
const T_99 = 2.807;
const T_FAMILY = 3.56;

interface Estimate {
  readonly mean: number;
  readonly standardError: number;
}

function replicate(name: string, model: QueueModel): Estimate {
  const waits = Array.from({ length: REPLICATIONS }, (_, i) => meanWait(model, `${name} ${i}`));
  const mean = waits.reduce((sum, wait) => sum + wait, 0) / REPLICATIONS;
  const squares = waits.reduce((sum, wait) => sum + (wait - mean) ** 2, 0);
  return { mean, standardError: Math.sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS) };
}

/** Mean wait in an M/M/c queue in mean service times: the Erlang C formula. */
function erlangWait(servers: number, load: number): number {
  const offered = load * servers;
  let blocking = 1; // Erlang B, by its recursion
  for (let n = 1; n <= servers; n++) blocking = (offered * blocking) / (n + offered * blocking);
  const waits = blocking / (1 - load + load * blocking);
  return waits / (servers * (1 - load));
}

/** Mean wait in an M/G/1 queue in mean service times: the Pollaczek–Khinchine formula. */
function pollaczekKhinchineWait(load: number, squaredVariation: number): number {
  return (load * (1 + squaredVariation)) / (2 * (1 - load));
}

function expectWithin(estimate: Estimate, theory: number): void {
  const half = T_FAMILY * estimate.standardError;
  // The interval must be narrow enough to be worth something.
  expect(half / theory).toBeLessThan(0.06);
  expect(Math.abs(estimate.mean - theory)).toBeLessThan(half);
}

const exponentialService = (u: number): number => exponential(u, SERVICE_TICKS);
const base = { service: exponentialService, customers: 40_000, warmUp: 4_000 };

describe('mean wait in queue', () => {
  it('M/M/1 at loads 0.5 and 0.8', () => {
    for (const load of [0.5, 0.8]) {
      const estimate = replicate(`M/M/1 ${load}`, { ...base, servers: 1, load });
      expectWithin(estimate, load / (1 - load));
      expect(load / (1 - load)).toBeCloseTo(erlangWait(1, load), 12);
    }
  });

  it('M/M/c with 3 and 12 servers: Erlang C', () => {
    for (const servers of [3, 12]) {
      const load = 0.8;
      const estimate = replicate(`M/M/${servers}`, { ...base, servers, load, customers: 60_000 });
      expectWithin(estimate, erlangWait(servers, load));
      // One fast server, or each server a queue of its own, would be far outside.
      const halfWidth = T_FAMILY * estimate.standardError;
      expect(Math.abs(estimate.mean - erlangWait(1, load) / servers)).toBeGreaterThan(halfWidth);
      expect(Math.abs(estimate.mean - erlangWait(1, load))).toBeGreaterThan(halfWidth);
    }
  });

  it.each([0.5, 1.5])('M/G/1 with lognormal service, coefficient of variation %d: Pollaczek–Khinchine', (cv) => {
    const load = 0.7;
    const service = Quantiles.lognormal(SERVICE_TICKS, cv);
    const squaredVariation = service.variance / (service.mean * service.mean);
    expect(squaredVariation / (cv * cv)).toBeCloseTo(1, 1);
    const model = { ...base, servers: 1, load, service: (u: number) => service.at(u) };
    const estimate = replicate(`M/G/1 ${cv}`, model);
    expectWithin(estimate, pollaczekKhinchineWait(load, squaredVariation));
    // The test tells service distributions apart: the M/M/1 value lies outside even the narrower interval's triple.
    expect(Math.abs(estimate.mean - load / (1 - load))).toBeGreaterThan(3 * T_99 * estimate.standardError);
  });
});
