import { expect, it } from 'vitest';
import { bothEnds } from './move.ts';
import { METRO_MOVES } from './moves-metro.ts';

it.each(METRO_MOVES)('$parameter $direction what it is about', (move) => {
  for (const [id, [low, high]] of bothEnds(move)) {
    if (move.direction === 'raises') expect(high, id).toBeGreaterThan(low);
    else expect(high, id).toBeLessThan(low);
  }
});
