import { describe, expect, test } from 'vitest';
import { preparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import { isMeasureName } from '../../viz/measures/measure.ts';
import { CURVES_MAX, isSeed, readAddress, sameRun, writeAddress } from '../../viz/state/address.ts';
import { instantOf, isInstant, tickOf } from '../../viz/state/instant.ts';

const SCENARIOS = ['wuhan-2017', 'wuhan-empty'];
const read = (search: string) => readAddress(search, SCENARIOS);

describe('readAddress', () => {
  test('an empty address asks for the first scenario and leaves the rest open', () => {
    expect(read('')).toEqual({
      address: {
        view: null,
        scenario: 'wuhan-2017',
        seed: null,
        days: null,
        scale: null,
        lang: null,
        speed: null,
        play: null,
        workers: null,
        map: null,
        areas: null,
        panel: null,
        curves: null,
        part: null,
        at: null,
        place: null,
        look: null,
        compare: null,
        screen: null,
        plan: null,
        plans: null,
      },
      mistakes: [],
      untold: 0,
    });
  });

  test('a dozen keys that do not exist are told, and the rest are counted', () => {
    const { mistakes, untold } = read(`?${Array.from({ length: 30 }, (_, i) => `k${i}=1`).join('&')}&days=0`);
    // Those of the page's own keys are told however many others there are.
    expect(mistakes.map(({ key }) => key)).toEqual([...Array.from({ length: 12 }, (_, i) => `k${i}`), 'days']);
    expect(untold).toBe(18);
  });

  test('every key is read', () => {
    const { address, mistakes } = read(
      '?scenario=wuhan-empty&seed=7&days=3&scale=200&lang=zh&speed=3600&play=0&workers=3&view=method' +
        '&map=side&areas=refusals.count&panel=who&curves=refusals.count,wait.mean&part=sources&at=2017-06-14T08:30:15&place=12.5,-3.125,40&look=vehicle-12&compare=wuhan-2017,a&screen=3',
    );
    expect(mistakes).toEqual([]);
    expect(address).toEqual({
      scenario: 'wuhan-empty',
      seed: '7',
      days: 3,
      scale: 200,
      lang: 'zh',
      speed: 3600,
      play: false,
      workers: 3,
      view: 'method',
      map: 'side',
      areas: 'refusals.count',
      panel: 'who',
      curves: ['refusals.count', 'wait.mean'],
      part: 'sources',
      at: '2017-06-14T08:30:15',
      place: { x: 12.5, y: -3.125, zoom: 40 },
      look: { kind: 'vehicle', index: 12 },
      compare: ['wuhan-2017', 'a'],
      screen: 3,
      plan: null,
      plans: null,
    });
  });

  test.each([
    ['days', '0'],
    ['days', '1.5'],
    ['days', '99999'],
    ['days', '1e3'],
    ['days', ''],
    ['scale', '-1'],
    ['scale', '0x10'],
    ['scale', ' 5'],
    ['lang', 'fr'],
    ['speed', '0'],
    ['speed', 'fast'],
    ['play', 'yes'],
    ['workers', '0'],
    ['workers', '65'],
    ['workers', '2.0'],
    ['scenario', 'toString'],
    ['seed', ''],
    ['seed', 'a'.repeat(65)],
  ])('%s=%j is a mistake that names what was found', (key, value) => {
    const { address, mistakes } = read(`?${new URLSearchParams({ [key]: value }).toString()}`);
    expect(mistakes.map((mistake) => [mistake.key, mistake.found])).toEqual([[key, value]]);
    expect(address).toEqual(read('').address);
  });

  test('a key that does not exist is reported once', () => {
    expect(read('?sede=1&sede=2').mistakes).toMatchObject([{ key: 'sede', expected: { kind: 'no-such-key' } }]);
  });

  test('a key that is there twice is a mistake, and neither value is taken', () => {
    const { address, mistakes } = read('?seed=7&days=3&seed=8');
    expect(mistakes).toEqual([{ key: 'seed', found: '7, 8', expected: { kind: 'once' } }]);
    expect(address).toMatchObject({ seed: null, days: 3 });
  });

  test('what cannot be seen is spelled out, what is long is cut short', () => {
    const found = (search: string) => read(search).mistakes.map((mistake) => [mistake.key, mistake.found]);
    expect(found('?seed=a%00b%E2%80%AEc')).toEqual([['seed', 'a\\u{0}b\\u{202e}c']]);
    expect(found(`?days=${'9'.repeat(1000)}`)).toEqual([['days', `${'9'.repeat(79)}…`]]);
    expect(found(`?${'%1B'.repeat(3)}=1`)).toEqual([['\\u{1b}'.repeat(3), '\\u{1b}'.repeat(3)]]);
  });

  test('of many mistakes only some are told, and soon', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => `k${i}`).join('&');
    const { address, mistakes } = read(`?${many}&days=0&scale=50`);
    expect(mistakes.length).toBeGreaterThan(5);
    expect(mistakes.length).toBeLessThan(60);
    expect(mistakes.at(-1)).toMatchObject({ key: 'days', found: '0' });
    expect(address.scale).toBe(50);
  });
});

