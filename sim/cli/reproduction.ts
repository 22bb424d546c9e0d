/** What is said when an earlier result has been run again: the same, a fault, or the work of another model. */
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { decisive, type Scenario } from '../model/scenario.ts';
import { sha256OfData, sha256OfText } from '../runner/node/hash.ts';
import { MEASURES_FILE, outcomeOf, type Outcome, type Reproducible } from '../runner/node/manifest.ts';
import { inputsOf, type Origin } from '../runner/node/origin.ts';
import { differingMeasures, hashRows, rowsOf, type ResultRow } from '../runner/node/results-hash.ts';
import { scenarioSha256 } from '../runner/node/run-identity.ts';
import { linesOfFile } from '../runner/node/trace-file.ts';
import { WORLDS } from '../runner/protocol.ts';
import { csvFields, type RunResult } from '../runner/result.ts';
import { BadInput } from './bad-input.ts';

/** Exit statuses of a run of a manifest. */
export const REPRODUCED = { same: 0, fault: 1, otherModel: 3 } as const;

export interface Verdict {
  readonly status: number;
  /** To be printed, without line feeds. */
  readonly lines: readonly string[];
}

type Maker = Pick<Origin, 'version' | 'model' | 'code' | 'node'>;

/** Names that are told of many. */
const NAMES_MAX = 8;
/** Measures of which a value is shown. */
const EXAMPLES_MAX = 3;

/**
 * Refuses a manifest whose run would be another one: its scenario was changed, or the files of the city are others now.
 * @param file the manifest, as the user named it
 * @throws BadInput
 */
export function checkInputs(file: string, earlier: Reproducible, scenario: Scenario): void {
  const { inputs, source } = earlier;
  if (inputs === undefined) return checkFirstFormat(file, earlier, scenario);
  const [expected = { file: '', sha256: '' }] = inputs;
  const found = sha256OfText(source.text);
  if (found !== expected.sha256) {
    const what = `${expected.sha256}, as in inputs[0]: the scenario in the manifest is not the one that was run`;
    throw new BadInput([`${file}:1:1 source.text: found a text with the hash ${found}, expected ${what}`]);
  }
  if (scenarioSha256(scenario) === earlier.scenarioSha256) return;
  const now = inputsOf(source, scenario.city.id);
  const others = inputs
    .slice(1)
    .filter(({ file: name, sha256 }) => now.find((input) => input.file === name)?.sha256 !== sha256);
  if (others.length === 0) return;
  throw new BadInput([
    ...others.map(({ file: name, sha256 }) => {
      const here = now.find((input) => input.file === name)?.sha256;
      return `${name}: found ${here === undefined ? 'no such file' : `the hash ${here}`}, expected ${sha256}`;
    }),
    `${file}: the city is another one now. ${howToHave(earlier)}`,
  ]);
}

/** Manifests of the first format say only what the scenario was read as. */
function checkFirstFormat(file: string, earlier: Reproducible, scenario: Scenario): void {
  const found = [scenarioSha256(scenario), sha256OfData(decisive(scenario))];
  if (found.includes(earlier.scenarioSha256)) return;
  const why = `version ${earlier.version} read it differently, or it has been changed since`;
  throw new BadInput([`${file}:1:1 scenarioSha256: found ${found[1]}, expected ${earlier.scenarioSha256}: ${why}`]);
}

/**
 * Compares a run with the earlier one that it repeats.
 * @param file the manifest; if there is a table of measures beside it, the values that differ are named
 */
export function compareWithEarlier(file: string, earlier: Reproducible, result: RunResult, maker: Maker): Verdict {
  const outcome = outcomeOf(result);
  const table = join(dirname(file), MEASURES_FILE);
  const rows = earlier.results !== undefined && existsSync(table) ? () => rowsOfTable(table) : undefined;
  const differences = differencesOf(outcome, earlier);
  const changed = differences.measures;
  const edited = rows === undefined ? [] : editedMeasures(rows, earlier);
  const examples = rows === undefined ? [] : examplesOf([...new Set([...changed, ...edited])], rows, result, table);
  if (differences.lines.length > 0) {
    return { ...blame(earlier, maker), lines: [...differences.lines, ...examples, ...blame(earlier, maker).lines] };
  }
  if (edited.length > 0) {
    const what = `${table}: found other values of ${some(edited)} than were written, expected the table as it was`;
    return { status: REPRODUCED.fault, lines: [what, ...examples, 'The run itself is reproduced.'] };
  }
  return { status: REPRODUCED.same, lines: sameLines(outcome, earlier, maker) };
}

function sameLines({ results }: Outcome, earlier: Reproducible, maker: Maker): string[] {
  const count = Object.keys(results.measures).length;
  const what = earlier.results === undefined ? 'the digests of both worlds' : `both worlds and all ${count} measures`;
  const other = earlier.model !== undefined && earlier.model !== maker.model;
  return [`reproduced: ${what} are as before${other ? `, though by another model (${maker.model})` : ''}`];
}

