/**
 * The counters for businesses of bank branches, with one line before those of a branch. Nobody gives up, so that who comes is told at
 * once when they will be called. Beside the staff of shops others come, in a stream of their own.
 */
import { Quantiles } from '../../../kernel/distributions.ts';
import type { Purpose } from '../../../kernel/random.ts';
import { Stations } from '../../../kernel/stations.ts';
import { TimedServers } from '../../../kernel/timed-servers.ts';
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_SECOND } from '../../../kernel/time.ts';
import type { EventEntity, Host } from '../../host.ts';

export interface CounterTerms {
  /** Of a branch of real size; one that stands for part of a branch has that part of them. */
  readonly branch_counters: number;
  readonly branch_seconds: number;
  readonly branch_cv: number;
  readonly branch_others_per_hour: number;
  readonly branch_opens_hour: number;
  readonly branch_closes_hour: number;
}

export class BranchCounters {
  readonly service: Quantiles;
  /** First tick of a day at which people are let in, and first at which nobody is called any more. */
  readonly opens: number;
  readonly closes: number;
  /** By branch, from `open` on: the line, its servers, and how many others have come. */
  private line!: Stations;
  private servers!: TimedServers;
  private others!: Uint32Array;
  private readonly gap: Quantiles | null;
  private readonly calledKind: number;
  private readonly otherKind: number;
  private readonly draw: Record<'gap' | 'service', Purpose>;

  /** @param size of a branch relative to a real one */
  constructor(
    private readonly host: Host,
    private readonly p: CounterTerms,
    private readonly count: number,
    private readonly size: number,
  ) {
    this.service = Quantiles.lognormal(p.branch_seconds * TICKS_PER_SECOND, p.branch_cv);
    this.opens = Math.round(p.branch_opens_hour * TICKS_PER_HOUR);
    this.closes = Math.round(p.branch_closes_hour * TICKS_PER_HOUR);
    // Infinite where nobody else comes, or hardly anybody ever.
    const gap = TICKS_PER_HOUR / (p.branch_others_per_hour * size);
    this.gap = gap < Infinity ? Quantiles.exponential(gap) : null;
    const { random } = host;
    this.draw = { gap: random.purpose('backoffice.other_gap'), service: random.purpose('backoffice.other_service') };
    this.calledKind = host.eventKind('backoffice.called', (branch) => this.line.waiting.add(branch, -1), this.entity);
    this.otherKind = host.eventKind('backoffice.other', (branch) => this.otherComes(branch), this.entity);
  }

  /** How traces tell of a branch. */
  get entity(): EventEntity {
    return { name: 'branch', values: (branch) => [['waiting', this.waitingAt(branch)]] };
  }

  open(): void {
    const { memory } = this.host;
    // Who waits here is no resident, and has no ticket of a queue.
    this.line = new Stations(this.count, 0, memory);
    const servers = new Float64Array(this.count).fill(this.p.branch_counters * this.size);
    this.servers = new TimedServers(this.line, 0, servers, memory);
    this.others = memory.column(Uint32Array, this.count);
  }

  waitingAt(branch: number): number {
    return this.line.waiting.get(branch);
  }
  beingServed(branch: number): number {
    return this.servers.busy(branch, this.host.engine.now);
  }

  get state() {
    const { count, others, line, servers } = this;
    return {
      others,
      waiting: { length: count, get: (branch: number) => line.waiting.get(branch) },
      free: { length: count, get: (branch: number) => servers.freeFrom(branch) },
    };
  }

  /** A branch opens: others begin to come. */
  begin(branch: number): void {
    if (this.gap !== null) this.awaitOther(branch, this.gap);
  }

  /**
   * Somebody comes to a branch, who takes so many ticks once they are called.
   * @returns ticks until then; −1 where that would be after the branch has closed
   */
  join(branch: number, ticks: number): number {
    const { engine } = this.host;
    const { now } = engine;
    const start = Math.max(now, this.servers.freeFrom(branch));
    if (start >= this.closingOf(now)) return -1;
    this.servers.serve(branch, start, start + ticks);
    if (start > now) {
      this.line.waiting.add(branch, 1);
      engine.schedule(start, this.calledKind, branch);
    }
    return start - now;
  }

  private closingOf(tick: number): number {
    return tick - (tick % TICKS_PER_DAY) + this.closes;
  }

  private awaitOther(branch: number, gap: Quantiles): void {
    const { engine } = this.host;
    const tick = engine.now + Math.max(1, Math.round(gap.at(this.draw.gap.uniform(branch, this.others[branch]))));
    if (tick < this.closingOf(engine.now)) engine.schedule(tick, this.otherKind, branch);
    // The first of the next day has a number of their own.
    this.others[branch]++;
  }

  private otherComes(branch: number): void {
    this.join(branch, Math.ceil(this.service.at(this.draw.service.uniform(branch, this.others[branch]))));
    this.begin(branch);
  }
}
