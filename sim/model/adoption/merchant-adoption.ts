/**
 * How shops come to take mobile payment, and stop: once a day, each for itself, by what its own day has shown.
 *
 * What speaks for it: customers who asked, and cash that need not be handled. What speaks against it: the fee, less what
 * a subsidy takes over. Shops that hardly see it used give it up.
 */
import { exp } from '../../kernel/exact-math.ts';
import type { Purpose } from '../../kernel/random.ts';
import { beginAccepting } from '../kit/fitting.ts';
import { parameterTable } from '../parameter-table.ts';
import { PAYMENT_TABLE } from '../payment/parameters.ts';
import type { Places } from '../places.ts';
import type { World } from '../world.ts';

export const MERCHANT_TABLE = parameterTable('merchant', {
  asked_value_yuan: [
    0.6,
    'yuan',
    0,
    10,
    'A',
    'assumed',
    'What a merchant reckons to gain from a customer who asked to pay by phone.',
  ],
  cash_cost_yuan: [
    0.3,
    'yuan',
    0,
    3,
    'A',
    'assumed; 0.24 euro a payment in Europe (ECB 2012), scaled to Chinese wages',
    'Cost to a merchant of handling one cash payment.',
  ],
  switch_share: [0.5, 'share', 0, 1, 'A', 'assumed', 'Cash payments a merchant expects to become mobile.'],
  adopt_daily: [0.0008, '1/day', 0, 0.2, 'A', 'assumed', 'Hazard of taking it up for a gain of five yuan a day.'],
  grant_days: [60, 'days', 1, 1000, 'A', 'assumed', 'Days over which a merchant spreads a grant when reckoning.'],
  fixed_cost_yuan: [0.5, 'yuan/day', 0, 20, 'A', 'assumed', 'Bother and equipment a day.'],
  lapse_daily: [0.0005, '1/day', 0, 0.05, 'A', 'assumed', 'Hazard of giving it up on a day with a loss of five yuan.'],
});

/** Gain at which the hazards of the table hold, fen. */
const REFERENCE_FEN = 500;
/** Grows no further than this many times the table's hazard. */
const FACTOR_MAX = 8;

export class MerchantAdoption {
  private readonly p: ReturnType<typeof MERCHANT_TABLE.read>;
  private readonly feeShare: number;
  private readonly draw: Purpose;

  constructor(
    private readonly world: World,
    private readonly places: Places,
    service: string,
  ) {
    this.p = MERCHANT_TABLE.read(world.parameters);
    this.feeShare = PAYMENT_TABLE.read(world.parameters).merchant_fee_share;
    this.draw = world.random.purpose(`adoption.merchant.${service}`);
  }

  /** Every shop thinks about the day that has ended, at the midnight that begins `day`. */
  beginDay(day: number): void {
    const { places } = this;
    for (let place = 0; place < places.count; place++) {
      const gain = this.gainFen(place);
      const factor = Math.min(FACTOR_MAX, Math.abs(gain) / REFERENCE_FEN);
      const accepts = places.accepts.get(place) === 1;
      if (gain > 0 === accepts || places.payments.get(place) === 0) continue;
      const hazard = factor * (accepts ? this.p.lapse_daily : this.p.adopt_daily);
      if (!this.draw.chance(place, day, 1 - exp(-hazard))) continue;
      if (accepts) {
        places.accepts.set(place, 0);
        this.world.facts.accepts(places.sector.get(place), place, false);
      } else beginAccepting(this.world, places, place);
    }
  }

  /** What taking mobile payment gains a shop a day, fen, judged by the day that has ended. */
  private gainFen(place: number): number {
    const { places, p, world } = this;
    const { levers } = world;
    const cell = places.sector.get(place) * levers.districts + places.district.get(place);
    const mean = places.value.get(place) / Math.max(1, places.payments.get(place));
    const accepts = places.accepts.get(place) === 1;
    const mobile = accepts
      ? places.mobilePayments.get(place)
      : Math.min(places.payments.get(place), places.asked.get(place)) * p.switch_share;
    const fee = mobile * mean * this.feeShare * (1 - levers.feeRebateShare[cell]);
    const saved = mobile * p.cash_cost_yuan * 100;
    const asked = accepts ? 0 : places.asked.get(place) * p.asked_value_yuan * 100;
    const grant = accepts ? 0 : levers.grantFen[cell] / p.grant_days;
    return saved + asked + grant - fee - p.fixed_cost_yuan * 100;
  }
}
