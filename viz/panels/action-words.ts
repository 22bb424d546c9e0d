/** Actions of a policy in words and on the calendar. */
import { AGE_BANDS, GROUPS, kindOf, METHODS, SECTORS, TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';
import type { Control } from '../../sim/model/policy/field.ts';
import type { PolicyAction, Scenario } from '../../sim/model/scenario.ts';
import type { Formats } from '../format.ts';
import { sectorName } from '../i18n/declared.ts';
import type { Locale, Messages } from '../i18n/index.ts';
import { unitName } from '../i18n/units.ts';

type Span = Pick<PolicyAction, 'fromDay' | 'toDay'>;

/** Whether an action lies ahead, is in effect or is over on a day (fractions allowed). */
export function actionState(action: Span, day: number): 'upcoming' | 'active' | 'over' {
  if (day < action.fromDay) return 'upcoming';
  return day < action.toDay ? 'active' : 'over';
}

/** The sectors (and, where not all, the number of districts) an action concerns. */
export function whereWords(action: PolicyAction, scenario: Scenario, words: Messages, formats: Formats): string {
  const where = placeNames(action.sectors, formats.locale).join(formats.locale === 'zh' ? '、' : ', ');
  if (action.districts.length >= scenario.city.districts.length) return where;
  return words.some_districts({ where, count: formats.whole(action.districts.length) });
}

/** Sectors by name, a group of them by its own where all of it is there: the largest first, so that all is `everywhere`. */
function placeNames(numbers: readonly number[], locale: Locale): string[] {
  const left = new Set(numbers.map((at) => SECTORS[at] ?? ''));
  const named = new Map<string, string>();
  for (const { sectors, name } of GROUPS.toSorted((a, b) => b.sectors.length - a.sectors.length)) {
    const [first] = sectors;
    if (first === undefined || !sectors.every((sector) => left.has(sector))) continue;
    named.set(first, name[locale]);
    for (const sector of sectors) left.delete(sector);
  }
  for (const sector of left) named.set(sector, sectorName(sector, locale));
  return SECTORS.flatMap((sector) => named.get(sector) ?? []);
}

/** A policy with fewer lines: actions that differ in nothing but where they apply are one. */
export function mergedActions(policy: readonly PolicyAction[]): PolicyAction[] {
  const merged = new Map<string, PolicyAction>();
  for (const action of policy) {
    const key = JSON.stringify({ ...action, sectors: [] });
    const before = merged.get(key)?.sectors ?? [];
    merged.set(key, { ...action, sectors: [...new Set([...before, ...action.sectors])].sort((a, b) => a - b) });
  }
  return [...merged.values()];
}

/** One line that says what an action does, in the words of its kind. */
export function actionWords(action: PolicyAction, scenario: Scenario, words: Messages, formats: Formats): string {
  const kind = kindOf(action.kind);
  const minutes = (key: string): string => formats.minuteOfDay(Number(action[key]));
  const filled: Readonly<Record<string, () => string>> = {
    where: () => whereWords(action, scenario, words, formats),
    from: () => minutes('fromMinute'),
    to: () => minutes('toMinute'),
  };
  return kind.sentence(action)[formats.locale].replace(/\{(\w+)\}/g, (_, key: string) => {
    const field = kind.fields[key];
    return field ? valueWords(field.control, Number(action[field.as]), words, formats) : (filled[key]?.() ?? key);
  });
}

/** A value of an action as people read it. */
function valueWords(control: Control, value: number, words: Messages, formats: Formats): string {
  switch (control.type) {
    case 'share':
    case 'percent':
      return formats.percent(value, value > 0 && value < 0.1 && value % 0.01 > 1e-9 ? 1 : 0);
    case 'yuan':
      return formats.yuan(value);
    case 'method':
      return words[`method_${METHODS[value] ?? 'cash'}`];
    case 'age':
      return formats.whole(AGE_BANDS[value]?.from ?? 0);
    case 'number':
      return formats.withUnit(formats.any(value), unitOf(value, control.unit, formats.locale));
  }
}

/** One of a thing is not several. */
function unitOf(value: number, unit: string, locale: Locale): string {
  const name = unitName(unit, locale);
  return locale === 'en' && value === 1 ? name.replace(/s$/, '') : name;
}

/** The dates of an action: `from 15 June`, or both ends where it ends before the run does. */
export function actionDates(action: Span, scenario: Scenario, words: Messages, formats: Formats): string {
  const from = formats.dayMonth(scenario.start, action.fromDay * TICKS_PER_DAY);
  if (action.toDay >= scenario.days) return words.from_date({ date: from });
  const last = formats.dayMonth(scenario.start, (action.toDay - 1) * TICKS_PER_DAY);
  return from === last ? from : words.from_to({ from, to: last });
}
