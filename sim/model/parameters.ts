/** Every parameter of the model, with unit, plausible range and source: what a scenario may override. */
import { ADOPTION_TABLE } from './adoption/parameters.ts';
import { MERCHANT_TABLE } from './adoption/merchant-adoption.ts';
import { CREDIT_TABLE } from './credit/parameters.ts';
import { GEOGRAPHY_TABLE } from './geography.ts';
import { INCOME_TABLE } from './money/parameters.ts';
import { COST_TABLE } from './measures/cost-parameters.ts';
import type { Parameter } from './parameter-table.ts';
import { PAYMENT_TABLE } from './payment/parameters.ts';
import { INCOME_FACTOR, PEOPLE_BY_AGE, PEOPLE_TABLE } from './people-parameters.ts';
import { ROLLOUT_TABLE } from './rollout.ts';
import { SERVICES } from './services/registry.ts';

export type { Parameter } from './parameter-table.ts';

export const PARAMETERS: readonly Parameter[] = [
  ...GEOGRAPHY_TABLE.list,
  ...PEOPLE_BY_AGE,
  ...PEOPLE_TABLE.list,
  ...INCOME_FACTOR,
  ...INCOME_TABLE.list,
  ...PAYMENT_TABLE.list,
  ...ADOPTION_TABLE.list,
  ...MERCHANT_TABLE.list,
  ...SERVICES.flatMap((service) => service.parameters),
  ...CREDIT_TABLE.list,
  ...ROLLOUT_TABLE.list,
  ...COST_TABLE.list,
];
