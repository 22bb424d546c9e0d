/** Metro lines with their stations, from a table of stations. Plain Node, no packages. */

/**
 * One LineString a line, in the order of its stations.
 * @param rows of a table: first its header (city, line, order, station, pinyin, lat_gcj02, lng_gcj02, opened, note)
 * @returns FeatureCollection; `properties.line` as it is written on signs, `stations` as long as `coordinates`, each with
 *   `en` (pinyin), `zh` and `opened`: a date, or two with a slash between where only the period is known
 */
export function metroOf([header, ...rows], city) {
  const column = Object.fromEntries(header.map((name, index) => [name, index]));
  const lines = new Map();
  for (const row of rows.filter((one) => one[column.city] === city)) {
    const name = row[column.line];
    lines.set(name, [...(lines.get(name) ?? []), row]);
  }
  const features = [...lines].map(([name, stations]) => {
    const inOrder = stations.toSorted((a, b) => Number(a[column.order]) - Number(b[column.order]));
    const position = (row) => [Number(row[column.lng_gcj02]), Number(row[column.lat_gcj02])];
    return {
      type: 'Feature',
      properties: { line: name.replace(/ .*/, ''), stations: inOrder.map((row) => stationOf(row, column)) },
      geometry: { type: 'LineString', coordinates: inOrder.map(position) },
    };
  });
  return { type: 'FeatureCollection', features };
}

function stationOf(row, column) {
  const pinyin = row[column.pinyin];
  return {
    en: pinyin[0].toUpperCase() + pinyin.slice(1),
    zh: row[column.station],
    opened: row[column.opened].replace('..', '/'),
  };
}
