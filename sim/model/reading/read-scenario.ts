/** Scenario files: from text to a scenario with every default filled in, or to all the mistakes in it. */
import { ENTITY_COUNT_MAX } from '../../kernel/engine.ts';
import { DAYS_MAX } from '../../kernel/time.ts';
import type { City, LocalName } from '../city.ts';
import { PARAMETERS } from '../parameters.ts';
import type { PolicyKind } from '../policy/kind.ts';
import { POLICY_KINDS } from '../policy/registry.ts';
import type { Scenario } from '../scenario.ts';
import { explain } from './explain.ts';
import { isDate, isDateTime } from './fields.ts';
import { describe, inFileOrder, type Mistake } from './mistake.ts';
import { resolveAction } from './resolve-policy.ts';
import { isSeed, SCALE_MAX, scenarioSchema, type ScenarioFile } from './scenario-schema.ts';
import { withoutEffect, type Warning } from './without-effect.ts';
import { readYaml, type YamlSource } from './yaml-source.ts';

/** What a host asks for instead of the file's own. */
export interface Overrides {
  readonly seed?: string;
  readonly days?: number;
  readonly scale?: number;
}

export interface ReadOptions {
  readonly cities: ReadonlyMap<string, City>;
  /** The scenario's name where the file has none: the file's own. */
  readonly name?: string;
  readonly overrides?: Overrides;
  /** Kinds of policy: those registered, unless a test adds one. */
  readonly kinds?: readonly PolicyKind[];
}

export type Reading =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      /** What changes nothing, in the order of the file. */
      readonly warnings: readonly Warning[];
    }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/**
 * Reads a scenario file. Never throws for what is in `text`.
 * @throws RangeError for overrides that no scenario can have: hosts check what their users ask for.
 */
export function readScenario(text: string, options: ReadOptions): Reading {
  checkOverrides(options.overrides ?? {});
  const source = readYaml(text, ['seed']);
  if (source.root === undefined) return { ok: false, mistakes: inFileOrder(source.mistakes) };
  const city = cityOf(source.root, options.cities);
  const parsed = schemaFor(options.cities, city, options.kinds).safeParse(source.root);
  const mistakes = [
    ...source.mistakes,
    ...(parsed.success ? [] : explain(parsed.error.issues, source)),
    ...misorderedPeriods(source),
  ];
  if (mistakes.length > 0) return { ok: false, mistakes: inFileOrder(mistakes) };
  if (!parsed.success || city === undefined) throw new Error('a file without a mistake names a city that is known');
  const scenario = resolve(parsed.data, city, options);
  const crowd = tooManyPeople(scenario, source);
  if (crowd) return { ok: false, mistakes: [crowd] };
  return { ok: true, scenario, warnings: withoutEffect(parsed.data, scenario, source, options.kinds ?? POLICY_KINDS) };
}

/** People are numbered in events, which have room for so many. */
function tooManyPeople({ city, scale }: Scenario, source: YamlSource): Mistake | undefined {
  const residents = city.districts.reduce((sum, district) => sum + district.residents, 0);
  const least = Math.ceil(residents / (ENTITY_COUNT_MAX - 1));
  if (scale >= least) return undefined;
  const expected = `${least} or more: of ${residents} residents at most ${ENTITY_COUNT_MAX - 1} can be simulated`;
  return { ...source.valueAt(['scale']), path: 'scale', found: String(scale), expected };
}

function checkOverrides({ seed, days, scale }: Overrides): void {
  const within = (value: number | undefined, high: number) =>
    value === undefined || (Number.isInteger(value) && value >= 1 && value <= high);
  if (seed !== undefined && !isSeed(seed)) {
    throw new RangeError(`found seed ${JSON.stringify(seed)}, expected visible text`);
  }
  if (!within(days, DAYS_MAX)) throw new RangeError(`found ${days} days, expected 1 to ${DAYS_MAX}`);
  if (!within(scale, SCALE_MAX)) throw new RangeError(`found scale ${scale}, expected 1 to ${SCALE_MAX}`);
}

function cityOf(root: unknown, cities: ReadonlyMap<string, City>): City | undefined {
  const id = isMap(root) ? root['city'] : undefined;
  return typeof id === 'string' ? cities.get(id) : undefined;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Schema = ReturnType<typeof scenarioSchema>;
/** Made once for each city: a schema with every parameter takes longer to make than a file to read. */
const schemas = new WeakMap<ReadonlyMap<string, City>, WeakMap<readonly PolicyKind[], Map<string, Schema>>>();

/** Where the city is wrong, districts are held against those of all cities. */
function schemaFor(
  cities: ReadonlyMap<string, City>,
  city: City | undefined,
  kinds: readonly PolicyKind[] = POLICY_KINDS,
): Schema {
  const ofCities = schemas.get(cities) ?? new WeakMap<readonly PolicyKind[], Map<string, Schema>>();
  schemas.set(cities, ofCities);
  const made = ofCities.get(kinds) ?? new Map<string, Schema>();
  ofCities.set(kinds, made);
  const known = made.get(city?.id ?? '');
  if (known) return known;
  const districts = (city ? [city] : [...cities.values()]).flatMap((one) => one.districts.map(({ id }) => id));
  const schema = scenarioSchema([...cities.keys()], [...new Set(districts)], kinds);
  made.set(city?.id ?? '', schema);
  return schema;
}

/** Actions that end before they begin. Looked for beside the schema, so that other mistakes do not hide them. */
function misorderedPeriods(source: YamlSource): Mistake[] {
  const { root } = source;
  const policy = isMap(root) ? root['policy'] : undefined;
  if (!Array.isArray(policy)) return [];
  return policy.flatMap((action: unknown, index): Mistake[] => {
    if (!isMap(action)) return [];
    const { from, to } = action;
    const days = isDate(from) && isDate(to) && to < from;
    // Both are written alike but for the space or T between, so their order in time is their order as texts.
    const minutes = isDateTime(from) && isDateTime(to) && to.replace('T', ' ') <= from.replace('T', ' ');
    if (!days && !minutes) return [];
    const path = `policy[${index}].to`;
    const expected = days ? `a day not before ${from}` : `a time after ${from}`;
    return [{ ...source.valueAt(['policy', index, 'to']), path, found: describe(to), expected }];
  });
}

function resolve(file: ScenarioFile, city: City, { name, overrides = {}, kinds }: ReadOptions): Scenario {
  const days = overrides.days ?? file.days;
  const scenarioName = file.name ?? name ?? 'scenario';
  const run = { city, start: file.start, days };
  return {
    name: scenarioName,
    title: localName(file.title, scenarioName),
    description: localName(file.description, ''),
    ...(file.question === undefined ? {} : { question: { en: file.question.en, zh: file.question.zh } }),
    ...(file.answers === undefined ? {} : { answers: file.answers }),
    city,
    start: file.start,
    days,
    scale: overrides.scale ?? file.scale,
    // One spelling of letters with accents: two that look alike would be different cities.
    seed: (overrides.seed ?? String(file.seed)).normalize('NFC'),
    parameters: Object.fromEntries(PARAMETERS.map(({ id, value }) => [id, file.parameters?.[id] ?? value])),
    policy: file.policy.map((action) => resolveAction(action, run, kinds)),
  };
}

function localName(found: string | LocalName | undefined, instead: string): LocalName {
  if (found === undefined) return { en: instead, zh: instead };
  return typeof found === 'string' ? { en: found, zh: found } : { en: found.en, zh: found.zh };
}
