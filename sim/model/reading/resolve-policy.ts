/**
 * Actions of a policy as written in a file, turned into what the model works with (days counted from the start, names as
 * indexes, amounts in fen), and back.
 */
import { formatDate, parseDate } from '../../kernel/calendar.ts';
import type { City } from '../city.ts';
import { toFile, toModel } from '../policy/field.ts';
import type { Minutes, PolicyKind } from '../policy/kind.ts';
import { kindOf, POLICY_KINDS } from '../policy/registry.ts';
import { sectorIndexes, sectorNames } from '../policy/sector-choice.ts';
import type { PolicyAction } from '../scenario.ts';
import type { FileAction } from './policy-schema.ts';

const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

/** The run a policy is read for. */
export interface Run {
  readonly city: City;
  readonly start: string;
  readonly days: number;
}

/** One action of a policy, with everything filled in that the file leaves out. */
export function resolveAction(action: FileAction, run: Run, kinds: readonly PolicyKind[] = POLICY_KINDS): PolicyAction {
  const kind = kindOf(action.measure, kinds);
  const time: { fromDay: number; toDay: number } & Partial<Minutes> =
    kind.period === 'days' ? daysOf(action, run) : minutesOf(action, run);
  const { fromDay, toDay, ...minutes } = time;
  const own = Object.entries(kind.fields).map(([key, { as, control, otherwise }]) => {
    return [as, toModel(control, (action[key] ?? otherwise) as number | string)] as const;
  });
  return {
    kind: kind.id,
    fromDay,
    toDay,
    sectors: sectorIndexes(kind.sectors, action.sectors),
    districts: districtIndexes(action.districts, run.city),
    ...minutes,
    ...Object.fromEntries(own),
  };
}

/**
 * An action as a file would have it, without what need not be said: read for the same run it is the same action.
 * What only a file has, as a note, is lost.
 */
export function fileAction(action: PolicyAction, run: Run, kinds: readonly PolicyKind[] = POLICY_KINDS): FileAction {
  const kind = kindOf(action.kind, kinds);
  const sectors = sectorNames(kind.sectors, action.sectors);
  const everywhere = action.districts.length === run.city.districts.length;
  const districts = everywhere ? undefined : action.districts.map((index) => run.city.districts[index].id);
  const own = Object.entries(kind.fields).flatMap(([key, { as, control, otherwise }]) => {
    const value = toFile(control, action[as] as number);
    return value === otherwise ? [] : [[key, value] as const];
  });
  return {
    measure: kind.id,
    ...(sectors === undefined ? {} : { sectors }),
    ...(kind.period === 'days' ? fileDays(action, run) : fileMinutes(action as PolicyAction & Minutes, run)),
    ...(districts === undefined ? {} : { districts }),
    ...Object.fromEntries(own),
  };
}

/** The file's last day is included; `toDay` is the day after it. Without one, the action lasts to the end of the run. */
function daysOf({ from, to }: FileAction, run: Run): { fromDay: number; toDay: number } {
  const fromDay = dayOf(run.start, from);
  const toDay = to === undefined ? Math.max(run.days, fromDay + 1) : dayOf(run.start, to) + 1;
  return { fromDay, toDay };
}

function fileDays({ fromDay, toDay }: PolicyAction, run: Run): { from: string; to?: string } {
  const from = dateOf(run.start, fromDay);
  return toDay === Math.max(run.days, fromDay + 1) ? { from } : { from, to: dateOf(run.start, toDay - 1) };
}

/** Minutes beyond the end of the run are moved to its brink, so that no tick of theirs is too large to count. */
function minutesOf({ from, to = from }: FileAction, run: Run): { fromDay: number; toDay: number } & Minutes {
  const [fromMinutes, toMinutes] = [minutesFrom(run.start, from), minutesFrom(run.start, to)];
  const brink = (run.days + 1) * MINUTES_PER_DAY;
  const fromDay = Math.min(run.days, Math.floor(fromMinutes / MINUTES_PER_DAY));
  const fromMinute = fromMinutes - Math.floor(fromMinutes / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  const toMinute = Math.min(toMinutes, brink) - fromDay * MINUTES_PER_DAY;
  return { fromDay, toDay: fromDay + Math.ceil(toMinute / MINUTES_PER_DAY), fromMinute, toMinute };
}

function fileMinutes(
  { fromDay, fromMinute, toMinute }: PolicyAction & Minutes,
  run: Run,
): { from: string; to: string } {
  const midnight = fromDay * MINUTES_PER_DAY;
  return { from: dateTimeOf(run.start, midnight + fromMinute), to: dateTimeOf(run.start, midnight + toMinute) };
}

function dayOf(start: string, date: string): number {
  return parseDate(date) - parseDate(start);
}

function dateOf(start: string, day: number): string {
  return formatDate(parseDate(start) + day);
}

/** Minutes from the start's midnight to a `YYYY-MM-DD HH:MM`. */
export function minutesFrom(start: string, dateTime: string): number {
  const [hours, minutes] = [dateTime.slice(11, 13), dateTime.slice(14, 16)].map(Number) as [number, number];
  return dayOf(start, dateTime.slice(0, 10)) * MINUTES_PER_DAY + hours * MINUTES_PER_HOUR + minutes;
}

function dateTimeOf(start: string, minutes: number): string {
  const day = Math.floor(minutes / MINUTES_PER_DAY);
  const ofDay = minutes - day * MINUTES_PER_DAY;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${dateOf(start, day)} ${two(ofDay / MINUTES_PER_HOUR)}:${two(ofDay % MINUTES_PER_HOUR)}`;
}

function districtIndexes(ids: readonly string[] | undefined, city: City): number[] {
  return city.districts.flatMap(({ id }, index) => (ids === undefined || ids.includes(id) ? [index] : []));
}
