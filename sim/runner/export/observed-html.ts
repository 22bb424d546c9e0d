/** What was observed beside what was simulated, in an experiment's report: a table, and a figure for each measure. */
import type { ObservedFit } from '../experiment/observed-fit.ts';

const WIDTH = 900;
const [TOP, BOTTOM, FROM, TO] = [10, 160, 90, WIDTH - 20];
/** Figures drawn; the table has them all. */
const DRAWN_MAX = 24;

export interface ObservedTerms {
  readonly file: string;
  readonly fits: readonly ObservedFit[];
  readonly labelOf: (fit: ObservedFit) => string;
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[]) => string;
  readonly num: (value: number) => string;
  readonly escape: (text: string) => string;
}

/** A section; nothing where nothing was observed. */
export function observedHtml({ file, fits, labelOf, table, num, escape }: ObservedTerms): string {
  if (fits.length === 0) return '';
  const percent = (share: number) =>
    Number.isFinite(share) ? `${share >= 0 ? '+' : '−'}${num(Math.abs(100 * share))}%` : '';
  const rows = fits.map((fit) => {
    const { measure, world, days, bias, rmse, inside } = fit;
    const within = `${inside} of ${days.length}`;
    return [labelOf(fit), measure, world, String(days.length), percent(bias), num(rmse), within];
  });
  const head = ['combination', 'measure', 'world', 'days', 'off by, mean', 'root mean square', 'within the seeds'];
  const figures = fits.slice(0, DRAWN_MAX).map((fit) => {
    const caption = `${escape(labelOf(fit))}: ${escape(fit.measure)}, world ${fit.world}. Dots: observed. Line: mean of ${fit.seeds} seeds, with their least and most.`;
    return `<figure>${figure(fit, num)}<figcaption>${caption}</figcaption></figure>`;
  });
  return `<h2>Beside what was observed</h2>
<p>${escape(file)}: values of the whole city, held against the simulated city scaled up to it. Days outside a run are left out of it. Nothing was fitted
here; a value within the seeds is no proof, as seeds differ by chance alone.</p>
${table(head, rows)}
${figures.join('\n')}`;
}

function figure({ days }: ObservedFit, num: (value: number) => string): string {
  const ends = days.flatMap(({ observed, low, high }) => [observed, low, high]);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const [first, last] = [days[0]!.day, days.at(-1)!.day];
  const x = (day: number) => (FROM + ((day - first) / Math.max(1, last - first)) * (TO - FROM)).toFixed(1);
  const y = (value: number) => (BOTTOM - ((value - low) / (high - low || 1)) * (BOTTOM - TOP)).toFixed(1);
  const along = (value: (day: (typeof days)[number]) => number, of = days) =>
    of.map((day) => `${x(day.day)} ${y(value(day))}`);
  const band = [...along((day) => day.high), ...along((day) => day.low, [...days].reverse())].join('L');
  const dots = days.map(
    (day) =>
      `<circle cx="${x(day.day)}" cy="${y(day.observed)}" r="3.5" fill="#fff" stroke="#1b1b1b" stroke-width="1.5"/>`,
  );
  return `<svg viewBox="0 0 ${WIDTH} 185" role="img" font-size="12" font-family="system-ui,sans-serif"><title>Observed and simulated, day by day</title><path d="M${band}Z" fill="#2b6cb0" opacity="0.2"/><path d="M${along((day) => day.mean).join('L')}" fill="none" stroke="#2b6cb0" stroke-width="2"/>${dots.join('')}<text x="82" y="${TOP + 5}" text-anchor="end">${num(high)}</text><text x="82" y="${BOTTOM}" text-anchor="end">${num(low)}</text><text x="${FROM}" y="180">${days[0]!.date}</text><text x="${TO}" y="180" text-anchor="end">${days.at(-1)!.date}</text></svg>`;
}
