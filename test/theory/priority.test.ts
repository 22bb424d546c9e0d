/** Priorities without pre-emption: a queue for each class, one server, the first class first. */
import { describe, it } from 'vitest';
import { Law, replicate } from './confidence.ts';
import { cobhamWaits } from './formulas.ts';
import { type Network, type Sampler, exponentialTime } from './network.ts';
import { window } from './single-node.ts';

interface PriorityClass {
  readonly rate: number;
  readonly service: Sampler;
  readonly moments: readonly [number, number];
}

function priority(classes: readonly PriorityClass[]): Network {
  return {
    sources: classes.map(({ rate }, customerClass) => ({ node: 0, customerClass, rate })),
    nodes: [{ servers: 1, discipline: 'priority', service: classes.map(({ service }) => service) }],
  };
}

describe('priority: Cobham', () => {
  const law = new Law('priority');

  function expectCobham(name: string, classes: readonly PriorityClass[], units: number): void {
    const results = replicate(`priority ${name}`, priority(classes), window(units));
    cobhamWaits(classes).forEach((theory, i) => {
      const waits = results.map(([node]) => node!.classes[i]!.wait / node!.classes[i]!.visits);
      law.expectTheory(`mean wait, ${name}, class ${i + 1}`, waits, theory);
    });
  }

  it('M/M/1 with two classes', () => {
    const one = { service: exponentialTime(1), moments: [1, 2] } as const;
    expectCobham(
      'M/M/1',
      [
        { ...one, rate: 0.35 },
        { ...one, rate: 0.3 },
      ],
      40_000,
    );
  });

  it('M/G/1 with three classes, each with another service time', () => {
    expectCobham(
      'M/G/1',
      [
        { rate: 0.3, service: () => 0.5, moments: [0.5, 0.25] },
        { rate: 0.2, service: (u) => 2 * u, moments: [1, 4 / 3] },
        { rate: 0.15, service: exponentialTime(1.8), moments: [1.8, 2 * 1.8 * 1.8] },
      ],
      40_000,
    );
  });
});
