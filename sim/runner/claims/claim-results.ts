/** What became of claims that were put to the test, as a file: scenarios/claims/*.json, written by `sim claims --out`. */
import * as z from 'zod';
import { Digest } from '../../kernel/digest.ts';
import type { Claim } from './claims-file.ts';
import type { Condition } from './conditions.ts';
import { VERDICT_WORDS, type Judgement, type Verdict } from './verdict.ts';

export const CLAIMS_FORMAT = 'cashless-city claims 2';

const words = () => z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });
const maybe = () => z.number().nullable();

const end = () => ({ parameter: z.string(), value: z.number(), stands: z.number(), figure: z.number() });
const condition = (): z.ZodType<Condition> =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('not_if'), ...end() }),
    z.strictObject({ kind: z.enum(['only_if', 'about']), ...end(), at: z.number() }),
    z.strictObject({
      kind: z.literal('all'),
      ends: z.array(z.strictObject({ parameter: z.string(), value: z.number() })),
    }),
    z.strictObject({ kind: z.literal('not_even'), figure: z.number() }),
    z.strictObject({ kind: z.literal('said'), ...words().shape }),
  ]);

const row = () =>
  z.strictObject({
    id: z.string(),
    /** Number of the claim in the article of 2017; null where another publication says it. */
    article: z.int().nullable(),
    /** The publication, where it is not the article. */
    study: z.string().nullable(),
    claim: words(),
    claimed: maybe(),
    unit: words(),
    source: z.string(),
    /** Mean over the seeds with 95% interval; null where nothing was simulated, the interval also with a single seed. */
    simulated: maybe(),
    low: maybe(),
    high: maybe(),
    /** Over the ranges of what is assumed, one parameter at a time; null where nothing was simulated. */
    range: z.tuple([z.number(), z.number()]).nullable(),
    verdict: z.enum(Object.keys(VERDICT_WORDS) as [Verdict, ...Verdict[]]),
    verdict_words: words(),
    conditions: z.array(condition()),
    mechanism: words(),
    depends_on: z.array(z.string()),
    /** Whether parameters were set to meet it: that it comes out is no finding then. */
    fitted: z.boolean(),
    /** Whether it is put into the scenarios as it stands. */
    input: z.boolean(),
    /** The runs it rests on; null where none can be made. */
    runs: z
      .strictObject({ scenario: z.string(), start: z.string(), days: z.int(), scale: z.int(), seeds: z.int() })
      .nullable(),
  });

const results = () =>
  z.strictObject({
    format: z.literal(CLAIMS_FORMAT),
    /** Name of the file of claims: scenarios/claims/OF.yaml. */
    of: z.string(),
    /** Of the text of that file. */
    digest: z.string().regex(/^[0-9a-f]{16}$/),
    version: z.string(),
    model: z.string().regex(/^[0-9a-f]{16}$/),
    command: z.string(),
    seeds: z.array(z.string()).min(1),
    claims: z.array(row()).min(1),
  });

/** A claim and what became of it. */
export type ClaimRow = z.infer<ReturnType<typeof row>>;
export type ClaimResults = z.infer<ReturnType<typeof results>>;

/** The runs that a judgement rests on. */
export type ClaimRuns = ClaimRow['runs'];

/** @param judgement undefined where the claim cannot be tested */
export function rowOf(claim: Claim, judgement: Judgement | undefined, runs: ClaimRuns): ClaimRow {
  const verdict = judgement?.verdict ?? 'cannot_be_tested';
  return {
    id: claim.id,
    article: claim.article ?? null,
    study: claim.study ?? null,
    claim: claim.claim,
    claimed: claim.claimed ?? null,
    unit: claim.unit,
    source: claim.source,
    simulated: judgement?.simulated ?? null,
    low: judgement?.low ?? null,
    high: judgement?.high ?? null,
    range: judgement === undefined ? null : [...judgement.range],
    verdict,
    verdict_words: VERDICT_WORDS[verdict],
    conditions: judgement?.conditions.map((one) => ({ ...one })) ?? [{ kind: 'said', ...claim.untestable! }],
    mechanism: claim.mechanism,
    depends_on: claim.test?.depends_on.map(({ parameter }) => parameter) ?? [],
    fitted: claim.fitted,
    input: claim.input,
    runs,
  };
}

/** Tells one text of claims from another: 16 hexadecimal digits. */
export function digestOf(text: string): string {
  const digest = new Digest();
  for (let i = 0; i < text.length; i++) digest.add(text.charCodeAt(i));
  return digest.hex();
}

/** @throws Error naming what is wrong, if `data` is no file of results in this format */
export function readClaimResults(data: unknown): ClaimResults {
  const parsed = results().safeParse(data);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Error(`found results of claims with a mistake at ${path.join('.') || 'the top'}: ${message}`);
}

/** Why results are not of this model and these claims; undefined where they are. */
export function whyClaimsStale(
  found: Pick<ClaimResults, 'model' | 'digest'>,
  now: { readonly model: string; readonly text: string },
): 'other model' | 'other claims' | undefined {
  if (found.digest !== digestOf(now.text)) return 'other claims';
  return found.model === now.model ? undefined : 'other model';
}

const FILES = import.meta.glob<unknown>('../../../scenarios/claims/*.json', { import: 'default' });

/**
 * Results of the claims of a shipped file that were made beforehand, fetched when first asked for.
 * @param of its name: article-2017, other-models
 * @returns undefined where none have been made
 */
export async function preparedClaims(of = 'article-2017'): Promise<ClaimResults | undefined> {
  const load = FILES[`../../../scenarios/claims/${of === 'article-2017' ? 'results' : of}.json`];
  return load === undefined ? undefined : readClaimResults(await load());
}
