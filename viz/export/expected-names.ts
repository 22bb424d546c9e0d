import type { Figure } from './save.ts';

/** What the curves behind a run are called, which several seeds say: the mean of each world. */
export function expectedNames({ data, words, seeds }: Pick<Figure, 'data' | 'words' | 'seeds'>): string[] {
  return data.curves.map(({ name }) => words.figure_mean({ name, seeds }));
}
