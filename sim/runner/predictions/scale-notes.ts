/** What the scales of predictions do to their waits. */
import { loadsInWords } from '../../model/reading/rounded-by-scale.ts';
import type { Language } from '../claims/tables.ts';
import { shippedScenario } from '../library.ts';
import type { PredictionResults } from './prediction-results.ts';
import type { PredictionsFile } from './predictions-file.ts';

/** A sentence for each city whose facilities bear another load at the scale of its runs than in the city. */
export function scaleNotes(
  { scales }: Pick<PredictionResults, 'scales'>,
  { cities }: Pick<PredictionsFile, 'cities'>,
  language: Language,
): string[] {
  return cities.flatMap(({ id, from }) => {
    const scale = scales[id];
    if (scale === undefined) return [];
    const scenario = shippedScenario(from, { scale });
    const loads = loadsInWords(scenario);
    if (loads === undefined) return [];
    const name = scenario.city.name[language];
    return language === 'en'
      ? `${name} at 1:${scale}: ${loads.en} than in the city, so that waits there are not the city’s.`
      : `${name}（1:${scale}）：与全市相比，${loads.zh}，因此那里的等候时间不同于全市。`;
  });
}
