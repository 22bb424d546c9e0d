/** Quick runs of the plan that is being edited: begun a moment after a change, given up by the next, and stopped at will. */
import { DraftLab } from '../../sim/runner/browser/draft.ts';
import { numbered } from '../../sim/runner/experiment/seeds.ts';
import type { PreparedResults } from '../../sim/runner/experiment/prepared-results.ts';
import type { Scenario } from '../../sim/model/scenario.ts';
import { isSmall, type Machine } from '../state/machine.ts';

/** Seeds of a draft: from five on, agreement means something. */
export const DRAFT_SEEDS = 5;
/** An edit is waited for this long before it is simulated. */
const PAUSE_MS = 500;
/** Residents and days that a world of a draft is meant to have in all; and on a small device. */
const PERSON_DAYS = 400_000;
const PERSON_DAYS_SMALL = 150_000;
export const DRAFT_SCALES: readonly number[] = [500, 1000, 2000, 5000, 10_000, 50_000];
/** Cores left to the page and to whatever else the computer does. */
const OTHER_CORES = 2;
const WORKERS_MAX = 4;

export type DraftPhase = 'idle' | 'waiting' | 'running' | 'done' | 'stopped' | 'failed';

/** The finest scale at which a draft of this city and length is quick on a machine. */
export function draftScale(residents: number, days: number, machine: Pick<Machine, 'memoryGB'>): number {
  const wanted = (residents * days) / (isSmall(machine) ? PERSON_DAYS_SMALL : PERSON_DAYS);
  return DRAFT_SCALES.find((scale) => scale >= wanted) ?? DRAFT_SCALES.at(-1)!;
}

/** Worlds that are simulated at a time: one, where no core is to spare. */
export function draftWorkers(cores: number): number {
  return Math.max(1, Math.min(WORKERS_MAX, cores - OTHER_CORES));
}

export class Draft {
  phase: DraftPhase = $state('idle');
  done = $state(0);
  of = $state(0);
  seconds = $state(0);
  fault = $state('');
  results: PreparedResults | null = $state.raw(null);
  /** The scenario that the results are of. */
  scenario: Scenario | null = $state.raw(null);

  private readonly lab: DraftLab;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private running: Scenario | null = null;

  constructor(private readonly cores: number) {
    this.lab = new DraftLab((state) => {
      this.done = state.done;
      this.of = state.of;
      this.seconds = state.seconds;
      if (state.results !== null) {
        this.results = state.results;
        this.scenario = this.running;
      }
      if (state.fault !== null) {
        this.fault = state.fault;
        this.phase = 'failed';
      } else if (state.of > 0 && state.done === state.of) this.phase = 'done';
    });
  }

  /** Simulates a plan in a moment, in the place of any before it. */
  ask(scenario: Scenario, pause = PAUSE_MS): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.phase = 'waiting';
    this.timer = setTimeout(() => {
      this.timer = null;
      this.running = scenario;
      this.done = this.seconds = 0;
      this.of = 0;
      this.phase = 'running';
      this.lab.run(scenario, numbered(DRAFT_SEEDS), draftWorkers(this.cores));
    }, pause);
  }

  /** Ends what is under way. */
  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.lab.stop();
    if (this.phase === 'running' || this.phase === 'waiting') this.phase = 'stopped';
  }
}
