/** Ages as tables of residents have them, shared out over the model's age bands. */
import { AGE_BANDS } from '../../model/city.ts';

/** The last band of the model and of tables is open: people are taken to be no older. */
const OLDEST = 95;

/** A column's years, both included; `to` is OLDEST where it is open. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** The years that a column's name means: `0-14`, `age_15_24`, `75+`, `under 15`, `65 and over`, `0–14岁`; undefined for other names. */
export function yearsOf(name: string): Years | undefined {
  const text = name
    .trim()
    .toLowerCase()
    .replace(/^(ages?|aged|alter|âge|edad|idade|pop|population|share)[ _-]*/, '')
    .replace(/[ _]*(years?|yrs?|jahre|ans|años|anos|岁|%|share)$/, '');
  const both = /^(\d{1,3}) *(?:-|–|—|_|to|bis|à|a|至|~) *(\d{1,3})$/.exec(text);
  if (both) return bounds(Number(both[1]), Number(both[2]));
  const from = /^(\d{1,3}) *(?:\+|_?plus|(?:and|or)[ _](?:over|older|more)|u?nd älter|et plus|y más|岁?及?以上)$/.exec(
    text,
  );
  if (from) return bounds(Number(from[1]), OLDEST);
  const under = /^(?:<|under|below|unter|moins de|menos de) *(\d{1,3})$/.exec(text);
  if (under) return bounds(0, Number(under[1]) - 1);
  return undefined;
}

function bounds(from: number, to: number): Years | undefined {
  if (from > to || from > OLDEST) return undefined;
  return { from, to: Math.min(to, OLDEST) };
}

/** What is wrong with a set of bands, in words; undefined where they cover every age once. */
export function gapIn(bands: readonly Years[]): string | undefined {
  const sorted = [...bands].sort((a, b) => a.from - b.from);
  let next = 0;
  for (const { from, to } of sorted) {
    if (from > next) return `no column for the ages ${next} to ${from - 1}`;
    if (from < next) return `two columns for the age ${from}`;
    next = to + 1;
  }
  return next > 60 ? undefined : `no column for the ages from ${next}`;
}

/** Shares of the model's age bands; within a column every year has as many people. Null where nobody is counted. */
export function ageShares(bands: readonly Years[], counts: readonly number[]): number[] | null {
  const sum = counts.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) return null;
  const last = Math.max(...bands.map(({ to }) => to));
  const shares = AGE_BANDS.map(({ from }, index) => {
    const to = (AGE_BANDS[index + 1]?.from ?? OLDEST + 1) - 1;
    return bands.reduce((total, band, i) => {
      // The last column goes on to the end of life.
      const end = band.to === last ? OLDEST : band.to;
      const years = Math.min(to, end) - Math.max(from, band.from) + 1;
      return years > 0 ? total + (counts[i]! * years) / (end - band.from + 1) : total;
    }, 0);
  });
  const rounded = shares.map((share) => Math.round((share / sum) * 10_000) / 10_000);
  // What rounding leaves goes to the largest, so that they sum to 1.
  const largest = rounded.indexOf(Math.max(...rounded));
  const rest = 1 - rounded.reduce((a, b) => a + b, 0);
  rounded[largest] = Math.round((rounded[largest]! + rest) * 10_000) / 10_000;
  return rounded;
}
