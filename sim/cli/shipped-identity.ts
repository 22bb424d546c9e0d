/** What decides a shipped scenario, its city and calendar with it, as results made beforehand name it. */
import { shippedScenario } from '../runner/library.ts';
import { scenarioSha256 } from '../runner/node/run-identity.ts';

export const shippedIdentity = (name: string): string => scenarioSha256(shippedScenario(name));
