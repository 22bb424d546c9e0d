/** A service that exists in the tests only keeps the contract, and shows wherever services show. */
import { vi } from 'vitest';
import type * as registry from '../../sim/model/services/registry.ts';
import { contract } from './contract.ts';
import { shows } from './shows.ts';
import { memberProgram } from './threads.ts';

type Registry = typeof registry;

vi.mock('../../sim/model/services/registry.ts', async (original) => {
  const registered = (await original()) as Registry;
  const { ferry } = await import('./ferry/ferry.ts');
  return { SERVICES: [...registered.SERVICES, ferry] };
});

contract({
  name: 'with ferries',
  program: memberProgram(
    'with-ferries',
    `
      import { SERVICES as registered } from 'registered';
      import { ferry } from '/test/contract/ferry/ferry.ts';
      export const SERVICES = [...registered, ferry];
    `,
  ),
  testOnly: ['ferry'],
});

shows('with ferries');
