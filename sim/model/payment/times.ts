/** How long each way to pay takes in each sector: numbers by sector, method and whether the payer is ready. */
import { SECTOR_DECLARATIONS, PROFILES, profileIndex } from '../catalogue.ts';

/** Times of a bank card: it is put in and a number typed, whoever is ready. */
const BANK_CARD_SECONDS = ['payment.bank_card_seconds', 'payment.bank_card_seconds'] as const;

/** Where the mean time of a payment stands. */
export const secondsAt = (sector: number, method: number, ready: boolean) =>
  (sector * 3 + method) * 2 + (ready ? 0 : 1);

/**
 * Fills in the mean times of a sector.
 * @param largeCash how much longer large sums take in cash, by sector
 */
export function fillTimes(
  sector: number,
  seconds: Float64Array,
  largeCash: Float64Array,
  parameters: Readonly<Record<string, number>>,
): void {
  const { payment } = SECTOR_DECLARATIONS[sector];
  const times = PROFILES[profileIndex(payment.profile)].seconds;
  const factor = payment.timeFactor === undefined ? 1 : parameters[payment.timeFactor];
  const card = payment.takesBankCards ? BANK_CARD_SECONDS : times.card;
  [times.cash, card, times.mobile].forEach((ids, method) => {
    ids.forEach((id, unready) => {
      seconds[secondsAt(sector, method, unready === 0)] = parameters[id] * factor;
    });
  });
  if (times.largeCash !== undefined) {
    largeCash[sector] = (parameters[times.largeCash] - parameters[times.cash[0]]) * factor;
  }
}
