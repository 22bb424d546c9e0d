/** The chart of cities joining: the share of residents of each who hold the electronic card, with the month on which it joined. */
import type { JoiningCity } from './joining.ts';

const WIDTH = 760;
const HEIGHT = 380;
const LEFT = 48;
const RIGHT = 110;
const TOP = 34;
const BOTTOM = 40;
/** Told apart by people who see red and green alike (Okabe and Ito 2008). */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9'];
const LABEL_HEIGHT = 14;

const TITLE = {
  en: 'Residents with an electronic card as cities join one after another',
  zh: '城市相继加入后持有电子卡的居民占比',
} as const;
const NOTE = {
  en: 'Dot: the month in which the city joined. One seed; what connects the cities is assumed.',
  zh: '圆点：城市加入的月份。单个种子；城市之间的联系为假设。',
} as const;

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** Heights of labels moved apart so that none lies over another, in the order given. */
function spread(heights: readonly number[]): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b]);
  const moved = [...heights];
  for (let at = 1; at < order.length; at++) {
    moved[order[at]] = Math.max(moved[order[at]], moved[order[at - 1]] + LABEL_HEIGHT);
  }
  return moved;
}

/** A picture that stands by itself, with title, axes, legend and caption. @param lang of its words */
export function joiningChart(cities: readonly JoiningCity[], lang: 'en' | 'zh'): string {
  const months = cities[0].months.map(({ month }) => month);
  const top = Math.max(0.1, Math.ceil(Math.max(...cities.flatMap((c) => c.months.map((m) => m.cardShare))) * 10) / 10);
  const x = (i: number) => LEFT + (i / Math.max(1, months.length - 1)) * (WIDTH - LEFT - RIGHT);
  const y = (share: number) => HEIGHT - BOTTOM - (share / top) * (HEIGHT - TOP - BOTTOM);
  const path = (values: readonly number[]) =>
    values.map((v, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join('');
  const grid = Array.from({ length: Math.round(top * 10) + 1 }, (_, i) => i / 10)
    .map(
      (v) =>
        `<path d="M${LEFT} ${y(v)}H${WIDTH - RIGHT}" stroke="#ddd"/><text x="${LEFT - 6}" y="${y(v) + 4}" text-anchor="end">${Math.round(v * 100)}%</text>`,
    )
    .join('');
  const years = months
    .map((month, i) =>
      i === 0 || month.endsWith('-01')
        ? `<text x="${x(i)}" y="${HEIGHT - BOTTOM + 16}" text-anchor="${i === 0 ? 'start' : 'middle'}">${i === 0 ? month : month.slice(0, 4)}</text>`
        : '',
    )
    .join('');
  const labels = spread(cities.map(({ months: of }) => y(of.at(-1)!.cardShare)));
  const lines = cities.map(({ name, joined, months: of }, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const at = joined === null ? -1 : months.indexOf(joined.slice(0, 7));
    const dot =
      at < 0
        ? ''
        : `<circle cx="${x(at)}" cy="${y(of[at].cardShare)}" r="4" fill="${colour}"><title>${joined}</title></circle>`;
    return `<path d="${path(of.map((m) => m.cardShare))}" fill="none" stroke="${colour}" stroke-width="2"/>${dot}<text x="${WIDTH - RIGHT + 6}" y="${labels[i] + 4}" fill="${colour}">${escape(name[lang])}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-size="12" font-family="system-ui,sans-serif"><title>${TITLE[lang]}</title><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/><text x="${LEFT}" y="18" font-size="14" font-weight="600">${TITLE[lang]}</text>${grid}${years}${lines.join('')}<text x="${LEFT}" y="${HEIGHT - 6}" font-size="10" fill="#555">${NOTE[lang]}</text></svg>\n`;
}
