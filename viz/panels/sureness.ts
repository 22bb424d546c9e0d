/** Under tables of groups: what they are of, and what their signs of doubt mean. */
import { estimateOf } from '../../sim/runner/experiment/prepared-results.ts';
import type { Session } from '../state/session.svelte.ts';

export function sureness({ prepared, words, formats }: Pick<Session, 'prepared' | 'words' | 'formats'>): string {
  // The whole stands there where its groups do.
  const isOfSeeds = prepared !== null && estimateOf(prepared, 'saved.losers_share') !== undefined;
  return isOfSeeds ? words.who_noise({ seeds: formats.whole(prepared.seeds.length) }) : words.who_one;
}
