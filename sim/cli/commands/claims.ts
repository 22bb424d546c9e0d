import { availableParallelism } from 'node:os';
import { basename, dirname } from 'node:path';
import { formatMistake } from '../../model/reading/mistake.ts';
import { CLAIMS_FORMAT, digestOf, rowOf, type ClaimResults, type ClaimRow } from '../../runner/claims/claim-results.ts';
import { readClaims, type Claim } from '../../runner/claims/claims-file.ts';
import { conditionWords } from '../../runner/claims/conditions.ts';
import { testClaim } from '../../runner/claims/test-claim.ts';
import { numbered } from '../../runner/experiment/seeds.ts';
import {
  SHIPPED_CLAIMS,
  SHIPPED_SCENARIOS,
  shippedCities,
  shippedClaimsText,
  shippedScenarioText,
} from '../../runner/library.ts';
import { writeWhole } from '../../runner/node/experiment-folder.ts';
import { RunStore } from '../../runner/node/run-store.ts';
import { atMost } from '../../runner/node/run-worlds.ts';
import { sharedWorlds } from '../../runner/node/shared-worlds.ts';
import { program } from '../../runner/program.ts';
import { wholeOption } from '../arguments.ts';
import { BadInput } from '../bad-input.ts';
import type { Args, Command } from '../command.ts';
import { formatNumber } from '../table.ts';

const SEEDS = 10;
const OF = 'article-2017';

/** Puts the claims of the article, and what other studies say, to the test. */
export const claims: Command = {
  name: 'claims',
  about: 'puts the claims of the article of 2017 to the test',
  details: [
    `The claims and the runs that test them are in scenarios/claims/${OF}.yaml; with --of other-models they are what other`,
    'studies say (scenarios/claims/other-models.yaml). Each is simulated with several seeds; then each assumed parameter it',
    'hangs on is moved to both ends of its range, and all of them together (one seed). A claim is reproduced, reproduced only if',
    'some of those values hold, contradicted, or cannot be tested. What was fitted counts as fitted. Each world is run once,',
    'however many claims rest on it.',
  ].join('\n'),
  operands: [],
  options: {
    of: { value: 'NAME', about: `which claims: one of ${SHIPPED_CLAIMS.join(', ')}; ${OF} where left out` },
    only: { value: 'ID', about: 'only this claim' },
    seeds: { value: 'N', about: `seeds 1 to N; ${SEEDS} where left out` },
    jobs: { value: 'N', about: 'worlds at once; as many as there are cores where left out' },
    store: { value: 'DIR', about: 'keep worlds there, so that what was stopped goes on with the same command' },
    out: { value: 'FILE', about: 'write the results there too, as JSON with the model, the seeds and this command' },
    json: { about: 'exactly one JSON array on stdout' },
  },
  async run(args, host) {
    const of = args.options.get('of') ?? OF;
    const all = readShipped(of);
    const chosen = choose(all, args.options.get('only'));
    const seeds = numbered(wholeOption(args, 'seeds', 1, 1000) ?? SEEDS);
    const jobs = wholeOption(args, 'jobs', 1, 1024) ?? availableParallelism();
    const folder = args.options.get('store');
    const store = folder === undefined ? undefined : await RunStore.open(folder);
    const rows: ClaimRow[] = [];
    const simulate = sharedWorlds(atMost(jobs, host.signal), store, (done, asked) => {
      host.progress(`claim ${rows.length + 1} of ${chosen.length}, ${done} of ${asked} worlds`);
    });
    for (const claim of chosen) {
      if (claim.test === undefined) {
        rows.push(rowOf(claim, undefined, null));
        continue;
      }
      const { judgement, runs } = await testClaim(claim, claim.test, {
        seeds,
        cities: shippedCities(),
        scenarioText: (name) => (SHIPPED_SCENARIOS.includes(name) ? shippedScenarioText(name) : undefined),
        simulate,
        claims: all,
      });
      rows.push(rowOf(claim, judgement, runs));
    }
    host.progress('');
    const out = args.options.get('out');
    if (out !== undefined) await writeWhole(dirname(out), basename(out), formatResults(of, seeds, rows, args));
    host.print(args.options.has('json') ? `${JSON.stringify(rows, null, 2)}\n` : rows.map(asText).join('\n'));
    return 0;
  },
};

function readShipped(of: string): readonly Claim[] {
  if (!SHIPPED_CLAIMS.includes(of)) {
    throw new BadInput([`--of: found ${JSON.stringify(of)}, expected one of ${SHIPPED_CLAIMS.join(', ')}`]);
  }
  const reading = readClaims(shippedClaimsText(of));
  if (reading.ok) return reading.claims;
  throw new BadInput(reading.mistakes.map((mistake) => formatMistake(`scenarios/claims/${of}.yaml`, mistake)));
}

function choose(all: readonly Claim[], only: string | undefined): readonly Claim[] {
  if (only === undefined) return all;
  const chosen = all.filter(({ id }) => id === only);
  if (chosen.length > 0) return chosen;
  throw new BadInput([`--only: found ${JSON.stringify(only)}, expected one of ${all.map(({ id }) => id).join(', ')}`]);
}

function formatResults(of: string, seeds: readonly string[], rows: readonly ClaimRow[], { options }: Args): string {
  const { version, model } = program();
  const only = options.get('only');
  const command = [
    'npm run --silent sim -- claims',
    ...(of === OF ? [] : [`--of ${of}`]),
    ...(only === undefined ? [] : [`--only ${only}`]),
    `--seeds ${seeds.length}`,
  ].join(' ');
  const digest = digestOf(shippedClaimsText(of));
  const results: ClaimResults = {
    format: CLAIMS_FORMAT,
    of,
    digest,
    version,
    model,
    command,
    seeds: [...seeds],
    claims: [...rows],
  };
  return `${JSON.stringify(results, null, 1)}\n`;
}

function asText(row: ClaimRow): string {
  const { claimed, simulated, low, high, range } = row;
  const from = row.article === null ? row.study : row.article;
  const lines = [`${row.id} (${from}): ${row.verdict_words.en}`, `  ${row.claim.en}`];
  const said = claimed === null ? [] : [`claimed ${formatNumber(claimed)} ${row.unit.en}`];
  const found = simulated === null ? [] : [`simulated ${formatNumber(simulated)}${interval(low, high)}${over(range)}`];
  if (said.length + found.length > 0) lines.push(`  ${[...said, ...found].join('; ')}`);
  for (const one of row.conditions) lines.push(`  ${conditionWords(one, 'en')}`);
  lines.push(`  why: ${row.mechanism.en}`);
  return `${lines.join('\n')}\n`;
}

const interval = (low: number | null, high: number | null): string =>
  low === null || high === null ? '' : `, 95% ${formatNumber(low)} to ${formatNumber(high)}`;

const over = (range: ClaimRow['range']): string =>
  range === null || range[0] === range[1]
    ? ''
    : `; over the ranges of what is assumed ${formatNumber(range[0])} to ${formatNumber(range[1])}`;
