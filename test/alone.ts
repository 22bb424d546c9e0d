/**
 * Tests that put something else in the place of a module: each file of them has modules of its own. All others share theirs, which
 * saves the time it takes to load them. `structure/alone.test.ts` holds the list.
 */
export const ALONE = [
  'test/cli/sudden-end.test.ts',
  'test/contract/*.test.ts',
  'test/golden/*.test.ts',
  'test/model/scale.test.ts',
  'test/model/services.test.ts',
  'test/model/states.test.ts',
  'test/runner/commit.test.ts',
  'test/runner/fingerprint.test.ts',
  'test/runner/run-worlds.test.ts',
  'test/theory/power.test.ts',
];
