/** What the parameters of adoption do, of people's and of merchants'. */
import { action, sector, SHOPS } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

const days = 3;
const BUS = [sector('bus')];
const HOSPITAL = [sector('hospital')];
const reach = (sectors: readonly number[], rewardFen = 0) => action('campaign', { reachShare: 1, rewardFen, sectors });
/** Everybody knows of the bus card in the phone, and no bus is without its reader. */
const bus = (parameters: Readonly<Record<string, number>> = {}) => {
  return { days, parameters: { 'bus.equipped_share': 1, ...parameters }, policy: [reach(BUS)] };
};
/** Merchants reckon quickly, and none gives up. */
const TAKING_UP = { 'merchant.adopt_daily': 0.2, 'merchant.lapse_daily': 0 };
/** None takes it up, and all find it a bother. */
const GIVING_UP = { 'merchant.adopt_daily': 0, 'merchant.lapse_daily': 0.05, 'merchant.fixed_cost_yuan': 5 };

export const ADOPTION_MOVES: readonly Move[] = [
  raises('adoption.wallet_daily', 'enrolment.joined.wallet', { days }),
  raises('adoption.wallet_peer_daily', 'enrolment.joined.wallet', { days }),
  raises('adoption.wallet_aware_daily', 'enrolment.joined.wallet', {
    days,
    parameters: { 'people.wallet_aware_share': 0, 'adoption.wallet_daily': 0.02 },
  }),
  raises('adoption.bus_daily', 'enrolment.joined.bus', bus()),
  raises('adoption.bus_peer_daily', 'enrolment.joined.bus', bus({ 'people.bus_enrolled_share': 0.3 })),
  raises('adoption.bus_rider_factor', 'enrolment.joined.bus', bus({ 'adoption.bus_daily': 0.05 })),
  lowers('adoption.bus_dormant_share', 'payments.mobile_share.bus', bus({ 'people.bus_enrolled_share': 1 })),
  raises('adoption.hospital_daily', 'enrolment.joined.hospital', {
    days,
    parameters: { 'hospital.accepting_share': 1, 'hospital.enrol_at_visit_share': 0 },
    policy: [reach(HOSPITAL)],
  }),
  raises('adoption.reward_per_yuan', 'enrolment.joined.bus', { ...bus(), policy: [reach(BUS, 500)] }),
  raises('adoption.lost_minute_factor', 'enrolment.joined.wallet', {
    days,
    scale: 1000,
    parameters: { 'adoption.wallet_daily': 0.02, 'retail.goods_seconds.restaurant': 200 },
  }),
  raises('adoption.word_of_mouth_daily', 'enrolment.joined.bus', {
    days,
    parameters: { 'bus.equipped_share': 1, 'people.bus_enrolled_share': 0.5, 'adoption.bus_daily': 0.5 },
  }),
  // Those who are readier than others soon have it, and the others hardly ever take it up.
  lowers('adoption.susceptibility_cv', 'enrolment.joined.bus', bus({ 'adoption.bus_daily': 0.5 })),
  raises('adoption.lapse_daily', 'enrolment.lapsed.wallet', { days }),
  raises('adoption.distrust_lapse_daily', 'enrolment.lapsed.wallet', {
    days,
    parameters: { 'payment.mobile_failure_share': 0.2, 'payment.trust_loss_share': 0.5, 'adoption.lapse_daily': 0 },
  }),
  raises('adoption.reenrol_factor', 'enrolment.joined.wallet', {
    days: 5,
    parameters: { 'adoption.lapse_daily': 0.05, 'adoption.wallet_daily': 0.02, 'adoption.wallet_peer_daily': 0.05 },
  }),
  raises('merchant.asked_value_yuan', 'acceptance.coverage.market', { days, parameters: TAKING_UP }),
  raises('merchant.cash_cost_yuan', 'acceptance.coverage.market', { days, parameters: TAKING_UP }),
  raises('merchant.switch_share', 'acceptance.coverage.market', {
    days,
    parameters: { ...TAKING_UP, 'merchant.cash_cost_yuan': 3, 'merchant.asked_value_yuan': 0 },
  }),
  raises('merchant.adopt_daily', 'acceptance.coverage.market', { days, parameters: { 'merchant.lapse_daily': 0 } }),
  lowers('merchant.grant_days', 'acceptance.coverage.market', {
    days,
    parameters: { ...TAKING_UP, 'merchant.asked_value_yuan': 0 },
    policy: [action('subsidise', { feeRebateShare: 0, grantFen: 50_000, sectors: SHOPS })],
  }),
  lowers('merchant.fixed_cost_yuan', 'acceptance.coverage.market', { days, parameters: GIVING_UP }),
  lowers('merchant.lapse_daily', 'acceptance.coverage.market', { days, scale: 500, parameters: GIVING_UP }),
];
