/**
 * Quick runs of plans that are compared: one plan after another, in the background, whichever view is in front. Where no core is
 * to spare they wait while the city plays; they can be stopped; what they cost is told.
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- maps and sets are replaced here, never changed */
import { DraftLab, type DraftState } from '../../sim/runner/browser/draft.ts';
import { numbered } from '../../sim/runner/experiment/seeds.ts';
import type { PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { DRAFT_SEEDS, draftWorkers } from '../plan/draft.svelte.ts';

/** A plan to be simulated under several seeds. */
export interface Job {
  /** All that decides its results. */
  readonly id: string;
  /** What it is called while it is simulated, in the language of the moment. */
  readonly name: () => string;
  readonly scenario: Scenario;
}

export type BenchPhase = 'idle' | 'running' | 'done' | 'stopped' | 'failed';

/** Results that are kept, the latest. */
const KEPT_MAX = 24;
/** What plays in front takes: two worlds, and the page. */
const CITY_CORES = 3;

export class Bench {
  phase: BenchPhase = $state('idle');
  /** The job under way, how many there are, and how far it is. */
  name: () => string = $state.raw(() => '');
  at = $state(0);
  of = $state(0);
  done = $state(0);
  worlds = $state(0);
  /** Of all jobs since they were asked for. */
  seconds = $state(0);
  simulated = $state(0);
  fault = $state('');
  isHeld = $state(false);
  /** By id of job; of those that are not complete, what there is so far. */
  results: ReadonlyMap<string, PreparedResults> = $state.raw(new Map());

  private readonly lab = new DraftLab((state) => this.follow(state));
  private complete: ReadonlySet<string> = new Set();
  private queue: readonly Job[] = [];
  private before = { seconds: 0, simulated: 0 };

  /** @param cores of this computer */
  constructor(private readonly cores: number) {}

  get isRunning(): boolean {
    return this.phase === 'running';
  }

  isComplete(id: string): boolean {
    return this.complete.has(id);
  }

  /** Simulates what is not known yet, in this order, in the place of whatever was asked for before. */
  ask(jobs: readonly Job[]): void {
    const wanted = jobs.filter(({ id }) => !this.complete.has(id));
    if (wanted.length === 0) return;
    this.queue = wanted;
    this.at = 0;
    this.of = wanted.length;
    this.before = { seconds: 0, simulated: 0 };
    this.seconds = this.simulated = 0;
    this.fault = '';
    this.phase = 'running';
    this.begin();
  }

  /** Ends what is under way at once. */
  stop(): void {
    this.lab.stop();
    this.queue = [];
    if (this.phase === 'running') this.phase = 'stopped';
  }

  /** Told whether the city plays in front: then quick runs have only those cores that it leaves. */
  yieldTo(isPlaying: boolean): void {
    const isHeld = isPlaying && this.cores <= CITY_CORES;
    if (isHeld === this.isHeld) return;
    this.isHeld = isHeld;
    this.lab.hold(isHeld);
  }

  private begin(): void {
    const job = this.queue[this.at];
    if (job === undefined) {
      this.phase = 'done';
      return;
    }
    this.name = job.name;
    this.done = this.worlds = 0;
    this.lab.run(job.scenario, numbered(DRAFT_SEEDS), draftWorkers(this.cores));
  }

  private follow(state: DraftState): void {
    const job = this.queue[this.at];
    if (job === undefined || this.phase !== 'running') return;
    this.done = state.done;
    this.worlds = state.of;
    this.seconds = this.before.seconds + state.seconds;
    this.simulated = this.before.simulated + state.done;
    if (state.fault !== null) {
      this.fault = state.fault;
      this.phase = 'failed';
      return;
    }
    if (state.results !== null) this.keep(job.id, state.results);
    if (state.of === 0 || state.done < state.of) return;
    this.complete = new Set([...this.complete, job.id]);
    this.before = { seconds: this.seconds, simulated: this.simulated };
    this.at++;
    this.begin();
  }

  private keep(id: string, results: PreparedResults): void {
    const others = [...this.results].filter(([other]) => other !== id).slice(1 - KEPT_MAX);
    this.results = new Map([...others, [id, results]]);
    this.complete = new Set([...this.complete].filter((known) => this.results.has(known)));
  }
}
