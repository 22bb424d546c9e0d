/** How a sector takes money, worked out. */
import type { Uint8Field } from '../../kernel/records.ts';
import type { OwnCard } from './own-card.ts';

/** How a sector takes money: what its service has declared, with the values of the city and the scenario. */
export interface Terms {
  readonly sector: number;
  readonly takesCash: boolean;
  readonly takesCard: boolean;
  /** The stored-value card that is taken, where it is one of the service's own. */
  card: OwnCard | null;
  /** Bank cards are the cards that are taken here. */
  readonly takesBankCards: boolean;
  /** Somebody of the household pays for children, and for some of the very old. */
  readonly paidByFamily: boolean;
  /** Share of those enrolled who never use it. */
  readonly dormantShare: number;
  /** What being new to it adds to the preference for the phone, log-odds. */
  readonly novelty: number;
  readonly givesChange: boolean;
  /** Share taken off for card and mobile payers by the operator itself. */
  readonly ownDiscount: number;
  /** Enrolment that mobile payment needs here; the wallet where it needs no other. */
  readonly enrolment: number;
  readonly ready: Uint8Field;
  readonly habit: Uint8Field;
  /** What card and phone are worth beside cash, log-odds. */
  readonly preferCard: number;
  readonly preferMobile: number;
  /** Time lost on a mobile payment that does not go through: that of an unready payer, seconds. */
  readonly failureSeconds: number;
}
