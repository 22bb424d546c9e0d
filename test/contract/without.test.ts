/** Any service can be taken out of the registry: the rest is set up, runs and keeps the contract. */
import { expect, test, vi } from 'vitest';
import type * as registry from '../../sim/model/services/registry.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { memberProgram } from './threads.ts';

type Registry = typeof registry;

const REGISTRY = '../../sim/model/services/registry.ts';

/** Built once: which service is not there, it finds in its environment. */
const program = memberProgram(
  'without-one',
  `
    import { env } from 'node:process';
    import { SERVICES as registered } from 'registered';
    export const SERVICES = registered.filter(({ id }) => id !== env.WITHOUT);
  `,
);

for (const { id } of SERVICES) {
  vi.resetModules();
  vi.doMock(REGISTRY, async (original) => {
    const registered = (await original()) as Registry;
    return { SERVICES: registered.SERVICES.filter((type) => type.id !== id) };
  });
  // All that knows the registry is loaded anew, with the registry of this round.
  const { contract } = await import('./contract.ts');
  const { shows } = await import('./shows.ts');
  contract({ name: `without ${id}`, program, env: { WITHOUT: id } });
  shows(`without ${id}`);
  const { referenceScenarios } = await import('../../sim/runner/fingerprint/reference.ts');
  test(`without ${id} a build finds the fingerprint of the rest`, () => {
    const known = referenceScenarios().flatMap(({ policy, parameters }) => [...policy, ...Object.keys(parameters)]);
    expect(known.length).toBeGreaterThan(100);
    expect(known.filter((name) => typeof name === 'string' && name.startsWith(`${id}.`))).toEqual([]);
  });
}
vi.doUnmock(REGISTRY);
