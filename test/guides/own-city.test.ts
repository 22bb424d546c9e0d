/** The tutorial that goes from a planner's files to a run does what it promises, as it is written. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from '../cli/program.ts';
import { textOf } from '../structure/sources.ts';
import { blocksOf, follow } from './guide.ts';

const DOCUMENT = textOf('examples/own-city/README.md');
const HEADINGS = [...DOCUMENT.matchAll(/^## (\d\. .*)$/gm)].map(([, heading = '']) => heading);
const sim = (args: string) => `npm run --silent sim -- ${args}`;

test.skipIf(process.platform === 'win32')('the tutorial of examples/own-city', { timeout: 300_000 }, () => {
  expect(HEADINGS).toHaveLength(3);
  const place = join(scratch(), 'own-city');
  const printed = follow(
    HEADINGS.flatMap((heading) => blocksOf(DOCUMENT, heading)),
    place,
  );
  const said = (args: string) => printed.get(sim(args)) ?? '';
  const imported = [...printed.values()][0]!;
  expect(imported).toContain('Doggerhaven, 2 districts, 40,000 residents, 4 lines');
  expect(imported).toContain('"district" is district');
  const read = (file: string) => readFileSync(join(place, file), 'utf8');
  expect(read('doggerhaven/report.md')).toContain('## What was assumed');
  expect(said('city check doggerhaven')).toContain('fine (doggerhaven: Doggerhaven, 2 districts');
  expect(said('city show ./doggerhaven')).toMatch(/^F +ferry +2 +3\.3 +14 +38 /m);
  const picture = read('doggerhaven.svg');
  expect(picture.match(/<polyline/g)).toHaveLength(4);
  expect(picture).toContain('>Harbour</text>');
  expect(said('run doggerhaven/scenario.yaml --days 2')).toMatch(/digest policy {4}[0-9a-f]{16}/);
});
