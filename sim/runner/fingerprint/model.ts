/**
 * Which model this program has. Builds replace this file by the answer, which they find out once (sim/cli/model-version.ts): there
 * it costs nothing. Where nothing was built, the reference runs are made when first asked.
 */
import { computeFingerprint } from './reference.ts';

export interface ModelVersion {
  /** Of the model's behaviour: equal where the reference runs come to the same. 16 hexadecimal digits. */
  readonly model: string;
  /** Of the code that simulates, without comments, types and white space. 16 hexadecimal digits. */
  readonly code: string;
}

let known: ModelVersion | undefined;

export function modelVersion(): ModelVersion {
  known ??= { model: computeFingerprint(), code: 'not built' };
  return known;
}
