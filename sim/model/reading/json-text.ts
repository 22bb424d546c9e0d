/** JSON is YAML, but the platform reads it a hundred times as fast: the YAML reader only says where the mistakes are. */
import { FileMistakes, visible, type Mistake } from './mistake.ts';
import { isShort, readYaml, type YamlSource } from './yaml-source.ts';

const REMARK_LENGTH_MAX = 100;
const START = { line: 1, column: 1 };

/**
 * The value of a text in JSON.
 * @param sizeMax characters that a file of this kind may have
 * @throws FileMistakes for one that is longer, or no JSON
 */
export function readJson(file: string, text: string, sizeMax: number): unknown {
  const refused = (found: Pick<Mistake, 'found' | 'expected'>) =>
    new FileMistakes(file, [{ ...START, path: '', ...found }]);
  if (text.length > sizeMax) {
    throw refused({ found: `${text.length} characters`, expected: `at most ${sizeMax} characters` });
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const remark = visible((error as Error).message, REMARK_LENGTH_MAX);
    throw refused({ found: `text that is no JSON: ${remark}`, expected: 'JSON' });
  }
}

/** Where its values stand in a text in JSON. Of one too long for the YAML reader all do at the beginning: a path says where. */
export function placesIn(text: string, root: unknown): YamlSource {
  return isShort(text) ? readYaml(text) : { root, mistakes: [], valueAt: () => START, keyAt: () => START };
}
