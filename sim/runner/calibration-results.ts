/** How close a scenario comes to its targets, as a file: scenarios/targets/results/*.json, written by `sim calibrate --out`. */
import * as z from 'zod';
import type { Comparison } from './calibrate.ts';

export const COMPARISON_FORMAT = 'cashless-city comparison 1';

const comparison = () =>
  z.strictObject({
    format: z.literal(COMPARISON_FORMAT),
    scenario: z.string(),
    version: z.string(),
    model: z.string().regex(/^[0-9a-f]{16}$/),
    command: z.string(),
    scale: z.int(),
    seeds: z.array(z.string()).min(1),
    targets: z.array(
      z.strictObject({
        about: z.string(),
        world: z.string(),
        measure: z.string(),
        value: z.number().optional(),
        at_least: z.number().optional(),
        /** Parameter that is moved to meet it; left out of what is only compared. */
        adjust: z.string().optional(),
        achieved: z.number(),
        /** achieved / target − 1. */
        relative: z.number(),
      }),
    ),
  });

export type ComparisonResults = z.infer<ReturnType<typeof comparison>>;

/** What is kept of a comparison with targets. */
export function targetRows(comparisons: readonly Comparison[]): ComparisonResults['targets'] {
  return comparisons.map(({ target: { about, world, measure, value, at_least, adjust }, achieved, relative }) => ({
    ...{ about, world, measure, achieved, relative },
    ...(value === undefined ? {} : { value }),
    ...(at_least === undefined ? {} : { at_least }),
    ...(adjust === undefined ? {} : { adjust }),
  }));
}

/** @throws Error naming what is wrong, if `data` is no such file */
export function readComparison(data: unknown): ComparisonResults {
  const parsed = comparison().safeParse(data);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Error(`found a comparison with a mistake at ${path.join('.') || 'the top'}: ${message}`);
}
