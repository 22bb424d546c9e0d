/** Parameters of the moment of payment: times, failures, fees, and the weights of the choice of method. */
import { parameterTable } from './parameter-table.ts';

const HANGZHOU = 'Hangzhou thesis posted 2021 (globethesis 2392330605460775)';
const TILLS = 'Germany 2023, n > 10,000 (Bundesbank / EHI via press)';
const CHOICE = 'assumed; calibrated where sim/README.md says so';

export const PAYMENT_TABLE = parameterTable('payment', {
  bus_card_ready_seconds: [1.25, 's', 1, 2, 'F', HANGZHOU, 'Boarding payment by a ready card holder.'],
  bus_card_unready_seconds: [6.74, 's', 4, 10, 'F', HANGZHOU, 'Boarding payment by an unready card holder.'],
  bus_mobile_ready_seconds: [1.64, 's', 1.2, 3, 'F', HANGZHOU, 'Boarding payment by a ready QR payer.'],
  bus_mobile_unready_seconds: [10.94, 's', 6, 15, 'F', HANGZHOU, 'Boarding payment by an unready QR payer.'],
  bus_cash_ready_seconds: [4, 's', 3.1, 8.4, 'F', 'Los Angeles Metro 2015 (Shockley et al.); TCRP Report 165: 4.5 s', 'Boarding payment in exact cash.'],
  bus_cash_unready_seconds: [8.4, 's', 5, 12, 'R', 'TCRP Report 165, Exhibit 6-4, upper end', 'Boarding payment by someone who has to look for coins.'],
  unready_share_card: [0.04, 'share', 0, 0.3, 'A', 'assumed', 'Card holders who are not ready at the farebox or counter.'],
  unready_share_cash: [0.15, 'share', 0, 0.5, 'A', 'assumed', 'Cash payers who are not ready.'],
  unready_share_mobile_novice: [0.6, 'share', 0.1, 0.95, 'A', 'assumed', 'Mobile payers who are not ready the first time; falls to a twentieth with use.'],
  shop_cash_small_seconds: [15.2, 's', 8, 25, 'F', TILLS, 'Cash payment of a small sum at a till.'],
  shop_cash_large_seconds: [32.9, 's', 20, 45, 'F', TILLS, 'Cash payment of a large sum at a till.'],
  shop_cash_large_yuan: [500, 'yuan', 100, 1500, 'A', 'assumed: 100 euro by purchasing power and range', 'Sum from which a cash payment takes the large-sum time.'],
  shop_card_seconds: [15.2, 's', 10, 25, 'F', TILLS, 'Contactless card payment at a till.'],
  shop_mobile_ready_seconds: [14, 's', 8, 20, 'F', TILLS, 'Payment by phone at a till, ready payer.'],
  shop_mobile_unready_seconds: [24, 's', 15, 60, 'A', 'assumed: about 1.7 times the ready time; the ratio at fareboxes is 6.7', 'Payment by phone at a till, unready payer.'],
  seconds_cv: [0.3, 'ratio', 0.05, 1, 'A', 'assumed', 'Coefficient of variation of payment times.'],
  no_change_seconds: [45, 's', 10, 180, 'A', 'assumed', 'Extra time when the till has no change and nothing else can be used.'],
  exact_cash_share: [0.35, 'share', 0, 1, 'A', 'assumed', 'Cash payers at a till who pay the exact sum.'],
  till_float_yuan: [150, 'yuan', 20, 2000, 'A', 'assumed', 'Small money in a till each morning.'],
  mobile_failure_share: [0.015, 'share', 0, 0.2, 'A', 'assumed', 'Mobile payments that fail at the first attempt with the network up.'],
  phone_empty_share: [0.01, 'share', 0, 0.2, 'A', 'assumed', 'Person-days with an empty phone.'],
  merchant_fee_share: [0.006, 'share', 0, 0.02, 'P', 'merchant fee 0.6% of value, 2017', 'Fee on mobile payments.'],
  choice_per_second: [0.06, '1/s', 0, 0.5, 'A', CHOICE, 'Weight of expected payment time in the choice of method.'],
  choice_per_yuan: [0.8, '1/yuan', 0, 5, 'A', CHOICE, 'Weight of a price cut in the choice of method, up to three yuan.'],
  choice_bus_card: [2, 'log-odds', -1, 6, 'A', CHOICE, 'Preference of card holders for the card over cash on the bus.'],
  choice_shop_card: [-1.2, 'log-odds', -5, 3, 'A', CHOICE, 'Preference for the stored-value card over cash in shops.'],
  choice_bus_mobile: [-0.05, 'log-odds', -8, 3, 'A', CHOICE, 'Preference of the enrolled for the QR code over cash on the bus, before any habit.'],
  choice_shop_mobile: [0.4, 'log-odds', -5, 3, 'A', CHOICE, 'Preference of wallet holders for mobile payment over cash in shops, before any habit.'],
  choice_habit: [3.2, 'log-odds', 0, 8, 'A', CHOICE, 'What a full habit of paying by phone adds to its preference.'],
  readiness_gain_share: [0.12, 'share', 0.01, 0.5, 'A', 'assumed', 'Part of the missing readiness gained with each use.'],
  habit_gain_share: [0.06, 'share', 0.005, 0.5, 'A', 'assumed', 'Part of the missing habit gained with each use.'],
  habit_loss_share: [0.02, 'share', 0, 0.3, 'A', 'assumed', 'Part of the habit lost when another method is used though mobile was possible.'],
  trust_loss_share: [0.08, 'share', 0, 0.5, 'A', 'assumed', 'Part of the trust lost with each failure.'],
});
