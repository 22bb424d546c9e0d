import { expect, it } from 'vitest';
import { bothEnds } from './move.ts';
import { CREDIT_MOVES } from './moves-credit.ts';

it.each(CREDIT_MOVES)('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) {
    if (move.direction === 'raises') expect(high, id).toBeGreaterThan(low);
    else expect(high, id).toBeLessThan(low);
  }
});
