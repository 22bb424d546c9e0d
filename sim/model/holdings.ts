/** What a person holds and has joined, as bits: the names that every service shares. */

/** Bits of the `flags` column that are not a service's own; services' flags follow them. */
export const FLAG = {
  /** Holds the stored-value card. */
  card: 1,
  /** Wants to top the card up at the end of the day. */
  needsTopUp: 2,
} as const;
/** Bits of `flags` that are taken before services' own. */
export const CORE_FLAGS: readonly string[] = Object.keys(FLAG);

/** How a person stands to an enrolment. `lapsed`: has joined and dropped it again. */
export const STANDING = { unaware: 0, aware: 1, lapsed: 2, enrolled: 3 } as const;

/** The wallet: the first of all enrolments, without which no other is of use. */
export const WALLET = 0;
