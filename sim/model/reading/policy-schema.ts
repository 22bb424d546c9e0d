/** How the actions of a policy are written in a scenario file, from what their kinds declare. */
import * as z from 'zod';
import { AGE_BANDS } from '../city.ts';
import { DISTRICTS_FIELD, NOTE_FIELD, NOTE_LENGTH_MAX, PERIOD_FIELDS, SECTORS_FIELD } from '../policy/common-fields.ts';
import type { Control, Field } from '../policy/field.ts';
import type { PolicyKind } from '../policy/kind.ts';
import { POLICY_KINDS } from '../policy/registry.ts';
import { sectorIds } from '../policy/sector-choice.ts';
import { choice, date, dateTime, list, number, oneOf, record, share, text, whole, yuan } from './fields.ts';

/** Key under which an action's kind stands in a file. */
export const KIND_KEY = 'measure';

/** An action as it stands in a file that is in order: a kind's own fields beside those of all. */
export interface FileAction {
  readonly measure: string;
  readonly from: string;
  readonly to?: string | undefined;
  readonly sectors?: readonly string[] | undefined;
  readonly districts?: readonly string[] | undefined;
  readonly note?: string | undefined;
  readonly [own: string]: unknown;
}

/** What a field of a kind's own may be in a file. */
function schemaOf(control: Control): z.ZodType {
  switch (control.type) {
    case 'share':
      return share();
    case 'percent':
      return number(0, 100, 'a number of per cent');
    case 'yuan':
      return yuan(control.high);
    case 'number':
      return (control.whole ? whole : number)(
        control.low,
        control.high,
        `a ${control.whole ? 'whole ' : ''}number (${control.unit})`,
      );
    case 'method':
      return choice(control.methods);
    case 'age': {
      const ages = AGE_BANDS.map(({ from }) => from);
      return z.literal(ages, oneOf(ages.map(String)));
    }
  }
}

function ownField({ control, otherwise, about }: Field): z.ZodType {
  const schema = schemaOf(control);
  return (otherwise === undefined ? schema : schema.optional()).describe(about.en);
}

/** The keys of a kind's actions, in the order in which they are named and written. */
function shapeOf(kind: PolicyKind, districts: readonly string[]) {
  const { from, to } = PERIOD_FIELDS[kind.period];
  const ids = sectorIds(kind.sectors);
  const sectors = list(choice(ids), 1, ids.length, 'sectors');
  const isOptional = 'among' in kind.sectors && kind.sectors.optional === true;
  const moment = kind.period === 'days' ? date : dateTime;
  return {
    [KIND_KEY]: z.literal(kind.id),
    ...(ids.length === 0
      ? {}
      : { sectors: (isOptional ? sectors.optional() : sectors).describe(SECTORS_FIELD.about.en) }),
    from: moment().describe(from.about.en),
    to: (kind.period === 'days' ? date().optional() : dateTime()).describe(to.about.en),
    districts: list(choice(districts), 1, districts.length, 'districts').optional().describe(DISTRICTS_FIELD.about.en),
    note: text(NOTE_LENGTH_MAX).optional().describe(NOTE_FIELD.about.en),
    ...Object.fromEntries(Object.entries(kind.fields).map(([key, field]) => [key, ownField(field)])),
  };
}

/** One action of a policy for a city with these districts; its key `measure` names the kind. */
export function policyAction(
  districts: readonly string[],
  kinds: readonly PolicyKind[] = POLICY_KINDS,
): z.ZodType<FileAction> {
  const shapes = kinds.map((kind) => record(shapeOf(kind, districts)).describe(kind.about.en));
  const union = z.discriminatedUnion(KIND_KEY, shapes as unknown as [z.ZodObject, ...z.ZodObject[]], {
    error: (issue) =>
      issue.code === 'invalid_union' ? oneOf(kinds.map(({ id }) => id)) : `a map that begins with the key ${KIND_KEY}`,
  });
  return union as unknown as z.ZodType<FileAction>;
}
