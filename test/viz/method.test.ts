/** The method view: sources, what decides, claims and commands, as plain arithmetic and text. */
import { describe, expect, test } from 'vitest';
import {
  barsOf,
  effectOf,
  flipsOf,
  readTornado,
  TORNADO_FORMAT,
  type Tornado,
} from '../../sim/runner/experiment/tornado.ts';
import { readExperiment } from '../../sim/runner/experiment/experiment-file.ts';
import { PARAMETERS } from '../../sim/runner/authoring.ts';
import { shippedScenario } from '../../sim/runner/library.ts';
import { readMade } from '../../viz/method/claims-data.ts';
import { arrowPath, BOX_HEIGHT, PICTURES, WIDTH } from '../../viz/method/pictures.ts';
import { experimentText, quoted, runCommand } from '../../viz/method/repeat.ts';
import { MARKS } from '../../viz/i18n/marks.ts';
import { parameterSource } from '../../viz/i18n/parameters.ts';
import { sourceRows, valueWithUnit } from '../../viz/method/sources.ts';
import { formatsOf } from '../../viz/format.ts';

describe('sources', () => {
  const all = { words: '', mark: null, isChanged: false };
  test('are all parameters of the model, each with a mark, a unit and a source', () => {
    for (const { id, mark, source } of PARAMETERS) {
      expect(MARKS, id).toContain(mark);
      expect(source, id).not.toBe('');
    }
    const rows = sourceRows(PARAMETERS, {}, all, 'en');
    expect(rows).toHaveLength(PARAMETERS.length);
    for (const { id, low, used, high } of rows) {
      expect(low <= used && used <= high, id).toBe(true);
    }
    expect(MARKS.flatMap((mark) => sourceRows(PARAMETERS, {}, { ...all, mark }, 'en'))).toHaveLength(PARAMETERS.length);
  });
  test('are found by words of name, sentence and source; those that a scenario sets are told', () => {
    const used = shippedScenario('wuhan-cash-removed').parameters;
    const changed = sourceRows(PARAMETERS, used, { ...all, isChanged: true }, 'en');
    expect(changed.map(({ id, used: value }) => [id, value])).toEqual([['bus.equipped_share', 1]]);
    expect(sourceRows(PARAMETERS, used, { ...all, words: 'EQUIPPED bus' }, 'en').map(({ id }) => id)).toEqual([
      'bus.equipped_share',
    ]);
    const chinese = sourceRows(PARAMETERS, used, { ...all, words: '扫码 首日 公交' }, 'zh');
    expect(chinese.map(({ id, name, used: value }) => [id, name, value])).toEqual([
      ['bus.equipped_share', '首日可扫码乘坐的公交车比例', 1],
    ]);
    expect(sourceRows(PARAMETERS, used, { ...all, words: 'no such thing' }, 'en')).toEqual([]);
  });
});

test('values are read with their units, shares as percentages; a source that says no more than its mark says nothing', () => {
  const [en, zh] = [formatsOf('en'), formatsOf('zh')];
  expect(valueWithUnit(0.15, 'share', en)).toBe('15%');
  expect(valueWithUnit(0.0335, 'share', en)).toBe('3.35%');
  expect(valueWithUnit(2.5, 'min', zh)).toBe('2.5分钟');
  expect(parameterSource('assumed', 'en')).toBe('');
  expect(parameterSource('assumed, 1 to 2', 'en')).toBe('assumed, 1 to 2');
});

const tornado: Tornado = {
  ...{ format: TORNADO_FORMAT, scenario: 'wuhan-2017', version: '', model: 'a', days: 10, scale: 1000 },
  ...{ seeds: ['1', '2', '3', '4', '5'], measures: ['x', 'y'], base: { x: [2, 0.5, 5], y: [-1, 0.1, 5] } },
  rows: [
    { parameter: 'still', stands: 1, ends: [0, 2].map((value) => ({ value, effects: { x: [2, 0.5, 5] } })) },
    {
      parameter: 'weak',
      stands: 0.5,
      ends: [
        { value: 0, effects: { x: [1.5, 0.5, 5] } },
        { value: 1, effects: { x: [2.5, 0.5, 5], y: [0.02, 0.5, 3] } },
      ],
    },
    {
      parameter: 'strong',
      stands: 4,
      ends: [
        { value: 0, effects: { x: [-2, 0.5, 5] } },
        { value: 10, effects: { x: [3, 0.5, 5] } },
      ],
    },
  ],
};

