import { MEASURES, MEMBERS } from '../../model/measures/dictionary.ts';
import type { Command } from '../command.ts';
import { table } from '../table.ts';

/** Prints the dictionary of measures. */
export const measures: Command = {
  name: 'measures',
  about: 'prints the dictionary of measures: name, unit, meaning, splits',
  details: [
    `A split adds the ids of its dimensions to the name: payments.count.${MEMBERS['sector'][0]}.mobile. The ids are`,
    ...Object.entries(MEMBERS).map(([dimension, ids]) => `  ${dimension}: ${ids.join(', ')}`),
    '  district: those of the city',
  ].join('\n'),
  operands: [],
  options: { json: { about: 'a JSON array on stdout' } },
  run({ options }, { print, columns }) {
    print(options.has('json') ? `${JSON.stringify(dictionary(), null, 2)}\n` : readable(columns));
    return 0;
  },
};

function dictionary(): object[] {
  return MEASURES.map(({ name, unit, about, aboutZh, splits, daily }) => ({
    name,
    unit,
    description: about,
    descriptionZh: aboutZh,
    splits,
    daily,
  }));
}

function readable(columns: number | undefined): string {
  const rows = MEASURES.map(({ name, unit, about, splits }) => [
    name,
    unit,
    splits.map((split) => split.join(' × ')).join(', '),
    about,
  ]);
  return table(['measure', 'unit', 'split by', 'meaning'], rows, [], columns);
}
