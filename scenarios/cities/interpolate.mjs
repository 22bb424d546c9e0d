/**
 * Age shares of districts in mid-2017, interpolated linearly between the censuses of November 2010 and 2020.
 *
 *     node scenarios/cities/interpolate.mjs SOURCE.csv CITY
 *
 * SOURCE has the columns city, district, feature_id, census and one for each five-year band (`0`, `1-4`, `5-9` … `85+`).
 * Prints, for each district, its code and the `age_shares` of the city file. Plain Node, no packages.
 */
import { readFileSync } from 'node:fs';

/** From 1 November 2010 to 1 July 2017 is two thirds of the way to 1 November 2020. */
const WEIGHT_2020 = 2 / 3;
/** Lower bounds of the simulation's age bands (AGE_BANDS in sim/model/city.ts), years. */
const BANDS_FROM = [0, 15, 25, 35, 45, 60, 75];

const [sourceFile, city] = process.argv.slice(2);
if (!sourceFile || !city) {
  console.error('usage: node scenarios/cities/interpolate.mjs SOURCE.csv CITY');
  process.exit(2);
}

const [header, ...rows] = readFileSync(sourceFile, 'utf8')
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(','));
const ages = header.slice(4).map((band) => Number.parseInt(band, 10));
const shares = new Map(rows.filter((row) => row[0] === city).map((row) => [`${row[2]} ${row[3]}`, bandShares(row)]));

for (const code of new Set([...shares.keys()].map((key) => key.split(' ')[0]))) {
  const [early, late] = [shares.get(`${code} 2010`), shares.get(`${code} 2020`)];
  const middle = late.map((share, band) => (1 - WEIGHT_2020) * early[band] + WEIGHT_2020 * share);
  console.log(`${code} age_shares: [${rounded(middle).join(', ')}]`);
}

function bandShares(row) {
  const counts = row.slice(4).map(Number);
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
