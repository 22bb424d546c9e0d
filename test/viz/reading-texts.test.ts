/** Whatever is said of a scenario, a city or observed values that are not in order is said in Chinese too. */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { PARAMETERS } from '../../sim/runner/authoring.ts';
import { importerText } from '../../viz/city-import/importer-texts.ts';
import { READING_ZH } from '../../viz/i18n/reading-chinese.ts';
import { readingText } from '../../viz/i18n/reading-texts.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages } from '../../viz/i18n/index.ts';
import { mistakePlace, mistakeText } from '../../viz/plan/mistakes.ts';
import { planWords } from '../../viz/plan/words.ts';
import { CASES } from '../reading/mistakes.ts';
import { filesBelow, textOf } from '../structure/sources.ts';

const HAN = /\p{Script=Han}/u;
/** These read files of the program, which no reader hands in, or say their Chinese themselves. */
const NOT_SHOWN = ['targets', 'read-calendar', 'without-effect', 'rounded-by-scale'].map(
  (name) => `sim/model/reading/${name}.ts`,
);
/** Parts of texts, which are tried as wholes below; what is said of overrides to programs, of the program to itself, of fields. */
const PARTS = [
  ', which lies in {} too',
  '{}, {}',
  ' (the nearest is {}{})',
  'a list of',
  'a share',
  'sum to',
  '{}, none of them invisible',
  'one of ',
  '{} of at most {}{}',
  '{} of at least {}{}',
  'write {}',
  '{} for {}%',
  '{} without quotes',
  'names flat, with dots: {}: {}',
  'a {}number ({})',
  'a file without a mistake names a city that is known',
  'found seed {}, expected visible text',
  'found {} days, expected 1 to {}',
  'found scale {}, expected 1 to {}',
  'a text without a document is an empty document',
  '{}: found {}, expected {}{}',
  'a place inside the boundary of {}{}',
  '{}, which lies from {}, {} to {}, {}',
  '{} {} {} where left out. {}: {}',
  'Cashless City scenario',
  '{} on {} ({}:{})',
  '{} to {}',
  'a day of the run, {}',
  'a district of the city in it, not {}{}',
  'a number above 0: calibration meets ratios',
  'a measure that has a value a day, as sim measures lists them{}',
];
const WHOLE = [
  '114.5, 30.5, which lies in east and west too',
  'a list of at most 500 items',
  'a text of at least 4 characters',
  'a number of at most 7',
  'a place inside the boundary of east, which lies from 1, 2 to 3, 4',
  'a place inside the boundary of east alone, which lies from 1, 2 to 3, 4',
  'a measure that has a value a day, as sim measures lists them (the nearest is refusals.count)',
  'a list of 1 to 13 districts',
  'text that is no JSON: Unexpected token } in JSON at position 3',
];
/** Values as they stand in the file, and names. */
const LITERAL = /^("(\\.|[^"\\])*"|-?[\d.]+|NaN|-?Infinity|true|false|null|YAML 1\.[12]|JSON|1:\d+|\[[\w, ]+\])$/;

function sentences(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isDescription(node)) return;
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateExpression(node)) {
      found.push(node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join(''));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true));
  return found.filter((text) => /[a-z]{2} \S|\S [a-z]{2}/.test(text.replaceAll('{}', 'X')));
}

/** Of fields, for the published schema: `.describe('…')` has the schema before it, which is looked at. */
function isDescription(node: ts.Node): boolean {
  const { parent } = node;
  return (
    parent !== undefined &&
    ts.isCallExpression(parent) &&
    parent.arguments.includes(node as ts.Expression) &&
    ts.isPropertyAccessExpression(parent.expression) &&
    parent.expression.name.text === 'describe'
  );
}

/** What is still English in a text: words that are neither names of keys nor in quotes. */
function english(text: string): string {
  return text
    .replaceAll(/"(\\.|[^"\\])*"/g, '')
    .replaceAll(
      /以下之一：.*|以下键的映射：.*|隔开：.*|最接近的是[\w.]+|请写作.*|形如[-\w: ]+|U\+[\dA-F]+|(?:锚点&|别名\*)\w+/g,
      '',
    )
    .replaceAll(/\b(?:UTF|YAML|JSON|YYYY|MM|DD|HH|low|value|high|null|true|false|en|zh|measure|or)\b/g, '')
    .replaceAll(/[^A-Za-z]+/g, ' ')
    .trim();
}

const files = filesBelow('sim/model/reading', '.ts').filter((file) => !NOT_SHOWN.includes(file));
const SAID = [...files, 'sim/runner/observed.ts'].flatMap(sentences).filter((text) => !PARTS.includes(text));

