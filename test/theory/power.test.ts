/**
 * What the tests of the laws would notice: simulations that are wrong on purpose, each in one small way, must fall
 * outside by the same rule by which the right ones lie inside.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Purpose, RandomSource } from '../../sim/kernel/random.ts';
import { TimedServers } from '../../sim/kernel/timed-servers.ts';
import { REPLICATIONS, compare, isOutside, replicate } from './confidence.ts';
import { batchPresent, cobhamWaits, erlangA, erlangWait, finiteQueue, pollaczekKhinchineWait } from './formulas.ts';
import { Draws, EXIT, type Network, type NodeResult, exponentialTime, simulate } from './network.ts';
import { each, exponentialService, meanPresent, meanWait, meanWaitSquare, singleNode, window } from './single-node.ts';

const LOAD = 0.7;
/** Mean wait, and mean number present. */
const M_M_1 = LOAD / (1 - LOAD);

function expectOutside(values: readonly number[], theory: number): void {
  expect(isOutside(compare(values, theory))).toBe(true);
}

describe('noticed', () => {
  it('service 2% too long, one server', () => {
    const slow = singleNode(LOAD, { service: [exponentialTime(1.02)] });
    expectOutside(each(replicate('slow', slow, window(40_000)), meanWait), M_M_1);
  });

  it('service 2% too long, three servers', () => {
    const slow = singleNode(2.25, { servers: 3, service: [exponentialTime(1.02)] });
    expectOutside(each(replicate('slow 3', slow, window(18_000)), meanWait), erlangWait(3, 2.25));
  });

  it('last come first served: the same mean wait, another spread', () => {
    const results = replicate('last first', singleNode(0.6, { discipline: 'lifo' }), window(30_000));
    const theory = pollaczekKhinchineWait(0.6, [1, 2]);
    expect(isOutside(compare(each(results, meanWait), theory))).toBe(false);
    expectOutside(each(results, meanWaitSquare), (2 * 0.6) / (1 - 0.6) ** 2);
  });

  it('constant service that is not quite constant', () => {
    const results = replicate('uneven', singleNode(LOAD, { service: [(u) => 0.5 + u] }), window(30_000));
    expectOutside(each(results, meanWait), pollaczekKhinchineWait(LOAD, [1, 1]));
  });

  it('room for one more', () => {
    const results = replicate('roomy', singleNode(1.8, { servers: 2, capacity: 7 }), window(6_000));
    expectOutside(each(results, meanPresent), finiteQueue(2, 6, 1.8).present);
  });

  it('patience 5% longer', () => {
    const patient = singleNode(6, { servers: 5, patience: exponentialTime(2.1) });
    expectOutside(each(replicate('patient', patient, window(6_000)), meanWait), erlangA(5, 6, 2).wait);
  });

  it('customers of a batch who come one by one', () => {
    const results = replicate('one by one', singleNode(LOAD, {}), window(10_000));
    expectOutside(each(results, meanPresent), batchPresent(LOAD / 2, [2, 6]));
  });

  it('classes served in order of arrival', () => {
    const rates = [0.4, 0.35];
    const network: Network = {
      sources: rates.map((rate, customerClass) => ({ node: 0, customerClass, rate })),
      nodes: [{ servers: 1, service: [exponentialService, exponentialService] }],
    };
    const results = replicate('no priority', network, window(10_000));
    const waits = cobhamWaits(rates.map((rate) => ({ rate, moments: [1, 2] })));
    waits.forEach((theory, i) => {
      const values = results.map(([node]) => node!.classes[i]!.wait / node!.classes[i]!.visits);
      expectOutside(values, theory);
    });
  });
});

describe('noticed in timed servers', () => {
  const { serve } = TimedServers.prototype;
  afterEach(() => void vi.restoreAllMocks());

  it.each([
    [1, LOAD, 40_000, M_M_1],
    [3, 2.25, 18_000, erlangWait(3, 2.25)],
  ])('free 2% of a service too late, servers: %i', (servers, offered, units, theory) => {
    vi.spyOn(TimedServers.prototype, 'serve').mockImplementation(function (this: TimedServers, station, now, end) {
      serve.call(this, station, now, Math.ceil(end + 0.02 * (end - now)));
    });
    const network = singleNode(offered, { servers, discipline: 'timed' });
    expectOutside(each(replicate(`late ${servers}`, network, window(units)), meanWait), theory);
  });
});

describe('noticed in the use of random numbers', () => {
  function replicateWith(drawsOf: (source: RandomSource) => Draws, network: Network): (readonly NodeResult[])[] {
    return Array.from({ length: REPLICATIONS }, (_, i) => {
      const draws = drawsOf(new RandomSource(`draws ${i}`));
      return simulate(network, window(10_000), { draws });
    });
  }

  it('one purpose for two: gaps between customers and service times', () => {
    const results = replicateWith(
      (source) => {
        const one = source.purpose('one');
        return new Draws({ purpose: () => one });
      },
      singleNode(LOAD, {}),
    );
    expectOutside(each(results, meanWait), M_M_1);
  });

  it('the same service time at every node of a tandem', () => {
    class Deaf extends Purpose {
      override uniform(entity: number): number {
        return super.uniform(entity, 0);
      }
    }
    const network: Network = {
      sources: [{ node: 0, rate: LOAD }],
      nodes: [0, 1].map(() => ({ servers: 1, service: [exponentialService] })),
      route: (node) => (node === 0 ? 1 : EXIT),
    };
    const results = replicateWith((source) => {
      const keys = source.purpose('keys');
      const service = new Deaf(keys.bits(0, 0), keys.bits(0, 1));
      return new Draws({ purpose: (name) => (name === 'service' ? service : source.purpose(name)) });
    }, network);
    expect(isOutside(compare(each(results, meanPresent), M_M_1))).toBe(false);
    const second = results.map((nodes) => nodes[1]!.present);
    expectOutside(second, M_M_1);
  });
});
