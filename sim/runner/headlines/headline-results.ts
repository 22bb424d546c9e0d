/** How sure the headlines are, as a file: scenarios/headlines/results.json, written by `sim headlines --out`. */
import * as z from 'zod';
import { digestOf } from '../claims/claim-results.ts';
import { unitOf } from '../experiment/analysis.ts';
import { certaintyOf, type Certainty } from '../experiment/certainty.ts';
import type { Headline } from './headlines-file.ts';
import type { Sureness } from './sure.ts';

export const HEADLINES_FORMAT = 'cashless-city headlines 1';

const figure = () =>
  z.strictObject({
    id: z.string(),
    measure: z.string(),
    unit: z.string(),
    /** Days whose mean is taken, counted from 0. */
    from: z.int(),
    to: z.int(),
    /** Policy − baseline over the seeds, and half the width of its 95% interval; null for one seed. */
    mean: z.number(),
    half_width: z.number().nullable(),
    /** Seeds with the sign of the mean. */
    agree: z.int(),
    /** What holds nine tenths of the joint draws, and the share of draws with the other sign than the mean; null without draws. */
    range: z.tuple([z.number(), z.number()]).nullable(),
    other_sign: z.number().min(0).max(1).nullable(),
    /** Ends of parameters at which the sign is another, and the figure there. */
    flips: z.array(z.strictObject({ parameter: z.string(), value: z.number(), figure: z.number() })),
  });

const results = () =>
  z.strictObject({
    format: z.literal(HEADLINES_FORMAT),
    /** Of the text of the file of headlines. */
    digest: z.string().regex(/^[0-9a-f]{16}$/),
    version: z.string(),
    model: z.string().regex(/^[0-9a-f]{16}$/),
    command: z.string(),
    seeds: z.array(z.string()).min(1),
    draws: z.int(),
    headlines: z
      .array(
        z.strictObject({
          id: z.string(),
          about: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
          scenario: z.string(),
          days: z.int(),
          scale: z.int(),
          /** Parameters that were drawn together, and moved to both ends one at a time. */
          assumed: z.array(z.string()).min(1),
          figures: z.array(figure()).min(1),
        }),
      )
      .min(1),
  });

export type HeadlineResults = z.infer<ReturnType<typeof results>>;
export type HeadlineResult = HeadlineResults['headlines'][number];
export type FigureResult = HeadlineResult['figures'][number];

/** @param sure of each figure of the headline, in order */
export function resultOf(headline: Headline, sure: readonly Sureness[]): HeadlineResult {
  const { id, about, scenario, days, scale, assumed } = headline;
  const figures = headline.figures.map((one, i): FigureResult => {
    const { mean, halfWidth, agree, range, otherSign, flips } = sure[i]!;
    return {
      ...{ id: one.id, measure: one.measure, unit: unitOf(one.measure), from: one.from, to: one.to },
      ...{ mean, half_width: Number.isNaN(halfWidth) ? null : halfWidth, agree },
      ...{ range: range === undefined ? null : [...range], other_sign: otherSign ?? null },
      flips: flips.map((flip) => ({ ...flip })),
    };
  });
  return { id, about, scenario, days, scale, assumed, figures };
}

/** @throws Error naming what is wrong, if `data` is no such file in this format */
export function readHeadlineResults(data: unknown): HeadlineResults {
  const parsed = results().safeParse(data);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Error(`found results of headlines with a mistake at ${path.join('.') || 'the top'}: ${message}`);
}

/** Why results are not of this model and these headlines; undefined where they are. */
export function whyHeadlinesStale(
  found: Pick<HeadlineResults, 'model' | 'digest'>,
  now: { readonly model: string; readonly text: string },
): 'other model' | 'other headlines' | undefined {
  if (found.digest !== digestOf(now.text)) return 'other headlines';
  return found.model === now.model ? undefined : 'other model';
}

/** How sure the sign is over seeds, with what is assumed as it stands. */
export function certaintyOfFigure({ mean, half_width, agree }: FigureResult, seeds: number): Certainty {
  return certaintyOf({ difference: mean, halfWidth: half_width ?? NaN, seeds, agree, chance: 0 });
}

/** Share of joint draws up to which another sign counts as an exception. */
const FEW = 0.05;

/** Whether the sign hangs on what is assumed: another in more than a few of the joint draws, or at an end of a parameter. */
export function dependsOnAssumed({ other_sign, flips }: Pick<FigureResult, 'other_sign' | 'flips'>): boolean {
  return (other_sign ?? 0) > FEW || flips.length > 0;
}

const FILES = import.meta.glob<unknown>('../../../scenarios/headlines/*.json', { import: 'default' });

/** The results that are shipped, fetched when first asked for. @returns undefined where none have been made */
export async function preparedHeadlines(): Promise<HeadlineResults | undefined> {
  const load = FILES['../../../scenarios/headlines/results.json'];
  return load === undefined ? undefined : readHeadlineResults(await load());
}
