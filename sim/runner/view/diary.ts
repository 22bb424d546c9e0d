/**
 * What has happened to people of late: waits, payments, refusals. A picture of it, not of the state: whoever takes the world back
 * has it forgotten. Each worker writes down what it has seen; whoever reads has the days of all.
 */
import { TICKS_PER_DAY } from '../../kernel/time.ts';
import { METHODS } from '../../model/payment/methods.ts';
import type { World } from '../../model/world.ts';
import { DIARY_KINDS, type Diary, type DiaryEntry, type DiaryKind } from '../protocol.ts';

/** Rows for each resident of a worker: few days of few people have more; and no more rows than that in all (24 bytes each). */
const ROWS_A_PERSON = 6;
const ROWS_MAX = 2 ** 19;
/** Entries told of one person's day, the latest. */
const TOLD_MAX = 60;
/** Numbers a worker: no two workers count in the same cache line. */
const STRIDE = 16;
const NONE = METHODS.length;

/** Codes of kinds, as they are kept. */
const CODE = Object.fromEntries(DIARY_KINDS.map((kind, code) => [kind, code])) as Record<DiaryKind, number>;

export class DayDiary {
  private readonly room: number;
  /** Rows that each worker has written since all was forgotten. */
  private readonly written: Float64Array;
  /** Whether the diary goes back to the run's first tick. */
  private isWhole = true;
  /** Of each person, a row a worker: the number of the last entry plus one, counted as they are written; 0 where there is none. */
  private readonly last: Uint32Array;
  /** Of each entry: the same of the person's entry before. */
  private readonly before: Uint32Array;
  private readonly person: Int32Array;
  private readonly tick: Uint32Array;
  private readonly ticks: Uint32Array;
  private readonly fen: Int32Array;
  /** Kind, sector and method, a byte each. */
  private readonly what: Uint32Array;

  constructor(private readonly world: World) {
    const { memory, team, people } = world;
    this.room = Math.min(ROWS_MAX, Math.max(1024, Math.ceil((ROWS_A_PERSON * people.count) / team.count)));
    const rows = this.room * team.count;
    this.written = memory.fixed(Float64Array, STRIDE * team.count);
    this.last = memory.fixed(Uint32Array, people.count * team.count);
    this.before = memory.fixed(Uint32Array, rows);
    this.person = memory.fixed(Int32Array, rows);
    this.tick = memory.fixed(Uint32Array, rows);
    this.ticks = memory.fixed(Uint32Array, rows);
    this.fen = memory.fixed(Int32Array, rows);
    this.what = memory.fixed(Uint32Array, rows);
  }

  /** Something happens to a person now, for so many ticks: before now where it was a wait. */
  write(kind: DiaryKind, sector: number, person: number, ticks = 0, method: number = NONE, fen = 0): void {
    const { team, engine, people } = this.world;
    const n = this.written[STRIDE * team.index]++;
    const row = team.index * this.room + (n % this.room);
    const own = team.index * people.count + person;
    this.before[row] = this.last[own];
    this.last[own] = n + 1;
    this.person[row] = person;
    this.tick[row] = engine.now;
    this.ticks[row] = ticks;
    this.fen[row] = fen;
    this.what[row] = CODE[kind] | (sector << 8) | (method << 16);
  }

  /** Forgets all, of all workers: none of them may be at work. */
  forget(): void {
    this.written.fill(0);
    this.last.fill(0);
    this.isWhole = false;
  }

  /** The day under way of a person, in the order of time. */
  of(person: number): Diary {
    const entries: DiaryEntry[] = [];
    const { midnight } = this;
    const { team, people } = this.world;
    for (let worker = 0; worker < team.count; worker++) {
      const oldest = Math.max(0, this.written[STRIDE * worker] - this.room);
      let next = this.last[worker * people.count + person];
      while (next > oldest) {
        const row = worker * this.room + ((next - 1) % this.room);
        if (this.tick[row] < midnight) break;
        entries.push(this.tell(row));
        next = this.before[row];
      }
    }
    // An order that does not depend on who saw what.
    entries.sort((a, b) => a.tick - b.tick || CODE[a.kind] - CODE[b.kind] || a.sector - b.sector || a.fen - b.fen);
    return { from: Math.max(midnight, this.since), entries: entries.slice(-TOLD_MAX) };
  }

  /** People who were refused today, the last `most` of them, each once. */
  refusedToday(most: number): number[] {
    const { midnight } = this;
    const found = new Set<number>();
    this.forEach((row) => {
      if ((this.what[row] & 0xff) === CODE.refused && this.tick[row] >= midnight) found.add(this.person[row]);
    });
    return [...found].sort((a, b) => a - b).slice(0, most);
  }

  /** Tick at which the day under way began; at midnight the day that has just ended. */
  private get midnight(): number {
    return Math.max(0, Math.ceil(this.world.engine.now / TICKS_PER_DAY) - 1) * TICKS_PER_DAY;
  }

  /** The tick from which on nothing is missing. */
  private get since(): number {
    const { team, engine } = this.world;
    let [first, full] = [engine.now, 0];
    for (let worker = 0; worker < team.count; worker++) {
      const written = this.written[STRIDE * worker];
      const begin = worker * this.room;
      if (written > this.room) full = Math.max(full, this.tick[begin + (written % this.room)] + 1);
      else if (written > 0) first = Math.min(first, this.tick[begin]);
    }
    // Once forgotten, it begins anew with whatever happens first, whoever sees it.
    return Math.max(full, this.isWhole ? 0 : first);
  }

  private tell(row: number): DiaryEntry {
    const what = this.what[row];
    const method = what >>> 16;
    return {
      kind: DIARY_KINDS[what & 0xff],
      tick: this.tick[row],
      ticks: this.ticks[row],
      sector: (what >>> 8) & 0xff,
      method: method === NONE ? -1 : method,
      fen: this.fen[row],
    };
  }

  private forEach(visit: (row: number) => void): void {
    for (let worker = 0; worker < this.world.team.count; worker++) {
      const count = Math.min(this.room, this.written[STRIDE * worker]);
      for (let n = 0; n < count; n++) visit(worker * this.room + n);
    }
  }
}
