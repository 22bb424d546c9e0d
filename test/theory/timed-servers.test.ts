/** The same laws where the servers are timed: TimedServers, which serve in every shop. */
import { describe, expect, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Law, SQUARE_HALF_WIDTH_MAX, replicate } from './confidence.ts';
import { erlangA, erlangC, erlangWait, multiServer, takacsWaitSquare } from './formulas.ts';
import { Draws, EXIT, type Network, type NodeResult, exponentialTime, simulate } from './network.ts';
import {
  abandonedShare,
  each,
  exponentialService,
  meanPresent,
  meanWait,
  meanWaitSquare,
  singleNode,
  waitingShare,
  window,
} from './single-node.ts';

describe('timed servers', () => {
  const law = new Law('timed servers');
  const discipline = 'timed';

  it('M/M/1 at a load of 0.8, the spread of waits included', () => {
    const results = replicate('timed M/M/1', singleNode(0.8, { discipline }), window(100_000));
    law.expectTheory('mean wait, one server', each(results, meanWait), 0.8 / (1 - 0.8));
    law.expectTheory('mean number present, one server', each(results, meanPresent), 0.8 / (1 - 0.8));
    law.expectTheory('share who wait, one server', each(results, waitingShare), 0.8);
    const square = takacsWaitSquare(0.8, [1, 2, 6]);
    law.expectTheory(
      'mean square of the wait, one server',
      each(results, meanWaitSquare),
      square,
      SQUARE_HALF_WIDTH_MAX,
    );
  });

  // The customers of m-m-c.test.ts: it must come to the same.
  it('M/M/3 at a load of 0.75', () => {
    const results = replicate('M/M/3', singleNode(2.25, { servers: 3, discipline }), window(18_000));
    law.expectTheory('share who wait, 3 servers', each(results, waitingShare), erlangC(3, 2.25));
    law.expectTheory('mean wait, 3 servers', each(results, meanWait), erlangWait(3, 2.25));
    law.expectTheory('mean number present, 3 servers', each(results, meanPresent), multiServer(3, 2.25).present);
  });

  // All may have walked away before the event that would have called the next.
  it('M/M/3+M, overloaded', () => {
    const theory = erlangA(3, 3.5, 1);
    const network = singleNode(3.5, { servers: 3, patience: exponentialTime(1), discipline });
    const results = replicate('timed M/M/3+M', network, window(8_000));
    law.expectTheory('share who abandon, 3 servers', each(results, abandonedShare), theory.abandon);
    law.expectTheory('mean time in queue, 3 servers', each(results, meanWait), theory.wait);
  });
});

describe('timed servers and counted ones', () => {
  // Customers who come back, walk away or find no room, in a window of some fifteen thousand visits.
  it('make the same of the same random numbers, to the last tick', () => {
    const run = (discipline: 'fifo' | 'timed'): readonly NodeResult[] => {
      const node = { service: [exponentialService], discipline };
      const network: Network = {
        sources: [{ node: 0, rate: 2 }],
        nodes: [
          { ...node, servers: 3, patience: exponentialTime(0.7) },
          { ...node, servers: 1, capacity: 3, patience: exponentialTime(5) },
          { ...node, servers: 2 },
        ],
        route: (_, __, u) => (u < 0.3 ? 0 : u < 0.6 ? 1 : u < 0.8 ? 2 : EXIT),
      };
      return simulate(network, window(3_000), { draws: new Draws(new RandomSource('timed or counted')) });
    };
    const counted = run('fifo');
    const sum = (of: 'lost' | 'abandoned' | 'waited') =>
      counted.reduce((total, node) => total + node.classes[0]![of], 0);
    expect(Math.min(sum('lost'), sum('abandoned'), sum('waited'))).toBeGreaterThan(500);
    expect(run('timed')).toEqual(counted);
  });
});
