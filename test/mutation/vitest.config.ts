/** The tests that mutants have to get past: those of the model, and not what merely notices that something has changed. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The quickest first: most mutants do not get far. */
const ORDER = [
  /measures-recounted/,
  /cash-in-hand|remembered|near-work|traffic/,
  /hospital-visits/,
  /features/,
  /model/,
];

/** What tests of the file that is changed now are called after: its service, or itself. None where nothing is changed yet. */
function subjectOf(mutant: string | undefined): string | undefined {
  const sample = process.env['MUTATION_SAMPLE'];
  if (mutant === undefined || sample === undefined) return undefined;
  const { places } = JSON.parse(readFileSync(sample, 'utf8')) as { places: { file: string }[] };
  const changed = places.find(({ file }) => readFileSync(join(ROOT, file), 'utf8').includes(`("${mutant}")`));
  return changed && (/services\/(\w+)\//.exec(changed.file)?.[1] ?? basename(changed.file, '.ts'));
}

const mutant = process.env['__STRYKER_ACTIVE_MUTANT__'];
const subject = subjectOf(mutant);
const rank = ({ moduleId }: TestSpecification): number => {
  const usual = ORDER.findIndex((pattern) => pattern.test(moduleId));
  if (subject === undefined) return usual;
  if (basename(moduleId).includes(subject)) return usual - 2 * ORDER.length;
  return readFileSync(moduleId, 'utf8').includes(subject) ? usual - ORDER.length : usual;
};

class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

const model = ['measures', 'mechanisms', 'policy', 'money', 'littles-law', 'services', 'levers'];
export default defineConfig({
  root: ROOT,
  test: {
    include: ['test/features/**/*.test.ts', ...model.map((name) => `test/model/${name}.test.ts`)],
    // On a busy machine a test that is slow has noticed nothing.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Changes are tested side by side; the first run, which changes nothing, has the machine for itself.
    fileParallelism: mutant === undefined,
    maxWorkers: 2,
    // Model and tests are read once, and not anew for each of the files.
    isolate: false,
    bail: 1,
    sequence: { sequencer: QuickestFirst },
  },
});
