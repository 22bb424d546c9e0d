/** What is drawn in a pane, written onto it for tests and the curious. */
import type { Frame } from '../../sim/runner/protocol.ts';
import type { Stage } from './stage.ts';

/** Farther than any pane is wide: all stops are looked at. */
const REACH_PX = 4000;

/** @param frame that the pane shows, or null before there is one */
export function describePane(pane: HTMLElement, stage: Stage, index: number, frame: Frame | null): void {
  const { count, sum } = stage.vehiclesSeen(index);
  const { x, y, zoom } = stage.camera;
  pane.dataset['tick'] = String(frame?.tick ?? 0);
  pane.dataset['vehicles'] = String(count);
  pane.dataset['vehicleSum'] = sum.toFixed(1);
  pane.dataset['zoom'] = zoom.toFixed(3);
  pane.dataset['centre'] = `${x.toFixed(3)},${y.toFixed(3)}`;
  pane.dataset['labels'] = stage.labelBoxes(index).map(Math.round).join();
  const near = stage.at(index, pane.clientWidth / 2, pane.clientHeight / 2, REACH_PX);
  const stop = near.find(({ kind }) => kind === 'stop');
  const pixel = stop === undefined ? null : stage.pixelOf(index, stop);
  pane.dataset['stopAt'] = pixel === null ? '' : `${Math.round(pixel.x)},${Math.round(pixel.y)}`;
}
