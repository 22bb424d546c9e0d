/** How a sector takes money, worked out. */
import type { Uint8Field } from '../../kernel/records.ts';
import { enrolmentIndex, profileIndex, PROFILES, SECTOR_DECLARATIONS } from '../catalogue.ts';
import type { City } from '../city.ts';
import { WALLET } from '../holdings.ts';
import type { People } from '../people.ts';
import type { OwnCard } from './own-card.ts';

/** How a sector takes money: what its service has declared, with the values of the city and the scenario. */
export interface Terms {
  readonly sector: number;
  readonly takesCash: boolean;
  /** Whether who comes has brought what is needed in cash: what is missing is fetched. */
  readonly bringsCash: boolean;
  readonly takesCard: boolean;
  /** Whether whoever holds the senior card pays nothing. */
  readonly takesSeniorCard: boolean;
  /** Whether a stored-value card helps who is refused here when cash is no longer taken. */
  readonly cardHelps: boolean;
  /** The stored-value card that is taken, where it is one of the service's own. */
  card: OwnCard | null;
  /** Bank cards are the cards that are taken here. */
  readonly takesBankCards: boolean;
  /** Somebody of the household pays for children, and for some of the very old. */
  readonly paidByFamily: boolean;
  /** What being new to it adds to the preference for the phone, log-odds. */
  readonly novelty: number;
  readonly givesChange: boolean;
  /** Where hundreds are not taken: chance that one is changed for who has no small money; −1 where they are. */
  readonly noteChanged: number;
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
  /** Time lost on a stored-value card that is turned down, likewise. */
  readonly cardFailureSeconds: number;
}

/** Works out how a sector takes money. */
export function termsOf(
  sector: number,
  city: City,
  people: People,
  parameters: Readonly<Record<string, number>>,
): Terms {
  const { payment } = SECTOR_DECLARATIONS[sector];
  const profile = profileIndex(payment.profile);
  const { seconds, preference, givesChange } = PROFILES[profile];
  const enrolment = payment.enrolment === undefined ? WALLET : enrolmentIndex(payment.enrolment);
  return {
    sector,
    takesCash: payment.takesCash !== false,
    bringsCash: false,
    takesCard: payment.takesCard || payment.takesBankCards === true,
    takesSeniorCard: payment.takesSeniorCard === true,
    cardHelps: payment.takesCard || payment.cardBeside === true,
    card: null,
    takesBankCards: payment.takesBankCards === true,
    givesChange,
    noteChanged: payment.noteChanged === undefined ? -1 : parameters[payment.noteChanged],
    ownDiscount: payment.ownDiscount === undefined ? 0 : city.figures[payment.ownDiscount].value,
    paidByFamily: payment.paidByFamily === true,
    enrolment,
    novelty: preference.novelty === undefined ? 0 : parameters[preference.novelty],
    ready: people.ready[profile],
    habit: people.habit[profile],
    preferCard: parameters[payment.takesBankCards ? 'payment.choice_bank_card' : preference.card],
    preferMobile: parameters[preference.mobile],
    failureSeconds: parameters[seconds.mobile[1]],
    cardFailureSeconds: parameters[seconds.card[1]],
  };
}
