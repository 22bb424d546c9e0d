/** What the parameters of payments do. */
import { ACCOUNT } from '../../sim/model/ledger.ts';
import { action, method, sector } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

/** Buses read codes, and wallet holders have the bus card in the phone. */
const CODES = { 'bus.equipped_share': 1, 'people.bus_enrolled_share': 1 };
/** Tills have little change, and nobody pays the exact sum. */
const NO_CHANGE = { 'payment.till_float_yuan': 20, 'payment.exact_cash_share': 0 };
const FAILING = { 'payment.mobile_failure_share': 0.2 };
const mobileOnBuses = (more: Readonly<Record<string, number>> = {}) => ({ parameters: { ...CODES, ...more } });

export const PAYMENT_MOVES: readonly Move[] = [
  raises('payment.bus_card_ready_seconds', 'payments.seconds_mean.bus.card'),
  raises('payment.bus_card_unready_seconds', 'payments.seconds_mean.bus.card'),
  raises('payment.bus_mobile_ready_seconds', 'payments.seconds_mean.bus.mobile', mobileOnBuses()),
  raises('payment.bus_mobile_unready_seconds', 'payments.seconds_mean.bus.mobile', mobileOnBuses()),
  raises('payment.bus_cash_ready_seconds', 'payments.seconds_mean.bus.cash'),
  raises('payment.bus_cash_unready_seconds', 'payments.seconds_mean.bus.cash'),
  lowers('payment.unready_share_card', 'payments.ready_share.bus.card'),
  lowers('payment.unready_share_cash', 'payments.ready_share.bus.cash'),
  lowers('payment.unready_share_mobile_novice', 'payments.ready_share.bus.mobile', mobileOnBuses()),
  raises('payment.shop_cash_small_seconds', 'payments.seconds_mean.vendor.cash'),
  raises('payment.shop_cash_large_seconds', 'payments.seconds_mean.supermarket.cash'),
  lowers('payment.shop_cash_large_yuan', 'payments.seconds_mean.supermarket.cash'),
  raises('payment.shop_card_seconds', 'payments.seconds_mean.convenience.card'),
  raises('payment.bank_card_seconds', 'payments.seconds_mean.hospital.card', { scale: 1000 }),
  raises('payment.choice_bank_card', 'payments.count.hospital.card', { scale: 1000 }),
  raises('payment.choice_bus_novelty', 'payments.mobile_share.bus', mobileOnBuses()),
  raises('payment.shop_mobile_ready_seconds', 'payments.seconds_mean.restaurant.mobile'),
  raises('payment.shop_mobile_unready_seconds', 'payments.seconds_mean.restaurant.mobile'),
  raises('payment.seconds_cv', 'service.p95.bus'),
  raises('payment.card_buy_share', 'cards.bought', {
    policy: [action('no_cash', { sectors: [sector('bus')] })],
  }),
  raises('payment.card_price_yuan', ({ simulation }) => simulation.world.ledger.balance[ACCOUNT.elsewhere]!, {
    policy: [action('no_cash', { sectors: [sector('bus')] })],
  }),
  raises('payment.no_change_seconds', 'payments.seconds_mean.restaurant.cash', { parameters: NO_CHANGE }),
  lowers('payment.exact_cash_share', 'payments.change_short', { parameters: NO_CHANGE }),
  lowers('payment.till_float_yuan', 'payments.change_short', { parameters: NO_CHANGE }),
  // Whoever leaves small money at home hands over hundreds.
  lowers('payment.small_money_most_yuan', 'payments.change_short', { days: 4, parameters: NO_CHANGE }),
  lowers('payment.choice_one_note', 'payments.count.supermarket.cash', { scale: 500 }),
  raises('payment.card_failure_share', 'payments.changed.bus.card_to_cash', { days: 3 }),
  raises('payment.mobile_failure_share', 'payments.failed.restaurant.mobile'),
  lowers('payment.phone_empty_share', 'payments.mobile_share.restaurant'),
  raises('payment.merchant_fee_share', ({ simulation }) => simulation.world.ledger.balance[ACCOUNT.provider]!),
  raises('payment.choice_per_second', 'payments.count.bus.card'),
  raises('payment.choice_per_yuan', 'payments.mobile_share.restaurant', {
    policy: [action('discount', { method: method('mobile'), share: 0.3, sectors: [sector('restaurant')] })],
  }),
  raises('payment.choice_bus_card', 'payments.count.bus.card'),
  raises('payment.choice_shop_card', 'payments.count.convenience.card'),
  raises('payment.choice_bus_mobile', 'payments.mobile_share.bus', mobileOnBuses()),
  raises('payment.choice_shop_mobile', 'payments.mobile_share.restaurant'),
  raises('payment.choice_habit', 'payments.mobile_share.restaurant'),
  // People begin with somewhat less than half the trust there can be.
  lowers('payment.choice_trust', 'payments.mobile_share.60-74', { scale: 500, ...mobileOnBuses() }),
  lowers('payment.asking_habit_share', 'acceptance.coverage.market', {
    parameters: { 'merchant.adopt_daily': 0.2, 'merchant.lapse_daily': 0 },
    days: 3,
  }),
  raises('payment.readiness_gain_share', 'payments.ready_share.bus.mobile', {
    days: 4,
    parameters: { 'bus.equipped_share': 1, 'payment.choice_bus_mobile': 3 },
    policy: [action('assist', { dailyShare: 1, fromAgeBand: 0, sectors: [sector('bus')] })],
  }),
  raises('payment.habit_gain_share', 'payments.mobile_share.restaurant', { days: 4 }),
  lowers('payment.habit_loss_share', 'payments.mobile_share.restaurant', { days: 4 }),
  lowers('payment.trust_loss_share', 'payments.mobile_share.restaurant', { days: 4, parameters: FAILING }),
];
