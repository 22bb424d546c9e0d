/** What an answer to a bad file must be: told with its place, short, and nothing that a terminal would obey. */
import { expect } from 'vitest';
import { formatMistake, MISTAKES_MAX, type Mistake } from '../../sim/model/reading/mistake.ts';

/** A line about a mistake names at most the keys of a map, and what was found cut short. */
const LINE_LENGTH_MAX = 1200;
const INVISIBLE = /[\p{C}\u2028\u2029]/u;

/** Holds mistakes against all of that. @param text in which they are */
export function expectGoodAnswer(mistakes: readonly Mistake[], text: string): void {
  expect(mistakes.length).toBeGreaterThan(0);
  expect(mistakes.length).toBeLessThanOrEqual(MISTAKES_MAX);
  const lines = text.split('\n');
  for (const mistake of mistakes) {
    const said = formatMistake('f', mistake);
    if (!/^f:\d+:\d+ [^ ].*: found [^ ].*, expected [^ ]/.test(said)) expect.fail(said);
    if (said.length > LINE_LENGTH_MAX || INVISIBLE.test(said)) expect.fail(JSON.stringify(said));
    const line = lines[mistake.line - 1];
    if (line === undefined || mistake.column < 1 || mistake.column > line.length + 1) {
      expect.fail(`${said}: no such place`);
    }
  }
}

/** Nothing has been added to what all objects inherit. */
export function expectCleanPrototypes(): void {
  for (const prototype of [Object.prototype, Array.prototype, Function.prototype, Map.prototype]) {
    expect(Object.keys(prototype)).toEqual([]);
  }
  expect(({} as Record<string, unknown>)['days']).toBeUndefined();
}
