/** What is in order in a scenario file and yet not what its author will want: what changes nothing, and a scale too coarse. */
import { formatDate, parseDate } from '../../kernel/calendar.ts';
import { AGE_BANDS } from '../city.ts';
import { PARAMETERS } from '../parameters.ts';
import type { PolicyKind } from '../policy/kind.ts';
import { Levers } from '../policy/levers.ts';
import { ACCEPTING_PARAMETERS, SECTORS } from '../policy/names.ts';
import { declaredLevers, kindOf } from '../policy/registry.ts';
import { sectorsOf } from '../policy/sector-choice.ts';
import type { PolicyAction, Scenario } from '../scenario.ts';
import { formatMistake, formatPath, MISTAKES_MAX, quote, type Mistake } from './mistake.ts';
import type { FileAction } from './policy-schema.ts';
import { loadsInWords, scaleThatFits } from './rounded-by-scale.ts';
import type { ScenarioFile } from './scenario-schema.ts';
import type { YamlSource } from './yaml-source.ts';

const MINUTES_PER_DAY = 1440;
/** Values looked at to find out which actions do anything; a larger policy is not looked at. */
const WORK_MAX = 2e8;

/** Input that is taken and probably not meant; `expected` says what would do. */
export interface Warning extends Mistake {
  /** Found and expected, in Chinese. */
  readonly zh: string;
}

/** One line: `file:line:column path: warning: found …, expected …`. */
export function formatWarning(file: string, warning: Warning): string {
  const { path } = warning;
  return formatMistake(file, { ...warning, path: `${path === '' ? 'file' : path}: warning` });
}

/** Everything in a file that changes nothing in the run that it is read for, or rounds much away, in the order of the file. */
export function withoutEffect(
  file: ScenarioFile,
  scenario: Scenario,
  source: YamlSource,
  kinds: readonly PolicyKind[],
): readonly Warning[] {
  const at = (path: readonly PropertyKey[], found: string, expected: string, zh: string): Warning => {
    return { ...source.valueAt(path), path: formatPath(path), found, expected, zh };
  };
  const acting = whichAct(scenario, kinds);
  const warnings = [
    ...usualParameters(file, at),
    ...coarseScale(scenario, at),
    ...file.policy.flatMap((action, index) => [
      ...(idle(action, scenario.policy[index], acting[index], scenario, kinds)?.map(([key, ...words]) =>
        at(['policy', index, ...(key === '' ? [] : [key])], ...words),
      ) ?? []),
      ...(['sectors', 'districts'] as const).flatMap((key) =>
        repeated(action[key] ?? []).map((place) => {
          const id = quote((action[key] ?? [])[place]);
          return at(['policy', index, key, place], `${id} again`, 'each once', `${id}重复，每项只需一次`);
        }),
      ),
    ]),
  ];
  return warnings.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MISTAKES_MAX);
}

type Said = readonly [key: string, found: string, expected: string, zh: string];

function usualParameters(
  { parameters = {} }: ScenarioFile,
  at: (path: readonly PropertyKey[], found: string, expected: string, zh: string) => Warning,
): Warning[] {
  return PARAMETERS.filter(({ id, value }) => parameters[id] === value).map(({ id, value }) =>
    at(
      ['parameters', id],
      `${value}, which it is without this line too`,
      'another value, or no such line',
      `${value}就是默认值，此行不起作用；请改为其他值或删去`,
    ),
  );
}

/** A scale that leaves facilities with other loads than they have in the city. */
function coarseScale(
  scenario: Scenario,
  at: (path: readonly PropertyKey[], found: string, expected: string, zh: string) => Warning,
): Warning[] {
  const loads = loadsInWords(scenario);
  if (loads === undefined) return [];
  const { scale } = scenario;
  const fits = scaleThatFits(scenario);
  return [
    at(
      ['scale'],
      `1:${scale}, at which ${loads.en} than in the city: waits there are not the city’s`,
      `a scale at which their numbers stay nearly whole, such as ${fits}`,
      `1:${scale}：与全市相比，${loads.zh}，因此那里的等候时间不同于全市；请改用设施数量接近整数的比例，如${fits}`,
    ),
  ];
}

