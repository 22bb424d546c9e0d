/** What the page shows of what is shipped, read from its texts: done when the page is built, so that it needs no reader for it. */
import { marksOf, readClaims } from './claims/claims-file.ts';
import { shippedCities, shippedClaimsText, shippedScenario } from './library.ts';

/** By what is asked for of a file, and then its name: plain data that JSON can hold. */
export const READY_MADE = {
  /** A scenario as its file has it, with the id of its city in the place of the city. */
  scenario: (name: string): unknown => {
    const scenario = shippedScenario(name);
    return { ...scenario, city: scenario.city.id };
  },
  city: (id: string): unknown => shippedCities().get(id),
  /** What of a file of claims is drawn into charts. */
  marks: (name: string): unknown => {
    const reading = readClaims(shippedClaimsText(name));
    return reading.ok ? marksOf(reading.claims) : [];
  },
} as const;
