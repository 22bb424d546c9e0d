import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { drawCity } from '../../sim/cli/city-drawing.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { sim, simAlone } from './program.ts';

const SHIPPED = join(import.meta.dirname, '../../scenarios/cities');
const folder = mkdtempSync(join(tmpdir(), 'cashless-city-'));
const town = join(folder, 'town');
afterAll(() => rmSync(folder, { recursive: true }));

/** Changes a file of the town. */
function edit(file: string, from: string | RegExp, to: string): void {
  const path = join(town, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

describe('city list', () => {
  it('names every city with its scenarios', async () => {
    const { status, stdout } = await simAlone(['city', 'list']);
    expect(status).toBe(0);
    for (const { id, name } of shippedCities().values()) expect(stdout).toMatch(new RegExp(`^${id} .*${name.zh}`, 'm'));
    expect(stdout).toMatch(/^hangzhou .* 10,672,900 {2}hangzhou-2016$/m);
  });
});

describe('city show', () => {
  it.each([...shippedCities().keys()])('%s: districts, figures with range and source, a drawing', async (id) => {
    const { status, stdout } = await sim(['city', 'show', id]);
    const city = shippedCities().get(id)!;
    expect(status).toBe(0);
    expect(stdout).toContain(city.synthetic.en);
    expect(stdout).toContain(drawCity(city, 72));
    for (const district of city.districts) expect(stdout).toMatch(new RegExp(`${district.name.zh} +${district.code}`));
    for (const [name, { source }] of [...Object.entries(city.figures), ...Object.entries(city.reference!)]) {
      expect(stdout).toMatch(new RegExp(`^${name} `, 'm'));
      expect(stdout).toContain(source);
    }
    const [, length = ''] = /^length of the mean line +([\d.]+)/m.exec(stdout) ?? [];
    expect(Number(length)).toBeGreaterThan(8);
    expect(Number(length)).toBeLessThan(20);
    const [, near = ''] = /^residents within 500 m of a stop +([\d.]+)/m.exec(stdout) ?? [];
    expect(Number(near)).toBeGreaterThan(60);
    for (const { stations } of city.metro ?? []) expect(stdout).toContain(stations[0]!.name.zh);
  });

  it('holds what is laid out against what is published there, and usual', async () => {
    const { stdout } = await sim(['city', 'show', 'wuhan']);
    expect(stdout).toMatch(/^rides of a bus a day +\d+ +rides +478 \(430 to 512\)$/m);
    expect(stdout).toMatch(/^from stop to stop +\d+ +m +500 to 800/m);
    const lengthOf = (what: string) => Number(new RegExp(`^${what} +([\\d.]+) +km`, 'm').exec(stdout)?.[1]);
    expect(lengthOf('nine lines of ten are longer than')).toBeLessThan(lengthOf('length of the mean line'));
    expect(lengthOf('one line of ten is longer than')).toBeGreaterThan(lengthOf('length of the mean line'));
  });

  it('draws the lines that are laid out into the picture, stop after stop', async () => {
    const picture = join(folder, 'fuzhou.svg');
    expect((await sim(['city', 'show', 'fuzhou', '--picture', picture])).status).toBe(0);
    const { stdout } = await sim(['city', 'show', 'fuzhou']);
    const lines = readFileSync(picture, 'utf8').match(/<polyline [^>]*stroke-opacity[^>]*>/g) ?? [];
    expect(lines.length).toBe(Number(/^lines +(\d+) +lines$/m.exec(stdout)?.[1]));
    const stops = lines.reduce((sum, line) => sum + line.split(',').length - 1, 0);
    expect(stops / lines.length).toBeCloseTo(Number(/^stops of the mean line +([\d.]+)/m.exec(stdout)?.[1]), 0);
  });

  it('of one that is not there is answered with those that are', async () => {
    const { status, stderr } = await sim(['city', 'show', 'wuhn']);
    expect(status).toBe(2);
    expect(stderr).toContain(
      'city: found "wuhn", expected one of fuzhou, guiyang, hangzhou, tianjin, wuhan, or a folder',
    );
  });
});

describe('the drawing', () => {
  it('has every district, in its place', () => {
    const lines = drawCity(shippedCities().get('wuhan')!, 72).split('\n');
    // Huangpi lies in the north, Jiangxia in the south, Hannan in the west and Xinzhou in the east.
    const rowOf = (letter: string) => lines.findIndex((line) => line.includes(letter));
    const columnOf = (letter: string) => Math.min(...lines.map((line) => line.indexOf(letter)).filter((at) => at >= 0));
    expect(rowOf('k')).toBe(0);
    expect(rowOf('l')).toBeGreaterThan(rowOf('a'));
    expect(columnOf('g')).toBeLessThan(columnOf('m'));
    for (const letter of 'abcdefghijklm') expect(rowOf(letter), letter).toBeGreaterThanOrEqual(0);
    expect(rowOf('~')).toBeGreaterThan(0);
  });
});

describe('city check', () => {
  beforeEach(() => cpSync(join(SHIPPED, 'fuzhou'), town, { recursive: true, force: true }));

  it.each([...shippedCities().keys()])('says that the shipped %s is fine', async (id) => {
    const { status, stdout } = await sim(['city', 'check', join(SHIPPED, id)]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/: fine \(\w+: \w+, \d+ districts, [\d,]+ residents, water, .*metro.*, calendar of China\)/);
  });

  it('is content with a city without water, metro and calendar', async () => {
    rmSync(join(town, 'water.geojson'));
    rmSync(join(town, 'metro.geojson'));
    edit('city.yaml', 'calendar: china\n', '');
    const { status, stdout } = await sim(['city', 'check', town]);
    expect(stdout).toContain('7,857,500 residents, no water, no metro, no calendar');
    expect(status).toBe(0);
  });

  it.each<[what: string, file: string, from: string | RegExp, to: string, said: string]>([
    [
      'a calendar that is not there',
      'city.yaml',
      'calendar: china',
      'calendar: chna',
      'city.yaml:7:11 calendar: found "chna", expected one of china',
    ],
    [
      'a centre in another district',
      'city.yaml',
      'centre: [119.274, 26.047]',
      'centre: [119.304, 26.082]',
      'city.yaml:24:13 districts[0].centre: found 119.304, 26.082, expected a place inside the boundary of cangshan',
    ],
    [
      'a centre in no district',
      'city.yaml',
      'centre: [119.274, 26.047]',
      'centre: [110, 26.047]',
      'found 110, 26.047, expected a place inside the boundary of cangshan',
    ],
    [
      'a ring that does not close',
      'districts.geojson',
      /\[\[\[\[[\d.]+,/,
      '[[[[119.5,',
      'districts.geojson:2:137 features[0].geometry.coordinates[0][0]: found a ring of "350104"',
    ],
    [
      'water that is a point',
      'water.geojson',
      '"Polygon"',
      '"Point"',
      'water.geojson:2:68 features[0].geometry.type: found "Point", expected one of Polygon, LineString',
    ],
    [
      'a station without a place',
      'metro.geojson',
      /"coordinates":\[\[[\d.,]+\],/,
      '"coordinates":[',
      'features[0].properties.stations: found a list, expected as many stations as positions',
    ],
    [
      'a feature that is nothing',
      'districts.geojson',
      '"features":[',
      '"features":[null,',
      'features[0]: found nothing, expected a map',
    ],
    [
      'a metro of ten degrees off',
      'metro.geojson',
      /\[119\.(\d+),/g,
      '[129.$1,',
      'expected some in the city, which lies from 118',
    ],
    [
      'water of another place',
      'water.geojson',
      /\[1[12](\d)/g,
      '[9$1',
      'expected some in the city, which lies from 118',
    ],
    [
      'a station that opened on no day',
      'metro.geojson',
      '2017-01-06',
      '2017-13-06',
      'stations[0].opened: found "2017-13-06", expected a date written YYYY-MM-DD, or two with a slash between',
    ],
  ])('tells of %s', async (_, file, from, to, said) => {
    edit(file, from, to);
    const { status, stderr } = await sim(['city', 'check', town]);
    expect(stderr).toContain(said);
    expect(stderr).toContain(join(town, file));
    expect(status).toBe(2);
  });

  it('of a folder without a city names the file that is missing', async () => {
    const { status, stderr } = await sim(['city', 'check', join(folder, 'nowhere')]);
    expect(stderr).toContain(`${join(folder, 'nowhere', 'city.yaml')}: found no file of that name`);
    expect(status).toBe(2);
  });
});
