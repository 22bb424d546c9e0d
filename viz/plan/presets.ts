/** Orders in which a city can move: a plan to begin with, made from what services and kinds of policy declare. */
import { formOf, readPlan, type FileData } from '../../sim/runner/authoring.ts';
import {
  formatDate,
  kindOf,
  parseDate,
  POLICY_KINDS,
  SECTOR_GROUPS,
  SERVICE_DECLARATIONS,
} from '../../sim/runner/vocabulary.ts';
import type { LocalName } from '../../sim/model/city.ts';
import type { Locale } from '../i18n/index.ts';
import { numberOf, textOf, withKey, type Action } from './plan-data.ts';
import { planWords } from './words.ts';

/** `all`, `old`, or the id of the service that goes first. */
export type Preset = string;

/** What an order sets, all of it assumed. */
const TARGET_SHARE = 0.9;
const REACH_SHARE = 0.05;
const HELPED_SHARE = 0.01;
const HELPED_FROM_AGE = 60;
/** Share of the run after which those who do not go first begin, and that a ramp takes. */
const LATER = 1 / 3;
const RAMP = 1 / 3;
const EVERYWHERE = 'all';

export const PRESETS: readonly Preset[] = ['all', 'old', ...SERVICE_DECLARATIONS.map(({ id }) => id)];

/** What an order is called, in all languages. */
export function presetTitle(preset: Preset): LocalName {
  const named = (locale: Locale): string => {
    const words = planWords(locale);
    if (preset === 'all') return words.preset_all;
    if (preset === 'old') return words.preset_old;
    const service = SERVICE_DECLARATIONS.find((one) => one.id === preset)?.name[locale] ?? preset;
    return words.preset_first({ service });
  };
  return { en: named('en'), zh: named('zh') };
}

/** Keys of a plan that are about its own actions: of an order they would say what is not so. */
const OF_ITS_MEASURES = ['question', 'description', 'answers'];

/** The plan with the actions of an order in the place of its own, and its name. @param note why they are as they are */
export function withPreset(data: FileData, preset: Preset, note: string): FileData {
  const start = textOf(data['start']);
  const days = numberOf(data['days'], 1);
  const on = (share: number): string => formatDate(parseDate(start) + Math.floor(Math.min(days - 1, share * days)));
  const actions: Action[] = [];
  if (preset === 'old') actions.push(help(on(0), note));
  for (const { id, sectors } of SERVICE_DECLARATIONS) {
    const begin = preset === 'all' || preset === id ? 0 : LATER;
    actions.push(
      act('equip', sectors, { from: on(begin), to: on(begin + RAMP), target_share: TARGET_SHARE, note }),
      act('campaign', sectors, { from: on(begin), daily_reach_share: REACH_SHARE, note }),
    );
  }
  // Not every service takes every kind, and sectors that share an enrolment are named once.
  const seen = new Set<string>();
  const usable = actions.filter((action) => {
    const key = JSON.stringify([action['measure'], action['sectors']]);
    if (seen.has(key) || !readPlan(withKey(data, 'policy', [action])).ok) return false;
    seen.add(key);
    return true;
  });
  const rest = Object.fromEntries(Object.entries(data).filter(([key]) => !OF_ITS_MEASURES.includes(key)));
  return withKey({ ...rest, title: presetTitle(preset) }, 'policy', usable);
}

function help(from: string, note: string): Action {
  return {
    measure: 'assist',
    sectors: [EVERYWHERE],
    from,
    daily_share: HELPED_SHARE,
    from_age: HELPED_FROM_AGE,
    note,
  };
}

function act(measure: string, sectors: readonly string[], rest: Action): Action {
  return { measure, sectors: namesFor(measure, sectors), ...rest };
}

const membersOf = (id: string): readonly string[] => SECTOR_GROUPS[id] ?? [id];

/** What a kind may name for these sectors: groups of them where there are such; else whatever they belong to. */
export function namesFor(measure: string, sectors: readonly string[]): string[] {
  if (!POLICY_KINDS.some(({ id }) => id === measure)) return [];
  const field = formOf(kindOf(measure), []).find(({ key }) => key === 'sectors');
  const choices = (field?.choices ?? []).map(String).filter((id) => id !== EVERYWHERE);
  const within = choices.filter((id) => membersOf(id).every((sector) => sectors.includes(sector)));
  const some = within.length > 0 ? within : choices.filter((id) => membersOf(id).some((one) => sectors.includes(one)));
  const left = new Set(sectors);
  return some
    .toSorted((a, b) => membersOf(b).length - membersOf(a).length)
    .filter((id) => membersOf(id).filter((sector) => left.delete(sector)).length > 0);
}

/** A new action of a kind over the middle of a plan, with the least that its form needs. */
export function newAction(measure: string, data: FileData): Action {
  const start = textOf(data['start']);
  const days = numberOf(data['days'], 1);
  const date = (share: number): string => formatDate(parseDate(start) + Math.floor(share * Math.max(0, days - 1)));
  const action: Record<string, unknown> = { measure };
  for (const { key, control, needed, choices, low = 0, high = 1, begins } of formOf(kindOf(measure), [])) {
    if (!needed) continue;
    if (control === 'sectors') action[key] = [choices?.[0]];
    else if (control === 'date') action[key] = date(0.25);
    else if (control === 'date_time') action[key] = `${date(0.5)} ${key === 'from' ? '08:00' : '10:30'}`;
    else if (control === 'method' || control === 'age') action[key] = choices?.at(-1);
    else action[key] = begins ?? low + (high - low) / 2;
  }
  return action;
}
