/** Claims and predictions as tables, for the report of an experiment and for documents, in both languages. */
import { SECTOR_DECLARATIONS } from '../../model/catalogue.ts';
import { SERVICE_DECLARATIONS } from '../declared.ts';
import { MEASURES, MEMBERS } from '../../model/measures/dictionary.ts';
import type { PredictionsFile, Quantity } from '../predictions/predictions-file.ts';
import type { PredictionResults } from '../predictions/prediction-results.ts';
import type { ClaimResults, ClaimRow } from './claim-results.ts';
import { conditionWords } from './conditions.ts';

export type Language = 'en' | 'zh';

export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const DIGITS = 3;

/** Three digits, whole from a thousand on, with separators. */
export function shown(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  return Math.abs(rounded) >= 1000 ? String(rounded).replace(/\B(?=(\d{3})+$)/g, ',') : String(rounded);
}

const HEAD: Readonly<Record<Language, readonly string[]>> = {
  en: ['claim', 'claimed', 'simulated', 'over what is assumed', 'verdict'],
  zh: ['说法', '所称数字', '模拟结果', '假定范围内', '结论'],
};

const TO: Readonly<Record<Language, string>> = { en: ' to ', zh: ' 至 ' };
const FITTED: Readonly<Record<Language, string>> = { en: ' (fitted)', zh: '（校准所得）' };
const GAP: Readonly<Record<Language, string>> = { en: ': ', zh: '：' };
const NEXT: Readonly<Record<Language, string>> = { en: '; ', zh: '；' };

/** A row a claim: what was said, what comes out with its interval, the range over assumed parameters, the verdict with conditions. */
export function claimsTable({ claims }: Pick<ClaimResults, 'claims'>, language: Language): Table {
  return { head: HEAD[language], rows: claims.map((row) => claimCells(row, language)) };
}

function claimCells(row: ClaimRow, language: Language): string[] {
  const { claimed, simulated, low, high, range, fitted, conditions } = row;
  const unit = row.unit[language];
  const between = (from: number, to: number) => `${shown(from)}${TO[language]}${shown(to)}`;
  const interval = low === null || high === null ? '' : ` (${between(low, high)})`;
  const sentences = fitted ? '' : conditions.map((one) => conditionWords(one, language)).join(NEXT[language]);
  const verdict = `${row.verdict_words[language]}${fitted ? FITTED[language] : ''}`;
  return [
    row.claim[language],
    claimed === null ? '' : `${shown(claimed)} ${unit}`,
    simulated === null ? '' : `${shown(simulated)}${interval}`,
    range === null || range[0] === range[1] ? '' : between(range[0], range[1]),
    sentences === '' ? verdict : `${verdict}${GAP[language]}${sentences}`,
  ];
}

const QUANTITY: Readonly<Record<Language, string>> = { en: 'on', zh: '截至' };

/** A row a quantity, a column a city, at the last date: median and 90% interval. */
export function predictionsTable(
  { predictions }: Pick<PredictionResults, 'predictions'>,
  { quantities }: Pick<PredictionsFile, 'quantities'>,
  cityName: (id: string) => string,
  language: Language,
): Table {
  const date = predictions.map((one) => one.date).reduce((last, one) => (one > last ? one : last), '');
  const cities = [...new Set(predictions.map(({ city }) => city))];
  const rows = quantities.flatMap((quantity) => {
    const { id, groups = [''] } = quantity;
    return groups.map((group) => {
      const of = (city: string) => {
        const key = [city, id, ...(group === '' ? [] : [group]), date].join('/');
        return predictions.find((one) => one.id === key);
      };
      const found = cities.map(of);
      const unit = found.find((one) => one !== undefined)?.unit ?? '';
      const cells = found.map((one) =>
        one === undefined ? '' : `${shown(one.value)} (${shown(one.low)}${TO[language]}${shown(one.high)})`,
      );
      return [labelOf(quantity, group, language), unit, ...cells];
    });
  });
  const head = [`${QUANTITY[language]} ${date}`, language === 'en' ? 'unit' : '单位', ...cities.map(cityName)];
  return { head, rows: rows.filter((cells) => cells.slice(2).some((cell) => cell !== '')) };
}

/** What is predicted, in words: of `city/quantity/date` or `city/quantity/group/date`, as predictions are named. */
export function predictionName(
  id: string,
  { quantities }: Pick<PredictionsFile, 'quantities'>,
  language: Language,
): string {
  const [, quantity = '', ...rest] = id.split('/');
  const found = quantities.find((one) => one.id === quantity);
  return found === undefined ? quantity : labelOf(found, rest.length > 1 ? rest[0]! : '', language);
}

function labelOf({ name, measure }: Pick<Quantity, 'name' | 'measure'>, group: string, language: Language): string {
  return `${name[language]}${group === '' ? '' : `${GAP[language]}${groupName(measure, group, language)}`}`;
}

const AGED: Readonly<Record<Language, (band: string) => string>> = {
  en: (band) => `aged ${band}`,
  zh: (band) => `${band}岁`,
};

/** What a group of a measure is called: a sector, an age band, or what a service declares; the id where nothing is declared. */
function groupName(measure: string, id: string, language: Language): string {
  const dimensions = MEASURES.find(({ name }) => name === measure)?.splits.flat() ?? [];
  const dimension = dimensions.find((one) => one !== 'district' && MEMBERS[one]!.includes(id)) ?? '';
  if (dimension === 'age') return AGED[language](id.replace('-', '–'));
  const declared =
    dimension === 'sector'
      ? SECTOR_DECLARATIONS
      : SERVICE_DECLARATIONS.flatMap(({ dimensions: own }) => own[dimension] ?? []);
  return declared.find((one) => one.id === id)?.name[language] ?? id;
}
