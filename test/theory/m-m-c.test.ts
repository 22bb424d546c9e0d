/** M/M/c: several servers, one queue. */
import { describe, it } from 'vitest';
import { Law, replicate } from './confidence.ts';
import { erlangC, erlangWait } from './formulas.ts';
import { each, meanWait, singleNode, waitingShare, window } from './single-node.ts';

describe('M/M/c: Erlang C', () => {
  const law = new Law('M/M/c');

  it.each([
    [3, 18_000],
    [12, 10_000],
  ])('%i servers at a load of 0.75', (servers, units) => {
    const offered = 0.75 * servers;
    const results = replicate(`M/M/${servers}`, singleNode(offered, { servers }), window(units));
    law.expectTheory(`share who wait, ${servers} servers`, each(results, waitingShare), erlangC(servers, offered));
    law.expectTheory(`mean wait, ${servers} servers`, each(results, meanWait), erlangWait(servers, offered));
  });
});