describe('every text of what reads scenarios, cities and observed values', () => {
  test('is in Chinese', () => {
    expect(SAID.length).toBeGreaterThan(100);
    const sample = (text: string) => text.replaceAll('{}', '7');
    expect(SAID.filter((text) => !HAN.test(importerText(sample(text), 'zh')))).toEqual([]);
  });
  test.each(WHOLE)('%s', (text) => {
    const chinese = importerText(text, 'zh');
    expect(chinese).toMatch(HAN);
    expect(chinese).not.toMatch(/\{=?\d\}|\b(the|of|is|that|which|and|a|text)\b/);
  });
  test('of each parameter has its unit in Chinese', () => {
    const said = PARAMETERS.map(({ unit, low, high, whole }) =>
      readingText(`a ${whole ? 'whole ' : ''}number (${unit}) from ${low} to ${high}`, 'zh'),
    );
    expect(
      said.filter(
        (text) => !/^[-\d.e]+至[-\d.e]+的(?:数字|整数)(?:（.+）|，0或1)?$/.test(text) || english(text) !== '',
      ),
    ).toEqual([]);
  });
});

describe('what is said of a scenario that is wrong', () => {
  const all = CASES.flatMap(({ kind, said }) => said.map((line) => [kind, line] as const));
  test.each(all)('%s: %s', (_, line) => {
    const [, found = '', rest = ''] = /^.*?: found (.*?), expected (.*)$/.exec(line) ?? [];
    const [, expected = '', hint] = /^(.*?)(?: \(((?:the nearest is|write|there is|these) .*)\))?$/.exec(rest) ?? [];
    for (const part of [found, expected, ...(hint === undefined ? [] : [hint])]) {
      const chinese = readingText(part.replace(/\bN\b/, '700'), 'zh');
      if (LITERAL.test(part)) expect(chinese).toBe(part);
      else expect([HAN.test(chinese), english(chinese)], chinese).toEqual([true, '']);
    }
  });
});

test('names and values stay as they are written, and English stays English', () => {
  expect(readingText('the nearest is sectors', 'zh')).toBe('最接近的是sectors');
  expect(readingText('write [vendor, market]', 'zh')).toBe('请写作[vendor, market]');
  expect(readingText('write 0.5 for 50%', 'zh')).toBe('请写作0.5，即50%');
  expect(readingText('a share from 0 to 1', 'zh')).toBe('0至1的比例');
  expect(readingText('a share from 0 to 1', 'en')).toBe('a share from 0 to 1');
  expect(
    readingText('valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]', 'zh'),
  ).toBe('合法的YAML：[ ]列表须缩进足够，并以]结尾');
});

test('what is in Chinese is said somewhere', () => {
  const said = [
    ...files,
    'sim/runner/observed.ts',
    'sim/runner/library.ts',
    'viz/state/scenarios.ts',
    'viz/state/observed.svelte.ts',
  ]
    .map(textOf)
    .join('\n');
  // What the reader of YAML says is the library’s.
  const ours = Object.keys(READING_ZH).slice(
    0,
    Object.keys(READING_ZH).indexOf('%TAG directive should contain exactly two parts'),
  );
  const parts = (text: string) =>
    text.split(/\{\}|[,;:=()] ?| (?=that |which |alone)|(?<=^write) /).filter((part) => part.trim().length > 3);
  expect(ours.filter((text) => !parts(text).every((part) => said.includes(part.trim())))).toEqual([]);
});

test('Plan says where a mistake is as its form calls it', () => {
  const data = { policy: [{ measure: 'equip', target_share: 5 }] };
  const place = (path: string, locale: 'en' | 'zh') =>
    mistakePlace(path, data, planWords(locale), messages(locale), formatsOf(locale));
  expect(place('policy[0].target_share', 'zh')).toMatch(/^措施1“.+”的\p{Script=Han}+$/u);
  expect(place('policy[0].target_share', 'en')).toMatch(/^Action 1 \w.*, \w/);
  expect(place('policy[7].measure', 'zh')).toBe('措施8');
  expect([place('days', 'zh'), place('', 'zh'), place('start', 'zh')]).toEqual(['天数', '整个文件', '运行首日']);
  expect(place('parameters.bus.door_seconds', 'zh')).toMatch(HAN);
  const mistake = { found: '5', expected: 'a share from 0 to 1', hint: 'write 0.05 for 5%' };
  expect(mistakeText(mistake, planWords('zh'), formatsOf('zh'))).toBe('内容为5，应为0至1的比例（请写作0.05，即5%）');
});
