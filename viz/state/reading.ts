/** Scenarios read from their texts: what plans and other days take. The reader is large, so that the first view does without. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { readPlan, type Overrides } from '../../sim/runner/authoring.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import type { Address } from './address.ts';
import type { Formats } from '../format.ts';
import { messages } from '../i18n/index.ts';
import { mistakePlace, mistakeText } from '../plan/mistakes.ts';
import { planWords } from '../plan/words.ts';
import { decodePlan } from './plan-code.ts';
import type { RunSettings } from './session.svelte.ts';

/**
 * The scenario that an address asks for.
 * @param formats of the language in which mistakes are told
 * @throws Error with a line for each mistake of its plan; and as shippedScenario
 */
export function read(
  { scenario, plan, ...settings }: Pick<Address, 'scenario' | 'plan'> & RunSettings,
  formats: Formats,
): Scenario {
  const data = plan === null ? null : decodePlan(plan);
  if (data === null) return shippedScenario(scenario, given(settings));
  const reading = readPlan(data, given(settings));
  if (reading.ok) return reading.scenario;
  const [words, common] = [planWords(formats.locale), messages(formats.locale)];
  const lines = reading.mistakes.map((mistake) => {
    const { path } = mistake;
    const place = mistakePlace(path, data, words, common, formats);
    const said = `${place}${common.colon}${mistakeText(mistake, words, formats)}`;
    // A link does not bring a city along: it stays in the browser of whoever made it.
    return path === 'city' ? said + words.mend({ hint: words.own_city_hint }) : said;
  });
  throw new Error(lines.join('\n'));
}

/** What the reader has set. */
function given({ seed, days, scale }: RunSettings): Overrides {
  return {
    ...(seed === null ? {} : { seed }),
    ...(days === null ? {} : { days }),
    ...(scale === null ? {} : { scale }),
  };
}

const asWritten = new Map<string, Scenario>();

/** A shipped scenario as its file has it. Reading takes a moment, so it is done once. */
export function shippedAsIs(name: string): Scenario {
  let scenario = asWritten.get(name);
  if (scenario === undefined) asWritten.set(name, (scenario = shippedScenario(name)));
  return scenario;
}
