/** The part of an experiment's report about the article's claims and the predictions, in English and Chinese. */
import type { ClaimResults } from '../claims/claim-results.ts';
import { claimsTable, predictionsTable, type Language, type Table } from '../claims/tables.ts';
import { shippedCities, shippedPredictionsText } from '../library.ts';
import { readPredictions } from '../predictions/predictions-file.ts';
import type { PredictionResults } from '../predictions/prediction-results.ts';
import { scaleNotes } from '../predictions/scale-notes.ts';

/** What is shipped of claims and predictions; undefined where none have been made. */
export interface ClaimsData {
  readonly claims: ClaimResults | undefined;
  readonly predictions: PredictionResults | undefined;
  /** The model that made the experiment. */
  readonly model: string;
}

const WORDS = {
  en: {
    claims: 'The claims of the article of 2017, put to the test',
    claimsAbout:
      'Simulated figures are means over seeds with 95% intervals; the range is over what is assumed. No parameter is a claimed figure.',
    predictions: 'Predicted from what was known by mid-2017',
    predictionsAbout: 'Medians with 90% intervals over seeds and over the ranges of what is assumed, drawn jointly.',
    printed: 'Printed by',
    stale: 'Made by another model than this experiment: the figures may differ now.',
  },
  zh: {
    claims: '检验2017年报道的各项说法',
    claimsAbout: '模拟结果为多个随机种子的均值及95%区间；范围指假定参数的取值范围。所称数字均未作为参数。',
    predictions: '根据2017年年中已知情况所作的预测',
    predictionsAbout: '中位数及90%区间，同时涵盖随机种子和联合抽取的假定参数。',
    printed: '由此命令得出：',
    stale: '由另一版本的模型得出，与本实验的模型不同：数字可能已有变化。',
  },
} as const;

/** @param htmlTable makes the table of the report's other parts; @param escape makes text of it */
export function claimsHtml(
  { claims, predictions, model }: ClaimsData,
  htmlTable: (head: readonly string[], rows: readonly (readonly string[])[]) => string,
  escape: (text: string) => string,
): string {
  const reading = readPredictions(shippedPredictionsText());
  const part = (
    language: Language,
    title: string,
    about: string,
    table: Table,
    made: { command: string; model: string },
  ) => {
    const { printed, stale } = WORDS[language];
    const old = made.model === model ? '' : `<p><strong>${escape(stale)}</strong></p>`;
    return `<section lang="${language}"><h2>${escape(title)}</h2><p>${escape(about)}</p>${old}${htmlTable(table.head, table.rows)}
<p>${escape(printed)} <code>${escape(made.command)}</code>, <code>${escape(made.model)}</code></p></section>`;
  };
  const parts = (['en', 'zh'] as const).flatMap((language) => {
    const words = WORDS[language];
    const cityName = (id: string) => shippedCities().get(id)?.name[language] ?? id;
    const said = claims && part(language, words.claims, words.claimsAbout, claimsTable(claims, language), claims);
    const seen =
      predictions &&
      reading.ok &&
      part(
        language,
        words.predictions,
        [words.predictionsAbout, ...scaleNotes(predictions, reading.file, language)].join(' '),
        predictionsTable(predictions, reading.file, cityName, language),
        predictions,
      );
    return [said, seen];
  });
  return parts.filter((one) => typeof one === 'string').join('\n');
}