describe('what decides', () => {
  test('the parameter that moves the answer most comes first, and what moves nothing is left out', () => {
    expect(barsOf(tornado, 'x').map(({ parameter, span }) => [parameter, span])).toEqual([
      ['strong', 5],
      ['weak', 1],
    ]);
    expect(barsOf(tornado, 'z')).toEqual([]);
  });
  test('the sign flips where an end has the other sign, and how sure that is', () => {
    // From 2 at 4 to −2 at 0, a straight line crosses 0 at 2.
    expect(flipsOf(tornado, 'x')).toEqual([
      { parameter: 'strong', stands: 4, value: 0, effect: -2, certainty: 'clear', about: 2 },
    ]);
    expect(flipsOf(tornado, 'y')).toMatchObject([{ parameter: 'weak', certainty: 'too_small' }]);
  });
  test('an effect is a mean with its interval; one seed has none', () => {
    const [mean, half, agree] = effectOf([1, 2, 3]);
    expect([mean, agree]).toEqual([2, 3]);
    // Student, two degrees of freedom: 4.303 / √3.
    expect(half).toBeCloseTo(4.303 / Math.sqrt(3), 3);
    expect(effectOf([1])).toEqual([1, null, 1]);
  });
  test('a file of another format is refused, with what was found', () => {
    expect(readTornado(tornado)).toBe(tornado);
    expect(() => readTornado({ format: 'x' })).toThrow('found the format "x"');
    expect(() => readTornado({ ...tornado, rows: undefined })).toThrow('without rows');
    expect(() => readTornado(null)).toThrow('found the format undefined');
  });
});

describe('claims', () => {
  const row = { id: 'a', claim: { en: 'a', zh: 'b' } };
  test('are read from a list, or from a file that says of which model they are', () => {
    const file = { model: 'm', command: 'c', claims: [row] };
    expect(readMade(file, 'claims', ['id'], 'm')).toEqual({
      rows: [row],
      isStale: false,
      command: 'c',
    });
    expect(readMade(file, 'claims', ['id'], 'other')!.isStale).toBe(true);
    expect(readMade([row], 'claims', ['id'], 'm')!.isStale).toBe(true);
    for (const odd of [null, 1, {}, [], { claims: [{}] }, { claims: [null] }]) {
      expect(readMade(odd, 'claims', ['id'], 'm')).toBeNull();
    }
  });
});

describe('how to repeat', () => {
  test('the command has all that decides the run, whatever the seed', () => {
    const scenario = shippedScenario('wuhan-2017', { seed: '7', days: 3, scale: 200 });
    expect(runCommand(scenario, null)).toBe(
      'npm run --silent sim -- run wuhan-2017 --seed=7 --days 3 --scale 200 --out run',
    );
    expect(runCommand({ ...scenario, seed: "it's; rm" }, 'my-plan.yaml')).toContain(
      "run my-plan.yaml --seed='it'\\''s; rm' ",
    );
    expect(quoted('-x')).toBe("'-x'");
  });
  test('the experiment is one that the program reads', () => {
    const reading = readExperiment(experimentText(shippedScenario('wuhan-2017', { days: 3, scale: 200 }), null));
    expect(reading.ok && [reading.file.scenarios, reading.file.days, reading.file.scale]).toEqual([
      ['wuhan-2017'],
      3,
      200,
    ]);
  });
});

describe('pictures of how it works', () => {
  test.each(PICTURES.map((picture) => [picture.id, picture] as const))(
    '%s: boxes lie inside and apart, arrows join them',
    (_, picture) => {
      const { boxes, arrows, height } = picture;
      for (const { x, y, width, label } of boxes) {
        expect(x >= 0 && x + width <= WIDTH && y >= 0 && y + BOX_HEIGHT <= height).toBe(true);
        for (const text of [label.en, label.zh]) {
          expect(text.split('\n').length).toBeLessThanOrEqual(2);
          // Chinese characters are as wide as two letters: what fits at 12 pixels.
          const wide = Math.max(
            ...text.split('\n').map((line) => line.length + (line.match(/\p{Script=Han}/gu)?.length ?? 0)),
          );
          expect(wide * 6.4, text).toBeLessThanOrEqual(width + 12);
        }
        expect(label.zh).toMatch(/\p{Script=Han}/u);
      }
      const apart = boxes.every((one, i) =>
        boxes.every(
          (other, j) => i === j || one.y !== other.y || one.x + one.width <= other.x || other.x + other.width <= one.x,
        ),
      );
      expect(apart).toBe(true);
      for (const [from, to] of arrows) {
        const [one, other] = [from, to].map((id) => boxes.find((box) => box.id === id)!);
        expect(arrowPath(one!, other!)).toMatch(/^M[\d.]+ [\d.]+C/);
      }
    },
  );
});
