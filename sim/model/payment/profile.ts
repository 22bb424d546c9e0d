/** A way of paying at a kind of place: how long it takes, what people prefer, and whose readiness and habit count. */

/** Parameters of the mean time of a payment, in seconds: for who is ready, and for who is not. */
export type ReadyUnready = readonly [ready: string, unready: string];

export interface PaymentProfile {
  readonly id: string;
  /**
   * Another profile, declared before, whose readiness and habit count here too: whoever is used to paying there is used to it
   * here. Left out: people have one of their own for this profile.
   */
  readonly habitOf?: string;
  readonly seconds: {
    readonly cash: ReadyUnready;
    readonly card: ReadyUnready;
    readonly mobile: ReadyUnready;
    /** Parameter: time of a cash payment from the sum `payment.shop_cash_large_yuan` on; up to there it grows with the sum. */
    readonly largeCash?: string;
  };
  /** Parameters: what card and phone are worth beside cash, before time, price, habit and trust, log-odds. */
  readonly preference: {
    readonly card: string;
    readonly mobile: string;
    /** What being wholly new to it adds for the phone; it fades as people get ready. None where left out. */
    readonly novelty?: string;
  };
  /** Whether notes are changed. Where they are not, whoever has no coins is not ready. */
  readonly givesChange: boolean;
}

/** A counter or till with somebody behind it: what shops and offices share. */
export const COUNTER: PaymentProfile = {
  id: 'counter',
  seconds: {
    cash: ['payment.shop_cash_small_seconds', 'payment.shop_cash_small_seconds'],
    card: ['payment.shop_card_seconds', 'payment.shop_card_seconds'],
    mobile: ['payment.shop_mobile_ready_seconds', 'payment.shop_mobile_unready_seconds'],
    largeCash: 'payment.shop_cash_large_seconds',
  },
  preference: { card: 'payment.choice_shop_card', mobile: 'payment.choice_shop_mobile' },
  givesChange: true,
};
