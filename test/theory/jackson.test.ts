/** Open networks of M/M/c nodes (Jackson): each node is as if it were alone, and the nodes are independent. */
import { describe, it } from 'vitest';
import { RandomSource } from '../../sim/kernel/random.ts';
import { Law, REPLICATIONS, SQUARE_HALF_WIDTH_MAX, replicate } from './confidence.ts';
import { multiServer, trafficRates } from './formulas.ts';
import { Draws, EXIT, type Network, exponentialTime, simulate } from './network.ts';
import { window } from './single-node.ts';

const UNITS = 20_000;

describe('tandem: three nodes in a row', () => {
  const law = new Law('tandem network');
  const RATE = 0.6;
  const NODES = [
    { servers: 1, mean: 1 },
    { servers: 2, mean: 2 },
    { servers: 3, mean: 1.5 },
  ];
  const network: Network = {
    sources: [{ node: 0, rate: RATE }],
    nodes: NODES.map(({ servers, mean }) => ({ servers, service: [exponentialTime(mean)] })),
    route: (node) => (node + 1 < NODES.length ? node + 1 : EXIT),
  };

  /** Time averages of one replication: customers at each node, and what depends on several nodes at once. */
  function observe(seed: string) {
    const joint = { product12: 0, product23: 0, empty12: 0, empty: 0 };
    const share = 1 / (window(UNITS).to - window(UNITS).from);
    const watch = (present: Int32Array, units: number): void => {
      const [first, second, third] = [present[0]!, present[1]!, present[2]!];
      const weight = units * share;
      joint.product12 += first * second * weight;
      joint.product23 += second * third * weight;
      if (first + second > 0) return;
      joint.empty12 += weight;
      if (third === 0) joint.empty += weight;
    };
    const nodes = simulate(network, window(UNITS), { draws: new Draws(new RandomSource(seed)), watch });
    return { nodes, joint };
  }

  it('each node has its mean number, and the joint distribution is a product', () => {
    const samples = Array.from({ length: REPLICATIONS }, (_, i) => observe(`tandem ${i}`));
    const [one, two, three] = NODES.map(({ servers, mean }) => multiServer(servers, RATE * mean));
    [one!, two!, three!].forEach((theory, node) => {
      const present = samples.map(({ nodes }) => nodes[node]!.present);
      law.expectTheory(`mean number present, node ${node + 1}`, present, theory.present);
    });
    const jointly = (quantity: string, key: keyof (typeof samples)[0]['joint'], theory: number): void => {
      const values = samples.map(({ joint }) => joint[key]);
      law.expectTheory(quantity, values, theory, SQUARE_HALF_WIDTH_MAX);
    };
    jointly('mean of the product, nodes 1 and 2', 'product12', one!.present * two!.present);
    jointly('mean of the product, nodes 2 and 3', 'product23', two!.present * three!.present);
    jointly('share of time with nodes 1 and 2 empty', 'empty12', one!.empty * two!.empty);
    jointly('share of time with all nodes empty', 'empty', one!.empty * two!.empty * three!.empty);
  });
});

describe('routes that part, meet and return', () => {
  const law = new Law('network with feedback');
  const ROUTING = [
    [0.1, 0.4, 0.3],
    [0.2, 0, 0.5],
    [0.3, 0.1, 0],
  ];
  const OUTSIDE = [0.3, 0.1, 0];
  const SERVERS = [1, 2, 1];
  const MEANS = [1, 3, 1.2];

  it('each node has its mean number', () => {
    const network: Network = {
      sources: OUTSIDE.flatMap((rate, node) => (rate > 0 ? [{ node, rate }] : [])),
      nodes: SERVERS.map((servers, node) => ({ servers, service: [exponentialTime(MEANS[node]!)] })),
      route: (node, _, u) => {
        let rest = u;
        return ROUTING[node]!.findIndex((probability) => (rest -= probability) < 0);
      },
    };
    const rates = trafficRates(OUTSIDE, ROUTING);
    const results = replicate('feedback', network, window(2 * UNITS));
    rates.forEach((rate, node) => {
      const present = results.map((nodes) => nodes[node]!.present);
      const theory = multiServer(SERVERS[node]!, rate * MEANS[node]!).present;
      law.expectTheory(`mean number present, node ${node + 1}`, present, theory);
    });
  });
});
