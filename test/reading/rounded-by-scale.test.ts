import { describe, expect, it } from 'vitest';
import { loadAtScale, roundedByScale, scaleThatFits } from '../../sim/model/reading/rounded-by-scale.ts';
import { SHIPPED_SCENARIOS, shippedScenario } from '../../sim/runner/library.ts';
import { formatsOf } from '../../viz/format.ts';
import { LOCALES, messages } from '../../viz/i18n/index.ts';
import { scaleWords } from '../../viz/panels/scale-words.ts';

const at = (scale: number) => shippedScenario('wuhan-2017', { scale });

describe('a scale', () => {
  it('leaves each facility with the residents of the city where it divides their number', () => {
    expect(loadAtScale(370, 37)).toBe(1);
    expect(loadAtScale(370, 1)).toBe(1);
    expect(loadAtScale(370, 500)).toBeCloseTo(0.74);
    expect(loadAtScale(370, 250)).toBeCloseTo(1.48);
  });

  it('is said to round what it rounds by more than a tenth, the worst first, and a finer one fits', () => {
    expect(roundedByScale(at(100))).toEqual([]);
    expect(roundedByScale(at(1))).toEqual([]);
    const rounded = roundedByScale(at(500));
    expect(rounded.map(({ name }) => name.en)).toEqual(['a hospital', 'a canteen', 'a bus line']);
    expect(rounded[0].load).toBeCloseTo(0.74);
    const fits = scaleThatFits(at(500));
    expect(fits).toBeLessThan(500);
    expect(roundedByScale(at(fits))).toEqual([]);
    expect(scaleThatFits(at(fits))).toBe(fits);
  });

  it.each(SHIPPED_SCENARIOS)('of %s is none of those', (name) => {
    // Canteens are few: at the scales of smaller cities theirs are rounded, and that is told.
    expect(roundedByScale(shippedScenario(name)).filter((one) => one.name.en !== 'a canteen')).toEqual([]);
  });

  it.each(LOCALES)('is told of in the page (%s)', (locale) => {
    const tell = (scale: number) => scaleWords(at(scale), locale, messages(locale), formatsOf(locale));
    expect(tell(100)).toBe('');
    expect(tell(500)).toContain(String(scaleThatFits(at(500))));
    expect(tell(500)).toContain('26%');
  });
});
