import { describe, expect, test } from 'vitest';
import { openPlan } from '../../sim/runner/authoring.ts';
import { shippedScenario, shippedScenarioText } from '../../sim/runner/library.ts';
import { PREPARED_FORMAT, readPrepared } from '../../sim/runner/experiment/prepared-results.ts';
import { CERTAINTY_WORDS } from '../../sim/runner/experiment/certainty.ts';
import { columnsOf, firstKeys, servicesOf } from '../../viz/compare/columns.ts';
import { layOutComparison, type CompareData } from '../../viz/compare/compare-plot.ts';
import { shade } from '../../viz/compare/gains.ts';
import { rowsOf } from '../../viz/compare/rows.ts';
import { comparisonRows, drawnRows, gainRows, type Said } from '../../viz/compare/saved-rows.ts';
import { compareWords } from '../../viz/compare/words.ts';
import { columnsOfRun, parquetOf } from '../../viz/export/parquet.ts';
import { formatsOf } from '../../viz/format.ts';
import { messages, type Locale } from '../../viz/i18n/index.ts';
import { largestTold, type Gain } from '../../viz/measures/groups.ts';
import { Measure } from '../../viz/measures/measure.ts';
import { Plans } from '../../viz/plan/plans.svelte.ts';
import { withKey } from '../../viz/plan/plan-data.ts';
import { withPreset } from '../../viz/plan/presets.ts';
import { COMPARED_MAX, readAddress, writeAddress } from '../../viz/state/address.ts';
import { encodePlan } from '../../viz/state/plan-code.ts';

const data = openPlan(shippedScenarioText('wuhan-2017')).data!;
const scenario = shippedScenario('wuhan-2017');
const plan = (letter: string, changed = data) => ({ letter, base: '', data: changed });

describe('what is compared', () => {
  test('are plans by letter and scenarios by name; what is neither is left out, and a mistake has no scenario', () => {
    const plans = [plan('A'), plan('B', withKey(data, 'days', -1))];
    const columns = columnsOf(['a', 'wuhan-2017', 'gone', 'b', 'a'], plans, ['wuhan-2017'], () => scenario);
    expect(columns.map(({ key }) => key)).toEqual(['a', 'wuhan-2017', 'b']);
    expect(columns.map(({ scenario: read }) => read !== null)).toEqual([true, true, false]);
    expect(columns[2]!.mistakes).toBeGreaterThan(0);
    expect(new Set(columns.map(({ colour }) => colour)).size).toBe(3);
  });
  test('begins with the plans there are, else with the scenario on the screen', () => {
    expect(firstKeys([], 'x')).toEqual(['x']);
    expect(firstKeys([plan('A')], 'x')).toEqual(['x', 'a']);
    expect(firstKeys([plan('A'), plan('B')], 'x')).toEqual(['a', 'b']);
    expect(
      firstKeys(
        [...'ABCDEFGH'].map((letter) => plan(letter)),
        'x',
      ),
    ).toHaveLength(COMPARED_MAX);
  });
  test('orders are made for the services that a plan is about', () => {
    expect(servicesOf(scenario)[0]).toBe('bus');
    expect(servicesOf(scenario)).toHaveLength(3);
    expect(withPreset(data, 'bus', 'note')['title']).toEqual({ en: 'Buses first', zh: '先公交' });
  });
  test('has each measure once, what answers the question first, and all costs', () => {
    const rows = rowsOf([scenario], ['wait.mean']);
    const names = rows.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(rows[0]).toMatchObject({ group: 'answers', name: 'wait.mean' });
    expect(rows.filter(({ group }) => group === 'cost').map(({ better }) => better)).toContain('less');
    expect(rows.find(({ name }) => name === 'saved.minutes_per_person_day.75+')!.daily).toBe(
      'person.minutes_per_day.75+',
    );
  });
});

describe('a link that holds a comparison', () => {
  const code = encodePlan(data);
  test('comes back with its plans, and with the plan that runs', () => {
    const text = `?scenario=wuhan-2017&compare=a,b#plan=${code}&plans=a~${code}.b~${code}`;
    const { address, mistakes } = readAddress(text.split('#')[0]!, ['wuhan-2017'], `#${text.split('#')[1]}`);
    expect(mistakes).toEqual([]);
    expect(address.plans).toEqual([
      { letter: 'a', code },
      { letter: 'b', code },
    ]);
    expect(writeAddress(address)).toBe(text);
  });
  test('tells of what is no plan, and keeps the rest', () => {
    const { address, mistakes } = readAddress('', ['wuhan-2017'], `#plans=a~${code}.b~xx.z~${code}`);
    expect(address.plans).toHaveLength(1);
    expect(mistakes.map(({ key }) => key)).toEqual(['plans', 'plans']);
  });
  test('takes no plan of the reader’s away, and none twice', () => {
    const plans = new Plans();
    plans.add(data, '', false);
    const other = withKey(data, 'days', 7);
    expect([
      ...plans.adopt([
        { letter: 'a', data: other },
        { letter: 'b', data },
      ]),
    ]).toEqual([
      ['a', 'B'],
      ['b', 'A'],
    ]);
    expect(plans.list.map(({ letter }) => letter)).toEqual(['A', 'B']);
    for (let days = 8; !plans.isFull; days++) plans.add(withKey(data, 'days', days), '');
    expect(plans.adopt([{ letter: 'c', data: withKey(data, 'days', 60) }]).size).toBe(0);
  });
});