test('what is written is read back', () => {
  const { address } = read('?scenario=wuhan-empty&seed=a%26b+%E4%B8%AD&days=3&lang=zh&play=1&workers=2');
  expect(read(writeAddress(address)).address).toEqual(address);
});

test('a seed is any short visible text', () => {
  expect(['7', 'summer rain', '夏'].every(isSeed)).toBe(true);
  expect(['', '\u202e', '\n'].some(isSeed)).toBe(false);
});

test.each([
  'at=yesterday',
  'at=2017-06-31T08:00',
  'at=2017-06-14T24:00',
  'place=1,2',
  'place=1,2,0',
  'look=12',
  'look=tram-1',
])('%s is answered with an example', (query) => {
  const { address, mistakes } = read(`?${query}`);
  expect(mistakes).toMatchObject([{ key: query.split('=')[0], expected: { kind: 'form' } }]);
  expect([address.at, address.place, address.look]).toEqual([null, null, null]);
});

describe('curves in the address', () => {
  const curves = (text: string) => {
    const { address, mistakes } = read(`?${new URLSearchParams({ curves: text }).toString()}`);
    return { names: address.curves, told: mistakes.map(({ found, expected }) => [found, expected.kind]) };
  };

  test('every measure that a run has can stand there, parts and districts too, and comes back', async () => {
    const names = Object.keys((await preparedResults('wuhan-2017'))!.daily);
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name) => !isMeasureName(name))).toEqual([]);
    const some = names.slice(0, CURVES_MAX);
    const { address } = read('');
    expect(read(writeAddress({ ...address, curves: some })).address.curves).toEqual(some);
  });
  test('none at all is not the same as none told', () => {
    expect(curves('')).toEqual({ names: [], told: [] });
    expect(read(writeAddress({ ...read('').address, curves: [] })).address.curves).toEqual([]);
  });
  test('what is no measure, and one that is said twice, is told; the others stay', () => {
    expect(curves('wait.mean,wait.meen,refusals.count,wait.mean')).toEqual({
      names: ['wait.mean', 'refusals.count'],
      told: [
        ['wait.meen', 'form'],
        ['wait.mean', 'form'],
      ],
    });
    for (const name of ['toString', 'refusals', 'refusals.count.', 'refusals.count.A b', 'refusals.count.75+.75+']) {
      expect(curves(name), name).toEqual({ names: null, told: [[name, 'form']] });
    }
  });
  test('too many are refused as a whole', () => {
    const { names, told } = curves(Array.from({ length: CURVES_MAX + 1 }, () => 'wait.mean').join(','));
    expect([names, told.length, told[0]?.[1]]).toEqual([null, 1, 'curves']);
  });
});

test('an instant comes back as it was told', () => {
  for (const text of ['2017-06-01T00:00', '2017-06-14T08:30', '2018-02-28T23:59:59']) {
    expect(isInstant(text)).toBe(true);
    expect(instantOf(tickOf(text, '2017-06-01'), '2017-06-01')).toBe(text);
  }
  expect(tickOf('2017-06-02T00:00', '2017-06-01')).toBe(864_000);
});

test('what is looked at makes no other run', () => {
  const one = read('?seed=7').address;
  expect(sameRun(one, { ...one, at: '2017-06-14T08:30', panel: 'who', lang: 'zh' })).toBe(true);
  expect(sameRun(one, { ...one, seed: '8' })).toBe(false);
});