/** Lines about what differs from the manifest, and the measures that do. */
function differencesOf(outcome: Outcome, earlier: Reproducible): { lines: string[]; measures: readonly string[] } {
  const lines: string[] = [];
  for (const world of WORLDS) {
    const [found, expected] = [outcome.digests[world], earlier.digests[world]];
    if (found === expected) continue;
    lines.push(`digest of ${world}: found ${found}, expected ${expected}`);
    const before = earlier.serviceDigests?.[world];
    if (before !== undefined) lines.push(`  ${serviceWords(outcome.serviceDigests[world], before)}`);
  }
  if (earlier.results === undefined || earlier.results.sha256 === outcome.results.sha256) {
    return { lines, measures: [] };
  }
  const { changed, missing, added } = differingMeasures(outcome.results.measures, earlier.results.measures);
  const total = Object.keys(earlier.results.measures).length;
  if (changed.length > 0) lines.push(`measures: ${changed.length} of ${total} differ: ${some(changed)}`);
  if (missing.length > 0) lines.push(`measures: ${missing.length} are no more: ${some(missing)}`);
  if (added.length > 0) lines.push(`measures: ${added.length} are new: ${some(added)}`);
  // Only their order is another one.
  if (changed.length + missing.length + added.length === 0) lines.push('measures: the same in another order');
  return { lines, measures: changed };
}

function serviceWords(found: Readonly<Record<string, string>>, expected: Readonly<Record<string, string>>): string {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  const differing = names.filter((name) => found[name] !== expected[name]);
  const same = names.filter((name) => found[name] === expected[name]);
  return `differs in ${differing.join(', ') || 'none of the services'}${same.length > 0 ? `; the same in ${same.join(', ')}` : ''}`;
}

/** Whose work a difference is. */
function blame(earlier: Reproducible, maker: Maker): Verdict {
  const { model, code, node, version } = earlier;
  if (model === undefined) {
    return {
      status: REPRODUCED.otherModel,
      lines: [
        `The manifest, of version ${version}, does not say which model made it; here is version ${maker.version} with the ` +
          `model ${maker.model}. If that is another one, results may differ; if it is the same, this is a fault.`,
      ],
    };
  }
  if (model !== maker.model) {
    return {
      status: REPRODUCED.otherModel,
      lines: [
        `Another model made the manifest: found the fingerprint ${maker.model} (version ${maker.version}), expected ` +
          `${model} (version ${version}). The behaviour of the model has changed between them, and results with it: ` +
          `this is no fault. CHANGELOG.md says what has changed. ${howToHave(earlier)}`,
      ],
    };
  }
  const also = [
    ...(code === maker.code
      ? []
      : [
          `the code is not the same (${maker.code}, then ${code}): it may have changed in a way that the reference runs do not notice`,
        ]),
    ...(node === maker.node ? [] : [`Node.js is ${maker.node}, then ${node}`]),
  ];
  return {
    status: REPRODUCED.fault,
    lines: [
      `The model is the same (fingerprint ${model}), so the results should be: this is a fault of the program or of a ` +
        `computer, or the manifest was changed.${also.length > 0 ? ` But ${also.join('; ')}.` : ''}`,
    ],
  };
}

/** How to run the program that made a manifest. */
function howToHave({ commit, changed = [], model }: Reproducible): string {
  if (typeof commit !== 'string') {
    const where =
      model === undefined ? '' : `: git log -S ${model} -- CHANGELOG.md finds where its fingerprint came in`;
    return `To have the earlier one, take the program from which the manifest is${where}.`;
  }
  const short = commit.slice(0, 12);
  const local = changed.length === 0 ? '' : ` It had changes that are in no commit: ${some(changed)}.`;
  return `To have the earlier one: git worktree add ../cashless-city-${short} ${short}, and run the manifest there.${local}`;
}

function some(names: readonly string[]): string {
  const more = names.length - NAMES_MAX;
  return names.slice(0, NAMES_MAX).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The rows of a table of measures, without its head. What is no row is one of nothing. */
function* rowsOfTable(file: string): Generator<ResultRow> {
  let isHead = true;
  for (const line of linesOfFile(file)) {
    const [world = '', day = '', name = '', group = '', value = ''] = csvFields(line);
    if (!isHead) yield [world, day, name, group, value];
    isHead = false;
  }
}

/** Measures whose values in the table are not those that were written. */
function editedMeasures(rows: () => Iterable<ResultRow>, { results }: Reproducible): string[] {
  const { changed, missing, added } = differingMeasures(hashRows(rows()).measures, results?.measures ?? {});
  return [...changed, ...missing, ...added];
}

/** For some measures, the first value of each that the table has otherwise. */
function examplesOf(
  names: readonly string[],
  rows: () => Iterable<ResultRow>,
  { worlds }: RunResult,
  table: string,
): string[] {
  const wanted = new Set(names.slice(0, EXAMPLES_MAX));
  if (wanted.size === 0) return [];
  const key = ([world, day, name, group]: ResultRow) => `${world}\t${day}\t${name}\t${group}`;
  const before = new Map<string, string>();
  for (const row of rows()) if (wanted.has(row[2])) before.set(key(row), String(row[4]));
  const lines: string[] = [];
  for (const row of rowsOf(worlds)) {
    const [world, day, name, group, value] = row;
    const there = before.get(key(row));
    if (!wanted.has(name) || there === String(value)) continue;
    wanted.delete(name);
    const when = day === -1 ? 'whole run' : `day ${day}`;
    const where = [world, when, ...(group === '' ? [] : [group])].join(', ');
    lines.push(`  ${name} (${where}): found ${value}, ${table} has ${there ?? 'no such row'}`);
  }
  return lines;
}
