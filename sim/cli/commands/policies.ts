import { allowed, formOf, type FormField } from '../../model/policy/form.ts';
import type { PolicyKind } from '../../model/policy/kind.ts';
import { POLICY_KINDS } from '../../model/policy/registry.ts';
import type { Command } from '../command.ts';
import { table } from '../table.ts';

const HEADINGS = ['kind of action', 'key', 'needed', 'what it may be', 'meaning'];

/** Prints what a policy can consist of. */
export const policies: Command = {
  name: 'policies',
  about: 'prints the kinds of policy and the keys of each: needed or not, bounds, meaning',
  details: 'The kind of an action stands under its key measure. Districts are those of the scenario’s city.',
  operands: [],
  options: {
    json: { about: 'a JSON array on stdout, with names and meanings in English and Chinese' },
    markdown: { about: 'the table of scenarios/README.md' },
  },
  run({ options }, { print }) {
    if (options.has('json')) print(`${JSON.stringify(POLICY_KINDS.map(described), null, 2)}\n`);
    else if (options.has('markdown')) print(kindsInMarkdown(POLICY_KINDS));
    else print(readable(POLICY_KINDS));
    return 0;
  },
};

function described(kind: PolicyKind): object {
  const { id, name, about, period, stays = false } = kind;
  return { measure: id, name, about, period, stays, fields: formOf(kind, []) };
}

function readable(kinds: readonly PolicyKind[]): string {
  return kinds
    .map((kind) => {
      const rows = formOf(kind, []).map((field) => ['', field.key, neededIn(field), allowed(field), field.about.en]);
      return `${kind.id}: ${kind.about.en}\n${table(['', ...HEADINGS.slice(1)], rows)}`;
    })
    .join('\n');
}

function neededIn({ needed, otherwise }: FormField): string {
  return needed ? 'yes' : otherwise === undefined ? 'no' : `no, ${otherwise}`;
}

/** Keys that all kinds have in common are told of once, in words; these are each kind's own, and its sectors. */
export function kindsInMarkdown(kinds: readonly PolicyKind[]): string {
  const rows = kinds.flatMap((kind) => {
    const own = formOf(kind, []).filter(({ key }) => key === 'sectors' || Object.hasOwn(kind.fields, key));
    const cells = own.map((field) => [`\`${field.key}\``, neededIn(field), allowed(field), field.about.en]);
    return (cells.length === 0 ? [['none', '', '', '']] : cells).map((cell, at) => [
      at === 0 ? `\`${kind.id}\`` : '',
      ...cell,
    ]);
  });
  const all = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |\n`;
  return [line(HEADINGS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
