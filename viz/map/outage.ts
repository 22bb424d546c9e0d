/** When and where the payment network is down, as the policy says. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { TICKS_PER_DAY, TICKS_PER_MINUTE } from '../../sim/runner/vocabulary.ts';

export interface Outage {
  /** First tick, and first tick after it. */
  readonly from: number;
  readonly to: number;
  readonly districts: readonly number[];
}

export function outagesOf(scenario: Scenario | null): Outage[] {
  return (scenario?.policy ?? []).flatMap((one) => {
    if (one.kind !== 'outage') return [];
    const midnight = one.fromDay * TICKS_PER_DAY;
    const { districts } = one;
    const [from, to] = [
      midnight + Number(one['fromMinute']) * TICKS_PER_MINUTE,
      midnight + Number(one['toMinute']) * TICKS_PER_MINUTE,
    ];
    return [{ from, to, districts }];
  });
}

const NONE: readonly number[] = [];

/** Districts under an outage at an instant, each once. */
export function outageDistricts(outages: readonly Outage[], tick: number, count: number): readonly number[] {
  const now = outages.filter(({ from, to }) => tick >= from && tick < to);
  if (now.length === 0) return NONE;
  return Array.from({ length: count }, (_, at) => at).filter((at) =>
    now.some(({ districts }) => districts.includes(at)),
  );
}
