/** Figures of a city that somebody knows better than the import assumed. */
import { parseDocument } from 'yaml';
import { FIGURES } from '../../model/catalogue.ts';
import { refusal } from './refusal.ts';

/** What the file says of where such a figure comes from. */
export const GIVEN = 'Given by whoever imported the city';

/**
 * city.yaml with other values, whose ranges are widened to hold them.
 * @param values by the figure's id
 * @throws FileMistakes for a value that no city can have
 */
export function amendFigures(cityYaml: string, values: ReadonlyMap<string, number>): string {
  const document = parseDocument(cityYaml);
  for (const [id, value] of values) {
    const bounds = FIGURES[id];
    const found = `${id}: ${value}`;
    if (bounds === undefined || !document.hasIn(['figures', id])) {
      throw refusal('city.yaml', 1, found, 'a figure of this city');
    }
    const { low, high, whole } = bounds;
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
      throw refusal('city.yaml', 1, found, `a ${whole ? 'whole ' : ''}number from ${low} to ${high} for ${id}`);
    }
    const own = (key: string): number => Number(document.getIn(['figures', id, key]));
    const range = [Math.min(own('low'), value), Math.max(own('high'), value)] as const;
    const changes = { value, low: range[0], high: range[1], mark: 'A', source: GIVEN };
    for (const [key, to] of Object.entries(changes)) document.setIn(['figures', id, key], to);
  }
  return document.toString({ lineWidth: 0 });
}
