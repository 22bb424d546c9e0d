import { expect, it } from 'vitest';
import { differences, report } from './compare.ts';

it('names each place that differs, whatever the order of names', () => {
  const golden = { policy: { 'bus.trips': 4, 'bus.rides': 7 }, days: [1, 2], gone: true };
  const found = { days: [1, 3, 5], policy: { 'bus.rides': 7, 'bus.trips': null }, came: 'x' };
  expect(differences(golden, found)).toEqual([
    'policy bus.trips: golden 4, found null',
    'days[1]: golden 2, found 3',
    'days[2]: golden nothing, found 5',
    'gone: golden true, found nothing',
    'came: golden nothing, found "x"',
  ]);
  expect(differences(golden, structuredClone(golden))).toEqual([]);
});

it('tells the smallest difference of a number', () => {
  expect(differences({ a: 0.3 }, { a: 0.1 + 0.2 })).toEqual(['a: golden 0.3, found 0.30000000000000004']);
});

it('lists as much as fits a screen', () => {
  const lines = Array.from({ length: 100 }, (_, i) => `line ${i}`);
  expect(report(lines).split('\n')).toHaveLength(41);
  expect(report(lines)).toContain('and 60 more');
  expect(report([])).toBe('');
});
