/**
 * The maps: what is drawn where, from which frames, by which camera. Knows pixels and frames; knows no buttons, no Svelte.
 * Everything on the graphics card is in `gpu.ts` and is made anew from here whenever it is lost.
 */
import { WORLDS } from '../../sim/runner/protocol.ts';
import type { CityView, Frame, Target } from '../../sim/runner/protocol.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { Locale } from '../i18n/index.ts';
import { Camera, coreBox } from './camera.ts';
import type { Bounds } from './camera.ts';
import { Gpu } from './gpu.ts';
import type { PaneGpu } from './gpu.ts';
import type { AreaScale } from './layers/areas.ts';
import { HEXAGON_ZOOM } from './layers/layer.ts';
import type { Moment, Pane, Shows, View } from './layers/layer.ts';
import { layersOf, locate } from './layers/registry.ts';
import type { Layers } from './layers/registry.ts';
import { Sky } from './light.ts';
import { mapCity } from './map-city.ts';
import { outageDistricts } from './outage.ts';
import type { Outage } from './outage.ts';
import { nearestFirst } from './pointing.ts';
import type { Candidate } from './pointing.ts';
import type { AreaMeasure, Spot } from './props.ts';

/** What is drawn in an instant: the frames before and after it in both worlds. */
export interface Scene {
  readonly before: Pair<Frame>;
  readonly after: Pair<Frame>;
  /** The instant, between the ticks of the two. */
  readonly tick: number;
  /** Whether single payments are shown. */
  readonly flashes: boolean;
}

/** A pane to draw: where, what, and what of it is to be seen between two pixels from its left edge. */
export interface PaneSpec {
  readonly shows: Shows;
  readonly pane: Pane;
  readonly left: number;
  readonly right: number;
  /** An inset looks at the core of the city, whatever the camera does. */
  readonly isInset: boolean;
}

/** What a run brings along that frames do not tell. */
export interface RunFacts {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  readonly scale: number;
  readonly outages: readonly Outage[];
}

/** Time between two drawings of the ground because places have changed, and because areas have: each costs several pictures. */
const PLACES_MS = 20_000;
const AREAS_MS = 2500;
/** A camera that has not moved for so long is at rest. */
const REST_MS = 120;
/** The core of a city is at least so wide. */
const CORE_KM = 12;
/** Farther than this share of the zoom at which the core fills the map, an inset shows it. */
const FAR_SHARE = 0.6;

/** Whether a place takes mobile payment now that did not before, or the other way round. */
function placesChanged(before: Pair<Frame> | null, after: Pair<Frame> | null): boolean {
  if (before === after) return false;
  if (before === null || after === null) return true;
  return WORLDS.some((world) => {
    const accepted = before[world].placeAccepts;
    return after[world].placeAccepts.some((accepts, place) => accepts !== accepted[place]);
  });
}

export class Stage {
  readonly camera = new Camera();
  private readonly inset = new Camera();
  private gpu: Gpu | null = null;
  private gpuPanes: readonly PaneGpu[] = [];
  private layers: Layers | null = null;
  private moment: Moment | null = null;
  private views: View[] = [];
  private specs: readonly PaneSpec[] = [];
  private size = { width: 1, height: 1 };
  private sky = new Sky('2017-07-01');
  private outages: readonly Outage[] = [];
  private core: Bounds = [0, 0, 1, 1];
  /** The frames whose places stand on the ground. */
  private groundFrames: Pair<Frame> | null = null;
  private areasDrawn = -Infinity;
  private areasCount = 0;
  private areaFrames: Pair<Frame> | null = null;
  private movedAt = -Infinity;
  private movedVersion = -1;
  private stillFrames: Pair<Frame> | null = null;
  /** What was drawn last, and when. */
  private drawn: { readonly scene: Scene | null; readonly now: number } = { scene: null, now: 0 };
  private readonly pixel = { x: 0, y: 0 };

  /**
   * Draws on this canvas from now on.
   * @throws Error where the browser has no WebGL
   */
  async attach(canvas: HTMLCanvasElement): Promise<void> {
    this.detach();
    this.gpu = await Gpu.create(canvas);
    this.build();
  }

  /** Lets go of the graphics card; what is known stays. */
  detach(): void {
    this.gpu?.destroy();
    this.gpu = null;
    this.gpuPanes = [];
  }

  get isAttached(): boolean {
    return this.gpu !== null;
  }

  /** A new city: its map is drawn at once, before any frame of it exists. */
  setCity(view: CityView, locale: Locale, run: RunFacts): void {
    const city = mapCity(view);
    const { districts, bounds } = city.view;
    this.layers = layersOf(city);
    this.core = coreBox(districts, CORE_KM);
    this.moment = {
      ...{ city, locale, before: null, after: null, tick: 0, elapsedMs: 0, flashes: false, scale: run.scale },
      ...{ outage: [], measure: '', areas: null, areaScale: null },
    };
    this.sky = new Sky(run.start);
    this.outages = run.outages;
    this.camera.setCity(bounds, bounds);
    this.inset.setCity(bounds, this.core);
    this.groundFrames = this.areaFrames = this.stillFrames = null;
    this.drawn = { ...this.drawn, scene: null };
    this.build();
  }

