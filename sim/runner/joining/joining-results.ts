/** Cities that join one after another, over seeds and cases, as a file: scenarios/joining/results.json, written by `sim joining --cases`. */
import * as z from 'zod';
import { digestOf } from '../claims/claim-results.ts';
import type { JoiningCity } from './joining.ts';

export const JOINING_FORMAT = 'cashless-city joining 1';

const names = () => z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

const results = () =>
  z.strictObject({
    format: z.literal(JOINING_FORMAT),
    /** Of the text of the file of cities. */
    digest: z.string().regex(/^[0-9a-f]{16}$/),
    version: z.string(),
    model: z.string().regex(/^[0-9a-f]{16}$/),
    command: z.string(),
    start: z.string(),
    /** `YYYY-MM` of each month. */
    months: z.array(z.string().regex(/^\d{4}-\d{2}$/)).min(1),
    scale: z.int(),
    seeds: z.array(z.string()).min(1),
    cases: z
      .array(
        z.strictObject({
          id: z.string(),
          name: names(),
          cities: z
            .array(
              z.strictObject({
                city: z.string(),
                name: names(),
                /** By seed; null where it had not joined by the end. */
                joined: z.array(z.string().nullable()),
                /** Share of residents who hold the card, by month: least, median and most of the seeds. */
                card: z.array(z.tuple([z.number(), z.number(), z.number()])),
                /** Of the last month, by seed: minutes saved a person and day, people refused more for each million payments. */
                saved: z.array(z.number()),
                refused: z.array(z.number()),
              }),
            )
            .min(1),
        }),
      )
      .min(1),
  });

export type JoiningResults = z.infer<ReturnType<typeof results>>;
export type JoiningCase = JoiningResults['cases'][number];

/** @throws Error naming what is wrong, if `data` is no such file in this format */
export function readJoiningResults(data: unknown): JoiningResults {
  const parsed = results().safeParse(data);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Error(`found cities that join with a mistake at ${path.join('.') || 'the top'}: ${message}`);
}

/** What several seeds say of each city. @param runs the same cities in each, in the same order */
export function overSeeds(runs: readonly (readonly JoiningCity[])[]): JoiningCase['cities'] {
  return runs[0].map(({ city, name, months }, at) => {
    const all = runs.map((cities) => cities[at]);
    const last = all.map((one) => one.months[one.months.length - 1]);
    return {
      city,
      name,
      joined: all.map(({ joined }) => joined),
      card: months.map((_, m) => spread(all.map((one) => one.months[m].cardShare))),
      saved: last.map(({ minutesSaved }) => rounded(minutesSaved)),
      refused: last.map((month) => rounded(month.refusalsPerMillion - month.refusalsPerMillionAlone)),
    };
  });
}

/**
 * How many cities have joined by the end of each month: the mean of the seeds, and their least and most.
 * @returns a triple a month: least, mean, most
 */
export function joinedByMonth({ cities }: JoiningCase, months: readonly string[]): [number, number, number][] {
  const seeds = cities[0].joined.length;
  return months.map((month) => {
    const counts = Array.from(
      { length: seeds },
      (_, seed) => cities.filter(({ joined }) => (joined[seed] ?? '9999').slice(0, 7) <= month).length,
    );
    const mean = counts.reduce((a, b) => a + b, 0) / seeds;
    return [Math.min(...counts), mean, Math.max(...counts)];
  });
}

/** Least, median and most. */
function spread(values: readonly number[]): [number, number, number] {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
  return [rounded(sorted[0]), rounded(median), rounded(sorted[sorted.length - 1])];
}

const rounded = (value: number) => Number(value.toPrecision(4));

/** Whether results are of another model or of another file of cities. */
export function isJoiningStale(
  found: Pick<JoiningResults, 'model' | 'digest'>,
  now: { readonly model: string; readonly text: string },
): boolean {
  return found.model !== now.model || found.digest !== digestOf(now.text);
}

const FILES = import.meta.glob<unknown>('../../../scenarios/joining/*.json', { import: 'default' });

/** The results that are shipped, fetched when first asked for. @returns undefined where none have been made */
export async function preparedJoining(): Promise<JoiningResults | undefined> {
  const load = FILES['../../../scenarios/joining/results.json'];
  return load === undefined ? undefined : readJoiningResults(await load());
}
