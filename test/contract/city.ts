/** A small city, and a policy in which every kind acts, whatever services the registry has. */
import { PARAMETERS } from '../../sim/model/parameters.ts';
import { METHODS } from '../../sim/model/payment/methods.ts';
import type { Field } from '../../sim/model/policy/field.ts';
import type { PolicyKind } from '../../sim/model/policy/kind.ts';
import { POLICY_KINDS } from '../../sim/model/policy/registry.ts';
import { sectorIds, sectorIndexes } from '../../sim/model/policy/sector-choice.ts';
import type { PolicyAction, Scenario } from '../../sim/model/scenario.ts';
import { shippedCities } from '../../sim/runner/library.ts';

const WUHAN = shippedCities().get('wuhan')!;

/** Wuhan at 1:2000, beginning on a Monday. */
export function smallScenario(overrides: Partial<Scenario> = {}): Scenario {
  return {
    name: 'contract',
    title: { en: 'Contract', zh: '约定' },
    description: { en: 'A city for tests', zh: '测试用城市' },
    city: WUHAN,
    start: '2017-06-05',
    days: 2,
    scale: 2000,
    seed: 'contract',
    policy: [],
    parameters: Object.fromEntries(PARAMETERS.map(({ id, value }) => [id, value])),
    ...overrides,
  };
}

/** In the middle of what a field may be, as the model has it. */
function middleOf({ control }: Field): number {
  switch (control.type) {
    case 'share':
    case 'percent':
      return 0.5;
    case 'yuan':
      // A wallet that may hold no more still pays most bills.
      return 100 * Math.min(control.high, 100);
    case 'number':
      return Math.round((control.low + control.high) / 2);
    case 'method':
      return METHODS.findIndex((id) => id === control.methods.at(-1));
    case 'age':
      return 0;
  }
}

/** Sectors that a kind may name; all of them where it names none. */
function whereOf({ sectors }: PolicyKind): readonly number[] {
  if ('always' in sectors) return sectorIndexes(sectors);
  const ids = sectorIds(sectors).filter((id) => id !== 'all');
  return sectorIndexes(sectors, ids);
}

/** An action of every kind, in the whole city and wherever it may be; cash is taken on the first day. */
export function everyKind(): PolicyAction[] {
  return POLICY_KINDS.flatMap((kind) => {
    const { id, fields, period } = kind;
    const sectors = whereOf(kind).filter((sector) => id !== 'no_cash' || sector % 2 === 0);
    // Without merchants nothing can be done for them.
    if (sectors.length === 0) return [];
    return [
      {
        kind: id,
        fromDay: id === 'no_cash' ? 1 : 0,
        toDay: period === 'minutes' ? 1 : 2,
        sectors,
        districts: WUHAN.districts.map((_, index) => index),
        ...(period === 'minutes' && { fromMinute: 480, toMinute: 600 }),
        ...Object.fromEntries(Object.values(fields).map((field) => [field.as, middleOf(field)])),
      },
    ];
  });
}

export const BUSY = (): Scenario => smallScenario({ policy: everyKind() });

/** Parameters under which what is rare happens often enough to be looked at in a small city; those of services that are there. */
const OFTEN: Readonly<Record<string, number>> = {
  'detention.held_per_100000': 5000,
  'detention.deposits_per_month': 10,
};
export const often = (scenario: Scenario): Scenario => ({
  ...scenario,
  parameters: Object.fromEntries(
    Object.entries(scenario.parameters).map(([id, value]) => [id, OFTEN[id] ?? value] as const),
  ),
});
