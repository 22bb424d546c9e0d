/** A resident's day in both worlds, in words and as a strip. */
import { SECTORS, TICKS_PER_DAY, TICKS_PER_SECOND } from '../../sim/runner/vocabulary.ts';
import { WORLDS, type Diary, type DiaryEntry, type Inspection, type WorldName } from '../../sim/runner/protocol.ts';
import type { Formats } from '../format.ts';
import { sectorName } from '../i18n/declared.ts';
import type { Messages } from '../i18n/index.ts';
import { methodAt } from '../theme.ts';

export type Diaries = Readonly<Record<WorldName, Diary | null>>;

/** The diaries of what has been asked about; null where it is no person. */
export function diariesOf(worlds: Readonly<Record<WorldName, Inspection | null>>): Diaries | null {
  const [baseline, policy] = WORLDS.map((world) => worlds[world]?.diary ?? null);
  return baseline === null && policy === null ? null : { baseline: baseline ?? null, policy: policy ?? null };
}

/** An entry in words, without its time. */
export function entryWords(
  { kind, ticks, sector, method, fen }: DiaryEntry,
  words: Messages,
  formats: Formats,
): string {
  const id = SECTORS[sector];
  const where = id === undefined ? words.diary_anywhere : capital(sectorName(id, formats.locale));
  const time = formats.duration(ticks / TICKS_PER_SECOND);
  const amount = formats.yuan(fen);
  switch (kind) {
    case 'payment':
    case 'failed': {
      const name = words[`method_${methodAt(method)}`];
      return kind === 'failed'
        ? words.diary_failed({ where, method: name })
        : words.diary_payment({ where, amount, method: name, seconds: formats.duration(ticks / TICKS_PER_SECOND, 1) });
    }
    case 'wait':
      return words.diary_wait({ where, time });
    case 'left':
      return words.diary_left({ where, time });
    case 'refused':
      return words.diary_refused({ where });
    case 'closed':
      return words.diary_closed({ where });
    case 'bought':
      return words.diary_bought({ amount });
    case 'topped_up':
      return words.diary_topped_up({ amount });
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A row of the day: what happened at about one time in either world. */
export interface DiaryRow {
  /** When it happened in the first of the worlds in which it did. */
  readonly tick: number;
  readonly entries: Readonly<Record<WorldName, DiaryEntry | null>>;
}

/** What is told of a person's day: short waits are part of what they end in. */
const told = ({ kind, ticks }: DiaryEntry): boolean => kind !== 'wait' || ticks >= 30 * TICKS_PER_SECOND;

/** Of one instant, what leads to something stands before it: a payment that fails before the refusal that comes of it. */
const LEADS: readonly DiaryEntry['kind'][] = ['wait', 'bought', 'topped_up', 'failed'];
const turn = ({ kind }: DiaryEntry): number => (LEADS.includes(kind) ? LEADS.indexOf(kind) : LEADS.length);
const inOrder = (a: DiaryEntry, b: DiaryEntry): number => a.tick - b.tick || turn(a) - turn(b);

/**
 * Entries of both worlds side by side: the same kind at the same sector within half an hour stands in one row. Each world keeps its
 * order, within an instant too, so that what follows from something stands below it.
 */
export function diaryRows(diaries: Diaries): DiaryRow[] {
  const [left, right] = WORLDS.map((world) => (diaries[world]?.entries ?? []).filter(told).sort(inOrder));
  const apart = TICKS_PER_DAY / 48;
  const others = right ?? [];
  const rows: DiaryRow[] = [];
  let waiting: DiaryRow[] = [];
  let next = 0;
  const rowOf = (baseline: DiaryEntry | null, policy: DiaryEntry | null): DiaryRow => ({
    tick: (baseline ?? policy)?.tick ?? 0,
    entries: { baseline, policy },
  });
  /** What stands alone in its world, up to an entry of the world with the policy. */
  const settle = (upTo: number): void => {
    const alone = others.slice(next, upTo).map((policy) => rowOf(null, policy));
    // Of the same instant, both worlds' entries stay in their own order: a sort that is stable.
    rows.push(...[...waiting, ...alone].sort((a, b) => a.tick - b.tick));
    waiting = [];
  };
  for (const baseline of left ?? []) {
    const at = others.findIndex(
      (one, index) =>
        index >= next &&
        one.sector === baseline.sector &&
        (one.kind === baseline.kind || isMark(one) === isMark(baseline)) &&
        Math.abs(one.tick - baseline.tick) <= apart,
    );
    if (at < 0) waiting.push(rowOf(baseline, null));
    else {
      settle(at);
      rows.push(rowOf(baseline, others[at] as DiaryEntry));
      next = at + 1;
    }
  }
  settle(others.length);
  return rows;
}

/** Whether an entry is a mark in the strip, and not a length of time. */
export const isMark = ({ kind }: DiaryEntry): boolean => kind !== 'wait' && kind !== 'left';

/** Hours of the strip: whole ones around what happened, six to twenty-two at least. */
export function stripHours(diaries: Diaries): { readonly first: number; readonly last: number } {
  const hours = WORLDS.flatMap((world) => diaries[world]?.entries ?? []).map(
    ({ tick }) => ((tick % TICKS_PER_DAY) / TICKS_PER_DAY) * 24,
  );
  return { first: Math.floor(Math.min(6, ...hours)), last: Math.ceil(Math.max(22, ...hours)) };
}

/** Residents who lose most, ticks, the greatest loss first: only those who lose at all, of those who are meant. */
export function losersOf(
  { baseline, policy }: Readonly<Record<WorldName, { readonly ticks: Uint32Array }>>,
  most: number,
  isMeant: (person: number) => boolean = () => true,
): { readonly person: number; readonly ticks: number }[] {
  const found: { person: number; ticks: number }[] = [];
  let least = 0;
  for (let person = 0; person < baseline.ticks.length; person++) {
    const ticks = (policy.ticks[person] ?? 0) - (baseline.ticks[person] ?? 0);
    if (ticks <= least || !isMeant(person)) continue;
    found.push({ person, ticks });
    found.sort((a, b) => b.ticks - a.ticks || a.person - b.person);
    if (found.length > most) found.pop();
    if (found.length === most) least = found.at(-1)!.ticks;
  }
  return found;
}