describe('the chart', () => {
  const drawn: CompareData = {
    ...{ title: 't', unit: 'u', wholeTitle: 'w', baselineName: 'b', baseline: [], days: 7, start: '2017-06-01' },
    formats: formatsOf('en'),
    axis: String,
    plans: [
      {
        key: 'a',
        name: 'A',
        colour: '#000000',
        points: [],
        band: [],
        whole: { difference: 5, halfWidth: 2, certainty: 'clear', text: CERTAINTY_WORDS.clear.en },
      },
      {
        key: 'b',
        name: 'B',
        colour: '#111111',
        points: [],
        band: [],
        whole: { difference: -1, halfWidth: 3, certainty: 'too_small', text: '' },
      },
      { key: 'c', name: 'C', colour: '#222222', points: [], band: [], whole: null },
    ],
  };
  test('has an interval as wide as it is, fills what is sure, and grows with the plans', () => {
    const layout = layOutComparison(drawn, 600);
    const [a, b, c] = layout.whole;
    expect((a!.to - a!.from) / (b!.to - b!.from)).toBeCloseTo(4 / 6, 6);
    expect([a!.isFirm, b!.isFirm, c!.at]).toEqual([true, false, null]);
    // What is too small to tell has zero within its interval.
    expect(b!.from < layout.zero && layout.zero < b!.to).toBe(true);
    expect(layout.height).toBeGreaterThan(layOutComparison({ ...drawn, plans: [] }, 600).height);
  });
});

test('what may be chance has no colour on a map, whatever its size', () => {
  const gains = [
    { minutes: 9, isNoise: true },
    { minutes: -0.5, isNoise: false },
    { minutes: 0.25, isNoise: false },
  ];
  expect(largestTold(gains)).toBe(0.5);
  const [noise, loss, gain] = gains.map((one) => shade(one, 0.5));
  expect(noise!.fill).not.toBe(loss!.fill);
  expect(gain!.fill).not.toBe(loss!.fill);
  expect(loss!.opacity).toBeGreaterThan(gain!.opacity);
});

describe('a table to take away', () => {
  const said = (locale: Locale): Said => ({ words: compareWords(locale), locale, notes: ['N'] });
  const results = readPrepared({
    ...{ format: PREPARED_FORMAT, scenario: 'x', model: 'any', days: 7, seeds: ['1', '2', '3', '4', '5'], runs: [] },
    ...{ whole: { 'refusals.count': [10, -4, 1, 5, 0.2] }, daily: {}, cells: [] },
  });
  const row = rowsOf([], []).find(({ name }) => name === 'refusals.count');
  const table = (locale: Locale) => ({
    ...{ columns: columnsOf(['wuhan-2017'], [], ['wuhan-2017'], () => scenario), rows: [row!], results: [results] },
    nameOf: () => scenario.title[locale],
    measureOf: ({ name }: { name: string }) => new Measure(name, scenario, messages(locale), formatsOf(locale)),
  });
  const gains: Gain[] = [
    { minutes: 0.5, isNoise: false, certainty: 'clear' },
    { minutes: 0.01, isNoise: true, certainty: 'too_small' },
    { minutes: NaN, isNoise: true },
  ];
  const drawn: CompareData = {
    ...{ title: '标题', unit: '单位', wholeTitle: '全程', baselineName: '没有方案', baseline: [], days: 1 },
    ...{ start: '2017-06-01', formats: formatsOf('zh'), axis: String },
    plans: [{ key: 'a', name: '方案A', colour: '#000000', points: [{ day: 0.5, value: 1 }], band: [], whole: null }],
  };

  test('says how sure each figure is in the page’s words', () => {
    const of = (locale: Locale) =>
      gainRows(
        'D',
        ['B'],
        gains.map((gain, at) => ({ name: `${at}`, gains: [gain] })),
        said(locale),
      );
    expect(of('zh')).toEqual([
      ['D', 'B：居民每天节省的分钟数', 'B：可靠程度'],
      ['0', 0.5, '明确'],
      ['1', 0.01, '太小，无法判断'],
      ['2', NaN, ''],
      [],
      ['N'],
    ]);
    expect(of('en')[1]).toEqual(['0', 0.5, 'clear']);
  });
  test('has headings in the language of the page; of a measure its id stands beside its name', () => {
    const [head, body] = comparisonRows(table('zh'), said('zh'));
    expect(body!.slice(0, 3)).toEqual(['refusals.count', '被拒人次', expect.stringContaining('全市')]);
    expect(body!.at(-1)).toBe('明确');
    for (const text of [...head!, ...drawnRows(drawn, '日期', said('zh')).flat()]) {
      expect(String(text).replace(/QR|N$|NaN/g, ''), String(text)).not.toMatch(/[a-z]{2}/i);
    }
    expect(comparisonRows(table('en'), said('en'))[0]!.at(-1)).toMatch(/: Certainty$/);
  });
});

test('a run as Parquet has every value of every day and of the whole, the same bytes each time', async () => {
  const days = { count: 2, names: ['payments.count'], values: () => [3, NaN] };
  const measures = { 'payments.count': 3, 'wait.mean': null };
  const world = { digest: '', serviceDigests: {}, measures };
  const columns = columnsOfRun(days, { baseline: world, policy: world, cells: [] });
  expect(columns.day).toEqual([0, 1, -1, -1, 0, 1, -1, -1]);
  expect(columns.value.slice(0, 4)).toEqual([3, null, 3, null]);
  expect(columns.unit[0]).toBe('payments');
  const [one, two] = [await parquetOf(columns), await parquetOf(columns)].map((blob) => blob.arrayBuffer());
  const bytes = new Uint8Array((await one)!);
  expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('PAR1');
  expect(new Uint8Array((await two)!)).toEqual(bytes);
  const { parquetReadObjects } = await import('hyparquet');
  const rows = await parquetReadObjects({ file: bytes.buffer });
  expect(rows).toHaveLength(8);
  expect(rows[2]).toEqual({ world: 'baseline', day: -1, measure: 'payments.count', unit: 'payments', value: 3 });
});
