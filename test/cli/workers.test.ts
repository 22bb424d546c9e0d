import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch, sim } from './program.ts';

const EVERY_MEASURE = fileURLToPath(new URL('../engines/every-measure.yaml', import.meta.url));
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

describe('a world on several threads', () => {
  let alone: string;
  beforeAll(async () => {
    alone = await run(EVERY_MEASURE, 1, '--scale', '2000');
  }, 180_000);

  it.each([2, 3])(
    'comes to the same digest and measures on %i, with measures of every kind',
    async (workers) => {
      expect(await run(EVERY_MEASURE, workers, '--scale', '2000')).toBe(alone);
    },
    180_000,
  );

  it('comes to the same where there are more threads than neighbourhoods', async () => {
    const args = ['--scale', '50000', '--days', '1'];
    expect(await run('wuhan-2017', 15, ...args)).toBe(await run('wuhan-2017', 1, ...args));
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
