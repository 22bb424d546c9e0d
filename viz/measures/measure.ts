/** A measure of the dictionary, or one part of it, as the page names it, scales it and writes its values. */
import { decimalsOf } from '../../sim/runner/experiment/decimals.ts';
import { MEASURES, MEMBERS } from '../../sim/runner/vocabulary.ts';
import type { MeasureDefinition } from '../../sim/model/measures/declare.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { formatsOf } from '../format.ts';
import type { Formats } from '../format.ts';
import { memberName } from '../i18n/declared.ts';
import { LOCALES, messages } from '../i18n/index.ts';
import type { Messages } from '../i18n/index.ts';
import { isCounted, perName, unitName } from '../i18n/units.ts';
import { plainName } from './names.ts';

/** The definition a dotted name belongs to: the longest of whose name it is an extension. */
export function definitionOf(name: string): MeasureDefinition | undefined {
  let found: MeasureDefinition | undefined;
  for (const definition of MEASURES) {
    const fits = name === definition.name || name.startsWith(`${definition.name}.`);
    if (fits && definition.name.length > (found?.name.length ?? 0)) found = definition;
  }
  return found;
}

/** Ids of the part a dotted name is of: `bus`, `mobile`; none for the whole. */
export function partsOf(name: string): string[] {
  const whole = definitionOf(name)?.name ?? name;
  return name === whole ? [] : name.slice(whole.length + 1).split('.');
}

/** The dimensions that the parts of a dotted name are of: of splits with as many, the first that has these members. */
function dimensionsOf(definition: MeasureDefinition | undefined, ids: readonly string[]): readonly string[] {
  const fits = (dimension: string, id: string) => dimension === 'district' || MEMBERS[dimension]?.includes(id) === true;
  const splits = definition?.splits.filter(({ length }) => length === ids.length) ?? [];
  return splits.find((split) => split.every((dimension, at) => fits(dimension, ids[at] ?? ''))) ?? [];
}

const DISTRICT_ID = /^[a-z][a-z\d]{0,31}$/;

/** Whether a run can have a measure of this dotted name, or of a part: districts differ by city, so that any id may be one's. */
export function isMeasureName(name: string): boolean {
  const definition = definitionOf(name);
  const ids = partsOf(name);
  const fits = (dimension: string, id: string): boolean =>
    dimension === 'district' ? DISTRICT_ID.test(id) : MEMBERS[dimension]?.includes(id) === true;
  const splits = [[], ...(definition?.splits ?? [])].filter(({ length }) => length === ids.length);
  return (
    definition !== undefined && splits.some((split) => split.every((dimension, at) => fits(dimension, ids[at] ?? '')))
  );
}

/** A figure in words, and `± …` beside it, or nothing where no range is known. */
export interface Estimate {
  readonly text: string;
  readonly range: string;
}

interface RangeUnit {
  /** What a value is multiplied by, and the most digits after the point. */
  readonly times: number;
  readonly most: number;
  readonly write: (value: number, digits: number) => string;
  readonly writeHalf?: (value: number, digits: number) => string;
}

export class Measure {
  readonly definition: MeasureDefinition | undefined;
  private readonly unitId: string;
  private readonly factor: number;

  /** @param name dotted, with or without the ids of a part */
  constructor(
    readonly name: string,
    private readonly scenario: Scenario | null,
    private readonly words: Messages,
    private readonly formats: Formats,
  ) {
    this.definition = definitionOf(name);
    this.unitId = this.definition?.unit ?? '';
    const counted = isCounted(this.unitId) && this.definition?.isWholeCity !== true;
    this.factor = counted ? (scenario?.scale ?? 1) : 1;
  }

  /** What it is called: `Payments: bus, phone`. */
  get title(): string {
    const { whole, part, words } = this;
    return part === '' ? whole : words.measure_part({ whole, part });
  }

  /** What the whole is called of which it is a part: `Payments`. */
  get whole(): string {
    return plainName(this.definition?.name ?? this.name)?.[this.formats.locale] ?? this.about;
  }

  /** The part alone: `bus, phone`; nothing where it is the whole. */
  get part(): string {
    const { words, formats, definition } = this;
    const ids = partsOf(this.name);
    const dimensions = dimensionsOf(definition, ids);
    return ids
      .map((id, at) => memberName(dimensions[at] ?? '', id, this.scenario, words, formats.locale))
      .join(words.comma);
  }

  /** One sentence. */
  get about(): string {
    const { definition } = this;
    return (this.formats.locale === 'zh' ? definition?.aboutZh : definition?.about) ?? this.name;
  }

  /** The unit as a caption has it, with what it was scaled up to. */
  get unit(): string {
    const { words, unitId } = this;
    const unit = unitName(unitId, this.formats.locale);
    return this.isScaled ? words.unit_city({ unit }) : unit;
  }

  /** What the unit says beside values that carry theirs: seconds, minutes, percent and yuan stand behind them. */
  get per(): string {
    const { unit, unitId } = this;
    if (this.isShare || ['s', 'min', 'yuan'].includes(unitId)) return '';
    return unitId.startsWith('min/') || this.isMoney ? perName(unit, this.formats.locale) : unit;
  }

  get isScaled(): boolean {
    return isCounted(this.unitId);
  }

  /** A sum of money, or one for each of something. */
  private get isMoney(): boolean {
    return this.unitId === 'yuan' || this.unitId.startsWith('yuan/');
  }

  get isShare(): boolean {
    return this.unitId === 'share';
  }

  /** A value of the simulated city as the page shows it: counts are of the whole city. */
  shown(value: number): number {
    return value * this.factor;
  }

