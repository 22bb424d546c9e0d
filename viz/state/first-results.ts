/** Of what was made beforehand for a scenario what is shown first: its answers, and who gains and loses. */
import type { PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';

/** Taken out of scenarios/results when the page was built (sim/cli/ready-made.ts): a tenth of it. */
const FILES = import.meta.glob<PreparedResults | null>('../../scenarios/*.yaml', {
  query: '?answer',
  import: 'default',
});

/** @returns null where nothing was made */
export async function firstResults(scenario: string): Promise<PreparedResults | null> {
  return (await FILES[`../../scenarios/${scenario}.yaml`]?.()) ?? null;
}
