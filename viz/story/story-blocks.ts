/** The blocks of a story that are more than text, and how they are read. A new kind is an entry of READERS and a component. */
import { definitionOf } from '../measures/measure.ts';
import type { Tell } from './story-file.ts';

export type World = 'baseline' | 'policy' | 'difference';

/** A figure of results made beforehand. */
export interface FigureOf {
  readonly scenario: string;
  readonly world: World;
  readonly measure: string;
  /** Factor to what is asked for: −1 for "how much less". */
  readonly times: number;
}

export interface QueueOf {
  readonly servers: number;
  readonly load: number;
}

export interface Option {
  readonly text: string;
  /** Of a choice between figures: its own. */
  readonly measure: string | null;
  /** Of a choice of a sign: when it is right. */
  readonly when: 'less' | 'more' | 'unclear' | null;
}

/** What the reader guesses before what stands below it is shown. */
export type Bet = { readonly kind: 'bet'; readonly ask: string } & (
  | {
      readonly of: 'options';
      readonly options: readonly Option[];
      /** Which figure is right, of a choice between figures. */
      readonly right: 'least' | 'greatest' | null;
      readonly figure: FigureOf;
    }
  | { readonly of: 'number'; readonly scale: NumberScale; readonly figure: FigureOf }
  | { readonly of: 'queue'; readonly scale: NumberScale; readonly queue: QueueOf }
  | { readonly of: 'draw'; readonly figure: FigureOf; readonly top: number }
);

export interface NumberScale {
  readonly from: number;
  readonly to: number;
  readonly step: number;
  readonly unit: string;
}

/** One bar: a figure, and what it is called. */
export interface Bar {
  readonly text: string;
  readonly measure: string;
}

export type Block =
  | Bet
  /** Figures with and without the policy, their difference and how sure it is; of several scenarios side by side. */
  | { readonly kind: 'figures'; readonly scenarios: readonly string[]; readonly measures: readonly string[] }
  /** Daily courses in both worlds. */
  | { readonly kind: 'chart'; readonly scenario: string; readonly measures: readonly string[] }
  /** Daily courses of parts that make up a whole, one above the other. */
  | {
      readonly kind: 'parts';
      readonly scenario: string;
      readonly world: 'baseline' | 'policy';
      readonly measures: readonly string[];
    }
  /** A resident's day in both worlds, simulated when it is shown: of those refused on that day, the one who loses most. */
  | { readonly kind: 'resident'; readonly scenario: string; readonly day: number; readonly scale: number }
  /** Bars of one kind of figure; as a race they grow in true time, one second a second. */
  | {
      readonly kind: 'bars';
      readonly scenario: string;
      readonly world: World;
      readonly bars: readonly Bar[];
      readonly isRace: boolean;
    }
  /** A queue to play with. */
  | { readonly kind: 'queue'; readonly queue: QueueOf; readonly serviceSeconds: number };

type Values = Readonly<Record<string, unknown>>;
interface Read {
  readonly value: Values;
  readonly lines: ReadonlyMap<string, number>;
}

/** A story waits for the days before, which are simulated: few enough for a phone. */
const RESIDENT_DAYS_MAX = 60;

const WORLDS: readonly World[] = ['baseline', 'policy', 'difference'];

/** Reads the values of a block, telling of each that cannot be used. */
class Fields {
  isFaulty = false;
  private readonly asked = new Set<string>();

  constructor(
    private readonly value: Values,
    private readonly lineOf: (key: string) => number,
    private readonly scenarios: readonly string[],
    private readonly tell: Tell,
    private readonly path = '',
  ) {}

  wrong(key: string, en: string, zh: string): void {
    this.isFaulty = true;
    const found = JSON.stringify(this.value[key]);
    const what = found === undefined ? `${this.path}${key}: –` : `${this.path}${key}: ${found}`;
    this.tell(this.lineOf(key), what, en, zh);
  }

  has(key: string): boolean {
    return this.value[key] !== undefined;
  }

  private get(key: string): unknown {
    this.asked.add(key);
    return this.value[key];
  }

  text(key: string): string {
    const found = this.get(key);
    if (typeof found === 'string' && found.trim() !== '') return found;
    this.wrong(key, `write ${key}: and a text`, `请写上 ${key}: 和一段文字`);
    return '';
  }

