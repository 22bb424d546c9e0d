/**
 * A program that ends at any step of writing a result: at each, what is at the place is whole or not there. Every call of
 * the file system goes through here, so that it can be the last one that is ever made.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import type * as FileSystem from 'node:fs/promises';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { shippedScenario } from '../../sim/runner/library.ts';
import { manifestOf, parseManifest } from '../../sim/runner/node/manifest.ts';
import type { Origin } from '../../sim/runner/node/origin.ts';
import { obstacleTo, writeResult } from '../../sim/runner/node/result-folder.ts';
import { csvChunks, type RunResult } from '../../sim/runner/result.ts';
import { scratch } from './program.ts';

/** What is done with a file or folder. */
interface Step {
  readonly name: string;
  readonly path: string;
  /** Where something is renamed to. */
  readonly to?: string;
}

const disk = vi.hoisted(() => ({
  steps: [] as Step[],
  /** How many steps are made before the end; none after it. */
  stepsLeft: Infinity,
  onEnd: () => {},
  /** Files that are open: an end closes them. */
  open: new Set<FileSystem.FileHandle>(),
}));

vi.mock('node:fs/promises', async (importActual) => {
  const actual = await importActual<typeof FileSystem>();
  /** Makes a step, or none ever again; `half` is what is still done of the last one. */
  const step = async <T>(made: Step, act: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> => {
    if (disk.stepsLeft-- > 0) {
      disk.steps.push(made);
      return await act();
    }
    if (disk.stepsLeft === -1) {
      await half?.();
      disk.onEnd();
    }
    return await new Promise<never>(() => {});
  };
  const closed = (handle: FileSystem.FileHandle) => {
    disk.open.delete(handle);
    return handle.close();
  };
  const watched = (handle: FileSystem.FileHandle, path: string) => ({
    writeFile: (text: string) =>
      step(
        { name: 'write', path },
        () => handle.writeFile(text),
        () => handle.writeFile(text.slice(0, text.length >> 1)),
      ),
    sync: () => step({ name: 'sync', path }, () => handle.sync()),
    close: () => step({ name: 'close', path }, () => closed(handle)),
    stat: () => handle.stat(),
    read: handle.read.bind(handle),
  });
  return {
    ...actual,
    mkdir: (path: string, options?: object) => step({ name: 'mkdir', path }, () => actual.mkdir(path, options)),
    rename: (path: string, to: string) => step({ name: 'rename', path, to }, () => actual.rename(path, to)),
    rm: (path: string, options?: object) => step({ name: 'rm', path }, () => actual.rm(path, options)),
    open: (path: string, flags: string) =>
      step({ name: 'open', path }, async () => {
        const handle = await actual.open(path, flags);
        disk.open.add(handle);
        return watched(handle, path);
      }),
  };
});

const folder = scratch();
const never = new AbortController().signal;
const source = { file: 'my.yaml', text: 'city: wuhan', overrides: {} };

function resultOf(seed: string): RunResult {
  const row = (i: number) => ({ name: 'payments.count', group: '', day: i, value: i });
  // Long enough to be written in several pieces.
  const values = Array.from({ length: 10_500 }, (_, i) => row(i));
  return {
    scenario: shippedScenario('wuhan-empty', { seed }),
    worlds: {
      baseline: { digest: 'a', serviceDigests: { city: 'a' }, values },
      policy: { digest: 'b', serviceDigests: { city: 'b' }, values },
    },
  };
}
const RESULTS = { earlier: resultOf('earlier'), later: resultOf('later') };
const CSV = [...csvChunks(RESULTS.later)].join('');

const ORIGIN: Origin = {
  ...{ version: '1', model: '0123456789abcdef', code: 'none', node: '20.19.0', commit: null, changed: [] },
  inputs: [{ file: source.file, sha256: 'd'.repeat(64) }],
};

const write = (target: string, which: keyof typeof RESULTS) =>
  writeResult(target, RESULTS[which], manifestOf(RESULTS[which], source, ORIGIN), never);

/** Writes until the end comes after so many steps. @returns whether it came before all was done */
async function writeUntilEnd(target: string, which: keyof typeof RESULTS, steps: number): Promise<boolean> {
  const end = new Promise<true>((resolve) => (disk.onEnd = () => resolve(true)));
  disk.stepsLeft = steps;
  const ended = await Promise.race([end, write(target, which).then(() => false)]);
  disk.stepsLeft = Infinity;
  for (const handle of disk.open) await handle.close();
  disk.open.clear();
  return ended;
}

/** The seed of the whole result at a place, or what else there is. */
function stateAt(target: string): string {
  if (!existsSync(target)) return 'absent';
  const names = readdirSync(target).sort();
  if (names.length === 0) return 'empty';
  expect(names).toEqual(['manifest.json', 'measures.csv']);
  expect(readFileSync(join(target, 'measures.csv'), 'utf8')).toBe(CSV);
  const text = readFileSync(join(target, 'manifest.json'), 'utf8');
  expect(parseManifest(text)).toBeDefined();
  return (JSON.parse(text) as { seed: string }).seed;
}

const hidden = (parent: string) => readdirSync(parent).filter((name) => name.startsWith('.'));

beforeEach(() => {
  disk.steps = [];
  disk.stepsLeft = Infinity;
});

describe('a program that ends while it writes a result', () => {
  it.each<[string, string, (target: string) => Promise<unknown>, string[]]>([
    ['where nothing is', 'r', () => Promise.resolve(), ['absent', 'later']],
    ['where no folder is yet', 'deep/er/r', () => Promise.resolve(), ['absent', 'later']],
    ['where an empty folder is', 'r', (target) => Promise.resolve(mkdirSync(target)), ['empty', 'later']],
    ['in place of an earlier result', 'r', (target) => write(target, 'earlier'), ['earlier', 'absent', 'later']],
  ])('%s leaves a whole result or none, at every step', async (_, place, prepare, states) => {
    const seen: string[] = [];
    let steps = 0;
    for (let ended = true; ended; steps++) {
      const target = join(mkdtempSync(join(folder, 'at-')), place);
      const parent = join(target, '..');
      await prepare(target);
      ended = await writeUntilEnd(target, 'later', steps);
      const state = stateAt(target);
      seen.push(state);
      if (state === 'absent' && states.includes('earlier')) {
        const [aside = ''] = hidden(parent).filter((name) => name.includes('.replaced-'));
        expect(stateAt(join(parent, aside)), 'the earlier result is not lost').toBe('earlier');
      }
      // The same again completes it and leaves nothing beside it.
      expect(await obstacleTo(target)).toBeUndefined();
      await write(target, 'later');
      expect(stateAt(target)).toBe('later');
      expect(hidden(parent)).toEqual([]);
    }
    expect(steps).toBeGreaterThan(12);
    // First the one, then the other, and never back again.
    expect(seen.filter((state, i) => state !== seen[i - 1])).toEqual(states);
  });

  it('and the next that ends as well leave nothing of use to lose', async () => {
    for (let first = 0; first < 22; first += 5) {
      for (let second = 0; second < 26; second += 8) {
        const target = join(mkdtempSync(join(folder, 'twice-')), 'r');
        await write(target, 'earlier');
        await writeUntilEnd(target, 'later', first);
        await writeUntilEnd(target, 'later', second);
        await write(target, 'later');
        expect(stateAt(target)).toBe('later');
        expect(hidden(join(target, '..'))).toEqual([]);
      }
    }
  });
});

describe('a result that has been written', () => {
  const at = (name: string, matches: (step: Step) => boolean) =>
    disk.steps.flatMap((step, i) => (step.name === name && matches(step) ? [i] : []));

  it('is on the disk before it is in its place, and in its place before the earlier one is gone', async () => {
    const target = join(mkdtempSync(join(folder, 'order-')), 'r');
    const parent = join(target, '..');
    await write(target, 'earlier');
    disk.steps = [];
    await write(target, 'later');
    const inPlace = at('rename', ({ path, to }) => to === target && path.includes('.partial-')).at(-1)!;
    for (const file of ['measures.csv', 'manifest.json']) {
      const written = at('write', ({ path }) => basename(path) === file);
      const [synced = -1] = at('sync', ({ path }) => basename(path) === file);
      expect(written.length).toBeGreaterThan(0);
      expect([synced > written.at(-1)!, synced < inPlace]).toEqual([true, true]);
    }
    const [folderSynced = -1] = at('sync', ({ path }) => path.includes('.partial-') && basename(path).startsWith('.'));
    const lastFile = at('sync', ({ path }) => /\.(csv|json)$/.test(path)).at(-1)!;
    expect([folderSynced > lastFile, folderSynced < inPlace]).toEqual([true, true]);
    const [parentSynced = -1] = at('sync', ({ path }) => path === parent);
    const [removed = -1] = at('rm', ({ path }) => path.includes('.replaced-'));
    expect([parentSynced > inPlace, removed > parentSynced]).toEqual([true, true]);
  });

  it('is on the disk with the folders that were made for it', async () => {
    const base = mkdtempSync(join(folder, 'deep-'));
    await write(join(base, 'a/b/r'), 'later');
    for (const made of [base, join(base, 'a'), join(base, 'a/b')]) {
      expect(at('sync', ({ path }) => path === made).length, made).toBeGreaterThan(0);
    }
  });
});
