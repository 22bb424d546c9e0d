/** What the page shows of what is shipped, read from its texts: done when the page is built, so that it needs no reader for it. */
import type { Scenario } from '../model/scenario.ts';
import { answerNames, firstMeasures } from './answers.ts';
import { marksOf, readClaims } from './claims/claims-file.ts';
import { readPrepared, type PreparedResults } from './experiment/prepared-results.ts';
import { shippedCities, shippedClaimsText, shippedScenario } from './library.ts';

/** By what is asked for of a file, and then its name: plain data that JSON can hold. */
export const READY_MADE = {
  /** A scenario as its file has it, with the id of its city in the place of the city. */
  scenario: (name: string): unknown => {
    const scenario = shippedScenario(name);
    return { ...scenario, city: scenario.city.id };
  },
  /** Of what was made beforehand for a scenario (a file of scenarios/results, where there is one) what is shown first. */
  answer: (name: string, results: unknown): unknown =>
    results === null ? null : firstOf(readPrepared(results), shippedScenario(name)),
  city: (id: string): unknown => shippedCities().get(id),
  /** What of a file of claims is drawn into charts. */
  marks: (name: string): unknown => {
    const reading = readClaims(shippedClaimsText(name));
    return reading.ok ? marksOf(reading.claims) : [];
  },
} as const;

/** Results with the measures alone that a scenario is shown by at first. */
function firstOf(results: PreparedResults, scenario: Scenario): PreparedResults {
  const names = new Set([...answerNames(scenario), ...firstMeasures(scenario)]);
  const among = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
  const first: { -readonly [K in keyof PreparedResults]: PreparedResults[K] } = {
    ...results,
    whole: among(results.whole),
    daily: among(results.daily),
  };
  delete first.each;
  delete first.crossed;
  return first;
}
