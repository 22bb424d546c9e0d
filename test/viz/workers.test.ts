import { afterEach, describe, expect, test, vi } from 'vitest';
import { defaultWorkers, WORKERS_MAX } from '../../sim/runner/worker-count.ts';
import { snapshotBytes, thisMachine, workersFor } from '../../viz/state/machine.ts';
import { tinyScenario } from '../model/fixture.ts';

const at = (scale: number) => tinyScenario({ scale });

describe('workers a world', () => {
  // Wuhan has 11.4 million residents.
  test.each([
    ['half of the cores', 50, 6, 3],
    ['at least one', 50, 1, 1],
    ['one for 50,000 residents', 100, 64, 2],
    ['one in a small city', 1000, 64, 1],
    ['no more than can be asked for', 1, 1000, WORKERS_MAX],
  ])('where nobody says: %s', (_, scale, cores, expected) => {
    expect(defaultWorkers(at(scale), cores)).toBe(expected);
  });

  test.each([
    ['what the page needs is left to it', 50, 8, 3],
    ['two cores are for the page', 50, 2, 1],
    ['at 1:100 one does', 100, 64, 1],
    ['a large city takes what there is', 10, 16, 7],
  ])('in a page: %s', (_, scale, cores, expected) => {
    expect(workersFor(at(scale), null, { cores, sharesMemory: true })).toEqual({ wanted: expected, used: expected });
  });

  test('the address has the last word, where memory can be shared', () => {
    const machine = { cores: 2, sharesMemory: true };
    expect(workersFor(at(100), 5, machine)).toEqual({ wanted: 5, used: 5 });
    expect(workersFor(at(100), 5, { ...machine, sharesMemory: false })).toEqual({ wanted: 5, used: 1 });
    expect(workersFor(at(50), null, { cores: 8, sharesMemory: false })).toEqual({ wanted: 3, used: 1 });
  });
});

describe('memory', () => {
  afterEach(() => vi.unstubAllGlobals());
  const bytesOn = (pointer: 'coarse' | 'fine', deviceMemory?: number): number => {
    vi.stubGlobal('navigator', { hardwareConcurrency: 6, ...(deviceMemory !== undefined && { deviceMemory }) });
    vi.stubGlobal('crossOriginIsolated', false);
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === `(pointer: ${pointer})` }));
    return snapshotBytes(thisMachine());
  };
  test('a phone keeps at most 200 MB of both worlds, whether or not it tells what it has; a desktop keeps more', () => {
    expect(2 * bytesOn('coarse')).toBeLessThan(200e6);
    expect(bytesOn('coarse', 4)).toBe(bytesOn('coarse'));
    expect(bytesOn('fine')).toBeGreaterThan(bytesOn('coarse'));
    expect(bytesOn('coarse', 8)).toBe(bytesOn('fine'));
  });
});
