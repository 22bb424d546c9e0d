/** Parameters in Chinese: every service has its own beside its table, and none is left in English or called as another. */
import { describe, expect, test } from 'vitest';
import { FIGURES } from '../../sim/model/catalogue.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import type { ParameterWords } from '../../sim/model/parameter-words.ts';
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { SERVICES } from '../../sim/model/services/registry.ts';
import { chineseUnit, figureName, parameterName, parameterSource } from '../../sim/runner/parameter-texts.ts';

const HAN = /\p{Script=Han}/u;
const FILES = import.meta.glob<ParameterWords>('../../sim/model/**/*parameters.zh.ts', { eager: true, import: 'ZH' });

const figuresOfCities = [...shippedCities().values()].flatMap(({ figures }) => Object.values(figures));

/** What stands more than once in a list. */
const twice = <T>(list: readonly T[]): readonly T[] => list.filter((one, at) => list.indexOf(one) !== at);

describe('every parameter', () => {
  const named = PARAMETERS.map((one) => ({ ...one, zh: parameterName(one, 'zh') }));

  test('has a Chinese name', () => {
    expect(named.filter(({ zh }) => !HAN.test(zh)).map(({ id }) => id)).toEqual([]);
  });
  test('of a service is named beside that service', () => {
    for (const { id: service, parameters } of SERVICES) {
      const own = FILES[`../../sim/model/services/${service}/parameters.zh.ts`]?.names ?? {};
      const strangers = parameters.filter(({ id }) => !(id in own) && !(id.slice(0, id.lastIndexOf('.')) in own));
      expect(strangers.map(({ id }) => id)).toEqual([]);
    }
  });
  test('has a name of its own', () => {
    expect(twice(named.map(({ zh }) => zh))).toEqual([]);
  });
  test('has a name that ends as a name does, and in English a sentence', () => {
    for (const { id, zh, about } of named) {
      expect(zh, id).not.toMatch(/[。，；：\s]$/u);
      expect(parameterName({ id, about }, 'en'), id).toBe(about);
    }
  });
  test('has a unit in Chinese; mere numbers have none', () => {
    for (const { id, unit } of PARAMETERS) {
      if (unit === 'ratio') expect(chineseUnit(unit)).toBe('');
      else expect(chineseUnit(unit) ?? 'none', `Chinese of the unit “${unit}” of ${id}`).toMatch(HAN);
    }
  });
  test('has a source in Chinese, beside what its mark says', () => {
    const foreign = PARAMETERS.map(({ source }) => parameterSource(source, 'zh')).filter((source) => source !== '');
    expect(foreign.filter((source) => !HAN.test(source))).toEqual([]);
  });
});

test('every figure of a city has a Chinese name, unit and, where it has its own value, source', () => {
  for (const [id, { unit, otherwise }] of Object.entries(FIGURES)) {
    expect(figureName(id, 'zh')).toMatch(HAN);
    expect(chineseUnit(unit), id).toMatch(HAN);
    if (otherwise !== undefined) expect(parameterSource(otherwise.source, 'zh'), id).toMatch(HAN);
  }
  expect(twice(Object.keys(FIGURES).map((id) => figureName(id, 'zh')))).toEqual([]);
  for (const { unit } of figuresOfCities) {
    expect(chineseUnit(unit) ?? 'none', `Chinese of the unit “${unit}” of a city’s figure`).toMatch(HAN);
  }
  expect(figureName('bus_lines', 'en')).toBe('bus lines');
});

describe('files of Chinese words', () => {
  const files = Object.values(FILES);
  const keysOf = (part: keyof ParameterWords) => files.flatMap((words) => Object.keys(words[part] ?? {}));

  test('name nothing twice', () => {
    for (const part of ['names', 'members', 'figures', 'units', 'sources'] as const) {
      expect(twice(keysOf(part)), part).toEqual([]);
    }
  });
  test('name nothing that is not there', () => {
    const families = PARAMETERS.map(({ id }) => id.slice(0, id.lastIndexOf('.')));
    const ids = new Set([...PARAMETERS.map(({ id }) => id), ...families]);
    expect(keysOf('names').filter((id) => !ids.has(id))).toEqual([]);
    const declared = Object.values(FIGURES);
    const units = new Set([...PARAMETERS, ...declared, ...figuresOfCities].map(({ unit }) => unit));
    expect(keysOf('units').filter((unit) => !units.has(unit))).toEqual([]);
    expect(keysOf('figures').filter((id) => !(id in FIGURES))).toEqual([]);
    const sources = new Set(
      [...PARAMETERS, ...declared.flatMap(({ otherwise }) => otherwise ?? [])].map(({ source }) => source),
    );
    expect(keysOf('sources').filter((source) => !sources.has(source))).toEqual([]);
    const members = new Set(PARAMETERS.map(({ id }) => id.slice(id.lastIndexOf('.') + 1)));
    expect(keysOf('members').filter((member) => !members.has(member))).toEqual([]);
  });
});
