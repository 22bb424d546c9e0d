/** Files of what was observed, on disk. */
import { FileMistakes, formatMistake } from '../model/reading/mistake.ts';
import { readObserved, type Observed } from '../runner/observed.ts';
import { BadInput } from './bad-input.ts';
import { readText } from './scenario-file.ts';

/** @throws BadInput with a line for each mistake */
export async function readObservedFile(file: string): Promise<readonly Observed[]> {
  const text = await readText(file);
  return inOrder(() => readObserved(file, text));
}

/** Mistakes of a file, as what the user gave. @throws BadInput */
export function inOrder<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof FileMistakes)) throw error;
    throw new BadInput(error.mistakes.map((mistake) => formatMistake(error.file, mistake)));
  }
}
