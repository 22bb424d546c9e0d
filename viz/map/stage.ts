/**
 * Both maps on one canvas: one WebGL context, one picture a frame. Knows pixels and frames; knows no buttons, no Svelte.
 */
import 'pixi.js/unsafe-eval';
import { Container, WebGLRenderer } from 'pixi.js';
import { WORLDS } from '../../sim/runner/protocol.ts';
import type { CityView, Frame, Target, WorldName } from '../../sim/runner/protocol.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { Locale } from '../i18n/index.ts';
import { COLOUR } from '../theme.ts';
import { drawAtlas } from './atlas.ts';
import { Backdrop } from './backdrop.ts';
import { Camera } from './camera.ts';
import { Ground } from './ground.ts';
import { BusLayer, FlashLayer, PeopleLayer, putQueues } from './layers.ts';
import type { Pane } from './layers.ts';
import { nearestFirst } from './pointing.ts';
import type { Candidate } from './pointing.ts';
import { SignBatch } from './sign-batch.ts';

/** What is drawn in an instant: the frames before and after it in both worlds. */
export interface Scene {
  readonly before: Pair<Frame>;
  readonly after: Pair<Frame>;
  /** The instant, between the ticks of the two. */
  readonly tick: number;
  /** Whether single payments are shown. */
  readonly flashes: boolean;
}

/** More pixels than this cost more than they show. */
const RESOLUTION_MAX = 2;

const STILL_SIGNS = 4096;
const MOVING_SIGNS = 1024;

/** Whether a place takes mobile payment now that did not before, or the other way round. */
function placesChanged(before: Pair<Frame> | null, after: Pair<Frame> | null): boolean {
  if (before === after) return false;
  if (before === null || after === null) return true;
  return WORLDS.some((world) => {
    const accepted = before[world].placeAccepts;
    return after[world].placeAccepts.some((accepts, place) => accepts !== accepted[place]);
  });
}

/** One pane and what must be remembered about it from picture to picture. */
class WorldMap {
  readonly people = new PeopleLayer();
  readonly buses = new BusLayer();
  readonly flashes = new FlashLayer();
  pane: Pane = { x: 0, y: 0, width: 0, height: 0 };
}

/** Shortest time between two drawings of the ground: shops change every midnight, and it costs as much as ten pictures. */
const GROUND_MS = 20_000;

export class Stage {
  readonly camera = new Camera();
  private readonly root = new Container();
  private readonly maps: Pair<WorldMap> = { baseline: new WorldMap(), policy: new WorldMap() };
  private readonly ground: Ground;
  private readonly backdrops: Pair<Backdrop>;
  /** Changes with each new frame or camera, */
  private readonly still: SignBatch;
  /** and with each picture. */
  private readonly moving: SignBatch;
  private city: CityView | null = null;
  private drawnFrames: Pair<Frame> | null = null;
  private drawnVersion = -1;
  /** The frames whose shops stand on the ground, and when it was drawn (ms). */
  private groundFrames: Pair<Frame> | null = null;
  private groundDrawn = -Infinity;

  private constructor(private readonly renderer: WebGLRenderer) {
    const atlas = drawAtlas();
    this.ground = new Ground(renderer, atlas);
    const { baseline, policy } = this.ground.pictures;
    this.backdrops = { baseline: new Backdrop(baseline.source), policy: new Backdrop(policy.source) };
    this.still = new SignBatch(atlas, STILL_SIGNS, 'canvas');
    this.moving = new SignBatch(atlas, MOVING_SIGNS, 'canvas');
    for (const world of WORLDS) this.root.addChild(this.backdrops[world].view);
    this.root.addChild(this.still.view, this.moving.view);
  }

  /**
   * Draws on this canvas from now on.
   * @throws Error where the browser has no WebGL.
   */
  static async create(canvas: HTMLCanvasElement): Promise<Stage> {
    const renderer = new WebGLRenderer();
    await renderer.init({
      canvas,
      antialias: false,
      resolution: Math.min(RESOLUTION_MAX, window.devicePixelRatio || 1),
      autoDensity: false,
      backgroundColor: COLOUR.wash,
      hello: false,
      powerPreference: 'low-power',
    });
    return new Stage(renderer);
  }

  /** A new city: its map is drawn at once, before any frame of it exists. */
  setCity(city: CityView, home: readonly [number, number, number, number], locale: Locale): void {
    this.city = city;
    this.ground.setCity(city, locale);
    this.camera.setCity(city.bounds, home);
    this.drawnVersion = -1;
    this.clearFlashes();
  }

  setLocale(locale: Locale): void {
    this.ground.setLocale(locale);
    this.drawnVersion = -1;
  }

  /** Size of the canvas and of each pane on it, in CSS pixels. Both panes are equally large. */
  resize(width: number, height: number, panes: Pair<Pane>): void {
    this.renderer.resize(Math.max(1, width), Math.max(1, height));
    for (const world of WORLDS) {
      this.maps[world].pane = panes[world];
      this.backdrops[world].resize(width, height, panes[world]);
    }
    this.still.resize(width, height);
    this.moving.resize(width, height);
    this.camera.resize(panes.baseline.width, panes.baseline.height);
  }