  setLocale(locale: Locale): void {
    if (this.moment === null || this.moment.locale === locale) return;
    this.moment = { ...this.moment, locale };
    this.redrawGround();
  }

  /** What areas are coloured by. */
  setMeasure(measure: string, areas: AreaMeasure | null): void {
    const { moment } = this;
    if (moment === null || (moment.measure === measure && moment.areas === areas)) return;
    const isNew = moment.measure !== measure || moment.areas === null || areas === null;
    moment.measure = measure;
    moment.areas = areas;
    // New numbers of the same measure come with the next drawing of areas that is due.
    if (isNew) this.areasCount++;
    else this.areaFrames = null;
  }

  /** Size of the canvas and the panes on it, in CSS pixels. */
  setPanes(width: number, height: number, specs: readonly PaneSpec[]): void {
    const isSame =
      specs.length === this.specs.length && specs.every(({ shows }, at) => shows === this.specs[at]?.shows);
    this.specs = specs;
    this.size = { width, height };
    this.views = specs.map(({ shows, pane, isInset }, index) => {
      const camera = isInset ? this.inset : this.camera;
      return { index, shows, pane, camera };
    });
    const main = specs.find(({ isInset }) => !isInset);
    const inset = specs.find(({ isInset }) => isInset);
    if (main !== undefined) {
      // What an inset covers, the home view leaves free.
      const covered = inset === undefined ? 0 : main.pane.x + main.pane.width - inset.pane.x;
      this.camera.resize(main.pane.width, main.pane.height, covered);
    }
    if (inset !== undefined) this.inset.resize(inset.pane.width, inset.pane.height);
    if (isSame && this.gpuPanes.length === specs.length) this.layOut();
    else this.build();
  }

  /** The pixels of the screen have another size than before. */
  rescale(): void {
    this.build();
  }

  /** Shows the core of the city. */
  lookAtCore(): void {
    const [x0, y0, x1, y1] = this.core;
    this.camera.lookAt((x0 + x1) / 2, (y0 + y1) / 2, this.coreZoom);
  }

  /** Whether the camera looks from so far that the core deserves an inset. */
  get isFar(): boolean {
    return this.camera.zoom < FAR_SHARE * this.coreZoom;
  }

  /** Pixels a kilometre at which the core fills the first pane. */
  private get coreZoom(): number {
    const [x0, y0, x1, y1] = this.core;
    const { width, height } = this.views[0]?.pane ?? { width: 1, height: 1 };
    return 0.94 * Math.min(width / (x1 - x0), height / (y1 - y0));
  }

  /** What the colours of areas mean just now; null where none are coloured. */
  get areaScale(): AreaScale | null {
    return this.scaleShown;
  }
  private scaleShown: AreaScale | null = null;

  /** Districts under an outage just now. */
  get outage(): readonly number[] {
    return this.moment?.outage ?? [];
  }

  private build(): void {
    const { gpu, moment } = this;
    if (gpu === null || moment === null || this.specs.length === 0) return;
    gpu.resize(this.size.width, this.size.height);
    this.gpuPanes = gpu.setPanes(moment.city, this.specs.length);
    this.layOut();
  }

  private layOut(): void {
    const { width, height } = this.size;
    this.gpu?.resize(width, height);
    this.gpuPanes.forEach((pane, at) => {
      const spec = this.specs[at] as PaneSpec;
      pane.resize(width, height, this.views[at] as View, spec.left, spec.right);
      pane.stillVersion = pane.groundVersion = -1;
    });
    // The next picture may be a second away on a busy machine, and an empty canvas is black.
    if (this.gpu?.isEmpty === true && this.gpuPanes.length > 0) this.draw(this.drawn.scene, 0, this.drawn.now);
  }

  private redrawGround(): void {
    for (const pane of this.gpuPanes) pane.groundVersion = -1;
  }

  /** Forgets what belongs to another instant of the run. */
  forget(): void {
    for (const layer of this.layers?.all ?? []) layer.forget?.();
  }

  /** Whether a picture is still to be drawn though nothing moves: widths are made right once the camera rests. */
  get isUnsettled(): boolean {
    return this.gpuPanes.some(({ atRest }) => !atRest);
  }

