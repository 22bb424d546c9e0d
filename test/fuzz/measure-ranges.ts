/** What values the dictionary's units allow, and what must hold between the measures of a result. */
import { type MeasureDefinition } from '../../sim/model/measures/declare.ts';
import { dottedName, MEASURES, type MeasureValue } from '../../sim/model/measures/dictionary.ts';

/** Measures that may be below zero, as the dictionary says of each. */
const SIGNED = ['bus.late_minutes_mean', 'saved.minutes_per_person_day'];

/** Units of things that are counted one by one. */
const COUNTED = ['payments', 'persons', 'trips', 'visits', 'top-ups'];
const MINUTES_PER_DAY = 1440;

const COUNTED_NAMES = new Set(MEASURES.flatMap(({ name, unit }) => (COUNTED.includes(unit) ? [name] : [])));
const DEFINITIONS: ReadonlyMap<string, MeasureDefinition> = new Map(MEASURES.map((row) => [row.name, row]));

/** What is wrong with the values of a world, a sentence each. */
export function measureTroubles(values: readonly MeasureValue[], days: number): string[] {
  const troubles = values.flatMap((found) => {
    const definition = DEFINITIONS.get(found.name);
    const expected = definition === undefined ? 'a measure of the dictionary' : misfit(definition, found.value, days);
    return expected === undefined
      ? []
      : [`${dottedName(found)} of day ${found.day}: found ${found.value}, expected ${expected}`];
  });
  return [...troubles, ...sumTroubles(values), ...orderTroubles(values)];
}

/** What a value should have been; undefined where it is in range. */
function misfit({ name, unit }: MeasureDefinition, value: number | null, days: number): string | undefined {
  // A mean or share may have nothing to be of; what is counted is never missing.
  if (value === null) return COUNTED.includes(unit) ? 'a number' : undefined;
  if (!Number.isFinite(value)) return 'a number';
  if (Object.is(value, -0)) return '0 without a sign';
  if (value < 0 && !SIGNED.includes(name)) return 'nothing below 0';
  if (unit === 'share' && value > 1) return 'a share of at most 1';
  if (COUNTED.includes(unit) && !Number.isInteger(value)) return 'a whole number';
  if (unit === 'min/person/day' && Math.abs(value) > MINUTES_PER_DAY * (days + 1)) return 'no more than a day has';
  return undefined;
}

/** Splits of what is counted add up to the total. */
function sumTroubles(values: readonly MeasureValue[]): string[] {
  const totals = new Map<string, number>();
  const sums = new Map<string, { readonly of: string; sum: number }>();
  for (const { name, group, day, value } of values) {
    if (!COUNTED_NAMES.has(name) || value === null) continue;
    const of = `${name} of day ${day}`;
    if (group === '') totals.set(of, value);
    else {
      const key = `${of} by ${group.replace(/=[^;]*/g, '')}`;
      const split = sums.get(key);
      if (split === undefined) sums.set(key, { of, sum: value });
      else split.sum += value;
    }
  }
  return [...sums].flatMap(([key, { of, sum }]) => {
    const total = totals.get(of);
    return sum === total ? [] : [`${key}: found ${sum} in all, expected ${total}`];
  });
}

/** A median is no more than a 95th percentile; those who gain and those who lose are different people. */
function orderTroubles(values: readonly MeasureValue[]): string[] {
  const together = (low: string, high: string, fit: (a: number, b: number) => boolean) => {
    const highs = values.filter(({ name }) => name === high);
    return values
      .filter(({ name }) => name === low)
      .flatMap((value, i) => {
        const other = highs[i]!;
        const found = `${dottedName(value)} of day ${value.day}: found ${value.value}`;
        return value.value === null || other.value === null || fit(value.value, other.value)
          ? []
          : [`${found}, which does not go with ${other.value} of ${high}`];
      });
  };
  return [
    ...together('wait.median', 'wait.p95', (median, p95) => median <= p95),
    ...together('service.median', 'service.p95', (median, p95) => median <= p95),
    ...together('saved.gainers_share', 'saved.losers_share', (gainers, losers) => gainers + losers <= 1 + 1e-9),
  ];
}
