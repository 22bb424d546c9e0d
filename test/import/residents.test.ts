/** Tables of residents as offices write them. */
import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bytesInMemory } from '../../sim/runner/import/bytes.ts';
import { Journal } from '../../sim/runner/import/journal.ts';
import { readResidents } from '../../sim/runner/import/residents.ts';

const read = (text: string, map: Readonly<Record<string, string>> = {}) =>
  readResidents(bytesInMemory('people.csv', strToU8(text)), new Map(Object.entries(map)), new Journal());

describe('residents', () => {
  test.each([
    ['commas', 'name,population\nEast,1234\nWest,"5,678"\n'],
    [
      'semicolons, a byte order mark, points between thousands',
      '\ufeffBezirk;Einwohner\r\nEast;1.234\r\nWest;5.678\r\n',
    ],
    ['tabs, spaces between thousands', 'district\tresidents\nEast\t1 234\nWest\t5 678\n'],
    ['a row with a total', 'name,population\nEast,1234\nWest,5678\nTotal,6912\n'],
  ])('with %s', async (_, text) => {
    expect((await read(text)).map(({ name, residents }) => [name, residents])).toEqual([
      ['East', 1234],
      ['West', 5678],
    ]);
  });

  test('of one district that is called as a total', async () => {
    expect((await read('name,residents\nAll,1500\n'))[0]).toMatchObject({ name: 'All', residents: 1500 });
  });

  test('with ages as people, shares with a decimal comma, or rows', async () => {
    const bands = [0.15, 0.1, 0.2, 0.15, 0.2, 0.15, 0.05];
    const wide = 'name,0-14,15-24,25-34,35-44,45-59,60-74,75+\nEast,150,100,200,150,200,150,50\n';
    const shares =
      'name;residents;0-14;15-24;25-34;35-44;45-59;60-74;75+\nEast;1000;0,15;0,10;0,2;0,15;0,2;0,15;0,05\n';
    const long = `name,age,count\n${wide
      .split('\n')[1]!
      .split(',')
      .slice(1)
      .map((count, i) => `East,${wide.split('\n')[0]!.split(',')[i + 1]},${count}`)
      .join('\n')}\n`;
    for (const text of [wide, shares, long]) {
      const [east] = await read(text);
      expect(east!.residents).toBe(1000);
      expect(east!.ageShares).toEqual(bands);
    }
  });

  test('with columns that are told', async () => {
    expect((await read('q,z\nEast,7\n', { q: 'district', z: 'residents' }))[0]).toMatchObject({
      name: 'East',
      residents: 7,
    });
  });

  test.each([
    [
      'no column of residents',
      'name,foo\nEast,1\n',
      'people.csv:1:1 heading: found the columns "name", "foo", expected one with residents',
    ],
    ['no number', 'name,residents\nEast,many\n', 'people.csv:2:1 residents: found "many", expected a number'],
    [
      'a district twice',
      'name,residents\nEast,1\nEast,2\n',
      'people.csv:3:1 district: found "East" again, expected each once',
    ],
    ['ages that leave a gap', 'name,0-14,20+\nEast,1,2\n', 'found no column for the ages 15 to 19'],
    ['nothing but totals', 'name,residents\nTotal,1\nSum,2\n', 'people.csv:2:1 file: found no row of a district'],
  ])('%s is told with its line', async (_, text, said) => {
    await expect(read(text)).rejects.toThrow(said);
  });
});
