/** Actions of a policy as written in a file, turned into what the model works with: days counted from the start, ids as indexes. */
import { parseDate } from '../../kernel/calendar.ts';
import { AGE_BANDS, type City } from '../city.ts';
import { METHODS, SECTOR_GROUPS, SECTORS, type PolicyAction, type Sector } from '../scenario.ts';
import type { FileAction } from './policy-schema.ts';

const MINUTES_PER_DAY = 1440;
const FEN_PER_YUAN = 100;

/** The run a policy is read for. */
export interface Run {
  readonly city: City;
  readonly start: string;
  readonly days: number;
}

/** One action of a policy, with everything filled in that the file leaves out. */
export function resolveAction(action: FileAction, run: Run): PolicyAction {
  if (action.measure === 'outage') return resolveOutage(action, run);
  const common = {
    ...period(action.from, action.to, run),
    sectors: sectorIndexes('sectors' in action ? action.sectors : ['hospital']),
    districts: districtIndexes(action.districts, run.city),
  };
  switch (action.measure) {
    case 'equip':
    case 'pay_later':
      return { kind: action.measure, ...common, targetShare: action.target_share };
    case 'subsidise': {
      const { fee_rebate_share: feeRebateShare = 0, grant_yuan: grant = 0 } = action;
      return { kind: 'subsidise', ...common, feeRebateShare, grantFen: fen(grant) };
    }
    case 'discount': {
      const method = METHODS.findIndex((id) => id === action.method);
      return { kind: 'discount', ...common, method, share: action.percent / 100 };
    }
    case 'campaign':
      return {
        kind: 'campaign',
        ...common,
        reachShare: action.daily_reach_share,
        rewardFen: fen(action.reward_yuan ?? 0),
      };
    case 'assist': {
      const fromAge = action.from_age ?? 0;
      const fromAgeBand = AGE_BANDS.findIndex((band) => band.from === fromAge);
      return { kind: 'assist', ...common, dailyShare: action.daily_share, fromAgeBand };
    }
    case 'no_cash':
      return { kind: 'no_cash', ...common };
  }
}

/** Outages beyond the end of the run are moved to its brink, so that no tick of theirs is too large to count. */
function resolveOutage(action: Extract<FileAction, { measure: 'outage' }>, run: Run): PolicyAction {
  const from = minutesFrom(run.start, action.from);
  const to = minutesFrom(run.start, action.to);
  const brink = (run.days + 1) * MINUTES_PER_DAY;
  const fromDay = Math.min(run.days, Math.floor(from / MINUTES_PER_DAY));
  const midnight = fromDay * MINUTES_PER_DAY;
  const fromMinute = from - Math.floor(from / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  const toMinute = Math.min(to, brink) - midnight;
  return {
    kind: 'outage',
    fromDay,
    toDay: fromDay + Math.ceil(toMinute / MINUTES_PER_DAY),
    sectors: sectorIndexes(action.sectors ?? ['all']),
    districts: districtIndexes(action.districts, run.city),
    fromMinute,
    toMinute,
  };
}

/** The file's last day is included; `toDay` is the day after it. Without one, the action lasts to the end of the run. */
function period(from: string, to: string | undefined, run: Run): { fromDay: number; toDay: number } {
  const fromDay = dayOf(run.start, from);
  const toDay = to === undefined ? Math.max(run.days, fromDay + 1) : dayOf(run.start, to) + 1;
  return { fromDay, toDay };
}

function dayOf(start: string, date: string): number {
  return parseDate(date) - parseDate(start);
}

/** Minutes from the start's midnight to a `YYYY-MM-DD HH:MM`. */
export function minutesFrom(start: string, dateTime: string): number {
  const [hours, minutes] = [dateTime.slice(11, 13), dateTime.slice(14, 16)].map(Number) as [number, number];
  return dayOf(start, dateTime.slice(0, 10)) * MINUTES_PER_DAY + hours * 60 + minutes;
}

function fen(yuan: number): number {
  return Math.round(yuan * FEN_PER_YUAN);
}

/** Each sector once, in the order of SECTORS, whatever the file's order. */
function sectorIndexes(ids: readonly string[]): number[] {
  const named = new Set<Sector>();
  for (const id of ids) {
    const group = id === 'all' || id === 'shops' ? SECTOR_GROUPS[id] : SECTORS.filter((sector) => sector === id);
    for (const sector of group) named.add(sector);
  }
  return SECTORS.flatMap((sector, index) => (named.has(sector) ? [index] : []));
}

function districtIndexes(ids: readonly string[] | undefined, city: City): number[] {
  return city.districts.flatMap(({ id }, index) => (ids === undefined || ids.includes(id) ? [index] : []));
}