  /** @param otherwise where it is left out; null where it must be there */
  number(key: string, low: number, high: number, otherwise: number | null): number {
    const found = this.get(key);
    if (found === undefined && otherwise !== null) return otherwise;
    if (typeof found === 'number' && found >= low && found <= high) return found;
    this.wrong(key, `write a number from ${low} to ${high}`, `请写${low}到${high}之间的数`);
    return low;
  }

  whole(key: string, low: number, high: number): number {
    const found = this.number(key, low, high, null);
    if (!Number.isInteger(found)) {
      this.wrong(key, `write a whole number from ${low} to ${high}`, `请写${low}到${high}的整数`);
    }
    return found;
  }

  oneOf<T extends string>(key: string, values: readonly T[], otherwise: T | null): T {
    const found = this.get(key);
    if (found === undefined && otherwise !== null) return otherwise;
    const known = values.find((one) => one === found);
    if (known === undefined) this.wrong(key, `write one of ${values.join(', ')}`, `请写其中之一：${values.join('、')}`);
    return known ?? values[0]!;
  }

  scenario(key = 'scenario'): string {
    const found = this.get(key);
    if (typeof found === 'string' && this.scenarios.includes(found)) return found;
    const known = this.scenarios.join(', ');
    this.wrong(key, `write the name of a shipped scenario: ${known}`, `请写随附情景的名称：${known}`);
    return '';
  }

  measure(key: string): string {
    const found = this.get(key);
    if (typeof found === 'string' && definitionOf(found) !== undefined) return found;
    this.wrong(
      key,
      'write the name of a measure, as `npm run sim -- measures` lists them',
      '请写指标的名称，可用 npm run sim -- measures 列出',
    );
    return '';
  }

  /** A list, each member read by itself. */
  list<T>(key: string, most: number, read: (fields: Fields, at: number) => T, en: string, zh: string): T[] {
    const found = this.get(key);
    if (!Array.isArray(found) || found.length === 0 || found.length > most) {
      this.wrong(key, en, zh);
      return [];
    }
    return found.map((one: unknown, at) => {
      const isMap = typeof one === 'object' && one !== null && !Array.isArray(one);
      const value = isMap ? (one as Values) : { [String(at)]: one };
      const fields = new Fields(value, () => this.lineOf(key), this.scenarios, this.tell, `${key}[${at}].`);
      const made = read(fields, at);
      fields.nothingElse();
      this.isFaulty ||= fields.isFaulty;
      return made;
    });
  }

  nested(key: string): Fields {
    const found = this.get(key);
    const isMap = typeof found === 'object' && found !== null && !Array.isArray(found);
    if (!isMap) this.wrong(key, 'write its values below it, indented', '请在其下缩进写出各项');
    return new Fields(isMap ? (found as Values) : {}, () => this.lineOf(key), this.scenarios, this.tell, `${key}.`);
  }

  take(fields: Fields): void {
    fields.nothingElse();
    this.isFaulty ||= fields.isFaulty;
  }

  nothingElse(): void {
    for (const key of Object.keys(this.value)) {
      if (this.asked.has(key)) continue;
      this.wrong(key, `use only ${[...this.asked].join(', ')}`, `只能使用：${[...this.asked].join('、')}`);
    }
  }
}

const measures = (fields: Fields): string[] =>
  fields.list('measures', 12, (one, at) => one.measure(String(at)), 'list 1 to 12 measures', '请列出1到12个指标');

function figure(fields: Fields, hasMeasure = true): FigureOf {
  return {
    scenario: fields.scenario(),
    world: fields.oneOf('world', WORLDS, 'difference'),
    measure: hasMeasure ? fields.measure('measure') : '',
    times: fields.number('times', -1e9, 1e9, 1),
  };
}

function queue(fields: Fields): QueueOf {
  const servers = fields.number('servers', 1, 20, 1);
  if (!Number.isInteger(servers)) fields.wrong('servers', 'write a whole number from 1 to 20', '请写1到20的整数');
  return { servers, load: fields.number('load', 0.05, 1.3, 0.7) };
}

function scaleOf(fields: Fields): NumberScale {
  const from = fields.number('from', -1e9, 1e9, 0);
  const to = fields.number('to', -1e9, 1e9, null);
  if (to <= from) fields.wrong('to', 'write a number larger than from', '请写比from大的数');
  const step = fields.number('step', 1e-6, 1e9, Math.max(1e-6, (to - from) / 100));
  return { from, to, step, unit: fields.has('unit') ? fields.text('unit') : '' };
}

