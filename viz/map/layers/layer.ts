/** What a layer of the map is. Layers keep numbers only: whatever the graphics card holds can be made again from them. */
import type { Graphics, Texture } from 'pixi.js';
import type { Pair } from '../../../sim/runner/client.ts';
import type { Frame, Target, WorldName } from '../../../sim/runner/protocol.ts';
import type { Locale } from '../../i18n/index.ts';
import type { Camera } from '../camera.ts';
import type { MapCity } from '../map-city.ts';
import type { AreaMeasure } from '../props.ts';
import type { SignBatch } from '../sign-batch.ts';
import type { AreaScale } from './areas.ts';

/** A rectangle of the canvas, in CSS pixels. */
export interface Pane {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a pane shows: a world, or what the two worlds differ in. */
export type Shows = WorldName | 'difference';

/** A pane and how it looks at the city. Few: at most PANES of them at a time. */
export interface View {
  /** Number of the pane: layers remember what they drew where. */
  readonly index: number;
  readonly shows: Shows;
  readonly camera: Camera;
  readonly pane: Pane;
}
export const PANES = 3;

/** What is to be drawn: an instant of both worlds, between two frames. */
export interface Moment {
  readonly city: MapCity;
  readonly locale: Locale;
  /** Null before there is a frame. */
  before: Pair<Frame> | null;
  after: Pair<Frame> | null;
  tick: number;
  /** Milliseconds since the picture before; 0 where it stands still. */
  elapsedMs: number;
  /** Whether single payments are shown. */
  flashes: boolean;
  /** The city is simulated at 1:scale. */
  scale: number;
  /** Districts (by index) where an outage reigns at this instant. */
  outage: readonly number[];
  /** What areas are coloured by, and the scale that says how. */
  measure: string;
  areas: AreaMeasure | null;
  areaScale: AreaScale | null;
}

/** Shapes in pixels at the zoom they are made for, from the middle of the city. */
export interface Ground {
  readonly shapes: Graphics;
  /** Pixels a kilometre. */
  readonly zoom: number;
  x(km: number): number;
  y(km: number): number;
  /** Repeating lines that stand for doubt and for an outage. */
  readonly hatch: Texture;
  readonly hatchStrong: Texture;
}

export type Offer = (kind: Target['kind'], index: number, x: number, y: number, bonus: number) => void;

/** A layer draws by as many of these means as it needs. */
export interface Layer {
  readonly id: string;
  /** Shapes that rarely change; drawn once for all panes that show the same. */
  ground?(ground: Ground, moment: Moment, shows: Shows): void;
  /** Signs that rarely change; they become part of the ground's picture. */
  settled?(signs: SignBatch, view: View, moment: Moment): void;
  /** Signs that change with each frame or camera. */
  still?(signs: SignBatch, view: View, moment: Moment): void;
  /** Signs that change with each picture. */
  moving?(signs: SignBatch, view: View, moment: Moment): void;
  /** A new frame has come. */
  take?(moment: Moment): void;
  /** Another run, or another instant of it. */
  forget?(): void;
  /** Offers what can be pointed at, with its pixel in the pane. */
  offer?(view: View, moment: Moment, offer: Offer): void;
  /** Writes the pixel of a target into `out` and returns true where it is drawn. */
  locate?(view: View, moment: Moment, target: Target, out: { x: number; y: number }): boolean;
}

export function inside(pane: Pane, x: number, y: number, margin: number): boolean {
  return x > -margin && y > -margin && x < pane.width + margin && y < pane.height + margin;
}

/** Pixels a sign of this nominal size takes at a zoom: it grows as one looks closer, and shrinks from afar. */
export function grown(px: number, zoom: number): number {
  return px * Math.min(1.6, Math.max(0.6, 0.55 + Math.sqrt(zoom) / 18));
}

/** Pixels a kilometre from which places show their kind and people are drawn one by one, */
export const DETAIL_ZOOM = 70;
/** and up to which areas are coloured: districts, then hexagons. */
export const DISTRICT_ZOOM = 7;
export const HEXAGON_ZOOM = 34;
/** From this zoom on trains are apart from each other. */
export const TRAIN_ZOOM = 6;
