/** What a picture of the maps says of itself: enough to make it again. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { program } from '../../sim/runner/program.ts';
import type { Formats } from '../format.ts';
import type { MapWords } from './words.ts';

export function printNotes(scenario: Scenario, tick: number, words: MapWords, formats: Formats): string[] {
  const { start, seed, scale, title } = scenario;
  const note = words.print_note({
    ...{ date: formats.date(start, tick), time: formats.clock(start, tick), seed },
    ...{ scale: formats.whole(scale), version: program().version },
  });
  return [title[formats.locale], note];
}
