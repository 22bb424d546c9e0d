/** Names at the ends of curves: beside or around them, never over a curve or one another. */
import { expect, test } from 'vitest';
import { endLabels } from '../../viz/charts/end-labels.ts';

const FRAME = { left: 50, right: 300, top: 14, bottom: 130 };
/** A curve through these heights from the left edge on, so many pixels a step. */
const curve = (id: string, name: string, heights: readonly number[], step: number) => ({
  id,
  name,
  points: heights.map((y, at) => ({ x: 50 + at * step, y })),
});
const flat = (y: number, count: number) => Array.from({ length: count }, () => y);
const places = (labels: ReturnType<typeof endLabels>) => labels.map(({ name, x, y, anchor }) => [name, x, y, anchor]);

test('a run that goes on has its names ahead of it, apart where its curves are close', () => {
  const far = endLabels([curve('a', 'Without', flat(40, 3), 20), curve('b', 'With', flat(100, 3), 20)], [], FRAME);
  expect(places(far)).toEqual([
    ['Without', 94, 44, 'start'],
    ['With', 94, 104, 'start'],
  ]);
  const near = endLabels([curve('a', 'Without', flat(60, 3), 20), curve('b', 'With', flat(57, 3), 20)], [], FRAME);
  expect(near.map(({ name }) => name)).toEqual(['With', 'Without']);
  expect(near[1]!.y - near[0]!.y).toBe(13);
});

test('names stay within the frame', () => {
  for (const y of [FRAME.top, FRAME.bottom]) {
    const labels = endLabels([curve('a', 'Without', flat(y, 3), 20), curve('b', 'With', flat(y, 3), 20)], [], FRAME);
    expect(labels).toHaveLength(2);
    expect(Math.abs(labels[1]!.y - labels[0]!.y)).toBe(13);
    for (const label of labels) {
      expect(label.y - 9).toBeGreaterThanOrEqual(FRAME.top);
      expect(label.y).toBeLessThanOrEqual(FRAME.bottom);
    }
  }
});

const week = (busy: number, quiet: number) => Array.from({ length: 51 }, (_, at) => (at % 7 < 5 ? busy : quiet));
const named = (labels: ReturnType<typeof endLabels>) => labels.map(({ name, y }) => [name, Math.round(y)]);

test('at the right edge the name of the upper curve stands over both, and that of the lower one under them', () => {
  const both = [curve('a', 'Without', week(60, 80), 5), curve('b', 'With', week(70, 90), 5)];
  expect(places(endLabels(both, [], FRAME))).toEqual([
    ['Without', 300, 56, 'end'],
    ['With', 300, 103, 'end'],
  ]);
  // Which is the upper one is told by all days beside the name, not by the last.
  const crossed = [both[0]!, { ...both[1]!, points: [...both[1]!.points.slice(0, -1), { x: 300, y: 50 }] }];
  expect(endLabels(crossed, [], FRAME).map(({ name }) => name)).toEqual(['Without', 'With']);
});

test('curves that can hardly be told apart have no names, for they would say which is above', () => {
  expect(endLabels([curve('a', 'With', week(60, 80), 5), curve('b', 'Without', week(61, 81), 5)], [], FRAME)).toEqual(
    [],
  );
});

test('a name that would lie over a curve, or outside, is left out; the other stays', () => {
  // The lower curve runs along the axis, and the upper one falls down to it every week.
  const both = [curve('a', 'With', week(60, 128), 5), curve('b', 'Without', flat(130, 51), 5)];
  expect(named(endLabels(both, [], FRAME))).toEqual([['With', 56]]);
  // Where there is room between them, it stands there.
  const high = [curve('a', 'With', flat(60, 51), 5), curve('b', 'Without', flat(130, 51), 5)];
  const around = endLabels(high, [], FRAME);
  expect(named(around)).toEqual([
    ['With', 56],
    ['Without', 126],
  ]);
  // A band around a curve is made way for, up to where the name would not be its own any more.
  const band = (y: number) => flat(y, 51).map((at, day) => ({ x: 50 + 5 * day, y: at }));
  expect(named(endLabels(high, [band(52)], FRAME))[0]).toEqual(['With', 50]);
  expect(named(endLabels(high, [band(56), band(64), band(48), band(38)], FRAME))[0]).toEqual(['With', 74]);
  // The upper curve's name is not looked for below the lower one.
  const top = [curve('a', 'With', flat(18, 51), 5), curve('b', 'Without', flat(24, 51), 5)];
  expect(named(endLabels(top, [], FRAME))).toEqual([['Without', 37]]);
});

test('no curve, or one too short for a name, has none', () => {
  expect(endLabels([curve('a', 'With', [], 5)], [], FRAME)).toEqual([]);
  const narrow = { ...FRAME, right: 70 };
  expect(endLabels([curve('a', 'Without', flat(60, 3), 10)], [], narrow)).toEqual([]);
  expect(endLabels([curve('a', '有政策', flat(60, 3), 10)], [], FRAME)).toHaveLength(1);
});
