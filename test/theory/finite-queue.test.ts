/** M/M/c/K: whoever finds K customers is lost. */
import { describe, expect, it } from 'vitest';
import { Law, replicate } from './confidence.ts';
import { erlangB, finiteQueue } from './formulas.ts';
import { each, lostShare, meanPresent, singleNode, window } from './single-node.ts';

describe('M/M/c/K', () => {
  const law = new Law('M/M/c/K');

  it('two servers, room for six', () => {
    const theory = finiteQueue(2, 6, 1.8);
    const results = replicate('M/M/2/6', singleNode(1.8, { servers: 2, capacity: 6 }), window(10_000));
    law.expectTheory('share lost, M/M/2/6', each(results, lostShare), theory.loss);
    law.expectTheory('mean number present, M/M/2/6', each(results, meanPresent), theory.present);
    // Little's law: those who enter are present for as long as they wait and are served.
    const served = each(results, (_, { wait, visits, lost }) => wait / (visits - lost));
    law.expectTheory('mean wait of the others, M/M/2/6', served, theory.present / (1.8 * (1 - theory.loss)) - 1);
  });

  it('no queue at all: Erlang B, whatever the distribution of service times', () => {
    const theory = erlangB(5, 4);
    expect(finiteQueue(5, 5, 4).loss).toBeCloseTo(theory, 12);
    for (const [name, service] of [
      ['M/M/5/5', undefined],
      ['M/D/5/5', [() => 1]],
    ] as const) {
      const node = { servers: 5, capacity: 5, ...(service && { service }) };
      const results = replicate(name, singleNode(4, node), window(5_000));
      law.expectTheory(`share lost, ${name}`, each(results, lostShare), theory);
    }
  });
});
