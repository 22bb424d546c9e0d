/** Numbers as people write them in tables. */

const SPACES = /[\s\u00a0\u202f'’_]/g;

/** A whole number of people: `1234`, `1,234`, `1.234`, `1 234`, `1’234`, `1234,0`; NaN for anything else. */
export function countOf(text: string): number {
  const plain = text.replace(SPACES, '');
  if (/^\d+$/.test(plain)) return Number(plain);
  // A sign before groups of three sets thousands apart: nobody counts thousandths of people.
  if (/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(plain)) return Number(plain.replace(/[.,]/g, ''));
  if (/^\d{1,3}(,\d{3})+\.\d+$|^\d{1,3}(\.\d{3})+,\d+$/.test(plain)) {
    return Math.round(Number(plain.replace(/[.,](?=.*[.,])/g, '').replace(',', '.')));
  }
  return /^\d+[.,]\d+$/.test(plain) ? Math.round(Number(plain.replace(',', '.'))) : NaN;
}

/** A number with a point or a comma: `0.15`, `0,15`, `15 %`, `-3`; NaN for anything else. */
export function decimalOf(text: string): number {
  const plain = text.replace(SPACES, '').replace(/%$/, '');
  return /^-?\d+([.,]\d+)?$|^-?[.,]\d+$/.test(plain) ? Number(plain.replace(',', '.')) : NaN;
}
