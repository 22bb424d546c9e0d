/** Where a result comes from: the program, what it ran on, and the files that went in. */
import { filesOfCity } from '../library.ts';
import { program, type Program } from '../program.ts';
import { commitOf, projectFolder, type Commit } from './commit.ts';
import { sha256OfText } from './hash.ts';

/** A file that decides a result. */
export interface InputFile {
  /** As the user named it, or from the project's folder. */
  readonly file: string;
  /** Of its bytes, as `sha256sum` prints it. */
  readonly sha256: string;
}

export interface Origin extends Program, Commit {
  /** Version of Node.js. Results do not depend on it, unless something is wrong. */
  readonly node: string;
  /** The scenario first, then the files of its city. */
  readonly inputs: readonly InputFile[];
}

/** @param city id of the scenario's city */
export async function originOf(
  scenario: { readonly file: string; readonly text: string },
  city: string,
): Promise<Origin> {
  const { commit, changed } = await commitOf(projectFolder());
  return { ...program(), commit, changed, node: process.versions.node, inputs: inputsOf(scenario, city) };
}

/** The files that go into a run of a scenario. */
export function inputsOf(scenario: { readonly file: string; readonly text: string }, city: string): InputFile[] {
  const ofCity = [...filesOfCity(city)].map(([file, text]) => ({ file, sha256: sha256OfText(text) }));
  return [{ file: scenario.file, sha256: sha256OfText(scenario.text) }, ...ofCity];
}
