/** A picture of the maps with their names, key, scale and source inside: for paper and for taking away. */
import { wrap } from '../export/wrap.ts';
import { COLOUR } from '../theme.ts';
import type { KeyEntry, KeyScale } from './key.ts';
import type { Pane } from './layers/layer.ts';
import type { PaneSpec } from './stage.ts';

export interface PictureFacts {
  /** The canvas on which the maps have just been drawn. */
  readonly maps: HTMLCanvasElement;
  /** CSS size of that canvas. */
  readonly width: number;
  readonly height: number;
  readonly panes: readonly PaneSpec[];
  /** What each pane shows, in words. */
  readonly titles: readonly string[];
  readonly entries: readonly KeyEntry[];
  readonly scale: KeyScale | null;
  readonly bar: { readonly px: number; readonly text: string };
  /** Lines under everything: the instant, what is synthetic. */
  readonly notes: readonly string[];
}

const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
const HEAD = 30;
const ROW = 21;
const MARGIN = 8;
/** Width of a character of small print. */
const CHARACTER = 6.4;

type Pen = CanvasRenderingContext2D;

function sign(pen: Pen, { parts }: KeyEntry, x: number, y: number): void {
  pen.save();
  pen.translate(x, y);
  for (const { d, fill, stroke, width, dash } of parts) {
    const path = new Path2D(d);
    pen.setLineDash((dash ?? '').split(' ').filter(Boolean).map(Number));
    pen.lineWidth = width ?? 1;
    if (fill !== undefined) {
      pen.fillStyle = fill;
      pen.fill(path);
    }
    if (stroke !== undefined) {
      pen.strokeStyle = stroke;
      pen.stroke(path);
    }
  }
  pen.restore();
}

/** Lays the key out in rows; draws it where a pen is given. @returns height in pixels */
function key(pen: Pen, { entries, scale, width }: PictureFacts, top: number, isDrawn: boolean): number {
  let [x, y] = [MARGIN, top];
  const text = (words: string): number => {
    if (isDrawn) pen.fillText(words, x, y + 12);
    return pen.measureText(words).width;
  };
  pen.font = `12px ${FONT}`;
  pen.fillStyle = COLOUR.ink;
  if (scale !== null) {
    x += text(`${scale.title}  `);
    if (scale.nothing !== null) x += text(scale.nothing);
    else {
      const limitWidth = Math.max(...scale.limits.map((limit) => pen.measureText(limit).width));
      scale.colours.forEach((colour, at) => {
        if (x + 30 + limitWidth > width) {
          x = MARGIN;
          y += ROW;
        }
        if (isDrawn) {
          pen.fillStyle = colour;
          pen.globalAlpha = scale.opacity;
          pen.fillRect(x, y + 2, 24, 11);
          pen.globalAlpha = 1;
          pen.fillStyle = COLOUR.ink;
        }
        x += 27;
        const limit = scale.limits[at];
        if (limit !== undefined) x += text(limit) + 3;
      });
    }
    x = MARGIN;
    y += ROW;
  }
  for (const entry of entries) {
    const needs = 20 + pen.measureText(entry.text).width + 16;
    if (x > MARGIN && x + needs > width) {
      x = MARGIN;
      y += ROW;
    }
    if (isDrawn) sign(pen, entry, x, y);
    x += 20;
    x += text(entry.text) + 16;
  }
  return y + ROW - top;
}

function frame(pen: Pen, { x, y, width, height }: Pane, dy: number): void {
  pen.strokeStyle = COLOUR.muted;
  pen.lineWidth = 1;
  pen.strokeRect(x + 0.5, y + dy + 0.5, width - 1, height - 1);
}

/** A title over the left edge of what it names, with paper under it, so that it is read over any ground. */
function title(pen: Pen, words: string, x: number, y: number): void {
  pen.font = `600 14px ${FONT}`;
  const { width } = pen.measureText(words);
  pen.fillStyle = COLOUR.paper;
  pen.fillRect(x, y, width + 16, 24);
  pen.fillStyle = COLOUR.ink;
  pen.fillText(words, x + 8, y + 17);
}

/** Draws the picture into `out`, in the pixels of the maps' own canvas. */
export function drawPicture(out: HTMLCanvasElement, facts: PictureFacts): void {
  const { maps, width, height, panes, titles, bar, notes } = facts;
  const pen = out.getContext('2d');
  if (pen === null || width < 1) return;
  const ratio = maps.width / width;
  const below = HEAD + height + MARGIN;
  const foot = key(pen, facts, below, false);
  const lines = notes.flatMap((note) => wrap(note, Math.floor((width - 2 * MARGIN) / CHARACTER)));
  out.width = maps.width;
  out.height = Math.ceil((below + foot + lines.length * ROW + MARGIN) * ratio);
  pen.scale(ratio, ratio);
  pen.fillStyle = COLOUR.paper;
  pen.fillRect(0, 0, width, out.height / ratio);
  pen.drawImage(maps, 0, HEAD, width, height);
  panes.forEach(({ pane, left, right, isInset }, at) => {
    const { x, y } = pane;
    const part = { ...pane, x: x + left, width: right - left };
    frame(pen, part, HEAD);
    // Inside its own pane: over its edge it would stand in the one above.
    const isTop = y < 1 && !isInset;
    if (part.width > 60) title(pen, titles[at] ?? '', part.x + 1, isTop ? HEAD - 27 : y + HEAD + 1);
  });
  pen.fillStyle = COLOUR.paper;
  pen.font = `12px ${FONT}`;
  const wide = bar.px + 14 + pen.measureText(bar.text).width;
  pen.fillRect(6, HEAD + height - 26, wide + 8, 20);
  pen.fillStyle = COLOUR.ink;
  pen.fillRect(10, HEAD + height - 15, bar.px, 3);
  pen.fillText(bar.text, 16 + bar.px, HEAD + height - 11);
  key(pen, facts, below, true);
  pen.fillStyle = COLOUR.muted;
  lines.forEach((line, at) => pen.fillText(line, MARGIN, below + foot + 13 + at * ROW));
}
