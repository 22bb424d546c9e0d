import { expect, it } from 'vitest';
import { bothEnds } from './move.ts';
import { RETAIL_MOVES } from './moves-retail.ts';

it.each(RETAIL_MOVES)('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) {
    if (move.direction === 'raises') expect(high, id).toBeGreaterThan(low);
    else expect(high, id).toBeLessThan(low);
  }
});
