/** What the parameters of shops do. */
import { SECTORS } from '../../sim/model/catalogue.ts';
import { sector, service, SHOPS } from '../model/fixture.ts';
import { lowers, raises, type Move } from './move.ts';

const KINDS = SHOPS.map((index) => SECTORS[index]!);
const each = (family: string, value: number) => Object.fromEntries(KINDS.map((id) => [`${family}.${id}`, value]));
/** People queue in every kind of shop: there is one till each, and it is slow. */
const BUSY = { ...each('retail.goods_seconds', 200), ...each('retail.tills', 1) };
/** Everybody tops up at the first occasion. */
const TOPPING_UP = { parameters: { 'bus.top_up_below_yuan': 50 } };

export const RETAIL_MOVES: readonly Move[] = [
  raises('retail.per_10000_residents', ({ simulation }, kind) => {
    const sectors = service(simulation.world, 'retail').places.sector.copy();
    return sectors.reduce((sum, at) => sum + (at === sector(kind) ? 1 : 0), 0);
  }),
  lowers('retail.tills', 'wait.mean.*', { parameters: BUSY }),
  raises('retail.visits_per_adult_day', 'payments.count.*'),
  raises('retail.goods_seconds', 'service.mean.*'),
  raises('retail.basket_yuan', 'payments.value.*'),
  lowers('retail.patience_minutes', 'walkaways.count.*', { parameters: BUSY }),
  raises('retail.accepting_share', 'acceptance.coverage.*'),
  // Where half of the vendors take phones.
  raises('retail.elsewhere_share', 'payments.mobile_share.vendor', { days: 4, scale: 1000 }),
  raises('retail.near_km', 'payments.mobile_share.vendor', {
    days: 4,
    scale: 1000,
    // The farther people go to a shop, the more they go to another one.
    parameters: { 'retail.elsewhere_share': 1 },
  }),
  raises('retail.goods_cv', 'service.p95.restaurant'),
  raises('retail.top_up_seconds', 'service.mean.convenience', TOPPING_UP),
  raises('retail.top_up_trip_minutes', 'person.minutes_per_day', TOPPING_UP),
];
