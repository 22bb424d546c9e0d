/**
 * Tables of documents that commands have printed: between `<!-- table NAME -->` and `<!-- /table -->` stands what the file of
 * results says. `npm run tables` writes them anew, and a test holds that they are as printed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { format } from 'prettier';
import { readClaimResults } from '../../sim/runner/claims/claim-results.ts';
import { claimsTable, predictionsTable, shown, type Table } from '../../sim/runner/claims/tables.ts';
import { estimateOf, readPrepared } from '../../sim/runner/experiment/prepared-results.ts';
import { CERTAINTY_WORDS } from '../../sim/runner/experiment/certainty.ts';
import { readHeadlineResults } from '../../sim/runner/headlines/headline-results.ts';
import { headlinesTable } from '../../sim/runner/headlines/headlines-table.ts';
import { shippedCities, shippedPredictionsText, shippedScenario, SHIPPED_SCENARIOS } from '../../sim/runner/library.ts';
import { readComparison } from '../../sim/runner/calibration-results.ts';
import { readPredictions } from '../../sim/runner/predictions/predictions-file.ts';
import { readPredictionResults } from '../../sim/runner/predictions/prediction-results.ts';
import { scaleNotes } from '../../sim/runner/predictions/scale-notes.ts';
import { MEASURES } from '../../sim/model/measures/dictionary.ts';
import { enrolmentTable, paymentTable } from './declared-tables.ts';
import { ROOT } from './sources.ts';

/** Documents with such tables. */
export const DOCUMENTS = [
  'README.md',
  'sim/LIMITS.md',
  'sim/OTHER-MODELS.md',
  'sim/model/payment/README.md',
  'sim/model/adoption/README.md',
];

/** What is printed, with the command and the model it is of. */
interface Printed {
  readonly table: Table;
  readonly command: string;
  readonly model: string;
  /** Said beside the command: seeds and scale. */
  readonly about: string;
  /** What else is to be known of the figures. */
  readonly notes?: readonly string[];
}

const data = (file: string): unknown => JSON.parse(readFileSync(`${ROOT}/${file}`, 'utf8'));

function claims(file: string): Printed {
  const found = readClaimResults(data(file));
  return { ...found, table: claimsTable(found, 'en'), about: `${found.seeds.length} seeds` };
}

function predictions(): Printed {
  const found = readPredictionResults(data('scenarios/predictions/results.json'));
  const reading = readPredictions(shippedPredictionsText());
  if (!reading.ok) throw new Error('found scenarios/predictions/to-2018.yaml not in order');
  const name = (id: string) => shippedCities().get(id)!.name.en;
  const scales = Object.entries(found.scales).map(([city, scale]) => `${name(city)} 1:${scale}`);
  const about = `${found.fitting} of ${found.draws} runs of each city: ${scales.join(', ')}`;
  return {
    ...found,
    table: predictionsTable(found, reading.file, name, 'en'),
    about,
    notes: scaleNotes(found, reading.file, 'en'),
  };
}

function calibration(): Printed {
  const found = readComparison(data('scenarios/targets/results/wuhan-2017.json'));
  const rows = found.targets.map((one) => [
    one.about,
    one.value === undefined ? `at least ${shown(one.at_least!)}` : shown(one.value),
    shown(one.achieved),
    `${one.relative < 0 ? '−' : '+'}${Math.abs(100 * one.relative).toFixed(1)}%`,
    one.adjust === undefined ? 'compared only' : `moves \`${one.adjust}\``,
  ]);
  const table = { head: ['figure', 'target', 'model', 'off by', 'how'], rows };
  return { ...found, table, about: `${found.seeds.length} seeds at 1:${found.scale}` };
}

function headlines(): Printed {
  const found = readHeadlineResults(data('scenarios/headlines/results.json'));
  return { ...found, table: headlinesTable(found), about: `${found.seeds.length} seeds, ${found.draws} joint draws` };
}

/** The answers of the shipped scenarios, from results made beforehand. */
function answers(): Printed {
  const files = readdirSync(`${ROOT}/scenarios/results`).filter((name) => name.endsWith('.json'));
  const all = files.map((name) => readPrepared(data(`scenarios/results/${name}`)));
  const rows = all
    .filter(({ scenario }) => SHIPPED_SCENARIOS.includes(scenario))
    .flatMap((results) =>
      (shippedScenario(results.scenario).answers ?? []).flatMap((measure) => {
        const found = estimateOf(results, measure);
        if (found === undefined) return [];
        const unit = MEASURES.find(({ name }) => measure === name || measure.startsWith(`${name}.`))?.unit ?? '';
        const { baseline, difference, halfWidth, certainty } = found;
        const change = `${shown(difference)}${Number.isNaN(halfWidth) ? '' : ` ± ${shown(halfWidth)}`}`;
        const made = `${results.seeds.length} seeds, 1:${results.scale}, \`${results.model}\``;
        return [
          [results.scenario, `\`${measure}\``, unit, shown(baseline), change, CERTAINTY_WORDS[certainty].en, made],
        ];
      }),
    );
  const head = ['scenario', 'measure', 'unit', 'without', 'difference, 95%', 'certainty', 'made of'];
  return { table: { head, rows }, command: 'npm run results', model: '', about: '' };
}

/** Of what services declare, which no command has to find out. */
const declared = (table: Table): Printed => ({
  table,
  command: 'npm run tables',
  model: '',
  about: 'what services declare',
});

const TABLES: Readonly<Record<string, () => Printed>> = {
  payment: () => declared(paymentTable()),
  enrolments: () => declared(enrolmentTable()),
  claims: () => claims('scenarios/claims/results.json'),
  'other-models': () => claims('scenarios/claims/other-models.json'),
  predictions,
  calibration,
  answers,
  headlines,
};

const BLOCK = /(<!-- table ([\w-]+) -->)[^]*?(<!-- \/table -->)/g;

/** A document with its tables as printed. @throws Error for a table of an unknown name */
export async function withTables(text: string): Promise<string> {
  const replaced = text.replace(BLOCK, (_, start: string, name: string, end: string) => {
    const make = TABLES[name];
    if (make === undefined) {
      throw new Error(`found the table ${name}, expected one of ${Object.keys(TABLES).join(', ')}`);
    }
    return `${start}\n\n${markdown(make())}\n\n${end}`;
  });
  return format(replaced, { parser: 'markdown', printWidth: 120, singleQuote: true });
}

/** Names of the tables in a document. */
export const tablesIn = (text: string): string[] => [...text.matchAll(BLOCK)].map(([, , name = '']) => name);

function markdown({ table, command, model, about, notes = [] }: Printed): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const lines = [line(table.head), line(table.head.map(() => '---')), ...table.rows.map(line)];
  const made = [about, model === '' ? '' : `model \`${model}\``].filter((part) => part !== '').join(', ');
  const told = notes.length === 0 ? '' : `\n\n${notes.map((note) => `- ${note}`).join('\n')}`;
  return `${lines.join('\n')}${told}\n\nPrinted by \`${command}\`${made === '' ? '' : ` (${made})`}.`;
}
