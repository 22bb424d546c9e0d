/** Says that there are cities of the reader's own, so that a page without any need not fetch what brings them. */
export const SIGN = 'cashless-city.own-cities';

/** Whether there may be cities to bring. */
export function mayHaveCities(): boolean {
  try {
    return localStorage.getItem(SIGN) !== null;
  } catch {
    return false;
  }
}
