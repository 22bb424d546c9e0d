/** A scenario as its file would have it: the file's spelling, without what need not be said. */
import type { LocalName } from '../city.ts';
import { PARAMETERS } from '../parameters.ts';
import type { PolicyKind } from '../policy/kind.ts';
import { POLICY_KINDS } from '../policy/registry.ts';
import { fileAction } from '../reading/resolve-policy.ts';
import { SCALE_DEFAULT, SEED_DEFAULT } from '../reading/scenario-schema.ts';
import type { Scenario } from '../scenario.ts';

/** What a file says: maps, lists, texts and numbers. */
export type FileData = Readonly<Record<string, unknown>>;

/** Reading what this is written as gives the same scenario. @param kinds kinds of policy: those registered, unless a test adds one */
export function scenarioData(scenario: Scenario, kinds: readonly PolicyKind[] = POLICY_KINDS): FileData {
  const { name, title, description, question, answers, city, start, days, scale, seed, parameters, policy } = scenario;
  const changed = PARAMETERS.filter(({ id, value }) => parameters[id] !== value);
  return given({
    name,
    title: title.en === name && title.zh === name ? undefined : shortName(title),
    description: description.en === '' && description.zh === '' ? undefined : shortName(description),
    question: question && { en: question.en, zh: question.zh },
    answers,
    city: city.id,
    start,
    days,
    scale: scale === SCALE_DEFAULT ? undefined : scale,
    seed: seed === SEED_DEFAULT ? undefined : seedOf(seed),
    parameters:
      changed.length === 0 ? undefined : Object.fromEntries(changed.map(({ id }) => [id, parameters[id]] as const)),
    policy: policy.map((action) => fileAction(action, { city, start, days }, kinds)),
  });
}

function given(data: FileData): FileData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined));
}

/** One text where both languages have the same. */
function shortName({ en, zh }: LocalName): string | LocalName {
  return en === zh ? en : { en, zh };
}

/** A seed that is a whole number is written as one; it is the same seed. */
function seedOf(seed: string): string | number {
  const number = Number(seed);
  return Number.isSafeInteger(number) && String(number) === seed ? number : seed;
}
