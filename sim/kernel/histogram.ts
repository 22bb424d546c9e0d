/**
 * Histograms of non-negative integers with logarithmic bins: 16 bins an octave, found by counting leading zeros. Values
 * below 32 have a bin of their own; above, a bin is at most 1/16 of its lower end wide.
 */
const SUB_BITS = 4;
const SUB_BINS = 16;
const OCTAVE_MAX = 23;

/** Values from here on are counted in the last bin. */
export const VALUE_END = 0x1000000;

/** Bins of a histogram. */
export const BINS = (OCTAVE_MAX - SUB_BITS + 2) * SUB_BINS;

/** The bin of a non-negative integer. */
export function binOf(value: number): number {
  if (value < SUB_BINS) return value;
  if (value >= VALUE_END) return BINS - 1;
  const octave = 31 - Math.clz32(value);
  return ((octave - SUB_BITS + 1) << SUB_BITS) + ((value >>> (octave - SUB_BITS)) & (SUB_BINS - 1));
}

/** The smallest value of a bin; of bin BINS, where the histogram ends. */
export function binLow(bin: number): number {
  if (bin < SUB_BINS) return bin;
  return (SUB_BINS + (bin & (SUB_BINS - 1))) << ((bin >>> SUB_BITS) - 1);
}

/**
 * The p-quantile of the histogram whose BINS counts start at `offset`. Within a bin its values are taken as evenly
 * spread, so that the answer is exact where a bin holds one value and within 1/16 elsewhere; 0 if nothing was counted.
 * @throws RangeError if p is outside [0, 1]
 */
export function quantile(counts: ArrayLike<number>, offset: number, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`found quantile ${p}, expected 0 to 1`);
  let total = 0;
  for (let bin = 0; bin < BINS; bin++) total += counts[offset + bin];
  const target = p * total;
  let below = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const count = counts[offset + bin];
    if (count > 0 && below + count >= target) {
      const low = binLow(bin);
      return low + ((target - below) / count) * (binLow(bin + 1) - 1 - low);
    }
    below += count;
  }
  return 0;
}