/** Why an action does nothing in this run; undefined where it does something. */
function idle(
  written: FileAction,
  action: PolicyAction,
  acts: boolean,
  { start, days }: Scenario,
  kinds: readonly PolicyKind[],
): readonly Said[] | undefined {
  const kind = kindOf(action.kind, kinds);
  const last = formatDate(parseDate(start) + days - 1);
  if (action.fromDay >= days) {
    const found = `${written.from}, after the last day of the run (${last}): it never acts`;
    const zh = `${written.from}晚于运行的最后一天（${last}），不会生效；请改为${last}或更早`;
    return [['from', found, `${last} or earlier`, zh]];
  }
  const isOver =
    kind.period === 'minutes'
      ? action.fromDay * MINUTES_PER_DAY + Number(action['toMinute']) <= 0
      : action.toDay <= 0 && kind.stays !== true;
  if (isOver) {
    const found = `${written.to}, before the run begins (${start}): it never acts`;
    const zh = `${written.to}早于运行开始（${start}），不会生效；请改为更晚的时间`;
    const expected = kind.period === 'minutes' ? `a time after ${start} 00:00` : `${start} or later`;
    return [['to', found, expected, zh]];
  }
  if (acts) return undefined;
  const zh = `${kind.name.zh}不改变任何东西；需要${kind.toAct.zh}`;
  return [['', `${quote(kind.id)} that changes nothing on any day`, kind.toAct.en, zh]];
}

/** Places in a list whose names all say what others in it say already. */
function repeated(ids: readonly string[]): number[] {
  const left = ids.map((id, place) => ({ id, place }));
  const said: number[] = [];
  // The narrower name is the one too many, and of two that are the same the second.
  const byWidth = [...left].sort((a, b) => sectorsOf(a.id).length - sectorsOf(b.id).length || b.place - a.place);
  for (const { id, place } of byWidth) {
    const others = new Set(
      left
        .filter((other) => other.place !== place && !said.includes(other.place))
        .flatMap((other) => sectorsOf(other.id)),
    );
    if (sectorsOf(id).every((sector) => others.has(sector))) said.push(place);
  }
  return said.sort((a, b) => a - b);
}

/**
 * Which actions change a lever on some day. Levers change along straight lines between the days on which an action begins or
 * ends, so those days are enough. Shares at rest are those of the parameters: in a world they are rounded to whole places.
 * All count as acting where that would take too long; a kind that pulls no levers acts by its events.
 */
function whichAct({ policy, days, parameters, city }: Scenario, kinds: readonly PolicyKind[]): boolean[] {
  const acting = policy.map(({ kind }) => kindOf(kind, kinds).pull === undefined);
  const ends = policy.flatMap(({ fromDay, toDay }) => [fromDay, toDay - 1]).concat(days - 1, 0);
  const dates = [...new Set(ends)].filter((day) => day >= 0 && day < days).sort((a, b) => a - b);
  const { count, groupOf } = alikeDistricts(policy, city.districts.length);
  const work = policy.length * dates.length * count * SECTORS.length * (AGE_BANDS.length + 10);
  if (work > WORK_MAX) return policy.map(() => true);
  const levers = leversAtRest(count, parameters, kinds);
  const grouped = policy.map((action) => {
    return { ...action, districts: [...new Set(action.districts.map((district) => groupOf[district]))] };
  });
  for (const day of dates) {
    if (acting.every(Boolean)) break;
    levers.rest();
    for (const [index, action] of grouped.entries()) {
      if (day < action.fromDay) continue;
      const before = acting[index] ? [] : levers.pulled().map((column) => column.slice());
      kindOf(action.kind, kinds).pull?.(levers, action, day);
      acting[index] ||= levers.pulled().some((column, at) => column.some((value, cell) => value !== before[at][cell]));
    }
  }
  return acting;
}

/** Districts that every action names or leaves out alike are one. */
function alikeDistricts(policy: readonly PolicyAction[], districts: number): { count: number; groupOf: number[] } {
  const groups = new Map<string, number>();
  const named = policy.map((action) => new Set(action.districts));
  const groupOf = Array.from({ length: districts }, (_, district) => {
    const key = named.map((set) => (set.has(district) ? 1 : 0)).join('');
    const group = groups.get(key) ?? groups.size;
    groups.set(key, group);
    return group;
  });
  return { count: groups.size, groupOf };
}

function leversAtRest(districts: number, parameters: Scenario['parameters'], kinds: readonly PolicyKind[]): Levers {
  const declared = declaredLevers(kinds);
  const levers = new Levers(SECTORS.length, districts, declared);
  SECTORS.forEach((sector, index) => {
    const share = parameters[ACCEPTING_PARAMETERS[sector]] ?? 0;
    levers.initialShare.fill(share, index * districts, (index + 1) * districts);
  });
  for (const lever of declared) {
    if (lever.parameter !== undefined) levers.atRest(lever).fill(parameters[lever.parameter]);
  }
  return levers;
}
