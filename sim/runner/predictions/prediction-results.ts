/** Predictions that were made beforehand, as a file: scenarios/predictions/results.json, written by `sim predictions --out`. */
import * as z from 'zod';
import { digestOf } from '../claims/claim-results.ts';

export const PREDICTIONS_FORMAT = 'cashless-city predictions 2';

const results = () =>
  z.strictObject({
    format: z.literal(PREDICTIONS_FORMAT),
    /** Of the text of the file of predictions. */
    digest: z.string().regex(/^[0-9a-f]{16}$/),
    version: z.string(),
    model: z.string().regex(/^[0-9a-f]{16}$/),
    command: z.string(),
    known_until: z.string(),
    /** At which each city was run. */
    scales: z.record(z.string(), z.int()),
    /** Runs of each city, and how many of them fit what was known. */
    draws: z.int(),
    fitting: z.int(),
    predictions: z
      .array(
        z.strictObject({
          id: z.string(),
          city: z.string(),
          date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
          measure: z.string(),
          unit: z.string(),
          value: z.number(),
          low: z.number(),
          high: z.number(),
        }),
      )
      .min(1),
  });

export type PredictionResults = z.infer<ReturnType<typeof results>>;

/** @throws Error naming what is wrong, if `data` is no file of predictions in this format */
export function readPredictionResults(data: unknown): PredictionResults {
  const parsed = results().safeParse(data);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Error(`found predictions with a mistake at ${path.join('.') || 'the top'}: ${message}`);
}

/** Why predictions are not of this model and this file; undefined where they are. */
export function whyPredictionsStale(
  found: Pick<PredictionResults, 'model' | 'digest'>,
  now: { readonly model: string; readonly text: string },
): 'other model' | 'other predictions' | undefined {
  if (found.digest !== digestOf(now.text)) return 'other predictions';
  return found.model === now.model ? undefined : 'other model';
}

const FILES = import.meta.glob<unknown>('../../../scenarios/predictions/*.json', { import: 'default' });

/** The predictions that are shipped, fetched when first asked for. @returns undefined where none have been made */
export async function preparedPredictions(): Promise<PredictionResults | undefined> {
  const load = FILES['../../../scenarios/predictions/results.json'];
  return load === undefined ? undefined : readPredictionResults(await load());
}
