import { readText } from '../scenario-file.ts';
import { NoQuery, queryFolder, type Answer } from '../../runner/node/query.ts';
import { shippedCities } from '../../runner/library.ts';
import { BadInput } from '../bad-input.ts';
import { choiceOption } from '../arguments.ts';
import type { Args, Command } from '../command.ts';
import { modelId } from '../model-id.ts';
import { STATUS } from '../status.ts';
import { table } from '../table.ts';
import { formatNumber } from '../table.ts';
import { counted } from '../../runner/counted.ts';

const FORMATS = ['table', 'csv', 'json'] as const;
const ROWS_MAX = 1000;

/** Asks questions of what has been run. */
export const query: Command = {
  name: 'query',
  about: 'asks a question in SQL of an experiment or of what export has written',
  details: [
    'SQL is that of DuckDB, whose Node.js package answers. Of an experiment there are the views `runs` (each measure of each run of',
    'the whole period: scenario, point, seed, a column a factor, measure, baseline, policy, difference, unit) and `days` (scenario,',
    'point, seed, world, day, measure, value). Of an export there are `measures`, `people` and `events`. Any file of the folder',
    'can be read as well: select * from read_csv(\u2019report/findings.csv\u2019).',
    '  query DIR "select measure, avg(difference), stddev(difference) from runs group by all"',
  ].join('\n'),
  operands: ['DIR'],
  further: 'SQL',
  options: {
    file: { value: 'FILE', about: 'a file with the question, instead of SQL' },
    format: { value: FORMATS.join('|'), about: `table (at most ${ROWS_MAX} rows) where left out` },
  },
  async run(args, host) {
    const [folder = '', ...words] = args.operands;
    const format = choiceOption(args, 'format', FORMATS) ?? 'table';
    const sql = await questionOf(args, words);
    let answer: Answer;
    try {
      answer = await queryFolder(folder, sql, shippedCities(), modelId());
    } catch (error) {
      if (error instanceof NoQuery) throw new BadInput([`${folder}: ${error.message}`]);
      throw error;
    }
    if (format === 'json') host.print(`${JSON.stringify(answer.rows.map((row) => asObject(answer, row)))}\n`);
    else if (format === 'csv') host.print([answer.columns, ...answer.rows].map(csvLine).join(''));
    else host.print(asTable(answer, host.columns));
    return STATUS.fine;
  },
};

async function questionOf({ options }: Args, words: readonly string[]): Promise<string> {
  const file = options.get('file');
  if ((file === undefined) === (words.length === 0)) {
    const found = file === undefined ? 'no question' : 'a question and --file';
    throw new BadInput([`arguments of query: found ${found}, expected DIR "SELECT …", or DIR --file FILE`]);
  }
  return file === undefined ? words.join(' ') : await readText(file);
}

function asObject({ columns }: Answer, row: Answer['rows'][number]): object {
  return Object.fromEntries(columns.map((name, i) => [name, row[i]]));
}

function asTable({ columns, rows }: Answer, width: number | undefined): string {
  const numeric = columns.flatMap((_, i) => (rows.some((row) => typeof row[i] === 'number') ? [i] : []));
  const cells = rows
    .slice(0, ROWS_MAX)
    .map((row) => row.map((value) => (typeof value === 'number' ? formatNumber(value) : String(value ?? ''))));
  const more = rows.length > ROWS_MAX ? `${counted(rows.length - ROWS_MAX, 'more row')}: --format csv has all\n` : '';
  return table(columns, cells, numeric, width) + more;
}

function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map((cell) => csvField(cell)).join(',')}\n`;
}

function csvField(cell: string | number | boolean | null): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
