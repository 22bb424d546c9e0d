/** A comparison as it stands: its columns, the results that there are, and what may be said of them. Read by all its parts. */
/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets are replaced here, never changed */
import { clearlyBest, sharesBaseline } from '../../sim/runner/experiment/compare-results.ts';
import { preparedResults, type PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import { draftScale, DRAFT_SEEDS, draftWorkers } from '../plan/draft.svelte.ts';
import { Measure } from '../measures/measure.ts';
import { draftEstimate } from '../state/estimate.ts';
import { thisMachine } from '../state/machine.ts';
import { shippedAsIs } from '../state/reading.ts';
import { SCENARIOS } from '../state/scenarios.ts';
import type { Session } from '../state/session.svelte.ts';
import type { Job } from './bench.svelte.ts';
import { columnsOf, firstKeys, madeOf, type Column, type Found } from './columns.ts';
import { rowsOf, type Row } from './rows.ts';
import { compareWords } from './words.ts';

export class Comparison {
  private readonly machine = thisMachine();
  readonly words = $derived.by(() => compareWords(this.session.locale));
  readonly keys = $derived.by(() => {
    const { address, plans } = this.session;
    return address.compare ?? firstKeys(plans.list, address.scenario);
  });
  readonly columns: readonly Column[] = $derived.by(() =>
    columnsOf(this.keys, this.session.plans.list, SCENARIOS, shippedAsIs),
  );
  /** Scale of the quick runs that the reader has chosen; null: as is quick. */
  chosenScale: number | null = $state(null);
  /** Measures that the reader has added. */
  added: readonly string[] = $state.raw([]);
  private made: ReadonlyMap<string, PreparedResults> = $state.raw(new Map());

  readonly scale = $derived.by(
    () =>
      this.chosenScale ??
      Math.max(
        500,
        ...this.columns.map(({ scenario }) =>
          scenario === null ? 0 : draftScale(residents(scenario), scenario.days, this.machine),
        ),
      ),
  );
  readonly jobs: readonly Job[] = $derived.by(() =>
    this.columns.flatMap((column) => {
      const { scenario } = column;
      return scenario === null
        ? []
        : [{ id: this.jobId(column), name: () => this.nameOf(column), scenario: { ...scenario, scale: this.scale } }];
    }),
  );
  readonly found: readonly (Found | null)[] = $derived.by(() => this.columns.map((column) => this.resultsOf(column)));
  readonly results = $derived.by(() => this.found.map((one) => one?.results ?? null));
  /** Whether all columns that have results stand on the same worlds without a plan. */
  readonly isShared = $derived.by(() => {
    // Those that are still being calculated have fewer seeds for now.
    const known = this.results.filter((one) => one !== null);
    const seeds = Math.max(...known.map((one) => one.runs.length));
    const whole = this.session.bench.isRunning ? known.filter((one) => one.runs.length === seeds) : known;
    return whole.every((one) => sharesBaseline(whole[0]!, one));
  });
  /** Whether calculating them together would put them on one baseline: same city, days and assumptions. */
  readonly canShare = $derived.by(() => new Set(this.jobs.map(({ scenario }) => baselineKey(scenario))).size === 1);
  readonly rows: readonly Row[] = $derived.by(() => {
    const rows = rowsOf(
      this.columns.flatMap(({ scenario }) => scenario ?? []),
      this.added,
    );
    const known = this.results.filter((one) => one !== null);
    return known.length === 0 ? rows : rows.filter(({ name }) => known.some(({ whole }) => Object.hasOwn(whole, name)));
  });
  readonly cost = $derived.by(() => {
    const first = this.jobs[0]?.scenario;
    if (first === undefined) return null;
    const missing = this.jobs.filter(({ id }) => !this.session.bench.isComplete(id)).length;
    const each = draftEstimate(residents(first), this.scale, first.days, DRAFT_SEEDS, draftWorkers(this.machine.cores));
    return { ...each, seconds: each.seconds * missing, worlds: missing * DRAFT_SEEDS * 3 };
  });

  constructor(private readonly session: Session) {}

  /** Fetches what was made beforehand of the scenarios among the columns. */
  fetch(): void {
    for (const { letter, key } of this.columns) {
      if (letter !== null || this.made.has(key)) continue;
      preparedResults(key).then(
        (found) => {
          if (found !== undefined) this.made = new Map([...this.made, [key, found]]);
        },
        // A side matter: quick runs take its place.
        () => undefined,
      );
    }
  }

  nameOf({ letter, scenario, key }: Pick<Column, 'letter' | 'scenario' | 'key'>): string {
    return letter === null ? (scenario?.title[this.session.locale] ?? key) : this.words.plan_name({ letter });
  }

  /** What a plan is about, below its letter. */
  titleOf({ letter, scenario }: Column): string {
    return letter === null ? '' : (scenario?.title[this.session.locale] ?? '');
  }

  measureOf({ name }: Pick<Row, 'name'>, at: number): Measure {
    const { session } = this;
    const scenario = this.columns[at]?.scenario ?? null;
    const scale = this.results[at]?.scale ?? 1;
    return new Measure(name, scenario === null ? null : { ...scenario, scale }, session.words, session.formats);
  }

  /** The column that is clearly the best by a row; −1 where there is none. */
  bestOf({ name, better }: Row): number {
    return this.isShared ? clearlyBest(this.results, name, better) : -1;
  }

  /** Calculates all of them with the same seeds and scale. */
  calculate(): void {
    this.session.bench.ask(this.jobs);
  }

  /** Whether something has no result, and nothing is under way that would bring it. */
  get lacks(): boolean {
    return this.columns.some(({ scenario }, at) => scenario !== null && this.found[at] === null);
  }

  private jobId({ code }: Column): string {
    return `${code}/${this.scale}`;
  }

  private resultsOf(column: Column): Found | null {
    const { scenario, code, letter, key } = column;
    if (scenario === null) return null;
    const { bench, drafts } = this.session;
    const quick = bench.results.get(this.jobId(column));
    if (quick !== undefined) return { results: quick, origin: 'quick' };
    if (letter === null) return madeOf(this.made.get(key), scenario);
    const draft = drafts.get(code);
    return draft === undefined ? null : { results: draft, origin: 'quick' };
  }
}

const residents = ({ city }: Job['scenario']): number =>
  city.districts.reduce((sum, district) => sum + district.residents, 0);

/** All that decides a world without a policy, but for seed and scale. */
const baselineKey = ({ city, start, days, parameters }: Job['scenario']): string =>
  JSON.stringify([city.id, start, days, parameters]);
