/** Metro lines with their stations, from a table of stations. Plain Node, no packages. */

/**
 * One LineString a line, in the order of its stations.
 * @param rows of a table: first its header (city, line, order, station, pinyin, lat_gcj02, lng_gcj02, opened, note)
 * @returns FeatureCollection; `properties.line` as it is written on signs, `stations` as long as `coordinates`, each with
 *   `en` (pinyin, with known last words apart), `zh` and `opened`: a date, or two with a slash between where only the period is known
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

/**
 * Endings of names with what they are in an English one, and the fewest characters before them: ways keep their Chinese word, as on
 * street signs.
 */
const ENDINGS = [
  ['火车站', 'huochezhan', 'Railway Station', 1],
  ['火车东站', 'huochedongzhan', 'East Railway Station', 0],
  ['火车南站', 'huochenanzhan', 'South Railway Station', 0],
  ['客运站', 'keyunzhan', 'Coach Station', 1],
  ['高铁站', 'gaotiezhan', 'High-speed Railway Station', 1],
  ['西站', 'xizhan', 'West Railway Station', 0],
  ['南站', 'nanzhan', 'South Railway Station', 0],
  ['北站', 'beizhan', 'North Railway Station', 0],
  ['站', 'zhan', 'Railway Station', 2],
  ['机场', 'jichang', 'Airport', 1],
  ['广场', 'guangchang', 'Square', 1],
  ['公园', 'gongyuan', 'Park', 1],
  ['大学', 'daxue', 'University', 1],
  ['医院', 'yiyuan', 'Hospital', 1],
  ['大道', 'dadao', 'Dadao', 1],
  ['大街', 'dajie', 'Dajie', 1],
  ['东路', 'donglu', 'Donglu', 2],
  ['西路', 'xilu', 'Xilu', 2],
  ['南路', 'nanlu', 'Nanlu', 2],
  ['北路', 'beilu', 'Beilu', 2],
  ['路', 'lu', 'Lu', 1],
  ['西道', 'xidao', 'Xidao', 2],
  ['道', 'dao', 'Dao', 2],
  ['街', 'jie', 'Jie', 1],
];

/** The English name of a station: its pinyin, with its last word apart where that is known. */
export function englishName(zh, pinyin) {
  const capital = (word) => word.slice(0, 1).toUpperCase() + word.slice(1);
  const found = ENDINGS.find(
    ([end, spelt, , before]) => zh.endsWith(end) && zh.length - end.length >= before && pinyin.endsWith(spelt),
  );
  if (found === undefined) return capital(pinyin);
  const [, ending, word] = found;
  return `${capital(pinyin.slice(0, pinyin.length - ending.length))} ${word}`.trim();
}

function stationOf(row, column) {
  const zh = row[column.station];
  return { en: englishName(zh, row[column.pinyin]), zh, opened: row[column.opened].replace('..', '/') };
}
