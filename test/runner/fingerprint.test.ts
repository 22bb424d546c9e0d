import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Geography } from '../../sim/model/geography.ts';
import type { MeasureValue } from '../../sim/model/measures/dictionary.ts';
import { MEASURES } from '../../sim/model/measures/dictionary.ts';
import { scenarioJsonSchema } from '../../sim/model/reading/scenario-schema.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { World } from '../../sim/model/world.ts';
import { modelVersion } from '../../sim/runner/fingerprint/model.ts';
import {
  computeFingerprint,
  fingerprintOf,
  referenceRun,
  referenceScenarios,
} from '../../sim/runner/fingerprint/reference.ts';
import { ofRegistered } from '../../sim/runner/fingerprint/registered.ts';
import scenarioText from '../../sim/runner/fingerprint/scenario.yaml?raw';
import { shippedCities } from '../../sim/runner/library.ts';
import { WORLDS } from '../../sim/runner/protocol.ts';
import type { RunResult } from '../../sim/runner/result.ts';

const derive = vi.hoisted(() => ({ change: (value: number, name: string) => (name === '' ? 0 : value) }));
vi.mock(import('../../sim/model/measures/derive.ts'), async (original) => {
  const real = await original();
  const deriveMeasures: typeof real.deriveMeasures = (...args) =>
    real
      .deriveMeasures(...args)
      .map((row) => ({ ...row, value: row.value === null ? null : derive.change(row.value, row.name) }));
  return { ...real, deriveMeasures };
});

/** Debts are due after a week or a month: tests of credit have longer runs. */
const TAKES_LONGER = ['credit.missed_share', 'credit.lost_share', 'credit.loans_lost_share'];

let runs: readonly RunResult[];
let fingerprint: string;
beforeAll(() => {
  runs = referenceScenarios().map(referenceRun);
  fingerprint = fingerprintOf(runs);
});

describe('the fingerprint of the model', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is found out anew each time, and is what the program says', () => {
    expect(computeFingerprint()).toBe(fingerprint);
    expect(modelVersion().model).toBe(fingerprint);
  });

  it.each<[what: string, name: 'remember' | 'isWeekend' | 'isOffered', instead: () => unknown]>([
    ['nobody remembers how long they waited', 'remember', () => undefined],
    ['there are no weekends', 'isWeekend', () => false],
    ['mobile payment is offered everywhere', 'isOffered', () => true],
  ])('moves when %s', (_, name, instead) => {
    vi.spyOn(World.prototype, name).mockImplementation(instead as never);
    expect(computeFingerprint()).not.toBe(fingerprint);
  });

  it('is of the whole reference scenario, in which nothing is written wrong', () => {
    expect(ofRegistered(scenarioText)).toBe(scenarioText);
  });

  it('moves when nothing is known of water', () => {
    vi.spyOn(Geography.prototype, 'isWet').mockReturnValue(false);
    expect(computeFingerprint()).not.toBe(fingerprint);
  });

  it('moves when a single measure is counted otherwise', () => {
    vi.spyOn(derive, 'change').mockImplementation((value, name) => (name === 'bus.left_behind' ? 2 * value : value));
    expect(computeFingerprint()).not.toBe(fingerprint);
  });

  it('moves with a default, a digest, a value, a name and the order of measures', () => {
    const [first, ...rest] = runs;
    const { scenario, worlds } = first!;
    const changed = (values: (of: MeasureValue[]) => MeasureValue[]) =>
      fingerprintOf([
        { scenario, worlds: { ...worlds, policy: { ...worlds.policy, values: values([...worlds.policy.values]) } } },
        ...rest,
      ]);
    expect(changed((values) => values)).toBe(fingerprint);
    expect(changed(([a, b, ...others]) => [b!, a!, ...others])).not.toBe(fingerprint);
    expect(changed(([a, ...others]) => [{ ...a!, name: 'other' }, ...others])).not.toBe(fingerprint);
    expect(changed(([a, ...others]) => [{ ...a!, value: a!.value! + 1e-9 }, ...others])).not.toBe(fingerprint);
    const [id = '', value = 0] = Object.entries(scenario.parameters)[0]!;
    const parameters = { ...scenario.parameters, [id]: value + 1 };
    expect(fingerprintOf([{ scenario: { ...scenario, parameters }, worlds }, ...rest])).not.toBe(fingerprint);
    const baseline = { ...worlds.baseline, digest: '0'.repeat(16) };
    expect(fingerprintOf([{ scenario, worlds: { ...worlds, baseline } }, ...rest])).not.toBe(fingerprint);
  });

  it('does not move with words', () => {
    const words = { en: 'Other words', zh: '别的话' };
    const renamed = referenceScenarios().map((scenario) => ({
      ...scenario,
      title: words,
      city: {
        ...scenario.city,
        name: words,
        districts: scenario.city.districts.map((one) => ({ ...one, name: words })),
      },
    }));
    expect(fingerprintOf(renamed.map(referenceRun))).toBe(fingerprint);
  });
});

describe('the reference runs', () => {
  it('have every kind of action', () => {
    const schema = JSON.stringify(scenarioJsonSchema(shippedCities()));
    const kinds = [...schema.matchAll(/"measure":\{[^}]*"const":"(\w+)"/g)].map(([, kind]) => kind!);
    expect(new Set(kinds).size).toBeGreaterThan(5);
    for (const { policy } of referenceScenarios()) {
      const used = policy.map((action) => action.kind);
      expect([...new Set(kinds)].filter((kind) => !used.includes(kind as never))).toEqual([]);
    }
  });

  it('give every service something to do, in both worlds', () => {
    for (const scenario of referenceScenarios()) {
      for (const world of WORLDS) {
        const model = new World(scenario, world === 'policy' ? scenario.policy : []);
        const seen = new Set<string>();
        model.engine.observer = { dispatched: (_tick, kind) => seen.add(model.kindNames[kind]!) };
        model.runUntil(2 * 864_000);
        const of = (names: Iterable<string>) => new Set([...names].map((name) => name.split('.')[0]!));
        const busy = of(seen);
        // A service may have no events of its own, and act when others do.
        const ids = SERVICES.map(({ id }) => id).filter((id) => of(model.kindNames).has(id));
        expect(ids.filter((id) => !busy.has(id))).toEqual([]);
      }
    }
  });

  it('give every measure values that are not all the same', () => {
    const values = new Map<string, Set<number>>(MEASURES.map(({ name }) => [name, new Set()]));
    for (const { worlds } of runs) {
      for (const world of WORLDS) {
        for (const { name, value } of worlds[world].values) if (value !== null) values.get(name)?.add(value);
      }
    }
    const idle = [...values].flatMap(([name, found]) => (found.size > 1 ? [] : [name]));
    expect(idle.filter((name) => !TAKES_LONGER.includes(name))).toEqual([]);
  });
});
