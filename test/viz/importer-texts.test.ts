/** What the importer says is shown in Chinese: every text of its sources, and the whole report of a real import. */
import { join } from 'node:path';
import ts from 'typescript';
import { beforeAll, describe, expect, test } from 'vitest';
import { feedOfFiles } from '../../sim/runner/import/feed.ts';
import { importCity, type Imported } from '../../sim/runner/import/import-city.ts';
import { nameOfFile } from '../../sim/runner/import/name-of-file.ts';
import { shippedCities } from '../../sim/runner/library.ts';
import { byteSource, byteSourcesIn } from '../../sim/runner/node/byte-source.ts';
import { IMPORTER_ZH } from '../../viz/city-import/importer-chinese.ts';
import { importerText } from '../../viz/city-import/importer-texts.ts';
import { ROOT, filesBelow, textOf } from '../structure/sources.ts';

const HAN = /\p{Script=Han}/u;
/** These write files of the city's folder, which the page does not show. */
const NOT_SHOWN = ['city-text', 'report-text', 'template', 'network'].map((name) => `sim/runner/import/${name}.ts`);
/** Parts of texts, which are tried as wholes below; file names; examples; names that are alike in both languages. */
const PARTS = [
  ', for as many residents',
  ', the first at {}, {}',
  ' and {}',
  'Made by `sim city import` of {}, {}{}.',
  'report.md says what was assumed and what was left out.',
  'say which it is: --map {}=',
  '{}district',
  '{}residents',
  '{} is {}',
  '{} is ages {} to {}',
  '; not used: {}',
  'that are not in stops.txt',
  'without a place',
  'a name that leads out of the folder',
  'which is encrypted',
  'packed by method {}',
  '{} bytes that unpack to {}',
  'Own city',
  'fen per ride',
  'a shapefile',
  '{}, type {}',
  '{} at {}',
  'stop times at stops {}',
];
const WHOLE = [
  'say which it is: --map "COLUMN"=district',
  'say which it is: --map Gebiet=residents',
  'no line with two stops in the districts, the first at 9.1, 50.2',
  'stop times at stops that are not in stops.txt',
  'stop times at stops without a place',
  '"../a.txt", a name that leads out of the folder',
  '"a.txt", which is encrypted',
  '"a.txt", packed by method 14',
  '"a.txt", 1 bytes that unpack to 1000000',
  'one of the columns "a", "b" (the nearest is a)',
  'only trips faster than 100 km/h on the whole',
  'no row for the ages 10 to 14',
  'Assumed: the middle of Wuhan, Hangzhou, for as many residents; the range is theirs',
];

/** Texts of the sources that are sentences, `{}` for what is put in. */
function sentences(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node)) {
      found.push(node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join(''));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest));
  return found.filter((text) => /[a-z]{2} \S|\S [a-z]{2}/.test(text.replaceAll('{}', 'X')));
}

describe('every text of the importer', () => {
  const files = filesBelow('sim/runner/import', '.ts').filter((file) => !NOT_SHOWN.includes(file));
  const all = files.flatMap(sentences).filter((text) => !PARTS.includes(text));

  test('is in Chinese', () => {
    expect(all.length).toBeGreaterThan(150);
    // A hole at the end is for what is nearest, or nothing.
    const sample = (text: string) =>
      text
        .replaceAll('`', '')
        .replace(/(?<=\S\S)\{\}$/, '')
        .replaceAll('{}', '7');
    expect(all.filter((text) => !HAN.test(importerText(sample(text), 'zh')))).toEqual([]);
  });
  test.each(WHOLE)('%s', (text) => {
    const chinese = importerText(
      text,
      'zh',
      new Map([
        ['Wuhan', '武汉'],
        ['Hangzhou', '杭州'],
      ]),
    );
    expect(chinese).toMatch(HAN);
    expect(chinese).not.toMatch(/\{\d\}|\b(the|of|is|that|which|trips|Wuhan)\b/);
  });
  test('has its Chinese because it is there', () => {
    const said = files.map((file) => textOf(file).replaceAll('`', '')).join('\n');
    // A text may be put together of parts: its words are looked for, all that stand between what is put in.
    const words = (english: string) =>
      english.split(/\{\}|[,;:=] ?| (?=that |without )/).filter((part) => part.length > 3);
    const stale = Object.keys(IMPORTER_ZH).filter(
      (english) => !words(english).every((part) => said.includes(part.trim())),
    );
    // Of rows as of columns; of names near to others; a number, whole or not.
    expect(stale.filter((english) => !/^(no|two) rows? for the age/.test(english))).toEqual([
      '{} (the nearest is {})',
      'a number from {} to {} for {}',
      'a whole number from {} to {} for {}',
    ]);
  });
  test('is as it was in English, and keeps what is put in', () => {
    expect(importerText('rows with a total', 'en')).toBe('rows with a total');
    expect(importerText('fares in GBP, whose worth is not known: give it with --rate', 'zh')).toContain('GBP');
    expect(importerText('Ölmühle', 'zh')).toBe('Ölmühle');
  });
});

describe('the report of an import', () => {
  let made: Imported;
  const shipped = [...shippedCities().values()];
  beforeAll(async () => {
    const example = join(ROOT, 'examples/own-city');
    const files = {
      districts: await byteSource(join(example, 'districts.geojson')),
      residents: await byteSource(join(example, 'residents.csv')),
      feed: feedOfFiles('feed', (await byteSourcesIn(join(example, 'feed')))!),
    };
    made = await importCity(files, { id: 'doggerhaven', shipped });
  });

  test('is in Chinese, cities too', () => {
    const cities = new Map(shipped.map(({ name }) => [name.en, name.zh]));
    const { readings, losses, assumptions } = made.journal;
    const sources = Object.values(made.city.figures).map(({ source }) => source);
    const told = [
      ...readings,
      ...losses.map(({ what }) => what),
      ...assumptions.flatMap(({ what, why }) => [what, why]),
      ...sources,
    ];
    expect(told.length).toBeGreaterThan(20);
    const chinese = told.map((text) => importerText(text.replaceAll('`', ''), 'zh', cities));
    expect(chinese.filter((text) => !HAN.test(text) || /\b(the|of|is|Wuhan|Fuzhou)\b/.test(text))).toEqual([]);
  });
  test('has a range of each assumption, or says why there is none', () => {
    expect(made.journal.assumptions.filter(({ range }) => !/\d to \d|^no range: /.test(range))).toEqual([]);
    const { figures } = made.city;
    const without = Object.values(figures).filter(({ low, high }) => low === high);
    // An age does not shrink with the city.
    expect(figures['senior_free_age']).toMatchObject({ value: 65, high: 70 });
    // What the files say themselves.
    expect(new Set(without.map(({ mark }) => mark))).toEqual(new Set(['D']));
    for (const text of made.files.get('report.md')!.split('\n')) expect(text).not.toMatch(/\| A +\|.*\| +\|/);
  });
});

test('a city that nobody names is called after its file where that says something', () => {
  expect(nameOfFile('freiburg.geojson')).toEqual({ en: 'freiburg', zh: 'freiburg' });
  expect(nameOfFile('city_of_york.json').en).toBe('city of york');
  for (const file of [
    'districts.geojson',
    'All_Districts-2017.json',
    'boundaries (1).geojson',
    '行政区划.geojson',
    '1.json',
  ]) {
    expect(nameOfFile(file), file).toEqual({ en: 'Own city', zh: '自己的城市' });
  }
});
