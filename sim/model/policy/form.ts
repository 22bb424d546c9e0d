/** The form of a kind of policy, for whoever edits an action or explains one: what its file declares, in the order of writing. */
import { AGE_BANDS, type LocalName } from '../city.ts';
import {
  DISTRICTS_FIELD,
  NOTE_FIELD,
  NOTE_LENGTH_MAX,
  PERIOD_FIELDS,
  SECTORS_FIELD,
  type CommonField,
} from './common-fields.ts';
import type { Control, Field } from './field.ts';
import type { PolicyKind } from './kind.ts';
import { sectorIds } from './sector-choice.ts';

export interface FormField extends CommonField {
  /** Key in a file. */
  readonly key: string;
  readonly control: Control['type'] | 'date' | 'date_time' | 'sectors' | 'districts' | 'text';
  /** Whether an action must have it. */
  readonly needed: boolean;
  /** What leaving it out means, as a file would write it; nothing where that cannot be written. */
  readonly otherwise?: number | string;
  readonly unit?: LocalName;
  /** Bounds, both included; `step` between values that make sense. */
  readonly low?: number;
  readonly high?: number;
  readonly step?: number;
  /** What an action that is made anew has. */
  readonly begins?: number;
  readonly choices?: readonly (number | string)[];
  readonly lengthMax?: number;
}

/** @param districts ids that an action may name */
export function formOf(kind: PolicyKind, districts: readonly string[]): readonly FormField[] {
  const { from, to } = PERIOD_FIELDS[kind.period];
  const moment = kind.period === 'days' ? 'date' : 'date_time';
  const sectors = sectorIds(kind.sectors);
  const canLeaveOut = 'among' in kind.sectors && kind.sectors.optional === true;
  return [
    ...(sectors.length === 0
      ? []
      : [{ key: 'sectors', control: 'sectors', needed: !canLeaveOut, choices: sectors, ...SECTORS_FIELD } as const]),
    { key: 'from', control: moment, needed: true, ...from },
    { key: 'to', control: moment, needed: kind.period === 'minutes', ...to },
    { key: 'districts', control: 'districts', needed: false, choices: districts, ...DISTRICTS_FIELD },
    { key: 'note', control: 'text', needed: false, lengthMax: NOTE_LENGTH_MAX, ...NOTE_FIELD },
    ...Object.entries(kind.fields).map(([key, field]) => ownField(key, field)),
  ];
}

function ownField(key: string, { control, label, about, otherwise }: Field): FormField {
  return {
    key,
    control: control.type,
    label,
    about,
    needed: otherwise === undefined,
    ...(otherwise === undefined ? {} : { otherwise }),
    ...boundsOf(control),
  };
}

function boundsOf(control: Control): Partial<FormField> {
  switch (control.type) {
    case 'share':
      return { low: 0, high: 1, step: 0.01, unit: { en: 'share', zh: '比例' } };
    case 'percent':
      return { low: 0, high: 100, step: 1, unit: { en: '%', zh: '%' } };
    case 'yuan':
      return { low: 0, high: control.high, step: 0.01, unit: { en: 'yuan', zh: '元' } };
    case 'number':
      return {
        low: control.low,
        high: control.high,
        unit: { en: control.unit, zh: control.unit },
        ...(control.whole ? { step: 1 } : {}),
        ...(control.begins === undefined ? {} : { begins: control.begins }),
      };
    case 'method':
      return { choices: control.methods };
    case 'age':
      return { choices: AGE_BANDS.map(({ from }) => from), unit: { en: 'years', zh: '岁' } };
  }
}

/** What a field may be, in a few words: `0 to 1`, `card, mobile`. */
export function allowed({ control, low, high, unit, choices, lengthMax }: FormField): string {
  if (control === 'date') return 'YYYY-MM-DD';
  if (control === 'date_time') return 'YYYY-MM-DD HH:MM';
  if (control === 'districts') return 'a list of districts of the city';
  if (control === 'sectors') return `a list of ${choices!.join(', ')}`;
  if (choices !== undefined) return choices.join(', ');
  if (lengthMax !== undefined) return `a text of at most ${lengthMax} characters`;
  return `${low} to ${high}${control === 'share' ? '' : ` ${unit!.en}`}`;
}
