import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const ban = (what, instead) => `banned: ${what}, use ${instead}`;

/** Globals whose value depends on the machine, the moment or the order in which a host gets round to things. */
const AMBIENT_GLOBALS = Object.entries({
  Date: 'ticks of simulated time (sim/kernel/calendar.ts for calendar dates)',
  performance: 'ticks of simulated time; hosts measure',
  setTimeout: 'events',
  setInterval: 'events',
  setImmediate: 'events',
  queueMicrotask: 'a function call or an event',
  requestAnimationFrame: 'events',
  crypto: 'keyed random numbers',
  Intl: 'plain text; the page formats',
  globalThis: 'imports',
}).map(([name, instead]) => ({ name, message: ban(name, instead) }));

/** Functions of Math that different engines round differently. */
const INEXACT_MATH =
  'log log2 log10 log1p exp expm1 pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt hypot'
    .split(' ')
    .map((property) => ({
      object: 'Math',
      property,
      message: ban(`Math.${property}`, 'sim/kernel/exact-math.ts'),
    }));

const LOCALE_METHODS = [
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleLowerCase',
  'toLocaleUpperCase',
  'localeCompare',
].map((property) => ({ property, message: ban(property, 'plain text and < on strings; the page formats') }));

const CORE_SYNTAX = [
  ["BinaryExpression[operator='**']", '**', 'multiplication'],
  ["AssignmentExpression[operator='**=']", '**=', 'multiplication'],
  ['ForInStatement', 'for…in', 'for…of over an array'],
  [
    'CallExpression[callee.property.name=/^(sort|toSorted)$/][arguments.length=0]',
    'sort without a comparator',
    '(a, b) => a - b',
  ],
  ["MemberExpression[object.name='Math'][computed=true]", 'Math[…]', 'the name of the function'],
  [":not(MemberExpression) > Identifier[name='Math']", 'Math as a value', 'the functions of Math by name'],
].map(([selector, what, instead]) => ({ selector, message: ban(what, instead) }));

export default defineConfig(
  { ignores: ['dist/', 'node_modules/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // Typed columns are indexed everywhere; the index is known to be good, and asserted where it is not.
      '@typescript-eslint/no-non-null-assertion': 'off',
      curly: ['error', 'multi-line'],
      eqeqeq: 'error',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] },
      globals: globals.browser,
    },
  },
  { files: ['**/*.{mjs,cjs}', '*.js'], languageOptions: { globals: globals.node } },
  { files: ['viz/public/*.js'], languageOptions: { globals: globals.browser, sourceType: 'script' } },
  { files: ['viz/offline-worker.js'], languageOptions: { globals: globals.serviceworker, sourceType: 'script' } },
  {
    // TypeScript knows the globals of each folder; see the tsconfig.json there.
    files: ['**/*.ts', '**/*.svelte'],
    rules: { 'no-undef': 'off' },
  },
  {
    name: 'no promise forgotten',
    files: ['sim/{runner,cli}/**/*.ts', 'viz/**/*.ts'],
    ignores: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error' },
  },
  {
    name: 'one door to stdlib',
    files: ['**/*.{ts,svelte}'],
    ignores: ['sim/kernel/exact-math.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@stdlib/*'], message: ban('@stdlib', 'sim/kernel/exact-math.ts') }] },
      ],
    },
  },
  {
    name: 'same bytes everywhere',
    files: ['sim/{kernel,model}/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...AMBIENT_GLOBALS],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: ban('Math.random', 'keyed random numbers') },
        ...INEXACT_MATH,
        ...LOCALE_METHODS,
      ],
      'no-restricted-syntax': ['error', ...CORE_SYNTAX],
    },
  },
);
