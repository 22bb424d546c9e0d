/**
 * What `npm test` leaves to `npm run test:all`, so that it takes under half an hour: tests that go through many cases of what others
 * try with a few, start the command line dozens of times, or wait long. In a browser they carry the tag.
 */
export const EXHAUSTIVE_TAG = '@exhaustive';

/** Environment that has Vitest leave them out: its projects know nothing of `--exclude`. */
export const WITHOUT_EXHAUSTIVE = 'WITHOUT_EXHAUSTIVE';

export const EXHAUSTIVE = [
  'test/cli/checkpoint.test.ts',
  'test/cli/clone.test.ts',
  'test/cli/experiment.test.ts',
  'test/cli/kill.test.ts',
  'test/cli/places.test.ts',
  'test/cli/sudden-end.test.ts',
  'test/cli/workers.test.ts',
  'test/contract/without.test.ts',
  'test/features/every-parameter.test.ts',
  'test/fuzz/hostile-cities.test.ts',
  'test/fuzz/hostile-files.test.ts',
  'test/fuzz/hostile-results.test.ts',
  'test/fuzz/hostile-scenarios.test.ts',
  'test/fuzz/valid-scenarios.test.ts',
  'test/guides/guides.test.ts',
  'test/long/bounds.test.ts',
  'test/package/package.test.ts',
  'test/reading/many-districts.test.ts',
];
