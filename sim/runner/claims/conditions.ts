/** What a verdict hangs on, as facts and as sentences of both languages. */
import { PARAMETERS } from '../../model/parameters.ts';

/**
 * - `not_if`: it does not come out with a parameter at this value;
 * - `only_if`: it comes out from about `at` on, towards `value`, on a straight line between what stands and `value`;
 * - `about`: it comes out at about `at`, on the same line;
 * - `all`: it comes out with all of these at once;
 * - `not_even`: it does not come out with all at the ends that bring it nearest;
 * - `said`: what is no matter of a parameter.
 */
export type Condition =
  | (End & { readonly kind: 'not_if' })
  | (End & { readonly kind: 'only_if' | 'about'; readonly at: number })
  | { readonly kind: 'all'; readonly ends: readonly Pick<End, 'parameter' | 'value'>[] }
  | { readonly kind: 'not_even'; readonly figure: number }
  | { readonly kind: 'said'; readonly en: string; readonly zh: string };

/** A parameter at an end of its range, what it is as it stands, and the figure of the claim at that end. */
interface End {
  readonly parameter: string;
  readonly value: number;
  readonly stands: number;
  readonly figure: number;
}

type Language = 'en' | 'zh';

/** How a reader is told of a parameter: by id in a document, by name on a page. */
export interface Naming {
  readonly parameter: (id: string) => string;
  /** A value with its unit. */
  readonly value: (id: string, value: number) => string;
  readonly figure: (value: number) => string;
}

const DIGITS = 4;
const shown = (value: number): string => String(Number(value.toPrecision(DIGITS)));

/** As files and the command line have it: ids, which a scenario can set. */
export const BY_ID: Naming = {
  parameter: (id) => id,
  value: (id, value) => {
    const unit = PARAMETERS.find((one) => one.id === id)?.unit ?? '';
    return `${shown(value)} ${unit}`.trimEnd();
  },
  figure: shown,
};

/** A condition as a sentence without a full stop. */
export function conditionWords(condition: Condition, language: Language, naming: Naming = BY_ID): string {
  if (condition.kind === 'said') return condition[language];
  return language === 'en' ? english(condition, naming) : chinese(condition, naming);
}

type Told = Exclude<Condition, { readonly kind: 'said' }>;

function english(condition: Told, { parameter: name, value: said, figure }: Naming): string {
  switch (condition.kind) {
    case 'not_if': {
      const { parameter: id, value, stands } = condition;
      return `not if ${name(id)} is ${said(id, value)} instead of ${said(id, stands)}: ${figure(condition.figure)} then`;
    }
    case 'only_if':
    case 'about': {
      const { parameter: id, at, value, stands } = condition;
      const side = condition.kind === 'about' ? 'about' : `at ${value > stands ? 'least' : 'most'} about`;
      return `if ${name(id)} is ${side} ${said(id, at)} instead of ${said(id, stands)}; at ${said(id, value)} it is ${figure(condition.figure)}`;
    }
    case 'all':
      return `if all at once: ${condition.ends.map((one) => `${name(one.parameter)} ${said(one.parameter, one.value)}`).join(', ')}`;
    case 'not_even':
      return `not even with all of these parameters at the ends that bring it nearest: ${figure(condition.figure)} then`;
  }
}

function chinese(condition: Told, { parameter: name, value: said, figure }: Naming): string {
  switch (condition.kind) {
    case 'not_if': {
      const { parameter: id, value, stands } = condition;
      return `若${name(id)}为${said(id, value)}（现为${said(id, stands)}）则不成立：此时为${figure(condition.figure)}`;
    }
    case 'only_if':
    case 'about': {
      const { parameter: id, at, value, stands } = condition;
      const side = condition.kind === 'about' ? '约为' : `${value > stands ? '不低于' : '不高于'}约`;
      return `若${name(id)}${side}${said(id, at)}（现为${said(id, stands)}）；取${said(id, value)}时为${figure(condition.figure)}`;
    }
    case 'all':
      return `需同时满足：${condition.ends.map((one) => `${name(one.parameter)}为${said(one.parameter, one.value)}`).join('、')}`;
    case 'not_even':
      return `即使这些参数全部取最有利的一端也不成立：此时为${figure(condition.figure)}`;
  }
}
