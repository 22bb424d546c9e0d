/** Instants of a run as the address tells them: date and time of the simulated calendar. */
import { TICKS_PER_DAY, TICKS_PER_SECOND } from '../../sim/runner/vocabulary.ts';

const FORM = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const MS_PER_DAY = 86_400_000;

export function isInstant(text: string): boolean {
  const date = FORM.exec(text)?.[1];
  // A day that the calendar does not have, such as 31 June, becomes another one on the way back.
  return date !== undefined && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/** The tick of an instant in a run that begins at 00:00 of `start`; it may lie outside of the run. */
export function tickOf(text: string, start: string): number {
  const [, date = start, hours = 0, minutes = 0, seconds = 0] = FORM.exec(text) ?? [];
  const days = Math.round((Date.parse(date) - Date.parse(start)) / MS_PER_DAY);
  return days * TICKS_PER_DAY + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * TICKS_PER_SECOND;
}

/** The instant of a tick, to the second it lies in. */
export function instantOf(tick: number, start: string): string {
  const ms = Date.parse(`${start}T00:00:00Z`) + Math.floor(tick / TICKS_PER_SECOND) * 1000;
  const text = new Date(ms).toISOString().slice(0, 19);
  return text.endsWith(':00') ? text.slice(0, 16) : text;
}
