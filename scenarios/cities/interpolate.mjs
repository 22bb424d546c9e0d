/**
 * Age shares of districts in mid-2017, interpolated linearly between the censuses of November 2010 and 2020.
 * Plain Node, no packages.
 */

/** From 1 November 2010 to 1 July 2017 is two thirds of the way to 1 November 2020. */
const WEIGHT_2020 = 2 / 3;
/** Lower bounds of the simulation's age bands (AGE_BANDS in sim/model/city.ts), years. */
const BANDS_FROM = [0, 15, 25, 35, 45, 60, 75];
const COLUMNS_BEFORE_BANDS = 4;

/**
 * Seven shares by district code, as texts of four decimals that sum to 1.
 * @param rows of a table: first its header (city, district, feature_id, census, then one column for each five-year band:
 *   `0`, `1-4`, `5-9` … `85+`), then one row a district and census
 * @param city whose districts are wanted
 * @param alone codes of districts that only one census has: its shares stand for mid-2017. Any other is an error
 */
export function ageShares([header, ...rows], city, alone) {
  const ages = header.slice(COLUMNS_BEFORE_BANDS).map((band) => Number.parseInt(band, 10));
  const shares = new Map(
    rows.filter((row) => row[0] === city).map((row) => [`${row[2]} ${row[3]}`, bandShares(row, ages)]),
  );
  const codes = new Set([...shares.keys()].map((key) => key.split(' ')[0]));
  return new Map([...codes].map((code) => [code, rounded(inMiddle(code, shares, alone))]));
}

function inMiddle(code, shares, alone) {
  const [early, late] = [shares.get(`${code} 2010`), shares.get(`${code} 2020`)];
  if (late === undefined) throw new Error(`found no row of 2020 for ${code}, expected one`);
  if (early === undefined) {
    if (alone.has(code)) return late;
    throw new Error(`found no row of 2010 for ${code}, expected one, or --alone ${code}`);
  }
  return late.map((share, band) => (1 - WEIGHT_2020) * early[band] + WEIGHT_2020 * share);
}

function bandShares(row, ages) {
  const counts = row.slice(COLUMNS_BEFORE_BANDS).map(Number);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return BANDS_FROM.map((from, band) => {
    const to = BANDS_FROM[band + 1] ?? Infinity;
    return counts.reduce((sum, count, i) => (ages[i] >= from && ages[i] < to ? sum + count : sum), 0) / total;
  });
}

/** Four decimals that still sum to 1: the largest band takes what rounding leaves. */
function rounded(values) {
  const tenThousandths = values.map((value) => Math.round(value * 1e4));
  const rest = 1e4 - tenThousandths.reduce((sum, value) => sum + value, 0);
  tenThousandths[tenThousandths.indexOf(Math.max(...tenThousandths))] += rest;
  return tenThousandths.map((value) => (value / 1e4).toFixed(4));
}
