/**
 * The kernel's queues against results that independent simulators have published, by the protocols with which they were
 * obtained: the same start, warm-up, length, number of trials. Some of these models have no formula.
 *
 * A published mean of so many trials is one number drawn from a distribution that is not known. We repeat the whole
 * experiment GROUPS times; if both simulate the same model, the published number is as likely to have any rank among
 * ours as any other. It lies below all or above all with a chance of 2 / (GROUPS + 1) = 1%, and of CIW.length such
 * numbers any with at most that many per cent. Seeds and published numbers are fixed, so a test that passes always
 * passes. Intervals are as wide as the published experiments are small: this is a check of what is simulated, the laws
 * next door are the check of how exactly.
 */
import { describe, expect, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { REPLICATIONS, compare, replicate, studentTails } from './confidence.ts';
import { Draws, EXIT, type Network, type NodeResult, type Window, exponentialTime, simulate } from './network.ts';
import { each, singleNode, window } from './single-node.ts';

const GROUPS = 199;

interface Experiment {
  /** Page of Ciw's documentation. */
  readonly page: string;
  readonly network: Network;
  readonly window: Window;
  readonly trials: number;
  /** What is averaged over the trials, and what Ciw found. */
  readonly results: readonly {
    readonly quantity: string;
    readonly read: (nodes: readonly NodeResult[]) => number;
    readonly published: number;
  }[];
}

const waitAt =
  (node: number, customerClass = 0) =>
  (nodes: readonly NodeResult[]): number => {
    const { wait, visits } = nodes[node]!.classes[customerClass]!;
    return wait / visits;
  };

function bank(servers: number): Network {
  return singleNode(0.2, { servers, service: [exponentialTime(10)] });
}

/**
 * Ciw 3.2.7, a simulation library for open queueing networks (G. Palmer, V. Knight, P. Harper, A. Hawa, Journal of
 * Simulation 13(1), 2019). Figures from its documentation, https://ciw.readthedocs.io; units of time as there.
 */
const CIW: readonly Experiment[] = [
  {
    page: 'Background, Simulation Practice: M/M/1',
    network: singleNode(5, { service: [exponentialTime(1 / 8)] }),
    window: { from: 10, to: 50 },
    trials: 25,
    results: [{ quantity: 'mean wait', read: waitAt(0), published: 0.201313 }],
  },
  {
    page: 'Tutorial I, a bank with three servers',
    network: bank(3),
    window: { from: 100, to: 1540 },
    trials: 10,
    results: [{ quantity: 'mean wait', read: waitAt(0), published: 5.62649 }],
  },
  {
    page: 'Tutorial I, a bank with four servers',
    network: bank(4),
    window: { from: 100, to: 1540 },
    trials: 10,
    results: [{ quantity: 'mean wait', read: waitAt(0), published: 0.79868 }],
  },
  {
    page: 'Tutorial II, a café: three counters',
    network: {
      sources: [
        { node: 0, rate: 0.3 },
        { node: 1, rate: 0.2 },
      ],
      nodes: [
        { servers: 1, service: [exponentialTime(1)] },
        { servers: 2, service: [exponentialTime(2.5)] },
        { servers: 2, service: [exponentialTime(2)] },
      ],
      route: (node, _, u) => [u < 0.3 ? 1 : 2, 2, EXIT][node]!,
    },
    window: { from: 0, to: 180 },
    trials: 10,
    results: [{ quantity: 'customers at the till', read: (nodes) => nodes[2]!.classes[0]!.visits, published: 81.9 }],
  },
  {
    page: 'Tutorial IV, a clinic: babies and children share a desk, then part',
    network: {
      sources: [
        { node: 0, customerClass: 0, rate: 1 },
        { node: 0, customerClass: 1, rate: 2 },
      ],
      nodes: [
        { servers: 1, service: [exponentialTime(1 / 4), exponentialTime(1 / 6)] },
        { servers: 2, service: [exponentialTime(1)] },
        { servers: 3, service: [exponentialTime(1), exponentialTime(1)] },
      ],
      route: (node, customerClass) => (node === 0 ? 1 + customerClass : EXIT),
    },
    window: { from: 3, to: 27 },
    trials: 16,
    results: [
      { quantity: 'mean wait of babies at the desk', read: waitAt(0, 0), published: 0.298488 },
      { quantity: 'mean wait of children at the desk', read: waitAt(0, 1), published: 0.261834 },
      { quantity: 'mean wait for the babies’ specialists', read: waitAt(1, 0), published: 0.268752 },
      { quantity: 'mean wait for the children’s specialists', read: waitAt(2, 1), published: 0.284763 },
    ],
  },
  {
    page: 'Guides, Priority Classes: one server, fully loaded',
    network: {
      sources: [0, 1].map((customerClass) => ({ node: 0, customerClass, rate: 5 })),
      nodes: [{ servers: 1, discipline: 'priority', service: [exponentialTime(0.1), exponentialTime(0.1)] }],
    },
    window: { from: 0, to: 100, until: 100 },
    trials: 1,
    results: [
      { quantity: 'mean wait of the first class', read: waitAt(0, 0), published: 0.1866109 },
      { quantity: 'mean wait of the second class', read: waitAt(0, 1), published: 7.61031 },
    ],
  },
];

/** The means of each result over the trials of each group. */
function repeat({ page, network, window, trials, results }: Experiment): number[][] {
  const draws = new Draws(new RandomSource(page));
  const means = results.map((): number[] => []);
  for (let group = 0; group < GROUPS; group++) {
    const runs = Array.from({ length: trials }, (_, trial) =>
      simulate(network, window, { draws, replication: group * trials + trial }),
    );
    results.forEach(({ read }, i) => means[i]!.push(runs.reduce((sum, run) => sum + read(run), 0) / trials));
  }
  return means;
}

describe('Ciw', () => {
  it.each(CIW)('$page', (experiment) => {
    const groups = repeat(experiment);
    experiment.results.forEach(({ quantity, published }, i) => {
      const below = groups[i]!.filter((mean) => mean < published).length;
      const average = groups[i]!.reduce((sum, mean) => sum + mean, 0) / GROUPS;
      console.log(
        `${experiment.page}, ${quantity}: Ciw ${published}, ours ${average.toFixed(4)}, above ${below} of 199`,
      );
      expect(below, `${quantity}: of ${GROUPS} repetitions are below ${published}`).toBeGreaterThan(0);
      expect(below, `${quantity}: of ${GROUPS} repetitions are below ${published}`).toBeLessThan(GROUPS);
    });
  });
});

describe('Cimba', () => {
  it('tutorial 1: M/M/1 at a load of 0.75, the mean queue over a million service times', () => {
    // Cimba 3.0.0, https://github.com/ambonvik/cimba, docs/tutorial.rst. One run: its variance is taken
    // to be ours, in the ratio of the lengths.
    const [published, units] = [2.256, 1e6];
    const ours = 40_000;
    const results = replicate('Cimba', singleNode(0.75, {}), window(ours));
    const { mean, t } = compare(
      each(results, ({ waiting }) => waiting),
      published,
    );
    const standardErrors = t / Math.sqrt(1 + (REPLICATIONS * ours) / units);
    console.log(`M/M/1, mean queue: Cimba ${published}, ours ${mean.toFixed(4)}, t = ${standardErrors.toFixed(2)}`);
    expect(studentTails(standardErrors, REPLICATIONS - 1)).toBeGreaterThan(0.01);
  });
});
