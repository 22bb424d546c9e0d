import { availableParallelism } from 'node:os';
import { readClaims, type Claim } from '../../runner/claims/claims-file.ts';
import { testClaim } from '../../runner/claims/test-claim.ts';
import { VERDICT_WORDS, type Judgement, type Verdict } from '../../runner/claims/verdict.ts';
import { numbered } from '../../runner/experiment/plan.ts';
import { SHIPPED_SCENARIOS, shippedCities, shippedClaimsText, shippedScenarioText } from '../../runner/library.ts';
import { formatMistake } from '../../model/reading/mistake.ts';
import { atMost } from '../../runner/node/run-worlds.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Command } from '../command.ts';
import { formatNumber } from '../table.ts';

const SEEDS = 10;
const FILE = 'scenarios/claims/article-2017.yaml';

/** What is printed of a claim. */
interface Tested {
  readonly claim: Claim;
  readonly verdict: Verdict;
  readonly judgement: Judgement | undefined;
}

/** Puts the claims of the article to the test. */
export const claims: Command = {
  name: 'claims',
  about: 'puts the claims of the article of 2017 to the test',
  details: [
    `The claims and the runs that test them are in ${FILE}. Each is simulated with several seeds; then each assumed`,
    'parameter it hangs on is moved to both ends of its range, and all of them together (one seed). A claim is reproduced,',
    'reproduced only if some of those values hold, contradicted, or cannot be tested. What was fitted counts as fitted.',
  ].join('\n'),
  operands: [],
  options: {
    only: { value: 'ID', about: 'only this claim' },
    seeds: { value: 'N', about: `seeds 1 to N; ${SEEDS} where left out` },
    json: { about: 'exactly one JSON array on stdout' },
  },
  async run(args, host) {
    const chosen = choose(readShipped(), args.options.get('only'));
    const seeds = numbered(wholeOption(args, 'seeds', 1, 1000) ?? SEEDS);
    const simulate = atMost(availableParallelism(), host.signal);
    const tested: Tested[] = [];
    for (const claim of chosen) {
      host.progress(`claim ${tested.length + 1} of ${chosen.length}: ${claim.id}`);
      const judgement =
        claim.test === undefined
          ? undefined
          : await testClaim(claim, claim.test, {
              seeds,
              cities: shippedCities(),
              scenarioText: (name) => (SHIPPED_SCENARIOS.includes(name) ? shippedScenarioText(name) : undefined),
              simulate,
            });
      tested.push({ claim, judgement, verdict: judgement?.verdict ?? 'cannot_be_tested' });
    }
    host.progress('');
    host.print(args.options.has('json') ? asJson(tested) : tested.map(asText).join('\n'));
    return 0;
  },
};

function readShipped(): readonly Claim[] {
  const reading = readClaims(shippedClaimsText());
  if (reading.ok) return reading.claims;
  throw new BadInput(reading.mistakes.map((mistake) => formatMistake(FILE, mistake)));
}

function choose(all: readonly Claim[], only: string | undefined): readonly Claim[] {
  if (only === undefined) return all;
  const chosen = all.filter(({ id }) => id === only);
  if (chosen.length > 0) return chosen;
  throw new BadInput([`--only: found ${JSON.stringify(only)}, expected one of ${all.map(({ id }) => id).join(', ')}`]);
}

function asJson(tested: readonly Tested[]): string {
  const rows = tested.map(({ claim, verdict, judgement }) => ({
    id: claim.id,
    article: claim.article,
    claim: claim.claim,
    claimed: claim.claimed ?? null,
    unit: claim.unit,
    source: claim.source,
    simulated: judgement?.simulated ?? null,
    low: judgement?.low ?? null,
    high: judgement?.high ?? null,
    range: judgement?.range ?? null,
    verdict,
    verdict_words: VERDICT_WORDS[verdict],
    conditions: judgement?.conditions ?? (claim.untestable === undefined ? [] : [claim.untestable]),
    mechanism: claim.mechanism,
    depends_on: claim.test?.depends_on.map(({ parameter }) => parameter) ?? [],
    fitted: claim.fitted,
    input: claim.input,
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function asText({ claim, verdict, judgement }: Tested): string {
  const lines = [`${claim.id} (${claim.article}): ${VERDICT_WORDS[verdict].en}`, `  ${claim.claim.en}`];
  const claimed = claim.claimed === undefined ? '' : `claimed ${formatNumber(claim.claimed)} ${claim.unit.en}`;
  if (judgement === undefined) {
    if (claimed !== '') lines.push(`  ${claimed}`);
    lines.push(`  ${claim.untestable!.en}`);
  } else {
    const { simulated, low, high, range, conditions } = judgement;
    const interval = low === null ? '' : `, 95% ${formatNumber(low)} to ${formatNumber(high!)}`;
    const over =
      range[0] < range[1]
        ? `; over the ranges of what is assumed ${formatNumber(range[0])} to ${formatNumber(range[1])}`
        : '';
    lines.push(`  ${claimed}; simulated ${formatNumber(simulated)}${interval}${over}`);
    for (const { en } of conditions) lines.push(`  ${en}`);
  }
  lines.push(`  why: ${claim.mechanism.en}`);
  return `${lines.join('\n')}\n`;
}
