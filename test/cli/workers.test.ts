import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { scratch, sim } from './program.ts';

const EVERY_ACTION = fileURLToPath(new URL('../engines/every-action.yaml', import.meta.url));
const SCENARIOS = new URL('../../scenarios/', import.meta.url);
const textOf = (file: string) => readFileSync(new URL(file, SCENARIOS), 'utf8');
const folder = scratch();

/** Runs a scenario on so many threads a world: digests and every value of both worlds. */
async function run(file: string, workers: number, ...args: string[]): Promise<string> {
  const out = join(folder, `${file.split('/').at(-1)}-${workers}`);
  const { status, stderr, stdout } = await sim([
    'run',
    file,
    '--workers',
    String(workers),
    '--json',
    '--out',
    out,
    ...args,
  ]);
  // On a busy machine it takes long enough to say how far it is.
  expect([status, stderr.replace(/^.*: day .*\n/gm, '')]).toEqual([0, '']);
  return stdout + readFileSync(join(out, 'measures.csv'), 'utf8');
}

/** Two districts of Wuhan as a city of their own, which at a coarse scale are two neighbourhoods. @returns a scenario there */
function inTwoDistricts(): string {
  const text = textOf('cities/wuhan/city.yaml');
  const { districts, ...city } = parse(text) as { districts: { code: string }[] };
  const two = districts.slice(0, 2);
  const { features, ...collection } = JSON.parse(textOf('cities/wuhan/districts.geojson')) as {
    features: { id: string }[];
  };
  const theirs = features.filter(({ id }) => two.some(({ code }) => code === id));
  const place = join(folder, 'two');
  mkdirSync(place);
  writeFileSync(join(place, 'city.yaml'), stringify({ ...city, districts: two }));
  writeFileSync(join(place, 'districts.geojson'), JSON.stringify({ ...collection, features: theirs }));
  writeFileSync(join(place, 'metro.geojson'), textOf('cities/wuhan/metro.geojson'));
  const scenario = join(folder, 'two.yaml');
  writeFileSync(scenario, textOf('wuhan-2017.yaml').replace('city: wuhan', 'city: two'));
  return scenario;
}

describe('a world on several threads', () => {
  let alone: string;
  beforeAll(async () => {
    alone = await run(EVERY_ACTION, 1, '--scale', '2000');
  }, 180_000);

  it.each([2, 3])(
    'comes to the same digest and measures on %i, with measures of every kind',
    async (workers) => {
      expect(await run(EVERY_ACTION, workers, '--scale', '2000')).toBe(alone);
    },
    180_000,
  );

  it('comes to the same where there are more threads than neighbourhoods', async () => {
    // Threads that wait for each other look before they sleep: fifteen of Wuhan's thirteen neighbourhoods did little else.
    const scenario = inTwoDistricts();
    const args = ['--scale', '8000', '--days', '1'];
    expect(await run(scenario, 3, ...args)).toBe(await run(scenario, 1, ...args));
  }, 180_000);

  it('is refused where checkpoints are asked for, and with a number that is none', async () => {
    const cases = [
      [['--workers', '2', '--checkpoints', join(folder, 'kept')], '--workers: found 2 with --checkpoints, expected 1'],
      [['--workers', '0'], '--workers: found "0", expected a whole number from 1 to 64'],
    ] as const;
    for (const [args, expected] of cases) {
      const { status, stderr } = await sim(['run', 'wuhan-2017', ...args]);
      expect(status).toBe(2);
      expect(stderr).toContain(expected);
    }
  });
});
