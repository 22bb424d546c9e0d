/** Where two traces part, and why. */
import { parseHeader, parseLine, TRACE_FORMAT } from './format.ts';
import type { EventLine, StateLine, TraceHeader, TraceLine, TraceValues } from './format.ts';

/** Which of the two traces. */
export type Side = 0 | 1;

/** A text that cannot be compared, because it is no trace, or not a whole one. */
export class NotATrace extends Error {
  constructor(
    readonly side: Side,
    /** Counted from 1. */
    readonly line: number,
    readonly found: string,
    readonly expected: string,
  ) {
    super(`line ${line}: found ${found}, expected ${expected}`);
    this.name = 'NotATrace';
  }
}

/** An instant at which the state has been digested, and the columns that differ from it on. */
export interface StateDifference {
  readonly tick: number;
  readonly columns: readonly string[];
}

/** The first event that is not the same in both. */
export interface EventDifference {
  /** In the text, counted from 1: the same in both, for everything before agrees line by line. */
  readonly line: number;
  /** Events that agree before it. */
  readonly before: number;
  /** What each trace has; undefined where it has no further event by the end of that minute. */
  readonly found: readonly [EventLine | undefined, EventLine | undefined];
  /** The trace alone in having the earlier of two different events; undefined where the event is the same in both. */
  readonly only: Side | undefined;
  /** Where the event is the same: the values of its entity that differ. */
  readonly values: readonly { readonly name: string; readonly found: readonly [string, string] }[];
}

export interface TraceComparison {
  readonly headers: readonly [TraceHeader, TraceHeader];
  /** Found before the first differing event, in the order of time. */
  readonly states: readonly StateDifference[];
  readonly event: EventDifference | undefined;
  /** Whether the traces tell the same story. What they say they are of, in the header, is not part of it. */
  readonly equal: boolean;
}

/** Lines between two rests. */
const LINES_AT_A_TIME = 20_000;

/**
 * Compares two traces line by line. Rests now and then, so that whoever drives it can be called off; returns what it
 * has found.
 * @param lines of both, without line feeds
 * @throws NotATrace
 */
export function* compareTraces(lines: readonly [Iterator<string>, Iterator<string>]): Generator<void, TraceComparison> {
  const reading = new PairReader(lines);
  const headers = reading.headers();
  const states: StateDifference[] = [];
  let before = 0;
  for (;;) {
    if (reading.line % LINES_AT_A_TIME === 0) yield;
    const [a, b] = reading.next();
    if (a === b) {
      if (a.startsWith('event\t')) before++;
      if (a.startsWith('end\t')) return { headers, states, event: undefined, equal: states.length === 0 };
      continue;
    }
    const pair = reading.parse(a, b);
    const column = columnOf(pair);
    if (column === undefined) {
      const event = eventDifference(headers[0].kinds, pair, reading.line, before);
      if (event === undefined) {
        throw new NotATrace(1, reading.line, excerpt(b), `${excerpt(a)}, for all events before are the same`);
      }
      return { headers, states, event, equal: false };
    }
    noteColumn(states, column);
  }
}

/** The last lines about an entity before a line of a trace: what both have in common there. */
export function* historyOf(
  lines: Iterable<string>,
  { entity, number }: EventLine,
  line: number,
  count: number,
): Generator<void, readonly string[]> {
  const history: string[] = [];
  let at = 0;
  for (const text of lines) {
    if (++at >= line) break;
    if (at % LINES_AT_A_TIME === 0) yield;
    if (!text.includes(`\t${entity}\t${number}`)) continue;
    const found = parseLine(text);
    if (found?.type !== 'event' || found.entity !== entity || found.number !== number) continue;
    history.push(text);
    if (history.length > count) history.shift();
  }
  return history;
}

/** Both texts, a line at a time. */
class PairReader {
  /** Number of the line read last, from 1. */
  line = 0;

  constructor(private readonly lines: readonly [Iterator<string>, Iterator<string>]) {}

  next(): readonly [string, string] {
    this.line++;
    return [this.read(0), this.read(1)];
  }

  headers(): readonly [TraceHeader, TraceHeader] {
    const [a, b] = this.next();
    return [this.header(0, a), this.header(1, b)];
  }

  parse(a: string, b: string): readonly [TraceLine, TraceLine] {
    return [this.parsed(0, a), this.parsed(1, b)];
  }

  private read(side: Side): string {
    const { value, done } = this.lines[side].next();
    if (done === true) {
      throw new NotATrace(side, this.line, 'the end of the text', 'a trace that ends with a line `end`');
    }
    return value;
  }

  private header(side: Side, text: string): TraceHeader {
    const header = parseHeader(text);
    if (header !== undefined) return header;
    throw new NotATrace(
      side,
      this.line,
      excerpt(text),
      `the header of a trace: ${JSON.stringify(TRACE_FORMAT)}, a tab and JSON`,
    );
  }

  private parsed(side: Side, text: string): TraceLine {
    const line = parseLine(text);
    if (line !== undefined) return line;
    throw new NotATrace(side, this.line, excerpt(text), 'a line of a trace');
  }
}

const EXCERPT_LENGTH = 60;

function excerpt(text: string): string {
  return JSON.stringify(text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)}…` : text);
}

/** The column that two lines about the state are about. */
function columnOf([a, b]: readonly [TraceLine, TraceLine]): StateLine | undefined {
  const same = a.type === 'state' && b.type === 'state' && a.column === b.column && a.tick === b.tick;
  return same ? a : undefined;
}

function noteColumn(states: { tick: number; columns: readonly string[] }[], { tick, column }: StateLine): void {
  if (states.some(({ columns }) => columns.includes(column))) return;
  const last = states.at(-1);
  if (last?.tick === tick) last.columns = [...last.columns, column];
  else states.push({ tick, columns: [column] });
}

function eventDifference(
  kinds: readonly string[],
  [a, b]: readonly [TraceLine, TraceLine],
  line: number,
  before: number,
): EventDifference | undefined {
  const found = [a.type === 'event' ? a : undefined, b.type === 'event' ? b : undefined] as const;
  const only = earlier(kinds, found);
  if (only === undefined && (found[0] === undefined || found[1] === undefined)) return undefined;
  const values = only === undefined ? differingValues(found[0]?.values ?? [], found[1]?.values ?? []) : [];
  return { line, before, found, only, values };
}

/** The side whose event comes first in the order (tick, kind, entity); undefined where it is the same event, or none. */
function earlier(
  kinds: readonly string[],
  [a, b]: readonly [EventLine | undefined, EventLine | undefined],
): Side | undefined {
  if (a === undefined || b === undefined) return a === b ? undefined : a === undefined ? 1 : 0;
  const order = a.tick - b.tick || kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.number - b.number;
  return order === 0 ? undefined : order < 0 ? 0 : 1;
}

const MISSING = '(none)';

function differingValues(a: TraceValues, b: TraceValues): EventDifference['values'] {
  const [left, right] = [new Map(a), new Map(b)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  return names
    .map((name) => ({ name, found: [String(left.get(name) ?? MISSING), String(right.get(name) ?? MISSING)] as const }))
    .filter(({ found }) => found[0] !== found[1]);
}
