/** Which run something is of, and in what another run differs from it. */
import { identityOf } from '../../model/identity.ts';
import { quote } from '../../model/reading/mistake.ts';
import type { Scenario } from '../../model/scenario.ts';
import { canonicalJson, sha256OfData, sha256OfText } from './hash.ts';

/** Parts of a scenario by name: numbers and short texts as they are, anything else by the first digits of its hash. */
export type RunParts = Readonly<Record<string, string | number>>;

const HASHED = '#';
const DIGITS = 16;
const TEXT_LENGTH_MAX = 64;
/** Parts that are told of many that differ. */
const TOLD_MAX = 3;

/** Hash of what decides a run. */
export function scenarioSha256(scenario: Scenario): string {
  return sha256OfData(identityOf(scenario));
}

/** What decides a run, short enough to be written down. */
export function partsOf(scenario: Scenario): RunParts {
  const short = (part: unknown): string | number => {
    if (typeof part === 'number') return part;
    if (typeof part === 'string' && part.length <= TEXT_LENGTH_MAX && !part.startsWith(HASHED)) return part;
    return HASHED + sha256OfText(canonicalJson(part)).slice(0, DIGITS);
  };
  return Object.fromEntries(Object.entries(identityOf(scenario)).map(([name, part]) => [name, short(part)]));
}

/** In what two runs differ, as the two halves of a sentence: what was found and what was expected. */
export function differingParts(found: RunParts, expected: RunParts): readonly [found: string, expected: string] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const differing = names.filter((name) => found[name] !== expected[name]);
  if (differing.length === 0) return ['', 'one of the run asked for'];
  const more = differing.length > TOLD_MAX ? ` and ${differing.length - TOLD_MAX} more` : '';
  const told = differing.slice(0, TOLD_MAX);
  const words = (parts: RunParts, hashed: string) =>
    told.map((name) => `${name in expected ? name : quote(name)} ${wordOf(parts[name], hashed)}`).join(', ') + more;
  return [words(found, 'another'), words(expected, 'as asked for')];
}

function wordOf(part: string | number | undefined, hashed: string): string {
  if (part === undefined) return 'missing';
  if (typeof part === 'number') return String(part);
  return part.startsWith(HASHED) ? hashed : quote(part);
}
