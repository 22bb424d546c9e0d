/** `kill -9` at any moment of `run --out`: what is at the place is whole or not there, and the same command completes it. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { scratch, sim, simAlone, start } from './program.ts';

/** Few people for many days: the run is short, and what it writes is long. */
const SCENARIO = `city: wuhan
start: 2017-06-01
days: 4
scale: 30000
policy:
  - { measure: equip, sectors: [all], from: 2017-06-01, target_share: 1 }
`;
const FILES = ['manifest.json', 'measures.csv'];

const folder = scratch();
const place = join(folder, 'result');
const run = (seed: string) => ['run', 'kill.yaml', '--seed', seed, '--out', 'result', '--replace'];

/** What a whole result of each seed is, byte for byte. */
const whole = new Map<string, string>();
/** How long a run takes here and now, in milliseconds. */
let duration = 0;

const contents = (path: string) => FILES.map((name) => readFileSync(join(path, name), 'utf8')).join('\0');
const beside = () => readdirSync(folder).filter((name) => /^\.result\.(partial|replaced)-/.test(name));

beforeAll(async () => {
  writeFileSync(join(folder, 'kill.yaml'), SCENARIO);
  // The first makes the program where it has changed.
  for (const seed of ['a', 'a', 'b']) {
    const begun = performance.now();
    const { status, stderr } = await simAlone(run(seed), folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    duration = performance.now() - begun;
    whole.set(seed, contents(place));
  }
  expect(whole.get('a')).not.toBe(whole.get('b'));
  rmSync(place, { recursive: true });
}, 300_000);

/** The seed of the whole result that is there, or that none is. Anything else fails. */
function state(): string {
  if (!existsSync(place)) return 'none';
  expect(readdirSync(place).sort()).toEqual(FILES);
  const found = contents(place);
  const seed = [...whole].find(([, content]) => content === found)?.[0];
  if (seed === undefined) expect.fail(`found half a result: ${found.slice(0, 200)}`);
  return seed;
}

/** Starts a run and kills it when `moment` has come, unless it has ended before. @returns whether it was killed */
async function killAt(seed: string, moment: (isOver: () => boolean) => Promise<unknown>): Promise<boolean> {
  const { child, ended } = start(run(seed), folder);
  let over = false;
  void ended.then(() => (over = true));
  await Promise.race([moment(() => over), ended]);
  if (!over) child.kill('SIGKILL');
  return (await ended).signal === 'SIGKILL';
}

/** Waits until something is there or the program has ended, looking as often as can be. */
async function appears(found: () => boolean, isOver: () => boolean): Promise<void> {
  while (!found() && !isOver()) await turn();
}

const drafted = (name: string) => () => beside().some((draft) => existsSync(join(folder, draft, name)));
/** Wherever it is written, were it straight into its place. */
const written = (name: string) => () => drafted(name)() || existsSync(join(place, name));
const steppedAside = () => beside().some((name) => name.includes('.replaced-'));

/** Moments of the writing, of which each lasts some milliseconds. */
const MOMENTS: readonly (readonly [string, () => boolean, afterMs: number])[] = [
  ['the draft is begun', () => beside().length > 0 || existsSync(place), 0],
  ['the measures are being written', written('measures.csv'), 0],
  ['the measures are being written, a little later', written('measures.csv'), 4],
  ['the manifest is being written', written('manifest.json'), 0],
  ['the draft is being put in its place', written('manifest.json'), 2],
];

/** On a busy machine a moment may pass unseen: so often it is waited for again. */
const ROUNDS_MAX = 6;

async function expectRerunCompletes(seed: string): Promise<void> {
  const { status, stderr } = await sim(run(seed), folder);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(state()).toBe(seed);
  expect(beside()).toEqual([]);
}

describe('a run that is killed', () => {
  it('at moments all over it leaves a whole result or none, and the same command completes it', async () => {
    rmSync(place, { recursive: true, force: true });
    let killed = 0;
    for (const part of [0.2, 0.5, 0.65, 0.8, 0.9, 0.97]) {
      killed += (await killAt('a', () => wait(part * duration))) ? 1 : 0;
      expect(['none', 'a']).toContain(state());
    }
    expect(killed).toBeGreaterThan(1);
    await expectRerunCompletes('a');
  });

  it(
    'while it writes leaves a whole result or none, and the same command completes it',
    { timeout: 180_000 },
    async () => {
      rmSync(place, { recursive: true, force: true });
      let killed = 0;
      for (let i = 0; i < MOMENTS.length || (killed < 2 && i < ROUNDS_MAX * MOMENTS.length); i++) {
        const [, found, afterMs] = MOMENTS[i % MOMENTS.length]!;
        const moment = async (isOver: () => boolean) => {
          await appears(found, isOver);
          if (afterMs > 0) await wait(afterMs);
        };
        killed += (await killAt('a', moment)) ? 1 : 0;
        expect(['none', 'a']).toContain(state());
        if (state() === 'a') rmSync(place, { recursive: true });
      }
      expect(killed).toBeGreaterThan(1);
      await expectRerunCompletes('a');
    },
  );

  it(
    'while it replaces an earlier result leaves the one, the other, or the earlier aside',
    { timeout: 180_000 },
    async () => {
      let killed = 0;
      for (let round = 0; killed === 0 && round < ROUNDS_MAX; round++) {
        if (!existsSync(place) || state() !== 'a') await expectRerunCompletes('a');
        for (const found of [drafted('measures.csv'), drafted('manifest.json'), steppedAside]) {
          killed += (await killAt('b', (isOver) => appears(found, isOver))) ? 1 : 0;
          const left = state();
          expect(['none', 'a', 'b']).toContain(left);
          if (left === 'none') expect(steppedAside()).toBe(true);
          if (left === 'b') break;
        }
      }
      expect(killed).toBeGreaterThan(0);
      await expectRerunCompletes('b');
    },
  );

  it('has left what can be run again from its manifest, to the same bytes', async () => {
    const { status, stderr } = await sim(['run', 'result/manifest.json', '--out', 'again'], folder);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(contents(join(folder, 'again'))).toBe(contents(place));
  });
});
