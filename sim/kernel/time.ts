/**
 * Simulated time: an integer number of ticks since 00:00 of the scenario's first day.
 *
 * One tick is a tenth of a second, so that a boarding of 1.3 s is not rounded away.
 */
export const TICKS_PER_SECOND = 10;
export const TICKS_PER_MINUTE = 60 * TICKS_PER_SECOND;
export const TICKS_PER_HOUR = 60 * TICKS_PER_MINUTE;
export const TICKS_PER_DAY = 24 * TICKS_PER_HOUR;

/** Largest tick the event list and the Uint32 columns can hold: 4,971 days, over 13 years. */
export const TICK_MAX = 0xffff_ffff;

/** Longest run in days: a month of margin stays for what is scheduled beyond the last midnight. */
export const DAYS_MAX = Math.floor(TICK_MAX / TICKS_PER_DAY) - 31;
