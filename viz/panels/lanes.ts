/** The entries of a policy as lanes on the calendar: each with its true beginning and end. */
import type { PolicyAction, Scenario } from '../../sim/model/scenario.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';
import { actionDates, actionWords } from './action-words.ts';

export interface Lane {
  /** From 1, in order of their beginning. */
  readonly number: number;
  /** Days since the start of the run, fractions included, within the run. */
  readonly from: number;
  readonly to: number;
  /** Whether it began before the run, or goes on after it. */
  readonly isOpen: { readonly before: boolean; readonly after: boolean };
  readonly what: string;
  readonly when: string;
  /** From 0: where there is little height, lanes that are not in each other's way share a row. */
  readonly row: number;
}

/** Of a row's width: what the number of a lane takes at its beginning on a phone. */
const NUMBER_SHARE = 0.05;

const MINUTES_PER_DAY = 1440;

/** Beginning and end of an action, in days: what lasts for minutes is told in minutes. */
function spanOf(action: PolicyAction): [number, number] {
  const { fromDay, toDay, fromMinute, toMinute } = action as PolicyAction & Readonly<Record<string, unknown>>;
  if (typeof fromMinute !== 'number' || typeof toMinute !== 'number') return [fromDay, toDay];
  return [fromDay + fromMinute / MINUTES_PER_DAY, fromDay + toMinute / MINUTES_PER_DAY];
}

/** Lanes of the actions that touch the days of this run, in order of their beginning. */
export function policyLanes(scenario: Scenario, words: Messages, formats: Formats): Lane[] {
  const { days } = scenario;
  /** Day from which on each row is free. */
  const free: number[] = [];
  const rowFor = (from: number, to: number): number => {
    const found = free.findIndex((day) => day <= from);
    const row = found < 0 ? free.length : found;
    free[row] = Math.max(to, from + NUMBER_SHARE * days);
    return row;
  };
  return scenario.policy
    .map((action, at) => ({ action, at, span: spanOf(action) }))
    .filter(({ span: [from, to] }) => from < days && to > 0)
    .sort((a, b) => a.span[0] - b.span[0] || a.at - b.at)
    .map(({ action, span: [from, to] }, at) => ({
      number: at + 1,
      from: Math.max(0, from),
      to: Math.min(days, to),
      isOpen: { before: from < 0, after: to > days },
      what: actionWords(action, scenario, words, formats),
      when: actionDates(action, scenario, words, formats),
      row: rowFor(Math.max(0, from), Math.min(days, to)),
    }));
}
