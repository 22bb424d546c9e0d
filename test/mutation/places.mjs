/** Places in the model that a mutation can be made at, and a random sample of them that can be drawn again. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import seedrandom from 'seedrandom';

/** By pattern, as files move: what services, payments, adoption and measures do. Tables of parameters have tests of their own. */
const FILES = /^sim\/model\/((services|kit|payment|adoption|measures|indicators)\/|payment)/;
const NOT_FILES = /(parameters|registry|-ahead|words)\.ts$/;

/** Texts are names, and the tests of words have them. */
export const EXCLUDED_MUTATIONS = ['StringLiteral'];

const silent = { isDebugEnabled: () => false, isTraceEnabled: () => false };
for (const level of ['trace', 'debug', 'info', 'warn', 'error']) silent[level] = () => {};

/** Every place: a file and where in it, lines from 1 and columns from 0. */
export async function placesIn(root) {
  const names = readdirSync(join(root, 'sim/model'), { recursive: true })
    .map((name) => `sim/model/${name.split(sep).join('/')}`)
    .filter((name) => name.endsWith('.ts') && FILES.test(name) && !NOT_FILES.test(name))
    .sort();
  const files = names.map((name) => ({
    name: join(root, name),
    mutate: true,
    content: readFileSync(join(root, name), 'utf8'),
  }));
  const options = { plugins: null, excludedMutations: EXCLUDED_MUTATIONS, ignorers: [] };
  const { mutants } = await new Instrumenter(silent).instrument(files, options);
  const places = new Map();
  for (const { fileName, location, status } of mutants) {
    if (status === 'Ignored') continue;
    const { start, end } = location;
    const file = relative(root, fileName).split(sep).join('/');
    const place = { file, start: { ...start, line: start.line + 1 }, end: { ...end, line: end.line + 1 } };
    places.set(nameOf(place), place);
  }
  return [...places.values()];
}

/** As Stryker is told of it. */
export const nameOf = ({ file, start, end }) => `${file}:${start.line}:${start.column}-${end.line}:${end.column}`;

const isBefore = (a, b) => a.line < b.line || (a.line === b.line && a.column <= b.column);
/** Whether a place lies within another, or is it. */
export const liesWithin = (inner, outer) =>
  inner.file === outer.file && isBefore(outer.start, inner.start) && isBefore(inner.end, outer.end);

/** `count` places at random, none within another. The same seed draws the same ones. */
export function sampleOf(places, count, seed) {
  const random = seedrandom(seed);
  const order = places.map((place) => [random(), place]).sort(([a], [b]) => a - b);
  const sample = [];
  for (const [, place] of order) {
    if (sample.length === count) break;
    if (!sample.some((other) => liesWithin(place, other) || liesWithin(other, place))) sample.push(place);
  }
  return sample;
}
