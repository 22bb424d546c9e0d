/** Parts of documents that a command writes. */
import { describe, expect, it } from 'vitest';
import { markdownTable, withPart } from '../../sim/cli/marked.ts';

describe('a part of a document', () => {
  const text = 'before\n\n<!-- it: begins -->\n\nold\n\n<!-- it: ends -->\n\nafter\n';

  it('is replaced between its marks', () => {
    expect(withPart(text, 'it', 'new')).toBe('before\n\n<!-- it: begins -->\n\nnew\n\n<!-- it: ends -->\n\nafter\n');
  });

  it('is none without both marks in order', () => {
    expect(withPart('nothing', 'it', 'new')).toBeUndefined();
    expect(withPart('<!-- it: ends --> <!-- it: begins -->', 'it', 'new')).toBeUndefined();
  });

  it('is a table that bars do not break', () => {
    expect(markdownTable(['a|b'], [['c']])).toBe('| a\\|b |\n| --- |\n| c |');
  });
});
