import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALONE } from '../../vitest.config.ts';
import { ROOT, filesBelow } from './sources.ts';

/** What is used by the tests of a folder that are alone may replace modules too. */
const PATTERNS = ALONE.map((pattern) => new RegExp(`^${pattern.replace('*.test', '*').replace('*', '[^/]*')}$`));

it('lets whoever puts something in the place of a module have modules of its own', () => {
  const replacing = filesBelow('test', '.ts').filter((file) =>
    /\bvi\.(mock|doMock|spyOn|stub\w+|resetModules)\(/.test(readFileSync(`${ROOT}/${file}`, 'utf8')),
  );
  expect(replacing.length).toBeGreaterThan(3);
  expect(replacing.filter((file) => !PATTERNS.some((pattern) => pattern.test(file)))).toEqual([]);
});
