import { describe, expect, it } from 'vitest';
import { ALL, type Assessment, QUICK, type Row, argumentsOf, readRows } from './dieharder.ts';
import { type Attempts, atLeast, isFault, isOpen, summary, table } from './verdict.ts';

const P_VALUE = { PASSED: 0.4, WEAK: 0.002, FAILED: 0 } as const;
const attempts = (...assessments: Assessment[]): Attempts =>
  assessments.map((assessment): Row => ({ name: 'runs 0', pValue: P_VALUE[assessment], assessment }));

describe('what dieharder prints', () => {
  it('is read, and what is not a p-value is left out', () => {
    const text = [
      '        diehard_runs,   0,0.74526371,  PASSED  ',
      '        diehard_runs,   0,0.00126371,   WEAK   ',
      '# a comment',
      ' rgb_lagged_sum,  31,1.00000000,  FAILED  ',
      '',
    ].join('\n');
    expect(readRows(text)).toEqual([
      { name: 'diehard_runs 0', pValue: 0.74526371, assessment: 'PASSED' },
      { name: 'diehard_runs 0 #2', pValue: 0.00126371, assessment: 'WEAK' },
      { name: 'rgb_lagged_sum 31', pValue: 1, assessment: 'FAILED' },
    ]);
  });

  it('the whole battery has every test once, the quick one is part of it', () => {
    const names = ALL.map((test) => argumentsOf(test).join(' '));
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(QUICK.map((test) => argumentsOf(test).join(' '))));
    expect(names.filter((name) => name.startsWith('-d 203'))).toHaveLength(33);
    expect(names).not.toContain('-d 14');
  });
});

describe('the verdict', () => {
  it.each<[Attempts, 'open' | 'fault' | 'fine']>([
    [attempts('PASSED'), 'fine'],
    [attempts('WEAK'), 'open'],
    [attempts('FAILED'), 'open'],
    [attempts('WEAK', 'PASSED'), 'fine'],
    [attempts('FAILED', 'PASSED'), 'fine'],
    [attempts('WEAK', 'WEAK'), 'open'],
    [attempts('WEAK', 'WEAK', 'PASSED'), 'fine'],
    [attempts('WEAK', 'WEAK', 'WEAK'), 'fault'],
    [attempts('WEAK', 'FAILED'), 'fault'],
    [attempts('FAILED', 'WEAK'), 'fault'],
    [attempts('FAILED', 'FAILED'), 'fault'],
  ])('%j is %s', (row, verdict) => {
    expect([isOpen(row), isFault(row)]).toEqual([verdict === 'open', verdict === 'fault']);
  });

  it('counts faults, and says what was asked for again', () => {
    const results = new Map([
      ['entity', new Map([['runs 0', attempts('WEAK', 'PASSED')]])],
      ['seed', new Map([['runs 0', attempts('FAILED', 'WEAK')]])],
    ]);
    const { text, passed, faults } = summary(results);
    expect([passed, faults]).toEqual([1, 1]);
    expect(text).toContain('entity, runs 0: 0.002 WEAK, then 0.4 PASSED');
    expect(text).toContain('FAULT seed, runs 0: 0 FAILED, then 0.002 WEAK');
    expect(text).toContain('2 p-values at the first attempt: 1 WEAK and 1 FAILED, where 0.0 are expected');
    expect(table(results).split('\n')[1]).toBe('runs 0  0.0020W  0.0000F');
  });

  it('a binomial tail', () => {
    expect(atLeast(0, 10, 0.01)).toBe(1);
    expect(atLeast(1, 10, 0.01)).toBeCloseTo(1 - 0.99 ** 10, 12);
    expect(atLeast(2, 2, 0.5)).toBeCloseTo(0.25, 12);
    expect(atLeast(11, 300, 0.01)).toBeLessThan(0.001);
  });
});
