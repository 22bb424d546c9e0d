/** The tests that mutants have to get past: those of the model, and not what merely notices that something has changed. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The quickest first: most mutants do not get far. */
const ORDER = [
  /measures-recounted/,
  /cash-in-hand|remembered|near-work|traffic/,
  /hospital-visits/,
  /features/,
  /model/,
];
const rank = ({ moduleId }: TestSpecification) => ORDER.findIndex((pattern) => pattern.test(moduleId));

class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

const model = ['measures', 'mechanisms', 'policy', 'money', 'littles-law', 'services', 'levers'];
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    include: ['test/features/**/*.test.ts', ...model.map((name) => `test/model/${name}.test.ts`)],
    // On a busy machine a test that is slow has noticed nothing.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    bail: 1,
    sequence: { sequencer: QuickestFirst },
  },
});
