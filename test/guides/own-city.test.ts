/** The tutorial that goes from a planner's files to a run does what it promises, as it is written. */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BIN, scratch } from '../cli/program.ts';
import { ROOT, textOf } from '../structure/sources.ts';
import { blocksOf } from './guide.ts';

const DOCUMENT = textOf('examples/own-city/README.md');
const HEADINGS = [...DOCUMENT.matchAll(/^## (\d\. .*)$/gm)].map(([, heading = '']) => heading);
const SIM = 'npm run --silent sim -- ';

/** Types a command of the tutorial, in a folder that has the example and nothing else. The guides' own test goes through npm. */
function typed(command: string, place: string): string {
  expect(command).toMatch(/^npm run --silent sim -- [\w ./-]+$/);
  const args = command.slice(SIM.length).split(' ');
  return execFileSync(process.execPath, [BIN, ...args], {
    cwd: place,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('the tutorial of examples/own-city', () => {
  expect(HEADINGS).toHaveLength(3);
  const place = scratch();
  cpSync(join(ROOT, 'examples/own-city'), join(place, 'examples/own-city'), { recursive: true });
  const commands = HEADINGS.flatMap((heading) => blocksOf(DOCUMENT, heading)).flatMap(({ kind, text }) => {
    expect(kind).toBe('sh');
    return text.trim().split('\n');
  });
  const printed = new Map(commands.map((command) => [command, typed(command, place)]));
  const said = (args: string) => printed.get(SIM + args) ?? '';
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
