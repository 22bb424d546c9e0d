/** Any service can be taken out of the registry: the rest is set up, runs and keeps the contract. */
import { vi } from 'vitest';
import type * as registry from '../../sim/model/services/registry.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';

type Registry = typeof registry;

const REGISTRY = '../../sim/model/services/registry.ts';

for (const { id } of SERVICES) {
  vi.resetModules();
  vi.doMock(REGISTRY, async (original) => {
    const registered = (await original()) as Registry;
    return { SERVICES: registered.SERVICES.filter((type) => type.id !== id) };
  });
  // All that knows the registry is loaded anew, with the registry of this round.
  const { contract } = await import('./contract.ts');
  const { shows } = await import('./shows.ts');
  contract({
    name: `without ${id}`,
    registry: `
      import { SERVICES as registered } from 'registered';
      export const SERVICES = registered.filter(({ id }) => id !== '${id}');
    `,
  });
  shows(`without ${id}`);
}
vi.doUnmock(REGISTRY);
