/** How long a series takes to forget its beginning. */

/** Values that are taken together where there are enough of them: MSER-5. */
const BATCH = 5;
/** Fewer values than this are looked at one by one. */
const BATCHED_MIN = 50;

/**
 * Marginal standard error rule: of all beginnings that could be left out, up to half of the series, the one for which the mean of the
 * rest is known best (K. P. White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69,
 * 1997; in batches of five: K. P. White, M. J. Cobb, S. C. Spratt, WSC 2000).
 * @returns how many values to leave out; undefined where even half of the series does not settle, so that it is too short to tell
 */
export function suggestedWarmUp(series: readonly number[]): number | undefined {
  const batch = series.length >= BATCHED_MIN ? BATCH : 1;
  const means = Array.from({ length: Math.floor(series.length / batch) }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < batch; k++) sum += series[i * batch + k]!;
    return sum / batch;
  });
  const n = means.length;
  if (n < 4) return undefined;
  let [sum, squares, best, at] = [0, 0, Infinity, 0];
  const centre = means.reduce((total, value) => total + value, 0) / n;
  // From the end, so that sums of the rest are at hand; of equals the shortest beginning.
  for (let first = n - 1; first >= 0; first--) {
    const value = means[first]! - centre;
    sum += value;
    squares += value * value;
    const left = n - first;
    if (first > n / 2) continue;
    const error = Math.max(0, squares - (sum * sum) / left) / (left * left);
    if (error <= best) [best, at] = [error, first];
  }
  return at >= Math.floor(n / 2) ? undefined : at * batch;
}
