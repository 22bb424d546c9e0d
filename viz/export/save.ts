/** Figures to take away: as a picture that explains itself, or as the numbers it is drawn from. */
import { mount, unmount, type Component } from 'svelte';
import { formatDate, parseDate } from '../../sim/runner/vocabulary.ts';
import type { PlotData } from '../charts/plot.ts';
import type { Point } from '../charts/series.ts';
import type { Messages } from '../i18n/index.ts';
import { csv } from './csv.ts';
import { expectedNames } from './expected-names.ts';
import FigureSvg from './figure.svelte';

/** All that a figure says. */
export interface Figure {
  /** Name of its file, without the ending. */
  readonly file: string;
  readonly title: string;
  readonly unit: string;
  readonly about: string;
  readonly data: PlotData;
  /** Of how many seeds the pale curves are. */
  readonly seeds: string;
  /** Scenario, seed, scale and program that it comes from. */
  readonly source: string;
  readonly words: Messages;
}

/** Pixels of a PNG for one of the figure. */
const SHARPNESS = 2;

/** Hands a file to the reader. @param name with its ending */
export function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A component that draws one SVG, as the text of a file. */
export function svgText<P extends Record<string, unknown>>(drawing: Component<P>, props: P): string {
  const target = document.createElement('div');
  const shown = mount(drawing, { target, props });
  const svg = target.querySelector('svg');
  const text = svg === null ? '' : new XMLSerializer().serializeToString(svg);
  void unmount(shown);
  return `${text.replaceAll(/<!--.*?-->/gs, '')}\n`;
}

export function saveSvgText(svg: string, file: string): void {
  saveBlob(new Blob([svg], { type: 'image/svg+xml' }), `${file}.svg`);
}

export async function savePngText(svg: string, file: string): Promise<void> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = SHARPNESS * image.width;
    canvas.height = SHARPNESS * image.height;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    await saveCanvas(canvas, file);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Hands a canvas to the reader as a PNG. */
export async function saveCanvas(canvas: HTMLCanvasElement, file: string): Promise<void> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob !== null) saveBlob(blob, `${file}.png`);
}

/** Hands a table to the reader. */
export function saveRows(rows: Parameters<typeof csv>[0], file: string): void {
  saveBlob(new Blob([csv(rows)], { type: 'text/csv' }), `${file}.csv`);
}

/** The figure as the text of an SVG file. */
export function svgOf(figure: Figure): string {
  return svgText(FigureSvg, { figure });
}

export function saveSvg(figure: Figure): void {
  saveSvgText(svgOf(figure), figure.file);
}

export function savePng(figure: Figure): Promise<void> {
  return savePngText(svgOf(figure), figure.file);
}

/** One row a day; what the figure is and where it comes from stands in the columns' names and below. */
export function csvOf(figure: Figure): string {
  const { title, unit, about, data, source, words } = figure;
  const first = parseDate(data.start);
  const { curves, expected, observed = [] } = data;
  const behind = expected === null ? [] : [expected.baseline, expected.policy];
  const all = [...curves.map(({ points }) => points), ...behind, observed];
  const days = Math.max(0, ...all.map((points) => Math.ceil(points.at(-1)?.day ?? 0)));
  // A day that has no point, as most have where one weekday is kept, has no number.
  const byDay = (points: readonly Point[]) => new Map(points.map(({ day, value }) => [Math.floor(day), value]));
  const columns = [...curves.map(({ points }) => byDay(points))];
  const means = behind.map(byDay);
  const band = new Map((expected?.band ?? []).map((at) => [Math.floor(at.day), at]));
  const seen = byDay(observed);
  const rows = Array.from({ length: days }, (_, day) => {
    const values = columns.map((column) => column.get(day) ?? NaN);
    const made = means.map((column) => column.get(day) ?? NaN);
    const range = expected === null ? [] : [band.get(day)?.low ?? NaN, band.get(day)?.high ?? NaN];
    const beside = observed.length === 0 ? [] : [seen.get(day) ?? NaN];
    return [formatDate(first + day), ...values, (values[1] ?? NaN) - (values[0] ?? NaN), ...made, ...range, ...beside];
  });
  const made = expected === null ? [] : [...expectedNames(figure), words.figure_low, words.figure_high];
  const beside = observed.length === 0 ? [] : [words.observed];
  const head = [words.chart_date, ...curves.map(({ name }) => name), words.difference, ...made, ...beside];
  const notes = data.flags.map(({ number, what }) => [`${number} ${what}`]);
  return csv([head, ...rows, [], [title, unit], [about], ...notes, [source]]);
}

export function saveCsv(figure: Figure): void {
  saveBlob(new Blob([csvOf(figure)], { type: 'text/csv' }), `${figure.file}.csv`);
}
