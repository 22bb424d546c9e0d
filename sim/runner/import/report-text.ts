/** The report of an import: what was read as what, what was assumed, what was dropped. */
import type { Network, NetworkLine } from '../../model/network.ts';
import type { Figure } from '../../model/city.ts';
import { visible } from '../../model/reading/mistake.ts';
import type { Journal, Loss } from './journal.ts';

const LINES_TOLD = 60;
/** Why a figure has no range. */
const NO_RANGE = { given: 'no range: as in the files', alike: 'no range: alike everywhere' };

export interface ReportTerms {
  readonly title: string;
  readonly districts: number;
  readonly residents: number;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly network: Network | undefined;
  readonly journal: Journal;
}

/** report.md */
export function reportText({ title, districts, residents, figures, network, journal }: ReportTerms): string {
  const figureRows = Object.entries(figures).map(([id, { value, unit, low, high, mark, source }]) => [
    `\`${id}\``,
    `${value} ${unit}`,
    low === high ? NO_RANGE[mark === 'D' ? 'given' : 'alike'] : `${low} to ${high}`,
    mark,
    source,
  ]);
  const assumed = journal.assumptions.map(({ what, value, range, why }) => [what, value, range, why]);
  return `${[
    `# How ${cell(title)} was imported`,
    `${districts} districts, ${residents} residents${network === undefined ? '' : `, ${network.lines.length} lines`}.`,
    '## How the files were read',
    journal.readings.map((one) => `- ${cell(one)}`).join('\n') || 'Nothing had to be guessed.',
    '## What was assumed',
    'Each of these is a figure that the files did not give. They stand in `city.yaml`, where they can be changed.',
    markdown(['figure', 'value', 'range', 'mark', 'source'], figureRows),
    ...(assumed.length === 0 ? [] : [markdown(['beside these', 'value', 'range', 'why'], assumed)]),
    '## What was left out or mended',
    journal.losses.length === 0 ? 'Nothing.' : markdown(['what', 'how many', 'first'], journal.losses.map(lossRow)),
    ...(network === undefined ? [] : networkParts(network)),
  ].join('\n\n')}\n`;
}

const lossRow = (loss: Loss): string[] => [loss.what, String(loss.count), placeOf(loss)];

/** Where the first thing of a kind stands, and what it is. */
export function placeOf({ file, line, example }: Loss): string {
  return `${line > 0 ? `${file}:${line}` : file}${example === '' ? '' : ` (${visible(example)})`}`;
}

function networkParts({ days, lines, source }: Network): string[] {
  const told = lines.slice(0, LINES_TOLD);
  const more = lines.length > told.length ? [`And ${lines.length - told.length} more, in \`network.json\`.`] : [];
  const day = (date: string | null) => date ?? 'none';
  return [
    '## Lines',
    `From ${cell(source)}. Its usual days: weekday ${day(days.weekday)}, Saturday ${day(days.saturday)}, Sunday ${day(days.sunday)}.`,
    markdown(
      ['line', 'mode', 'stops', 'km', 'minutes', 'departures a weekday', 'headway at 8 h', 'vehicles', 'fare, fen'],
      told.map(lineRow),
    ),
    ...more,
  ];
}

/** A line in figures. */
export function lineRow({ name, mode, ways, km, vehicles, fare_fen: fare }: NetworkLine): string[] {
  const [out] = ways;
  const minutes = out!.seconds.reduce((a, b) => a + b, 0) / 60;
  const at8 = out!.departures.weekday.filter((time) => time >= 480 && time < 540).length;
  return [
    name,
    mode,
    String(out!.stops.length),
    km.toFixed(1),
    minutes.toFixed(0),
    String(ways.reduce((sum, { departures }) => sum + departures.weekday.length, 0)),
    at8 === 0 ? '–' : `${(60 / at8).toFixed(0)} min`,
    String(vehicles),
    fare === null ? '–' : String(fare),
  ];
}

function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [row(header), row(header.map(() => '---')), ...rows.map(row)].join('\n');
}

/** A text that is nothing but text in Markdown. */
function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\|<>[\]*]/g, (sign) => `\\${sign}`);
}