  /** Draws one picture, `elapsedMs` after the one before; 0 where the picture stands still. */
  draw(scene: Scene | null, elapsedMs: number, now: number): void {
    const { gpu, moment, layers } = this;
    if (gpu === null || moment === null || layers === null) return;
    this.drawn = { scene, now };
    const after = scene?.after ?? null;
    if (after !== null && moment.after !== null && after.baseline.tick < moment.after.baseline.tick) this.forget();
    const isNew = after !== moment.after;
    moment.before = scene?.before ?? null;
    moment.after = after;
    moment.tick = scene?.tick ?? 0;
    moment.elapsedMs = elapsedMs;
    moment.flashes = scene?.flashes ?? false;
    moment.outage = outageDistricts(this.outages, moment.tick, moment.city.districts.length);
    if (isNew) for (const layer of layers.all) layer.take?.(moment);
    if (this.camera.version !== this.movedVersion) {
      this.movedVersion = this.camera.version;
      this.movedAt = now;
    }
    this.drawGrounds(moment, layers, elapsedMs, now);
    const isStillNew = this.stillFrames !== after;
    this.stillFrames = after;
    this.gpuPanes.forEach((pane, at) => {
      const view = this.views[at] as View;
      if (isStillNew || pane.stillVersion !== view.camera.version) {
        pane.stillVersion = view.camera.version;
        pane.still.clear();
        for (const layer of layers.all) layer.still?.(pane.still, view, moment);
        pane.still.flush();
      }
      pane.moving.clear();
      for (const layer of layers.all) layer.moving?.(pane.moving, view, moment);
      pane.moving.flush();
    });
    gpu.render(this.sky.at(moment.tick, (moment.areaScale?.told ?? 0) > 0));
  }

  private drawGrounds(moment: Moment, layers: Layers, elapsedMs: number, now: number): void {
    const stands = elapsedMs === 0;
    const { after } = moment;
    if (this.areaFrames !== after && (stands || now - this.areasDrawn >= AREAS_MS)) {
      this.areaFrames = after;
      this.areasDrawn = now;
      this.areasCount++;
    }
    const shared = `${moment.locale} ${moment.outage.join()}`;
    let changed: boolean | null = null;
    this.gpuPanes.forEach((pane, at) => {
      const view = this.views[at] as View;
      const { camera, shows } = view;
      const isArea = shows === 'difference' && camera.zoom < HEXAGON_ZOOM;
      const key = `${shows} ${shared} ${isArea ? `${moment.measure} ${this.areasCount}` : ''}`;
      const moved = pane.groundVersion !== camera.version;
      const atRest = stands ? now - this.movedAt >= REST_MS || !moved : !moved || now - this.movedAt >= REST_MS;
      const due = stands || now - pane.groundDrawn >= PLACES_MS;
      if (due && !moved && pane.groundKey === key) changed ??= placesChanged(this.groundFrames, after);
      if (!moved && pane.groundKey === key && (pane.atRest || !atRest) && !(due && changed === true)) return;
      pane.groundKey = key;
      pane.groundVersion = camera.version;
      pane.groundDrawn = now;
      pane.atRest = atRest;
      moment.areaScale = null;
      pane.ground.draw(view, layers.all, moment, key, atRest);
      if (at === 0) this.scaleShown = moment.areaScale ?? (isArea ? this.scaleShown : null);
    });
    if (changed !== false) this.groundFrames = after;
  }

  /** What lies within `reach` pixels of a point of a pane, nearest first. */
  at(index: number, x: number, y: number, reach: number): Target[] {
    const { moment, layers } = this;
    const view = this.views[index];
    if (moment === null || layers === null || view === undefined) return [];
    const { width, height } = view.pane;
    const found: Candidate[] = [];
    for (const layer of layers.all) {
      layer.offer?.(view, moment, (kind, target, px, py, bonus) => {
        const distance = Math.hypot(px - x, py - y);
        if (distance <= reach && px >= 0 && py >= 0 && px <= width && py <= height) {
          found.push({ kind, index: target, rank: distance - bonus });
        }
      });
    }
    return nearestFirst(found);
  }

  /**
   * Pixel of a target in a pane, or null where it is not to be seen. The same object each time.
   * @param spot where it is if no layer draws it
   */
  pixelOf(index: number, target: Target, spot: Spot | null = null): { readonly x: number; readonly y: number } | null {
    const { moment, layers, pixel } = this;
    const view = this.views[index];
    if (moment === null || layers === null || view === undefined) return null;
    if (!locate(layers.all, view, moment, target, spot, pixel)) return null;
    const { left, right, pane } = this.specs[index] as PaneSpec;
    return pixel.x < left || pixel.x > right || pixel.y < 0 || pixel.y > pane.height ? null : pixel;
  }

  /** How many vehicles are to be seen in a pane, and the sum of their pixels: it changes when they move. */
  vehiclesSeen(index: number): { count: number; sum: number } {
    return this.layers?.vehicles.seen(index) ?? { count: 0, sum: 0 };
  }

  /** Boxes of the names in a pane: x, y, half width, half height. */
  labelBoxes(index: number): readonly number[] {
    return this.gpuPanes[index]?.ground.labelBoxes ?? [];
  }
}
