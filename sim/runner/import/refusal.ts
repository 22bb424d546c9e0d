/** What cannot be used in somebody's files, with its place. */
import { FileMistakes, type Mistake } from '../../model/reading/mistake.ts';

/**
 * A file that is refused for one thing.
 * @param mend what would put it right
 */
export function refusal(file: string, line: number, found: string, expected: string, mend?: string): FileMistakes {
  return new FileMistakes(file, [mistakeAt(line, '', found, expected, mend)]);
}

/** A mistake in a line of a file. @param path a column's name, or where in the data */
export function mistakeAt(line: number, path: string, found: string, expected: string, mend?: string): Mistake {
  return { line, column: 1, path, found, expected, ...(mend === undefined ? {} : { hint: mend }) };
}
