/**
 * The page's side of a pair of worlds: two Workers, and those they start, hidden behind one small typed class. The page never sees a message.
 */
import { releaseProxy, wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { MeasureValue } from '../model/measures/dictionary.ts';
import type { Scenario } from '../model/scenario.ts';
import { wholeRun, withPairedMeasures } from './pair.ts';
import { WORLDS } from './protocol.ts';
import type {
  CityView,
  DayMeasures,
  Frame,
  Inspection,
  Residents,
  Target,
  WorldName,
  WorldResult,
  WorldWorker,
} from './protocol.ts';
import { savedCells, type SavedCell } from './saved-cells.ts';
import type { WorldOutcome } from './simulate.ts';

export type { SavedCell } from './saved-cells.ts';

/** Bytes of snapshots a world keeps where nothing else is said. */
export const SNAPSHOT_BYTES = 128 * 2 ** 20;

/** One value for each world. */
export type Pair<T> = Readonly<Record<WorldName, T>>;

/** Both worlds' results, and what each group of residents saves. */
export interface PairResult extends Pair<WorldResult> {
  readonly cells: readonly SavedCell[];
}

/** Thrown into calls that were under way when the pair was closed; callers drop it silently. */
export class PairClosed extends Error {
  constructor() {
    super('the pair of worlds was closed');
    this.name = 'PairClosed';
  }
}

/** A fault in a world's Worker: what it said, and which world it was. */
export class WorldFault extends Error {
  constructor(
    readonly world: WorldName,
    message: string,
  ) {
    super(message);
    this.name = 'WorldFault';
  }
}

function startWorker(): Worker {
  return new Worker(new URL('./browser/world-worker.ts', import.meta.url), { type: 'module' });
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}

/** One world's Worker; calls are sent one at a time, in the order they were made. */
class World {
  private readonly worker = startWorker();
  private readonly remote: Remote<WorldWorker> = wrap<WorldWorker>(this.worker);
  private readonly broken: Promise<never>;
  private breakWith: (fault: Error) => void = () => undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly name: WorldName) {
    this.broken = new Promise<never>((_, reject) => {
      this.breakWith = reject;
    });
    // Nobody may be waiting when a Worker breaks; the next call hears of it.
    this.broken.catch(() => undefined);
    this.worker.onerror = (event) => {
      // Handled here and shown in the page: keep it out of the console.
      event.preventDefault();
      this.breakWith(new WorldFault(name, event.message || 'the Worker could not be started'));
    };
    this.worker.onmessageerror = () => this.breakWith(new WorldFault(name, 'a message could not be read'));
  }

  call<T>(send: (remote: Remote<WorldWorker>) => Promise<T>): Promise<T> {
    const answer = async (): Promise<T> => {
      try {
        return await Promise.race([send(this.remote), this.broken]);
      } catch (fault) {
        if (fault instanceof WorldFault || fault instanceof PairClosed) throw fault;
        throw new WorldFault(this.name, messageOf(fault));
      }
    };
    const result = this.last.then(answer, answer);
    this.last = result;
    return result;
  }

  close(): void {
    this.breakWith(new PairClosed());
    this.remote[releaseProxy]();
    this.worker.terminate();
  }
}

function resultOf({ digest, serviceDigests }: WorldOutcome, values: readonly MeasureValue[]): WorldResult {
  return { digest, serviceDigests, measures: wholeRun(values) };
}

/** Both worlds of one scenario, always taken to the same tick. A new scenario needs a new pair. */
export class WorldPair {
  private readonly worlds: Pair<World> = { baseline: new World('baseline'), policy: new World('policy') };

  /**
   * @param workers for each world; more than one only where memory can be shared
   * @param budget bytes of snapshots each world may keep, to be taken back by
   */
  constructor(
    private readonly scenario: Scenario,
    private readonly workers = 1,
    private readonly budget = SNAPSHOT_BYTES,
  ) {}

  private async both<T>(send: (remote: Remote<WorldWorker>, world: WorldName) => Promise<T>): Promise<Pair<T>> {
    const [baseline, policy] = await Promise.all(
      WORLDS.map((name) => this.worlds[name].call((remote) => send(remote, name))),
    );
    return { baseline: baseline as T, policy: policy as T };
  }

  /**
   * Builds the city in both worlds. The map is the same in both, so one view is returned.
   * @throws WorldFault where a Worker fails, PairClosed where the pair is closed meanwhile (as every call here).
   */
  async open(): Promise<CityView> {
    const views = await this.both(
      (remote, world) => remote.open(this.scenario, world, this.workers, this.budget) as Promise<CityView>,
    );
    return views.baseline;
  }

  /** Takes both worlds to `tick`: back, or on by simulating. */
  advance(tick: number): Promise<Pair<Frame>> {
    return this.both((remote) => remote.advance(tick) as Promise<Frame>);
  }

  /** What the same bus, stop, place or person is doing in either world; null where there is none. */
  inspect(target: Target): Promise<Pair<Inspection | null>> {
    return this.both((remote) => remote.inspect(target) as Promise<Inspection | null>);
  }

  /** Who the residents are, what each has spent in either world, and who was refused today. */
  residents(): Promise<Pair<Residents>> {
    return this.both((remote) => remote.residents() as Promise<Residents>);
  }

  /** Measures of the days that both worlds have completed, from a day on. */
  days(from: number): Promise<Pair<DayMeasures>> {
    return this.both((remote) => remote.days(from) as Promise<DayMeasures>);
  }

  /** Runs both worlds to the end and compares them person by person. */
  async finish(): Promise<PairResult> {
    const { baseline, policy } = await this.both((remote) => remote.finish() as Promise<WorldOutcome>);
    const values = withPairedMeasures(baseline, policy, this.scenario.city, this.scenario.days);
    return {
      baseline: resultOf(baseline, values.baseline),
      policy: resultOf(policy, values.policy),
      cells: savedCells(baseline, policy, this.scenario.city, this.scenario.days),
    };
  }

  /** Ends both Workers, and those they have started, at once; calls under way are rejected with PairClosed. */
  close(): void {
    for (const name of WORLDS) this.worlds[name].close();
  }
}