  /** Forgets payments that were waiting to be shown. */
  clearFlashes(): void {
    for (const world of WORLDS) this.maps[world].flashes.clear();
  }

  /** Draws one picture, `elapsedMs` after the one before; 0 where the picture stands still. */
  draw(scene: Scene | null, elapsedMs: number): void {
    const { city, camera } = this;
    if (city === null) return;
    const after = scene?.after ?? null;
    const moved = this.drawnVersion !== camera.version;
    if (moved) this.ground.layOut(camera, this.maps.baseline.pane.width, this.maps.baseline.pane.height);
    const now = performance.now();
    const due = elapsedMs === 0 || now - this.groundDrawn >= GROUND_MS;
    if (moved || (due && placesChanged(this.groundFrames, after))) {
      this.ground.draw(camera, after);
      this.groundFrames = after;
      this.groundDrawn = now;
    }
    if (moved || after !== this.drawnFrames) {
      if (after !== this.drawnFrames && after !== null && scene?.flashes === true) {
        for (const world of WORLDS) this.maps[world].flashes.add(after[world]);
      }
      this.layOutQueues(city, after);
    }
    this.drawnVersion = camera.version;
    this.drawnFrames = after;
    this.moving.clear();
    if (scene !== null) {
      for (const world of WORLDS) {
        const { buses, flashes, pane } = this.maps[world];
        buses.put(this.moving, scene.before[world], scene.after[world], scene.tick, camera, pane);
        flashes.put(this.moving, scene.tick, elapsedMs, camera, pane);
      }
    }
    this.moving.flush();
    this.renderer.render(this.root);
  }

  private layOutQueues(city: CityView, after: Pair<Frame> | null): void {
    this.still.clear();
    for (const world of WORLDS) {
      const { people, pane } = this.maps[world];
      if (after === null) continue;
      putQueues(this.still, city, after[world], this.camera, pane);
      people.put(this.still, after[world], this.camera, pane);
    }
    this.still.flush();
  }

  /** What lies within `reach` pixels of a point of a pane, nearest first. */
  at(world: WorldName, x: number, y: number, reach: number): Target[] {
    const map = this.maps[world];
    const city = this.city;
    if (city === null) return [];
    const found: Candidate[] = [];
    const offer = (kind: Target['kind'], index: number, px: number, py: number, bonus: number): void => {
      const distance = Math.hypot(px - x, py - y);
      if (distance <= reach && px >= 0 && py >= 0 && px <= map.pane.width && py <= map.pane.height) {
        found.push({ kind, index, rank: distance - bonus });
      }
    };
    // What is drawn on top and is hard to hit counts as a little nearer.
    map.people.person.forEach((person, i) => offer('person', person, map.people.x[i] ?? 0, map.people.y[i] ?? 0, 2));
    map.buses.x.forEach((px, bus) => offer('vehicle', bus, px, map.buses.y[bus] ?? NaN, 4));
    city.stopX.forEach((kmX, i) => offer('stop', i, this.camera.pxX(kmX), this.camera.pxY(city.stopY[i] ?? 0), 0));
    city.placeX.forEach((kmX, i) => offer('place', i, this.camera.pxX(kmX), this.camera.pxY(city.placeY[i] ?? 0), 0));
    return nearestFirst(found);
  }

  /** Pixel of a target in a pane, or null where it is not drawn. */
  pixelOf(world: WorldName, target: Target): { x: number; y: number } | null {
    const map = this.maps[world];
    const city = this.city;
    if (city === null) return null;
    if (target.kind === 'vehicle') {
      const x = map.buses.x[target.index] ?? NaN;
      return Number.isNaN(x) ? null : { x, y: map.buses.y[target.index] ?? 0 };
    }
    if (target.kind === 'person') {
      const at = map.people.person.indexOf(target.index);
      return at < 0 ? null : { x: map.people.x[at] ?? 0, y: map.people.y[at] ?? 0 };
    }
    const [xs, ys] = target.kind === 'stop' ? [city.stopX, city.stopY] : [city.placeX, city.placeY];
    const [x, y] = [xs[target.index], ys[target.index]];
    if (x === undefined || y === undefined) return null;
    return { x: this.camera.pxX(x), y: this.camera.pxY(y) };
  }

  /** How many buses are to be seen, and the sum of their positions in pixels: it changes when they move. */
  busesSeen(world: WorldName): { count: number; sum: number } {
    const { x, y, drawn } = this.maps[world].buses;
    let sum = 0;
    for (let bus = 0; bus < x.length; bus++) {
      const px = x[bus] as number;
      if (!Number.isNaN(px)) sum += px + (y[bus] as number);
    }
    return { count: drawn, sum };
  }

  destroy(): void {
    this.renderer.destroy(false);
  }
}
