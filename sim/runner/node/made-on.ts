/** The day on which something is made, for what has to be dated. */

/**
 * `YYYY-MM-DD` in UTC: the day of `SOURCE_DATE_EPOCH` (seconds since 1970, as reproducible builds have it) where that is set, so
 * that the same comes out byte for byte; today otherwise.
 */
export function dateOfMaking(environment: NodeJS.ProcessEnv = process.env): string {
  const { SOURCE_DATE_EPOCH: epoch } = environment;
  const set = epoch !== undefined && /^\d{1,11}$/.test(epoch) ? new Date(Number(epoch) * 1000) : new Date();
  return set.toISOString().slice(0, 10);
}
