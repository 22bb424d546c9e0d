/** How sure a headline is: over seeds, over joint draws of what is assumed, and at both ends of each assumption. */
import { halfWidth, mean } from '../experiment/statistics.ts';

/** Share of joint draws that lie between the ends of the range that is told. */
const RANGE = 0.9;

/** A figure with one parameter moved to an end of its range. */
export interface AtEnd {
  readonly parameter: string;
  readonly value: number;
  readonly figure: number;
}

export interface Sureness {
  readonly mean: number;
  /** Half the width of the 95% interval over seeds; not a number for one seed. */
  readonly halfWidth: number;
  readonly seeds: number;
  /** Seeds with the sign of the mean. */
  readonly agree: number;
  /** Range that holds nine tenths of the joint draws, and the share of draws with the other sign than the mean; none without draws. */
  readonly range: readonly [low: number, high: number] | undefined;
  readonly otherSign: number | undefined;
  /** Ends of parameters at which the sign is another. */
  readonly flips: readonly AtEnd[];
}

/**
 * @param seeds figure of each seed, as things stand
 * @param draws figure of each joint draw, over the same seed
 */
export function sureness(seeds: readonly number[], draws: readonly number[], ends: readonly AtEnd[]): Sureness {
  const centre = mean(seeds);
  const sign = Math.sign(centre);
  const isOther = (value: number) => Math.sign(value) === -sign && sign !== 0;
  return {
    mean: centre,
    halfWidth: halfWidth(seeds),
    seeds: seeds.length,
    agree: seeds.filter((value) => Math.sign(value) === sign).length,
    range: draws.length === 0 ? undefined : [quantile(draws, (1 - RANGE) / 2), quantile(draws, (1 + RANGE) / 2)],
    otherSign: draws.length === 0 ? undefined : draws.filter(isOther).length / draws.length,
    flips: ends.filter(({ figure }) => isOther(figure)),
  };
}

/** The value below which a share of the values lies, between two of them in proportion. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below]! + (at - below) * (sorted[above]! - sorted[below]!);
}
