/** A resident's day in both worlds side by side, and cells of gains. */
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import type { DiaryEntry } from '../../sim/runner/protocol.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages } from '../../viz/i18n/index.ts';
import { diaryRows } from '../../viz/panels/diary.ts';
import GainCell from '../../viz/panels/gain-cell.svelte';

const entry = (kind: DiaryEntry['kind'], tick: number, sector = 4): DiaryEntry => {
  return { kind, tick, ticks: 0, sector, method: kind === 'refused' ? -1 : 2, fen: 0 };
};
const rowsOf = (baseline: readonly DiaryEntry[], policy: readonly DiaryEntry[]) =>
  diaryRows({ baseline: { from: 0, entries: baseline }, policy: { from: 0, entries: policy } }).map(({ entries }) => [
    entries.baseline?.kind ?? '',
    entries.policy?.kind ?? '',
  ]);

describe('a day in both worlds', () => {
  test('of one instant, what leads to something stands above it', () => {
    const told = [entry('refused', 1000), entry('failed', 1000)];
    expect(rowsOf([entry('payment', 1000)], told)).toEqual([
      ['payment', 'failed'],
      ['', 'refused'],
    ]);
  });
  test('each world keeps its order, though it is a little earlier than the other', () => {
    const told = [entry('failed', 900), entry('refused', 950)];
    expect(rowsOf([entry('closed', 930, 5), entry('payment', 1000)], told)).toEqual([
      ['closed', ''],
      ['payment', 'failed'],
      ['', 'refused'],
    ]);
  });
});

describe('a cell of gains', () => {
  const cell = (minutes: number, tight: boolean) => {
    const gain = { minutes, isNoise: false };
    const props = { gain, scale: { most: 1, digits: 1 }, words: messages('en'), formats: formatsOf('en'), tight };
    return render(GainCell, { props }).body;
  };
  test('of what is written as nothing has no colour of a loss', () => {
    for (const tight of [true, false]) {
      expect(cell(-0.0001, tight)).not.toMatch(/worse|better/);
      expect(cell(-0.5, tight)).toContain('worse');
      expect(cell(0.5, tight)).toContain('better');
    }
  });
});
