import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch, sim, type Ended } from './program.ts';

const folder = scratch();
const kept = join(folder, 'kept');
const RUN = ['run', 'wuhan-2017', '--scale', '5000', '--days', '5', '--json'];
const from = (name: string) => ['--from-checkpoint', join(kept, name)];

let straight: Ended;
beforeAll(async () => {
  straight = await sim([...RUN, '--checkpoints', kept, '--checkpoint-every', '2']);
}, 180_000);

describe('run --checkpoints', () => {
  it('keeps the state every so many days, and no end', () => {
    expect(straight).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(kept).sort()).toEqual(['day-0002.checkpoint', 'day-0004.checkpoint']);
  });
  it('is refused where nothing is said of a folder, or what is there is none', async () => {
    expect(await sim([...RUN, '--checkpoint-every', '2'])).toMatchObject({ status: 2, stdout: '' });
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const ended = await sim([...RUN, '--checkpoints', file]);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain('expected a folder');
  });
});

describe('run --from-checkpoint', () => {
  it.each(['day-0002.checkpoint', 'day-0004.checkpoint'])('comes from %s to the same result', async (name) => {
    expect(await sim([...RUN, ...from(name)])).toEqual(straight);
  });

  it('comes to the same files', async () => {
    const [whole, resumed] = [join(folder, 'whole'), join(folder, 'resumed')];
    await sim([...RUN, '--out', whole]);
    await sim([...RUN, ...from('day-0004.checkpoint'), '--out', resumed]);
    expect(existsSync(join(whole, 'measures.csv'))).toBe(true);
    for (const name of readdirSync(whole)) {
      expect(readFileSync(join(resumed, name), 'utf8')).toBe(readFileSync(join(whole, name), 'utf8'));
    }
  });

  it.each([
    ['another seed', ['--seed', '8'], 'found a checkpoint of another scenario, seed, length or scale'],
    ['another length', ['--days', '6'], 'found a checkpoint of another scenario, seed, length or scale'],
  ])('refuses one of %s', async (_, change, said) => {
    const run = RUN.filter((word, i) => !change.includes(word) && !change.includes(RUN[i - 1]!));
    const ended = await sim([...run, ...change, ...from('day-0002.checkpoint')]);
    expect(ended).toMatchObject({ status: 2, stdout: '' });
    expect(ended.stderr).toContain(said);
  });

  it('refuses what is no checkpoint, or no longer as it was written, and says so in one line', async () => {
    const good = readFileSync(join(kept, 'day-0002.checkpoint'));
    const flipped = Buffer.from(good);
    // Not a single bit: some of a compressed file's do not matter.
    flipped.fill(0x55, good.length - 2000, good.length - 1900);
    const cases: [name: string, bytes: Uint8Array | null, said: string][] = [
      ['none', null, 'no file of that name'],
      ['empty', Buffer.alloc(0), 'a file that is no checkpoint'],
      ['text', Buffer.from('name: x\n'), 'a file that is no checkpoint'],
      ['head', good.subarray(0, 300), 'a damaged first part'],
      ['half', good.subarray(0, good.length / 2), 'a damaged'],
      ['flipped', flipped, 'a damaged'],
      ['huge', Buffer.from(String(good.subarray(0, 400)).replace(/"bytes":\d+/, '"bytes":1e300') + '\n'), 'a damaged'],
    ];
    for (const [name, bytes, said] of cases) {
      const file = join(folder, name);
      if (bytes !== null) writeFileSync(file, bytes);
      const ended = await sim([...RUN, '--from-checkpoint', file]);
      expect(ended, name).toMatchObject({ status: 2, stdout: '' });
      expect(ended.stderr, name).toContain(said);
      expect(ended.stderr.trim().split('\n'), name).toHaveLength(1);
    }
  });
});
