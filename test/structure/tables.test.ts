import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENTS, tablesIn, withTables } from './tables.ts';
import { ROOT } from './sources.ts';

describe('tables of documents', () => {
  const textOf = (document: string) => readFileSync(`${ROOT}/${document}`, 'utf8');

  it('are what the results say: npm run tables writes them', async () => {
    for (const document of DOCUMENTS) expect(textOf(document), document).toBe(await withTables(textOf(document)));
  });

  it('are there: what is calibrated, claimed, answered, predicted, asked of other models, declared, and how sure it is', () => {
    const names = DOCUMENTS.flatMap((document) => tablesIn(textOf(document)));
    expect(names.toSorted()).toEqual([
      'answers',
      'calibration',
      'claims',
      'enrolments',
      'headlines',
      'other-models',
      'payment',
      'predictions',
    ]);
  });

  it('would not stay as they are if a figure was changed by hand', async () => {
    const text = textOf('sim/LIMITS.md');
    const changed = text.replace(/(<!-- table claims -->[^]*?\| )(\d)/, (_, before: string, digit: string) => {
      return `${before}${(Number(digit) + 1) % 10}`;
    });
    expect(changed).not.toBe(text);
    expect(await withTables(changed)).toBe(text);
  });

  it('of a name that nothing prints are refused', async () => {
    await expect(withTables('<!-- table nobody -->\n<!-- /table -->')).rejects.toThrow('found the table nobody');
  });
});
