/** `npx vitest`: the tests of everything but the page in a browser. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { readyMade } from './sim/cli/ready-made.ts';
import { EXHAUSTIVE, WITHOUT_EXHAUSTIVE } from './test/exhaustive.mjs';
import { LongestFirst } from './test/longest-first.ts';

/**
 * Tests that put something else in the place of a module: each file of them has modules of its own. All others share theirs, which
 * saves the time it takes to load them. `structure/alone.test.ts` holds the list.
 */
export const ALONE = [
  'test/cli/studies.test.ts',
  'test/cli/sudden-end.test.ts',
  'test/contract/*.test.ts',
  'test/golden/*.test.ts',
  'test/model/scale.test.ts',
  'test/model/services.test.ts',
  'test/model/states.test.ts',
  'test/runner/commit.test.ts',
  'test/runner/experiment/store.test.ts',
  'test/runner/fingerprint.test.ts',
  'test/runner/run-worlds.test.ts',
  'test/theory/power.test.ts',
  'test/viz/address-bar.test.ts',
  'test/viz/playback.test.ts',
  'test/viz/workers.test.ts',
];

// The mutation tester is installed below test/, with tests of its own.
const LEFT_OUT = ['**/node_modules/**', ...(process.env[WITHOUT_EXHAUSTIVE] === undefined ? [] : EXHAUSTIVE)];
const ROOT = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: ROOT,
  plugins: [svelte({ configFile: false }), readyMade(ROOT)],
  test: {
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // All there are: Vitest would leave one core to itself, which on two is half of them.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: LongestFirst },
    // Built programs are run as they are: nothing is changed in them.
    server: { deps: { external: [/\/dist\/builds\//] } },
    projects: [
      { extends: true, test: { name: 'alone', include: ALONE, exclude: [...LEFT_OUT] } },
      {
        extends: true,
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: [...ALONE, ...LEFT_OUT], isolate: false },
      },
    ],
  },
});
