/** Which program made a result. */
import { version } from '../../package.json';
import { modelVersion, type ModelVersion } from './fingerprint/model.ts';

/** What tells a program, and with it the results of its model, from others. */
export interface Program extends ModelVersion {
  /** Of package.json: people's name for it. */
  readonly version: string;
}

/** This program. */
export function program(): Program {
  return { version, ...modelVersion() };
}
