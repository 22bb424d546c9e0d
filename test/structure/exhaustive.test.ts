import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { EXHAUSTIVE, EXHAUSTIVE_TAG } from '../exhaustive.mjs';
import { ROOT, filesBelow } from './sources.ts';

it('leaves to npm run test:all files that there are, and tests in a browser by a tag that some have', () => {
  expect(EXHAUSTIVE.filter((file) => !existsSync(`${ROOT}/${file}`))).toEqual([]);
  const tagged = filesBelow('test/browser', '.ts').filter((file) =>
    readFileSync(`${ROOT}/${file}`, 'utf8').includes(`tag: '${EXHAUSTIVE_TAG}'`),
  );
  expect(tagged.length).toBeGreaterThan(5);
});
