import { expect, test } from 'vitest';
import { meantKey } from '../../viz/keys.ts';

const KNOWN = ['ArrowLeft', '+', '.', ',', '/', 'n', 'p', '0'] as const;

test.each([
  ['n', 'KeyN', 'n'],
  ['N', 'KeyN', 'n'],
  ['т', 'KeyN', 'n'],
  ['ν', 'KeyN', 'n'],
  ['з', 'KeyP', 'p'],
  ['>', 'Period', '.'],
  ['ю', 'Period', '.'],
  ['.', 'Slash', '.'],
  ['ArrowLeft', 'ArrowLeft', 'ArrowLeft'],
  ['0', 'Numpad0', '0'],
  ['b', 'KeyN', null],
  ['F5', 'F5', null],
  ['toString', '', null],
] as const)('a key that writes %s at %s means %s', (key, code, meant) => {
  expect(meantKey(KNOWN, { key, code })).toBe(meant);
});
