/**
 * The text of a trace: one line a fact, its fields separated by tabs.
 *
 *     cashless-city trace 2  {…}                                          the header, JSON
 *     state   TICK  TIME  COLUMN  DIGEST                                  a column of the state, now
 *     event   TICK  TIME  KIND  ENTITY  NUMBER  NAME=VALUE …              an event, and its entity after it
 *     digest  TICK  TIME  EVENTS  DIGEST                                  the events of the day so far
 *     end     EVENTS  DIGEST                                              the trace is complete
 *
 * Times are of the clock on the wall, to the tenth of a second: one tick.
 */
import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from '../../kernel/time.ts';
import type { Program } from '../program.ts';
import type { WorldName } from '../protocol.ts';

/** By this a file is known as a trace. The number grows when the format changes. */
export const TRACE_FORMAT = 'cashless-city trace 2';

/** What a trace is of: a day of a world of a run, as a model simulates it. */
export interface TraceHeader extends Pick<Program, 'version' | 'model'> {
  /** Hash of what decides the run: the same as in a manifest. */
  readonly scenarioSha256: string;
  readonly scenario: string;
  readonly world: WorldName;
  readonly seed: string;
  readonly scale: number;
  /** Length of the run. */
  readonly days: number;
  /** The day traced, counted from 1, and its date. */
  readonly day: number;
  readonly date: string;
  /** Kinds of events in the order of dispatch within a tick. */
  readonly kinds: readonly string[];
}

export type TraceValues = readonly (readonly [name: string, value: string | number])[];

export interface StateLine {
  readonly type: 'state';
  readonly tick: number;
  readonly column: string;
  readonly digest: string;
}
export interface EventLine {
  readonly type: 'event';
  readonly tick: number;
  readonly kind: string;
  readonly entity: string;
  readonly number: number;
  readonly values: TraceValues;
}
export interface DigestLine {
  readonly type: 'digest';
  readonly tick: number;
  readonly events: number;
  readonly digest: string;
}
export interface EndLine {
  readonly type: 'end';
  readonly events: number;
  readonly digest: string;
}
export type TraceLine = StateLine | EventLine | DigestLine | EndLine;

/** `07:30:00.0` on the wall at a tick of any day. */
export function clockTime(tick: number): string {
  const inDay = tick % TICKS_PER_DAY;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const hours = two(inDay / TICKS_PER_HOUR);
  const minutes = two((inDay % TICKS_PER_HOUR) / TICKS_PER_MINUTE);
  const seconds = two((inDay % TICKS_PER_MINUTE) / TICKS_PER_SECOND);
  return `${hours}:${minutes}:${seconds}.${inDay % TICKS_PER_SECOND}`;
}

export function formatHeader(header: TraceHeader): string {
  return `${TRACE_FORMAT}\t${JSON.stringify(header)}\n`;
}

/** A line of a trace, with its line feed. */
export function formatLine(line: TraceLine): string {
  switch (line.type) {
    case 'event': {
      const values = line.values.map(([name, value]) => `\t${name}=${value}`).join('');
      return `event\t${line.tick}\t${clockTime(line.tick)}\t${line.kind}\t${line.entity}\t${line.number}${values}\n`;
    }
    case 'state':
      return `state\t${line.tick}\t${clockTime(line.tick)}\t${line.column}\t${line.digest}\n`;
    case 'digest':
      return `digest\t${line.tick}\t${clockTime(line.tick)}\t${line.events}\t${line.digest}\n`;
    case 'end':
      return `end\t${line.events}\t${line.digest}\n`;
  }
}

/** The header in a trace's first line; undefined where it is none. */
export function parseHeader(line: string): TraceHeader | undefined {
  if (!line.startsWith(`${TRACE_FORMAT}\t`)) return undefined;
  try {
    const header = JSON.parse(line.slice(TRACE_FORMAT.length + 1)) as Partial<TraceHeader> | null;
    const { version, model, scenarioSha256, scenario, world, seed, date, scale, days, day, kinds } = header ?? {};
    const named = [version, model, scenarioSha256, scenario, world, seed, date];
    const texts = named.every((text) => typeof text === 'string');
    const numbers = [scale, days, day].every((number) => Number.isInteger(number));
    const list = Array.isArray(kinds) && kinds.every((kind) => typeof kind === 'string');
    return texts && numbers && list ? (header as TraceHeader) : undefined;
  } catch {
    return undefined;
  }
}

/** What a line says, without its line feed; undefined where it is no line of a trace. */
export function parseLine(text: string): TraceLine | undefined {
  const [type, ...fields] = text.split('\t');
  if (type === 'end') return parseEnd(fields);
  const [tick = '', time, a = '', b = '', c = '', ...rest] = fields;
  if (!isCount(tick) || time !== clockTime(Number(tick))) return undefined;
  const at = Number(tick);
  if (type === 'state' && fields.length === 4) return { type, tick: at, column: a, digest: b };
  if (type === 'digest' && fields.length === 4 && isCount(a)) return { type, tick: at, events: Number(a), digest: b };
  if (type !== 'event' || !isCount(c)) return undefined;
  const values = rest.map((pair): [string, string] => {
    const split = pair.indexOf('=');
    return [pair.slice(0, Math.max(0, split)), pair.slice(split + 1)];
  });
  return { type, tick: at, kind: a, entity: b, number: Number(c), values };
}

function parseEnd(fields: readonly string[]): EndLine | undefined {
  const [events = '', digest = ''] = fields;
  return fields.length === 2 && isCount(events) ? { type: 'end', events: Number(events), digest } : undefined;
}

function isCount(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}
