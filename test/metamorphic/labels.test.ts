/** What the names of districts decide: how they are written in results, and nothing else. */
import { beforeAll, describe, expect, it } from 'vitest';
import boundaries from '../../scenarios/cities/wuhan/districts.geojson?raw';
import metro from '../../scenarios/cities/wuhan/metro.geojson?raw';
import water from '../../scenarios/cities/wuhan/water.geojson?raw';
import cityText from '../../scenarios/cities/wuhan/city.yaml?raw';
import { readCity } from '../../sim/model/reading/read-city.ts';
import { shippedCalendars, shippedCities } from '../../sim/runner/library.ts';
import type { WorldOutcome } from '../../sim/runner/simulate.ts';
import { busyPolicy, june, outcomeOf } from './written.ts';

const WUHAN = shippedCities().get('wuhan')!;
const IDS = WUHAN.districts.map(({ id }) => id);
const CODES = WUHAN.districts.map(({ code }) => code);

/** A text with each of some words replaced by another, all at once. */
function replaced(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/[a-z0-9]+/g, (word) => words.get(word) ?? word);
}
const renaming = (from: readonly string[], to: readonly string[]) => new Map(from.map((word, i) => [word, to[i]]));

/** Wuhan with other ids and names (and other codes, in both files) for its districts. */
function citiesWith(ids: ReadonlyMap<string, string>, codes: ReadonlyMap<string, string> = new Map()) {
  const named = cityText.replace(/^( {4}name: ).*$/gm, (_, key: string) => `${key}{ en: Somewhere, zh: 某地 }`);
  const yaml = replaced(replaced(named, ids), codes);
  return new Map([
    [
      'wuhan',
      readCity(
        'wuhan',
        {
          'city.yaml': yaml,
          'districts.geojson': replaced(boundaries, codes),
          'metro.geojson': metro,
          'water.geojson': water,
        },
        shippedCalendars(),
      ),
    ],
  ]);
}

describe('relabelling the districts', () => {
  const policy = busyPolicy(june(5));
  const written = { policy, days: 4 };
  let before: WorldOutcome;
  beforeAll(() => {
    before = outcomeOf(written);
  });

  const relabelled = (outcome: WorldOutcome, ids: ReadonlyMap<string, string>) =>
    outcome.values.map((value) => ({ ...value, group: replaced(value.group, ids) }));

  /** The same again under other ids, which the policy names too. */
  function expectOnlyLabelsToChange(ids: ReadonlyMap<string, string>, codes?: ReadonlyMap<string, string>): void {
    const cities = citiesWith(ids, codes);
    const after = outcomeOf({ ...written, policy: policy.map((measure) => replaced(measure, ids)) }, cities);
    expect(after.digest).toBe(before.digest);
    expect(after.values).toEqual(relabelled(before, ids));
    expect(after.values).not.toEqual(before.values);
    expect(after.personTicks).toEqual(before.personTicks);
  }

  it('with new ids, names and codes changes only labels', () => {
    const numbered = (words: readonly string[], prefix: string) => words.map((_, i) => `${prefix}${(i * 7) % 13}`);
    expectOnlyLabelsToChange(renaming(IDS, numbered(IDS, 'd')), renaming(CODES, numbered(CODES, '9')));
  });

  it('with each other’s ids changes only labels', () => {
    expectOnlyLabelsToChange(renaming(IDS, [...IDS.slice(5), ...IDS.slice(0, 5)]));
  });

  it('but not in the policy is another policy', () => {
    const ids = renaming(IDS, [...IDS.slice(5), ...IDS.slice(0, 5)]);
    expect(outcomeOf(written, citiesWith(ids)).digest).not.toBe(before.digest);
  });

  it('and writing them in another order changes nothing but the order in which they are told', () => {
    const order = [7, 2, 12, 0, 9, 4, 11, 1, 6, 3, 10, 5, 8];
    const rows = cityText.match(/^ {2}- id: (?:.*\n {4}.*)*\n/gm)!;
    const yaml = cityText.replace(rows.join(''), order.map((row) => rows[row]).join(''));
    const shuffled = readCity(
      'wuhan',
      { 'city.yaml': yaml, 'districts.geojson': boundaries, 'metro.geojson': metro, 'water.geojson': water },
      shippedCalendars(),
    );
    expect(shuffled.districts.map(({ id }) => id)).toEqual(order.map((row) => IDS[row]));
    const after = outcomeOf(written, new Map([['wuhan', shuffled]]));
    expect(after.digest).toBe(before.digest);
    expect(after.personTicks).toEqual(before.personTicks);
    const told = ({ values }: WorldOutcome) =>
      new Map(values.map(({ name, group, day, value }) => [`${name} ${group} ${day}`, inAnyOrder(value)]));
    // A sum of fractions over districts differs in its last bit with their order.
    const inAnyOrder = (value: number | null) => (value === null ? null : Number(value.toPrecision(13)));
    expect(told(after)).toEqual(told(before));
  });
});
