import { METHODS } from '../../sim/model/payment/methods.ts';
import { describe, expect, test } from 'vitest';
import { COLOUR, METHOD_COLOUR, METHOD_SHAPE, contrast, hex } from '../../viz/theme.ts';

/** Full-strength colour blindness after Machado, Oliveira and Fernandes (2009), on linear RGB. */
const SIGHT = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

function linear(colour: string): number[] {
  return [16, 8, 0].map((shift) => {
    const value = ((hex(colour) >> shift) & 255) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

/** CIE L*a*b* of a colour as an eye sees it. */
function lab(colour: string, sight: readonly number[]): number[] {
  const rgb = linear(colour);
  const seen = [0, 1, 2].map((row) => rgb.reduce((sum, value, at) => sum + value * (sight[row * 3 + at] ?? 0), 0));
  const [r, g, b] = seen.map((value) => Math.min(1, Math.max(0, value))) as [number, number, number];
  const f = (value: number): number =>
    value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value) / 116 + 16 / 116;
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe('the methods', () => {
  const pairs = METHODS.flatMap((one, at) => METHODS.slice(at + 1).map((other) => [one, other] as const));

  test.each(Object.entries(SIGHT))('are told apart by colour with %s', (_, sight) => {
    for (const [one, other] of pairs) {
      const [a, b] = [lab(METHOD_COLOUR[one], sight), lab(METHOD_COLOUR[other], sight)];
      const distance = Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
      expect(distance, `${one} and ${other}`).toBeGreaterThan(20);
    }
  });
  test('are told apart by shape', () => {
    expect(new Set(Object.values(METHOD_SHAPE)).size).toBe(METHODS.length);
  });
  test('stand out from the map', () => {
    for (const method of METHODS) {
      expect(contrast(METHOD_COLOUR[method], COLOUR.land), method).toBeGreaterThanOrEqual(3);
    }
  });
});

test('text has the contrast WCAG asks for on every background it stands on', () => {
  for (const background of [COLOUR.paper, COLOUR.wash]) {
    for (const text of [COLOUR.ink, COLOUR.muted, COLOUR.policy, COLOUR.loss]) {
      expect(contrast(text, background), `${text} on ${background}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
