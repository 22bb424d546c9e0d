/** What the dialog of a reader's own city holds: files, what they were taken for, the city made of them, and those that are kept. */
import {
  cityTask,
  type CityAnswer,
  type CityReport,
  type CityTask,
  type FilesSeen,
  type MadeCity,
} from '../../sim/runner/browser/city-files.ts';
import { openPlan } from '../../sim/runner/authoring.ts';
import { encodePlan } from '../state/plan-code.ts';
import { bring, keep, keptCities, remove, type KeptCity } from './kept-cities.ts';

const UNSEEN: FilesSeen = { roles: [], columns: [] };
/** What is typed is waited for this long before files are read again. */
const PAUSE_MS = 400;

type Refused = Extract<CityAnswer, { kind: 'refused' }>;

export class OwnCity {
  files: readonly File[] = $state.raw([]);
  name = $state('');
  rate: number | null = $state(null);
  /** Meanings that the reader has given columns. */
  meanings: Readonly<Record<string, string>> = $state.raw({});
  /** Values that the reader has given figures. */
  figures: Readonly<Record<string, number>> = $state.raw({});

  isReading = $state(false);
  seen: FilesSeen = $state.raw(UNSEEN);
  missing: 'districts' | 'residents' | null = $state(null);
  refused: Refused | null = $state.raw(null);
  failure: string | null = $state(null);
  made: MadeCity | null = $state.raw(null);
  report: CityReport | null = $state.raw(null);

  kept: readonly KeptCity[] = $state.raw([]);
  /** Whether the browser keeps what it is given. */
  canKeep = $state(true);
  /** Whether the city that is shown is kept as it is shown. */
  isKept = $state(false);

  private timer: ReturnType<typeof setTimeout> | undefined;
  private giveUp = new AbortController();
  /** As it was before figures were changed. */
  private asRead: MadeCity | null = null;

  constructor() {
    void this.refresh();
  }

  /** Takes files in; one of the same name takes the place of the other. */
  add(files: readonly File[]): void {
    const names = files.map(({ name }) => name);
    this.files = [...this.files.filter(({ name }) => !names.includes(name)), ...files];
    this.read();
  }

  drop(name: string): void {
    this.files = this.files.filter((file) => file.name !== name);
    this.meanings = {};
    this.read();
  }

  mean(column: string, meaning: string): void {
    this.meanings = { ...this.meanings, [column]: meaning };
    this.read(PAUSE_MS);
  }

  /** Reads the files, in a moment, in the place of any reading before. */
  read(pause = 0): void {
    this.stop();
    this.made = this.asRead = this.report = this.refused = null;
    this.missing = this.failure = null;
    this.figures = {};
    this.isKept = false;
    this.seen = this.files.length === 0 ? UNSEEN : this.seen;
    if (this.files.length === 0) return;
    this.isReading = true;
    this.timer = setTimeout(() => {
      const map = Object.entries(this.meanings);
      const taken = this.kept.map(({ id }) => id);
      const { files, name, rate } = this;
      void this.ask({ kind: 'import', files, name, map, rate, taken });
    }, pause);
  }

  /** Gives up what is being read. */
  stop(): void {
    clearTimeout(this.timer);
    this.giveUp.abort();
    this.giveUp = new AbortController();
    this.isReading = false;
  }

  /** Puts a value in the place of what was assumed. */
  setFigure(id: string, value: number): void {
    const { asRead } = this;
    if (asRead === null) return;
    this.stop();
    this.figures = { ...this.figures, [id]: value };
    this.refused = null;
    this.isReading = true;
    this.isKept = false;
    const figures = Object.entries(this.figures);
    void this.ask({ kind: 'amend', id: asRead.id, texts: asRead.texts, figures });
  }

  private async ask(task: CityTask): Promise<void> {
    const answer = await cityTask(task, this.giveUp.signal);
    this.isReading = false;
    if (answer.kind === 'failed') this.failure = answer.reason;
    else if (answer.kind !== 'zip') {
      if (task.kind === 'import') this.seen = answer.seen;
      if (answer.kind === 'waiting') this.missing = answer.missing;
      else if (answer.kind === 'refused') this.refused = answer;
      else {
        this.made = answer.made;
        if (task.kind === 'import') {
          this.asRead = answer.made;
          this.report = answer.made.report;
        }
      }
    }
  }

  /** Shows a city that is kept. */
  show({ id, texts }: KeptCity): void {
    this.stop();
    this.files = [];
    this.seen = UNSEEN;
    this.missing = this.failure = this.report = this.refused = null;
    this.figures = {};
    this.isReading = true;
    void this.ask({ kind: 'amend', id, texts, figures: [] }).then(() => {
      this.asRead = this.made;
      this.isKept = this.made !== null;
    });
  }

  async keep(): Promise<void> {
    const { made } = this;
    if (made === null) return;
    try {
      await keep(made);
      this.isKept = true;
      this.canKeep = true;
    } catch {
      bring(made);
      this.canKeep = false;
    }
    await this.refresh();
  }

  async remove(id: string): Promise<void> {
    try {
      await remove(id);
      if (this.made?.id === id) this.isKept = false;
    } catch {
      this.canKeep = false;
    }
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    try {
      this.kept = await keptCities();
    } catch {
      this.canKeep = false;
    }
  }
}

/** Code of the plan that a city's folder brings; null where its scenario is not in order. */
export function planOfCity({ texts }: Pick<KeptCity, 'texts'>): string | null {
  const text = texts.find(([file]) => file === 'scenario.yaml')?.[1] ?? '';
  const { reading, data } = openPlan(text);
  return reading.ok && data !== null ? encodePlan(data) : null;
}

/** The folder of a city as a ZIP archive. */
export async function archiveOf({ id, texts }: Pick<KeptCity, 'id' | 'texts'>): Promise<Blob | null> {
  const answer = await cityTask({ kind: 'zip', id, texts });
  return answer.kind === 'zip' ? new Blob([answer.bytes], { type: 'application/zip' }) : null;
}