function bet(fields: Fields): Bet {
  const ask = fields.text('ask');
  const kinds = ['options', 'figure', 'queue', 'draw'].filter((key) => fields.has(key));
  if (fields.has('options')) {
    const nested = fields.nested('figure');
    const hasMeasure = nested.has('measure');
    const of = figure(nested, hasMeasure);
    fields.take(nested);
    const options = fields.list(
      'options',
      8,
      (one): Option => ({
        text: one.text('text'),
        measure: hasMeasure ? null : one.measure('measure'),
        when: hasMeasure ? one.oneOf('when', ['less', 'more', 'unclear'] as const, null) : null,
      }),
      'list 1 to 8 options, each with text and measure, or text and when',
      '请列出1到8个选项，每项含text和measure，或text和when',
    );
    const right = hasMeasure ? null : fields.oneOf('right', ['least', 'greatest'] as const, null);
    return { kind: 'bet', ask, of: 'options', options, right, figure: of };
  }
  if (fields.has('draw')) {
    const nested = fields.nested('draw');
    const of = figure(nested);
    fields.take(nested);
    return { kind: 'bet', ask, of: 'draw', figure: of, top: fields.number('to', 1e-6, 1e12, null) };
  }
  if (fields.has('queue')) {
    const nested = fields.nested('queue');
    const of = queue(nested);
    fields.take(nested);
    return { kind: 'bet', ask, of: 'queue', scale: scaleOf(fields), queue: of };
  }
  if (kinds.length === 0) {
    fields.wrong(
      'figure',
      'say what is guessed: figure, options, queue or draw',
      '请写明猜什么：figure、options、queue或draw',
    );
  }
  const nested = fields.nested('figure');
  const of = figure(nested);
  fields.take(nested);
  return { kind: 'bet', ask, of: 'number', scale: scaleOf(fields), figure: of };
}

const READERS: Readonly<Record<string, (fields: Fields) => Block>> = {
  bet,
  figures: (fields) => ({
    kind: 'figures',
    scenarios: fields.has('scenarios')
      ? fields.list('scenarios', 8, (one, at) => one.scenario(String(at)), 'list 1 to 8 scenarios', '请列出1到8个情景')
      : [fields.scenario()],
    measures: measures(fields),
  }),
  chart: (fields) => ({ kind: 'chart', scenario: fields.scenario(), measures: measures(fields) }),
  parts: (fields) => ({
    kind: 'parts',
    scenario: fields.scenario(),
    world: fields.oneOf('world', ['baseline', 'policy'] as const, 'policy'),
    measures: measures(fields),
  }),
  resident: (fields) => ({
    kind: 'resident',
    scenario: fields.scenario(),
    day: fields.whole('day', 1, RESIDENT_DAYS_MAX),
    scale: fields.whole('scale', 500, 100_000),
  }),
  bars: (fields) => bars(fields, false),
  race: (fields) => bars(fields, true),
  queue: (fields) => ({
    kind: 'queue',
    queue: queue(fields),
    serviceSeconds: fields.number('service_seconds', 0.1, 86_400, 30),
  }),
};

function bars(fields: Fields, isRace: boolean): Block {
  return {
    kind: 'bars',
    scenario: fields.scenario(),
    world: fields.oneOf('world', WORLDS, isRace ? 'policy' : 'difference'),
    bars: fields.list(
      'bars',
      12,
      (one): Bar => ({ text: one.text('text'), measure: one.measure('measure') }),
      'list 1 to 12 bars, each with text and measure',
      '请列出1到12条，每条含text和measure',
    ),
    isRace,
  };
}

export const BLOCK_KINDS: readonly string[] = Object.keys(READERS);

/** @returns null where something in it cannot be used, which has been told */
export function readBlock(
  kind: string,
  { value, lines }: Read,
  line: number,
  scenarios: readonly string[],
  tell: Tell,
): Block | null {
  const read = READERS[kind];
  if (read === undefined) return null;
  const fields = new Fields(value, (key) => lines.get(key) ?? line, scenarios, tell);
  const block = read(fields);
  fields.nothingElse();
  return fields.isFaulty ? null : block;
}
