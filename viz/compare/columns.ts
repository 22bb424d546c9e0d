/** What is compared: shipped scenarios and the reader's plans, each a column, with the results that there are of it. */
import { readPlan, type FileData } from '../../sim/runner/authoring.ts';
import type { PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import { SECTOR_GROUPS, SECTORS, SERVICE_DECLARATIONS } from '../../sim/runner/vocabulary.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { isEarlier } from '../measures/earlier.ts';
import { applicable } from '../measures/figure.ts';
import type { Plan } from '../plan/plans.svelte.ts';
import { COMPARED_MAX } from '../state/address.ts';
import { encodePlan } from '../state/plan-code.ts';
import { PLAN_COLOURS } from '../theme.ts';

export interface Column {
  /** As the address names it: a scenario, or a plan's letter in lower case. */
  readonly key: string;
  /** Of a plan. */
  readonly letter: string | null;
  /** What decides its results, but for the scale. */
  readonly code: string;
  /** Null where the plan has mistakes. */
  readonly scenario: Scenario | null;
  readonly mistakes: number;
  readonly colour: string;
}

/** Where results come from: made beforehand, by this model or by an earlier one, or quick runs of this page. */
export type Origin = 'made' | 'earlier' | 'quick';

export interface Found {
  readonly results: PreparedResults;
  readonly origin: Origin;
}

/** The columns of these names; what is no plan and no scenario any more is left out. */
export function columnsOf(
  keys: readonly string[],
  plans: readonly Plan[],
  scenarios: readonly string[],
  read: (name: string) => Scenario,
): Column[] {
  const found: Column[] = [];
  for (const key of [...new Set(keys)].slice(0, COMPARED_MAX)) {
    const colour = PLAN_COLOURS[found.length % PLAN_COLOURS.length]!;
    const plan = plans.find(({ letter }) => letter.toLowerCase() === key);
    if (plan !== undefined) found.push({ key, letter: plan.letter, colour, ...readingOf(plan.data) });
    else if (scenarios.includes(key)) {
      found.push({ key, letter: null, code: key, scenario: read(key), mistakes: 0, colour });
    }
  }
  return found;
}

function readingOf(data: FileData): Pick<Column, 'code' | 'scenario' | 'mistakes'> {
  const reading = readPlan(data);
  return {
    code: encodePlan(data),
    scenario: reading.ok ? reading.scenario : null,
    mistakes: reading.ok ? 0 : reading.mistakes.length,
  };
}

/** What a comparison begins with: the plans there are, else the scenario on the screen and some like it. */
export function firstKeys(plans: readonly Plan[], shown: string): string[] {
  const own = plans.map(({ letter }) => letter.toLowerCase());
  return [...(own.length > 1 ? [] : [shown]), ...own].slice(0, COMPARED_MAX);
}

/** Results made beforehand, where they are of this very scenario. */
export function madeOf(prepared: PreparedResults | undefined, scenario: Scenario): Found | null {
  const results = applicable(prepared ?? null, scenario);
  if (results === null) return null;
  return { results, origin: isEarlier(results) ? 'earlier' : 'made' };
}

/** How many services an order is made for, beside the one in which all begin at once. */
const FIRST_MAX = 3;

/** The services that a plan is about, for each of which an order can be made that begins with it; filled up with the first declared. */
export function servicesOf(scenario: Scenario | null): string[] {
  const named = new Set(
    (scenario?.policy ?? []).flatMap(({ sectors }) => sectors.map((sector) => SECTORS[sector] ?? '')),
  );
  const concerns = (id: string): boolean => (SECTOR_GROUPS[id] ?? [id]).some((sector) => named.has(sector));
  const ids = SERVICE_DECLARATIONS.map(({ id }) => id);
  const about = SERVICE_DECLARATIONS.filter(({ sectors }) => sectors.some(concerns)).map(({ id }) => id);
  return [...new Set([...about, ...ids])].slice(0, FIRST_MAX);
}
