/**
 * What the kernel computes with floating point, bit by bit. A last bit that differs between engines hardly ever moves an
 * event, so that whole runs would not tell; here it always shows.
 */
import { Digest } from '../../sim/kernel/digest.ts';
import { Quantiles } from '../../sim/kernel/distributions.ts';
import { exp, ln, normalQuantile } from '../../sim/kernel/exact-math.ts';
import { RandomSource } from '../../sim/kernel/random.ts';

const COUNT = 200_000;

/** A digest of each function's values at the same COUNT places, spread over its domain by keyed numbers. */
export function kernelValues(): Record<string, string> {
  const uniform = new RandomSource('engines').purpose('values');
  const at = (i: number) => uniform.uniform(i, 0);
  const lognormal = Quantiles.lognormal(100, 0.6);
  const exponential = Quantiles.exponential(100);
  const functions: Record<string, (i: number) => number> = {
    uniform: at,
    exp: (i) => exp(40 * at(i) - 20),
    ln: (i) => ln(1000 * at(i)),
    normalQuantile: (i) => normalQuantile(at(i)),
    lognormal: (i) => lognormal.at(at(i)),
    exponential: (i) => exponential.at(at(i)),
    sqrt: (i) => Math.sqrt(at(i)),
  };
  const digests = Object.entries(functions).map(([name, f]) => {
    const digest = new Digest();
    digest.addColumn(Float64Array.from({ length: COUNT }, (_, i) => f(i)));
    return [name, digest.hex()] as const;
  });
  return Object.fromEntries(digests);
}
