import { expect, test } from 'vitest';
import { filesBelow, textOf } from './sources.ts';

// Svelte's bindings of sizes tell of them in the middle of the browser's round, as does an observer of one's own.
const WATCHES =
  /\bResizeObserver\b|\bbind:(client|offset)(Width|Height)\b|\bbind:(contentRect|contentBoxSize|borderBox)/;

test('sizes of elements are watched in one place, which tells of them with the next picture', () => {
  const files = filesBelow('viz', '.ts', '.svelte').filter((file) => WATCHES.test(textOf(file)));
  expect(files).toEqual(['viz/resized.ts']);
});
