/** A comparison of two traces in words. */
import { TICKS_PER_DAY } from '../../kernel/time.ts';
import type { EventDifference, StateDifference, TraceComparison } from './compare-traces.ts';
import { clockTime, type EventLine, type TraceHeader } from './format.ts';

const SIDES = ['A', 'B'] as const;

/**
 * Says where two traces part and why, in lines without line feeds.
 * @param history lines about the first differing event's entity that both traces have before it
 */
export function describeComparison(comparison: TraceComparison, history: readonly string[] = []): string[] {
  const { headers, states, event, equal } = comparison;
  const titles = [...headers.map((header, side) => `${SIDES[side]}: ${titleOf(header)}`), ...describeRuns(headers)];
  if (equal) return [...titles, 'equal: every event, every value and every digest of the state'];
  return [
    ...titles,
    ...describeStates(states, headers[0]),
    ...(event === undefined ? ['all events and their values are the same'] : describeEvent(event)),
    ...(history.length === 0
      ? []
      : ['before that, the same in both:', ...history.map((line) => `  ${readable(line)}`)]),
  ];
}

function titleOf({ scenario, world, seed, scale, day, date, version, model }: TraceHeader): string {
  return `${scenario}, ${world}, seed ${seed}, 1:${scale}, day ${day} (${date}), version ${version} (model ${model})`;
}

/** Where the traces are not of the same run: in what they differ. What differs below follows from that, and is no fault. */
function describeRuns([a, b]: TraceComparison['headers']): string[] {
  const named = (['seed', 'scale', 'days', 'day'] as const).filter((name) => a[name] !== b[name]);
  const scenario = a.scenarioSha256 !== b.scenarioSha256 && named.every((name) => name === 'day');
  const differing = [
    ...named.map((name) => `${name} ${a[name]} and ${b[name]}`),
    ...(scenario ? ['scenarios that decide otherwise, or cities'] : []),
    ...(a.model === b.model ? [] : [`models ${a.model} and ${b.model}`]),
  ];
  if (differing.length === 0) return [];
  return [`these are of different runs: ${differing.join(', ')}. That they part is no fault`];
}

function describeStates(states: readonly StateDifference[], { day }: TraceHeader): string[] {
  const [first] = states;
  if (first === undefined) return ['the state is the same whenever it was digested before'];
  const lines = states.map(({ tick, columns }) => `the state differs from ${instant(tick)} on: ${columns.join(', ')}`);
  const early = day > 1 && first.tick === (day - 1) * TICKS_PER_DAY;
  return early ? [...lines, `they have parted before this day began: trace day ${day - 1} to see more`] : lines;
}

function describeEvent({ line, before, found, only, values }: EventDifference): string[] {
  const place = `line ${line}, after ${before} equal events`;
  const [a, b] = found;
  if (only === undefined && a !== undefined) {
    const rows = values.map(({ name, found: [left, right] }) => `  ${name}: A ${left}, B ${right}`);
    return [`the first event to differ (${place}): ${eventName(a)} has other values after it`, ...rows];
  }
  const has = (event: EventLine | undefined) =>
    event === undefined ? 'none by the end of the minute' : eventName(event);
  return [
    `the first event to differ (${place}): only ${SIDES[only ?? 0]} has it`,
    `  A: ${has(a)}`,
    `  B: ${has(b)}`,
    ...found.flatMap((event, side) => (event && side === only ? [`  ${valuesOf(event)}`] : [])),
  ];
}

function eventName({ tick, kind, entity, number }: EventLine): string {
  return `${kind} of ${entity} ${number} at ${instant(tick)}`;
}

function valuesOf({ values }: EventLine): string {
  return values.map(([name, value]) => `${name}=${value}`).join(' ');
}

function instant(tick: number): string {
  return `${clockTime(tick)} (tick ${tick})`;
}

function readable(line: string): string {
  return line.split('\t').slice(2).join(' ');
}
