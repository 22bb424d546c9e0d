/** Whether results made beforehand are still of what a run is now. */
import { whyStale, type PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import { program } from '../../sim/runner/program.ts';

/** What decides each shipped scenario, found out when the page was built (sim/cli/ready-made.ts). */
const IDENTITIES = import.meta.glob<string>('../../scenarios/*.yaml', {
  query: '?identity',
  import: 'default',
  eager: true,
});

/** Whether the model has changed since, or the scenario, or its city. */
export function isEarlier(results: PreparedResults): boolean {
  const scenarioSha256 = IDENTITIES[`../../scenarios/${results.scenario}.yaml`];
  return whyStale(results, { model: program().model, ...(scenarioSha256 && { scenarioSha256 }) }) !== undefined;
}
