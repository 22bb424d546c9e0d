/** What a picture of the maps says of itself: enough to make it again, and what of it is synthetic. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { program } from '../../sim/runner/program.ts';
import type { Formats } from '../format.ts';
import type { MapWords } from './words.ts';

export function printNotes(scenario: Scenario | null, tick: number, words: MapWords, formats: Formats): string[] {
  if (scenario === null) return [words.synthetic];
  const { start, seed, scale, title } = scenario;
  const note = words.print_note({
    ...{ date: formats.date(start, tick), time: formats.clock(start, tick), seed },
    ...{ scale: formats.whole(scale), version: program().version },
  });
  return [title[formats.locale], note, words.synthetic];
}
