/** Zooming by a button or a key, which say nothing of where. */
import type { Pane } from './layers/layer.ts';
import { insetOf } from './panes.ts';
import type { MapMode } from './props.ts';
import type { Stage } from './stage.ts';

/** Zooms at the middle of what the enlarged centre leaves free; where that comes or goes, what was in the middle is there again. */
export function zoomAtMiddle(stage: Stage | null, mode: MapMode, pane: Pane | undefined, factor: number): void {
  if (stage === null || pane === undefined) return;
  const box = mode === 'difference' ? insetOf(pane) : null;
  const middle = (isFar: boolean): number => (isFar && box !== null ? box.x - pane.x : pane.width) / 2;
  const before = middle(stage.isFar);
  stage.camera.zoomAt(factor, before, pane.height / 2);
  stage.camera.panBy(middle(stage.isFar) - before, 0);
}
