/** M/M/c+M: customers walk away when their patience, exponential too, is at an end. "Erlang-A". */
import { describe, it } from 'vitest';
import { Law, replicate } from './confidence.ts';
import { erlangA } from './formulas.ts';
import { exponentialTime } from './network.ts';
import { abandonedShare, each, meanPresent, meanWait, singleNode, window } from './single-node.ts';

describe('M/M/c+M: Erlang-A', () => {
  const law = new Law('M/M/c+M');

  it.each([
    ['overloaded', 5, 6, 2, 6_000],
    ['busy', 10, 9, 1, 5_000],
  ])('%s: %i servers, %i customers in a service time, patience of %i', (name, servers, offered, patience, units) => {
    const theory = erlangA(servers, offered, patience);
    const network = singleNode(offered, { servers, patience: exponentialTime(patience) });
    const results = replicate(`Erlang-A ${name}`, network, window(units));
    law.expectTheory(`share who abandon, ${name}`, each(results, abandonedShare), theory.abandon);
    law.expectTheory(`mean time in queue, ${name}`, each(results, meanWait), theory.wait);
    law.expectTheory(`mean number present, ${name}`, each(results, meanPresent), theory.present);
  });
});
