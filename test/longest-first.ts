/** The order of test files: those that take longest begin first, so that none is left alone at the end. */
import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** More than twenty seconds each on a quiet machine, the longest first. What is new is found by `--reporter=json`. */
const LONGEST = [
  'test/contract/without.test.ts',
  'test/golden/golden.test.ts',
  'test/cli/clone.test.ts',
  'test/guides/guides.test.ts',
  'test/package/package.test.ts',
  'test/cli/experiment.test.ts',
  'test/features/every-parameter.test.ts',
  'test/cli/sudden-end.test.ts',
  'test/cli/trace.test.ts',
  'test/cli/checkpoint.test.ts',
  'test/cli/places.test.ts',
  'test/cli/run.test.ts',
  'test/runner/workers.test.ts',
  'test/cli/workers.test.ts',
  'test/runner/experiment/store.test.ts',
  // Its file is short, so that it would begin among the last.
  'test/fuzz/valid-scenarios.test.ts',
  'test/cli/kill.test.ts',
  'test/fuzz/hostile-files.test.ts',
  'test/runner/fingerprint.test.ts',
  'test/features/campus.test.ts',
  'test/cli/reproduction.test.ts',
];

export class LongestFirst extends BaseSequencer {
  /** Files that share their modules still follow each other: whoever has loaded them goes on with the next. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONGEST.indexOf(relative(this.ctx.config.root, moduleId).replaceAll('\\', '/'));
      return at < 0 ? LONGEST.length : at;
    };
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((one) => sorted.filter(({ project }) => project === one).sort((a, b) => rank(a) - rank(b)));
  }
}
