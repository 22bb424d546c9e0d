import { ESLint } from 'eslint';
import { describe, expect, test } from 'vitest';
import { ROOT, filesBelow, textOf } from './sources.ts';

const LINES_MAX = 500;

const files = ['sim', 'viz'].flatMap((folder) => filesBelow(folder, '.ts', '.svelte', '.mjs', '.css', '.html'));

describe('every source file', () => {
  test(`has at most ${LINES_MAX} lines`, () => {
    const long = files.map((file) => ({ file, lines: textOf(file).split('\n').length - 1 }));
    expect(long.filter(({ lines }) => lines > LINES_MAX)).toEqual([]);
  });

  test('is finished', () => {
    expect(files.filter((file) => /\b(TODO|FIXME|XXX)\b/.test(textOf(file)))).toEqual([]);
  });

  test('has a name in kebab-case', () => {
    const name = /(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)+$/;
    expect(files.filter((file) => !name.test(file))).toEqual([]);
  });
});

const eslint = new ESLint({ cwd: ROOT });

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: `${ROOT}/${file}` });
  expect(result!.fatalErrorCount).toBe(0);
  return result!.messages.map(({ message }) => message).filter((message) => message.includes('banned: '));
}

const INEXACT =
  'log log2 log10 log1p exp expm1 pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt hypot';

const BANNED: readonly [code: string, message: string][] = [
  ...INEXACT.split(' ').map((name): [string, string] => [
    `export const x = Math.${name}(2);`,
    `banned: Math.${name}, use`,
  ]),
  ['export const { log } = Math;', 'banned: Math.log, use'],
  ['export const x = Math;', 'banned: Math as a value, use'],
  ["export const f = (k: 'log') => Math[k](2);", 'banned: Math[…], use'],
  ['export const x = Math.random();', 'banned: Math.random, use'],
  ['export const x = new Date();', 'banned: Date, use'],
  ['export const x = Date.now();', 'banned: Date, use'],
  ['export const x = globalThis.Date.now();', 'banned: globalThis, use'],
  ['export const x = performance.now();', 'banned: performance, use'],
  ['setTimeout(() => {}, 1);', 'banned: setTimeout, use'],
  ['setInterval(() => {}, 1);', 'banned: setInterval, use'],
  ['queueMicrotask(() => {});', 'banned: queueMicrotask, use'],
  ['export const x = crypto.randomUUID();', 'banned: crypto, use'],
  ['export const x = new Intl.NumberFormat();', 'banned: Intl, use'],
  ['export const x = (1.5).toLocaleString();', 'banned: toLocaleString, use'],
  ["export const x = 'a'.toLocaleUpperCase();", 'banned: toLocaleUpperCase, use'],
  ["export const x = 'a'.localeCompare('b');", 'banned: localeCompare, use'],
  ['export const f = (x: number) => x ** 2;', 'banned: **, use'],
  ['export const f = (x: number) => { x **= 2; return x; };', 'banned: **=, use'],
  ['export const x = [2, 1].sort();', 'banned: sort without a comparator, use'],
  ['export const x = [2, 1].toSorted();', 'banned: sort without a comparator, use'],
  ['for (const k in { a: 1 }) k.trim();', 'banned: for…in, use'],
];

describe('the order in which places are fitted', () => {
  // Of chance it would differ from seed to seed, and what a scenario says of it would not hold there.
  test('is that of the plan wherever places are put in order, in the guide too', () => {
    const orders = ['CONTRIBUTING.md', ...filesBelow('sim/model', '.ts')].flatMap((file) =>
      [...textOf(file).matchAll(/rankAndFit\(\s*((?:\w+\.)+)purpose\(/g)].map(([, source = '']) => ({ file, source })),
    );
    expect(orders.length).toBeGreaterThan(5);
    expect(orders.filter(({ source }) => !source.endsWith('rollout.'))).toEqual([]);
    expect(orders.map(({ file }) => file)).toContain('CONTRIBUTING.md');
  });
});

describe('lint holds the core deterministic', () => {
  test.each(BANNED)('%s', async (code, message) => {
    expect((await complaints('sim/kernel/snippet.ts', code)).join()).toContain(message);
    expect((await complaints('sim/model/services/snippet.ts', code)).join()).toContain(message);
    expect(await complaints('test/snippet.ts', code)).toEqual([]);
  });

  test('only exact-math.ts imports stdlib', async () => {
    const code = "export { default } from '@stdlib/math-base-special-ln';";
    expect((await complaints('sim/kernel/snippet.ts', code)).join()).toContain('banned: @stdlib, use');
    expect((await complaints('viz/snippet.svelte.ts', code)).join()).toContain('banned: @stdlib, use');
    expect(await complaints('sim/kernel/exact-math.ts', code)).toEqual([]);
  });

  test('what is exact is allowed', async () => {
    const code =
      'export const x = [Math.sqrt(2), Math.floor(1.5), Math.imul(2, 3), Math.abs(-1)].sort((a, b) => a - b);';
    expect(await complaints('sim/kernel/snippet.ts', code)).toEqual([]);
  });
});
