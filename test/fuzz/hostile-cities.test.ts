/** City files that are spoilt or meant to harm: a clear answer, soon, or a city that can be simulated. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { City } from '../../sim/model/city.ts';
import { FileMistakes } from '../../sim/model/reading/mistake.ts';
import { readCity } from '../../sim/model/reading/read-city.ts';
import { readScenario } from '../../sim/model/reading/read-scenario.ts';
import { shippedCalendars } from '../../sim/runner/library.ts';
import { Simulation } from '../../sim/runner/simulate.ts';
import { expectCleanPrototypes, expectGoodAnswer } from './answers.ts';
import { OWN_CITY } from './check-scenario.ts';
import { flipped, spoilt, truncated } from './mutations.ts';

const FOLDER = join(import.meta.dirname, '../../scenarios/cities/wuhan');
const YAML = readFileSync(join(FOLDER, 'city.yaml'), 'utf8');
const GEOJSON = readFileSync(join(FOLDER, 'districts.geojson'), 'utf8');

const accepted: City[] = [];

const readFiles = (yaml: string, geojson: string) =>
  readCity(OWN_CITY, { 'city.yaml': yaml, 'districts.geojson': geojson }, shippedCalendars());

/** Reads the two files of a city, which may be anything. */
function answer(yaml: string, geojson: string): void {
  try {
    accepted.push(readFiles(yaml, geojson));
  } catch (error) {
    if (!(error instanceof FileMistakes)) throw error;
    expect(['city.yaml', 'districts.geojson']).toContain(error.file);
    expectGoodAnswer(error.mistakes, error.file.endsWith('.yaml') ? yaml : geojson);
  }
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('a city whose figures are spoilt', () => {
  it('is answered when the file is cut short', () => {
    for (const cut of truncated(YAML, 61)) answer(cut, GEOJSON);
  });

  it('is answered when a bit of the file is turned over', () => {
    for (const bytes of flipped(new TextEncoder().encode(YAML), 37)) answer(textOf(bytes), GEOJSON);
  });

  it('is answered when the file is spoilt at random', () => {
    fc.assert(
      fc.property(spoilt([YAML]), (yaml) => answer(yaml, GEOJSON)),
      { numRuns: 150, seed: 3 },
    );
  });
});

describe('a city whose figures are meant to harm', () => {
  const utf16 = (text: string) => new TextDecoder().decode(Buffer.from(text, 'utf16le'));
  const LAUGHS = [...'bcdefghi'].map((key, i) => `${key}: &${key} [${`*${'abcdefgh'[i]}, `.repeat(9)}]`).join('\n');

  it.each<[what: string, yaml: string, said: RegExp]>([
    [
      'anchors and aliases, ten to the ninth',
      `a: &a [x]\n${LAUGHS}\n`,
      /1:7 a: found the anchor &a, expected no anchors/,
    ],
    ['an alias in place of a number', YAML.replace('value: 8000', 'value: *a'), /found \*a|found the alias|valid YAML/],
    ['brackets', '['.repeat(900_000), /found more than 64 open brackets/],
    ['lists in lists', '- '.repeat(400_000), /found /],
    ['prototypes', `__proto__: { districts: [] }\nconstructor: { prototype: { districts: [] } }\n${YAML}`, /__proto__/],
    [
      'a prototype for a district',
      YAML.replace('- id: jiangan', '- __proto__: { residents: 1 }\n    id: jiangan'),
      /__proto__/,
    ],
    [
      'more than is read',
      `${YAML}${'# x\n'.repeat(1_250_000)}`,
      /1:1 file: found \d+ characters, expected at most 1000000/,
    ],
    ['half of each character', utf16(YAML), /found the control character U\+0000|found a character that was lost/],
    ['a zero', YAML.replace('Wuhan', 'Wu\0han'), /found the control character U\+0000/],
    ['bytes that were lost', YAML.replace('武汉', '\ufffd\ufffd'), /found a character that was lost in decoding/],
    [
      'a number without end',
      YAML.replace('value: 8000', `value: ${'9'.repeat(900_000)}`),
      /figures.buses.value: found/,
    ],
    ['nothing at all', '', /file: found nothing, expected/],
  ])('is refused with %s, soon', (_, yaml, said) => {
    const before = process.cpuUsage();
    expect(() => readFiles(yaml, GEOJSON)).toThrow(said);
    answer(yaml, GEOJSON);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(5);
    expectCleanPrototypes();
  });

  it('is read with a byte order mark, and with script in names as the text that it is', () => {
    const script = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    const city = readFiles(`\ufeff${YAML.replace('en: Wuhan', `en: "${script}"`)}`, `\ufeff${GEOJSON}`);
    expect(city.name.en).toBe(script);
  });
});

describe('a city whose boundaries are spoilt', () => {
  it('is answered when the file is cut short', () => {
    for (const cut of truncated(GEOJSON, 2111)) answer(YAML, cut);
  });

  it('is answered when a bit of the file is turned over', () => {
    for (const bytes of flipped(new TextEncoder().encode(GEOJSON), 997)) answer(YAML, textOf(bytes));
  });

  it('is answered when the file is spoilt at random', () => {
    fc.assert(
      fc.property(spoilt([GEOJSON]), (geojson) => answer(YAML, geojson)),
      { numRuns: 60, seed: 3 },
    );
  });

  it('is refused when it is longer than what is read, however good it is', () => {
    const long = () => readFiles(YAML, GEOJSON + ' '.repeat(8_000_000));
    expect(long).toThrow(/geojson:1:1 file: found \d+ characters, expected at most 8000000 characters$/);
  });

  it.each<[string, string]>([
    ['brackets', '['.repeat(900_000)],
    ['maps in maps', '{"type":'.repeat(100_000)],
    ['more than is read', ' '.repeat(50_000_000)],
    ['positions', `{"type": "FeatureCollection", "features": [${'[1,2],'.repeat(100_000)}[1,2]]}`],
    ['a prototype', '{"__proto__": {"type": "FeatureCollection", "features": []}}'],
    ['half of each character', new TextDecoder().decode(Buffer.from(GEOJSON, 'utf16le'))],
    ['zeros', GEOJSON.replaceAll('"Feature"', '"Feature\0"')],
    ['numbers beyond numbers', GEOJSON.replace(/\[1\d\d\./, '[1e999')],
  ])('with %s is answered in good time', (_, geojson) => {
    const before = process.cpuUsage();
    answer(YAML, geojson);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(10);
  });
});

describe('a city', () => {
  const changed = (from: RegExp | string, to: string) => {
    const text = YAML.replace(from, to);
    expect(text).not.toBe(YAML);
    return text;
  };
  const said = (yaml: string) => {
    try {
      readFiles(yaml, GEOJSON);
    } catch (error) {
      if (error instanceof FileMistakes) return error.message;
      throw error;
    }
    return '';
  };

  it.each<[string, RegExp, string, string]>([
    [
      'a fare of half a fen',
      /bus_fare_fen:\n {4}value: 200/,
      'bus_fare_fen:\n    value: 199.5',
      'a whole number from 0',
    ],
    ['buses below zero', /buses:\n {4}value: 8000/, 'buses:\n    value: -8000', 'a whole number from 1 to 200000'],
    [
      'more bus lines than have numbers',
      /bus_lines:\n {4}value: \d+/,
      'bus_lines:\n    value: 32769',
      'a whole number from 1 to 32768',
    ],
    [
      'hospitals by the billion',
      /hospitals:\n {4}value: 370/,
      'hospitals:\n    value: 1e9',
      'a whole number from 1 to',
    ],
    ['a discount of more than the price', /value: 0\.2$/m, 'value: 1.2', 'a number from 0 to 1'],
    ['a district named like a sector', /id: jiangan/, 'id: market', 'an id that is not one of a sector, a method'],
    ['a district named like a way to pay', /id: jiangan/, 'id: cash', 'an id that is not one of a sector, a method'],
    ['a name that reverses the text', /zh: 武汉/, 'zh: "武\\u202e汉"', 'none of them invisible'],
    ['a name that clears the screen', /en: Wuhan/, 'en: "\\e[2J"', 'none of them invisible'],
  ])('with %s is refused', (_, from, to, expected) => {
    expect(said(changed(from, to))).toContain(`expected ${expected.startsWith('none') ? 'a text of' : expected}`);
    expect(said(changed(from, to))).toContain(expected);
  });

  it('with as many bus lines as have numbers is read', () => {
    const yaml = YAML.replace(/(bus_lines:\n {4}value: )\d+([^]*?high: )\d+/, '$132768$232768');
    expect(readFiles(yaml, GEOJSON).figures.bus_lines.value).toBe(32_768);
  });

  it('of more people than can be numbered is refused at that scale alone', () => {
    const crowded = readFiles(YAML.replace(/residents: \d+/g, 'residents: 90000000'), GEOJSON);
    const read = (scale: number) =>
      readScenario(`city: ${OWN_CITY}\nstart: 2017-06-01\ndays: 1\nscale: ${scale}\npolicy: []\n`, {
        cities: new Map([[OWN_CITY, crowded]]),
      });
    expect(read(69)).toMatchObject({
      ok: false,
      mistakes: [{ line: 4, column: 8, path: 'scale', found: '69', expected: expect.stringContaining('70 or more') }],
    });
    expect(read(70).ok).toBe(true);
  });

  it('leaves what objects inherit as it was', expectCleanPrototypes);

  it('is simulated without a fault where it is accepted after all', () => {
    expect(accepted.length).toBeGreaterThan(20);
    const base = readScenario(`city: wuhan\nstart: 2017-06-01\ndays: 1\npolicy: []\n`, {
      cities: new Map([['wuhan', readFiles(YAML, GEOJSON)]]),
    });
    if (!base.ok) throw new Error('a scenario in order is refused');
    const different = [...new Map(accepted.map((city) => [JSON.stringify(city), city])).values()];
    expect(different.length).toBeGreaterThan(10);
    for (const city of different.filter((_, i) => i % Math.ceil(different.length / 15) === 0)) {
      const residents = city.districts.reduce((sum, district) => sum + district.residents, 0);
      const scale = Math.max(1, Math.round(residents / 500));
      new Simulation({ ...base.scenario, city, scale }, 'baseline').finish();
    }
  });
});
