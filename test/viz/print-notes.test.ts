import { expect, test } from 'vitest';
import { program } from '../../sim/runner/program.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { formatsOf } from '../../viz/format.ts';
import { printNotes } from '../../viz/map/print-notes.ts';
import { MAP_WORDS } from '../../viz/map/words.ts';

test('a picture of the maps says which day, seed, scale and version it is of', () => {
  const scenario = shippedScenario('wuhan-2017');
  const [title, note, synthetic] = printNotes(scenario, 864_000 + 9 * 36_000, MAP_WORDS.en, formatsOf('en'));
  expect(title).toBe(scenario.title.en);
  expect(synthetic).toBe(MAP_WORDS.en.synthetic);
  expect(note).toBe(`2 June 2017, 09:00 · seed 7, scale 1:100 · Cashless City ${program().version}`);
  expect(printNotes(scenario, 0, MAP_WORDS.zh, formatsOf('zh'))[1]).toContain('2017年6月1日 00:00 · 种子7');
});
