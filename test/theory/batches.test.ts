/** M^[X]/M/1: customers come in batches, as from a bus. */
import { describe, it } from 'vitest';
import { Law, replicate } from './confidence.ts';
import { batchPresent } from './formulas.ts';
import type { Network, Sampler } from './network.ts';
import { each, exponentialService, meanPresent, meanWait, window } from './single-node.ts';

const LOAD = 0.6;

function batches(mean: number, size: Sampler): Network {
  return {
    sources: [{ node: 0, rate: LOAD / mean, batch: { mean, size } }],
    nodes: [{ servers: 1, service: [exponentialService] }],
  };
}

describe('M[X]/M/1: batch arrivals', () => {
  const law = new Law('M[X]/M/1');

  it.each([
    ['always three', 3, 9, () => 3],
    // Geometric, from one: E[X²] = 2 E[X]² − E[X].
    ['geometric', 2, 6, (u: number) => 1 + Math.floor(Math.log(u) / Math.log(0.5))],
  ] as const)('%s', (name, mean, square, size) => {
    const results = replicate(`batches ${name}`, batches(mean, size), window(40_000));
    const present = batchPresent(LOAD / mean, [mean, square]);
    law.expectTheory(`mean number present, ${name}`, each(results, meanPresent), present);
    // Little's law, for a customer anywhere in a batch.
    law.expectTheory(`mean wait, ${name}`, each(results, meanWait), present / LOAD - 1);
  });
});
