/** Where the panes of each mode lie, from the boxes of the page. */
import type { PaneSpec } from './stage.ts';
import type { MapMode } from './props.ts';
import type { Pane } from './layers/layer.ts';

/** The inset of the core: at most so much of the width, and nothing on narrow maps. */
const INSET_SHARE = 0.42;
const INSET_MARGIN = 10;
/** Beside it stand the buttons that zoom. */
const TOOLS_WIDTH = 48;
const INSET_WIDTH_MIN = 640;
const INSET_HEIGHT_MIN = 260;

/** Boxes of elements inside another, in whole pixels; fewer where one is not there yet. */
export function boxesIn(outer: DOMRect, elements: readonly (HTMLElement | null | undefined)[]): Pane[] {
  return elements.flatMap((element): Pane[] => {
    const box = element?.getBoundingClientRect();
    if (box === undefined) return [];
    const [x, y] = [Math.round(box.left - outer.left), Math.round(box.top - outer.top)];
    // Rounded down, so that two panes show exactly the same.
    return [{ x, y, width: Math.floor(box.width), height: Math.floor(box.height) }];
  });
}

export function insetOf({ x, y, width, height }: Pane): Pane | null {
  if (width < INSET_WIDTH_MIN || height < INSET_HEIGHT_MIN) return null;
  const w = Math.round(Math.min(INSET_SHARE * width, 1.25 * (height - 2 * INSET_MARGIN)));
  const h = Math.round(height - 2 * INSET_MARGIN);
  return { x: x + width - w - TOOLS_WIDTH, y: y + INSET_MARGIN, width: w, height: h };
}

/**
 * Panes to draw: `boxes` are those of the page, one or two; `split` is the share of the width left of a swipe's handle.
 */
export function panesOf(mode: MapMode, boxes: readonly Pane[], split: number, inset: Pane | null): PaneSpec[] {
  const [first, second] = boxes;
  if (first === undefined) return [];
  const whole = { left: 0, right: first.width };
  if (mode === 'difference') {
    const main: PaneSpec = { shows: 'difference', pane: first, ...whole, isInset: false };
    if (inset === null) return [main];
    return [main, { shows: 'difference', pane: inset, left: 0, right: inset.width, isInset: true }];
  }
  if (mode === 'swipe') {
    const at = Math.round(split * first.width);
    return [
      { shows: 'baseline', pane: first, left: 0, right: at, isInset: false },
      { shows: 'policy', pane: first, left: at, right: first.width, isInset: false },
    ];
  }
  const other = second ?? first;
  return [
    { shows: 'baseline', pane: first, ...whole, isInset: false },
    { shows: 'policy', pane: { ...other, width: first.width, height: first.height }, ...whole, isInset: false },
  ];
}