  /** A shown value in words, with its unit where that is short. */
  value(shown: number): string {
    const { formats } = this;
    if (!Number.isFinite(shown)) return this.words.none_yet;
    if (this.isShare) return formats.percent(shown, Math.abs(shown) < 0.1 ? 2 : 1);
    if (this.unitId === 's') return formats.seconds(shown);
    if (this.unitId.startsWith('min')) return formats.minutes(shown);
    if (this.isMoney) return formats.yuanOf(shown);
    return formats.rounded(shown);
  }

  /**
   * A shown value, or a difference of two, and the range around it, in one unit and with as many digits after the point: so many as half
   * the width of the range is worth. Where that would be written as 0 and is not, it is said below what it is. No range where none is known.
   */
  estimate(kind: 'value' | 'difference', shown: number, halfWidth: number): Estimate {
    const alone = kind === 'difference' ? this.difference(shown) : this.value(shown);
    if (!Number.isFinite(shown) || !Number.isFinite(halfWidth)) return { text: alone, range: '' };
    const { times, most, write, writeHalf = write } = this.unitFor(kind, Math.max(Math.abs(shown), halfWidth));
    const digits = halfWidth === 0 ? 0 : decimalsOf(times * halfWidth, most);
    const size = write(times * Math.abs(shown), digits);
    const sign = !/[1-9]/.test(size) ? '' : shown < 0 ? '−' : kind === 'difference' ? '+' : '';
    const half = writeHalf(times * halfWidth, digits);
    const isBelow = halfWidth !== 0 && !/[1-9]/.test(half);
    return {
      text: halfWidth === 0 ? alone : `${sign}${size}`,
      range: `± ${isBelow ? `<${half.replace(/0(?=\D*$)/, '1')}` : half}`,
    };
  }

  /** A shown value with the range around it where one is known, as one text. */
  within(shown: number, halfWidth: number): string {
    const { text, range } = this.estimate('value', shown, halfWidth);
    return range === '' || halfWidth === 0 ? text : `${text} ${range}`;
  }

  /** The unit in which a number of this size is written together with its range. */
  private unitFor(kind: 'value' | 'difference', size: number): RangeUnit {
    const { formats, words } = this;
    const behind =
      (word: string) =>
      (value: number, digits: number): string =>
        `${formats.fixed(value, digits)}${word}`;
    if (this.isShare) {
      const points = (value: number, digits: number) => words.points({ value: formats.fixed(value, digits) });
      return { times: 100, most: 2, write: kind === 'difference' ? points : behind('%'), writeHalf: points };
    }
    if (this.unitId === 's') return { times: 1, most: 3, write: behind(formats.unitOf('second')) };
    if (this.unitId.startsWith('min')) {
      const isShort = size < 1.95;
      return { times: isShort ? 60 : 1, most: 3, write: behind(formats.unitOf(isShort ? 'second' : 'minute')) };
    }
    const { ones, word } = size < 10_000 ? { ones: 1, word: '' } : formats.magnitude(size);
    if (!this.isMoney) {
      const write = (value: number, digits: number) => formats.fixed(value, digits, word);
      return { times: 1 / ones, most: ones === 1 ? 6 : 3, write };
    }
    return {
      times: 1 / ones,
      most: ones === 1 ? 2 : 3,
      write: (value, digits) => `${formats.fixedYuan(value, digits)}${word}`,
    };
  }

  /** A difference of two shown values in words, with its sign. Nothing is written as 0 that is not. */
  difference(shown: number): string {
    const { formats, words } = this;
    if (!Number.isFinite(shown)) return words.none_yet;
    if (this.isShare) {
      return words.points({ value: formats.signedDecimal(100 * shown, Math.abs(shown) < 0.01 ? 2 : 1) });
    }
    const size = this.value(Math.abs(shown));
    // What rounds to nothing has no sign.
    return !/[1-9]/.test(size) ? size : `${shown > 0 ? '+' : '−'}${size}`;
  }

  /** For axes whose marks stand `step` from each other. */
  axis(shown: number, step: number): string {
    return this.isShare
      ? this.formats.percent(shown, Math.max(0, Math.ceil(-Math.log10(100 * step) - 1e-9)))
      : this.formats.compact(shown, step);
  }
}

const texts = new Map<string, string>();

/** All that a measure can be found by: its name and sentence in every language, and its id. Made once for each city. */
export function searchText(name: string, scenario: Scenario | null): string {
  const key = `${scenario?.city.id ?? ''} ${name}`;
  let text = texts.get(key);
  if (text === undefined) {
    const said = LOCALES.map((locale) => {
      const measure = new Measure(name, scenario, messages(locale), formatsOf(locale));
      return `${measure.title} ${measure.about}`;
    });
    texts.set(key, (text = `${said.join(' ')} ${name}`.toLowerCase()));
  }
  return text;
}

/**
 * What fits a text that a reader has written: every word of it must stand in the name, the sentence or the id, in either
 * language. Those whose title begins with it come first; without a text, the wholes come.
 */
export function findMeasures(
  names: readonly string[],
  sought: string,
  make: (name: string) => Measure,
  texts: (name: string) => string,
): Measure[] {
  const wanted = sought
    .trim()
    .toLowerCase()
    .split(/[\s,，、]+/)
    .filter((word) => word !== '');
  const found = names.filter((name) =>
    wanted.length === 0 ? partsOf(name).length === 0 : wanted.every((word) => texts(name).includes(word)),
  );
  const first = (name: string): number => (wanted.length > 0 && texts(name).startsWith(wanted[0] ?? '') ? 0 : 1);
  return found
    .map((name, at) => ({ name, at, parts: partsOf(name).length, first: first(name) }))
    .sort((a, b) => a.first - b.first || a.parts - b.parts || a.at - b.at)
    .map(({ name }) => make(name));
}
