/** M/M/1: one server, Poisson arrivals, exponential service, first come first served. */
import { describe, it } from 'vitest';
import { Law, SQUARE_HALF_WIDTH_MAX, replicate } from './confidence.ts';
import { takacsWaitSquare } from './formulas.ts';
import { each, meanPresent, meanWait, meanWaitSquare, singleNode, waitingShare, window } from './single-node.ts';

describe('M/M/1', () => {
  const law = new Law('M/M/1');

  it('at a load of 0.5', () => {
    const results = replicate('M/M/1 0.5', singleNode(0.5, {}), window(30_000));
    law.expectTheory('mean wait, load 0.5', each(results, meanWait), 0.5 / (1 - 0.5));
    law.expectTheory('mean number present, load 0.5', each(results, meanPresent), 0.5 / (1 - 0.5));
  });

  it('at a load of 0.7, the spread of waits included', () => {
    const results = replicate('M/M/1 0.7', singleNode(0.7, {}), window(60_000));
    law.expectTheory('mean wait, load 0.7', each(results, meanWait), 0.7 / (1 - 0.7));
    law.expectTheory('mean number present, load 0.7', each(results, meanPresent), 0.7 / (1 - 0.7));
    law.expectTheory('share who wait, load 0.7', each(results, waitingShare), 0.7);
    // First come first served: any other order has the same mean and another spread.
    const square = takacsWaitSquare(0.7, [1, 2, 6]);
    law.expectTheory('mean square of the wait, load 0.7', each(results, meanWaitSquare), square, SQUARE_HALF_WIDTH_MAX);
  });
});
