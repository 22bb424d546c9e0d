/**
 * What every shipped scenario comes to does not change by accident. Whoever changes it on purpose runs `npm run golden` and says
 * in the commit why: see README.md here.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';
import { differences, report } from './compare.ts';
import { goldenRun, type GoldenRun, type Json } from './runs.ts';
import { keptScenarios, readGolden, writeGolden } from './store.ts';

const PARTS = ['digests', 'measures', 'instant'] as const;
const isMadeAnew = process.env['GOLDEN'] === 'write';

const runs = new Map<string, GoldenRun>();
if (isMadeAnew) {
  afterAll(() => {
    // After a run that failed, what was kept stays.
    if (runs.size === SHIPPED_SCENARIOS.length) writeGolden(runs);
  });
}

describe.each(SHIPPED_SCENARIOS)('%s', (name) => {
  beforeAll(() => {
    runs.set(name, goldenRun(name));
  });

  it('is long enough to show the policy, where there is one', () => {
    const { baseline, policy } = runs.get(name)!.digests as Record<'baseline' | 'policy', Json>;
    expect(JSON.stringify(baseline) === JSON.stringify(policy)).toBe(shippedScenario(name).policy.length === 0);
  });

  it.each(PARTS)('comes to the same %s as before', (part) => {
    // What is compared has been through a file, in which −0 is 0.
    const found = JSON.parse(JSON.stringify(runs.get(name)![part])) as Json;
    if (isMadeAnew) return;
    expect(report(differences(readGolden(name)[part], found)), 'npm run golden keeps what is found').toBe('');
  });
});

it.skipIf(isMadeAnew)('nothing is kept of a scenario that is no longer shipped', () => {
  expect(keptScenarios().filter((name) => !SHIPPED_SCENARIOS.includes(name))).toEqual([]);
});
