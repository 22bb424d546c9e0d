/** All that the graphics card holds for the maps. It can be thrown away and made again at any time from what Stage knows. */
import 'pixi.js/unsafe-eval';
import { Container, WebGLRenderer } from 'pixi.js';
import { hex } from '../theme.ts';
import { drawAtlas, drawHatch } from './atlas.ts';
import type { Atlas } from './atlas.ts';
import { Backdrop } from './backdrop.ts';
import { Ground } from './ground.ts';
import type { View } from './layers/layer.ts';
import type { Light } from './light.ts';
import type { MapCity } from './map-city.ts';
import { GROUND } from './palette.ts';
import { SignBatch } from './sign-batch.ts';

/** More pixels than this cost more than they show. */
const RESOLUTION_MAX = 2;
const STILL_SIGNS = 1024;
const MOVING_SIGNS = 1024;
type Rgb = [number, number, number];

export function resolutionNow(): number {
  return Math.min(RESOLUTION_MAX, window.devicePixelRatio || 1);
}

/** One pane on the graphics card. */
export class PaneGpu {
  readonly ground: Ground;
  readonly backdrop: Backdrop;
  /** Changes with each new frame or camera, */
  readonly still: SignBatch;
  /** and with each picture. */
  readonly moving: SignBatch;
  readonly root = new Container();
  /** What the ground's picture was drawn for. */
  groundKey = '';
  groundVersion = -1;
  groundDrawn = -Infinity;
  atRest = false;
  stillVersion = -1;

  constructor(renderer: WebGLRenderer, atlas: Atlas, hatches: ConstructorParameters<typeof Ground>[2]) {
    this.ground = new Ground(renderer, atlas, hatches);
    this.backdrop = new Backdrop(this.ground.picture.source);
    this.still = new SignBatch(atlas, STILL_SIGNS, 'canvas');
    this.moving = new SignBatch(atlas, MOVING_SIGNS, 'canvas');
    this.root.addChild(this.backdrop.view, this.still.view, this.moving.view, this.ground.names);
  }

  resize(width: number, height: number, { pane }: View, left: number, right: number): void {
    this.backdrop.resize(width, height, pane, left, right);
    this.still.resize(width, height, pane, left, right);
    this.moving.resize(width, height, pane, left, right);
    this.ground.names.position.set(pane.x, pane.y);
  }

  destroy(): void {
    // Shaders before the textures that they are bound to.
    this.backdrop.destroy();
    this.still.destroy();
    this.moving.destroy();
    this.root.destroy();
    this.ground.destroy();
  }
}

export class Gpu {
  private readonly root = new Container();
  private panes: PaneGpu[] = [];
  private atlas: Atlas | null = null;
  private hatches: ConstructorParameters<typeof Ground>[2] | null = null;
  private empty = true;

  private constructor(readonly renderer: WebGLRenderer) {}

  /**
   * Draws on this canvas from now on.
   * @throws Error where the browser has no WebGL
   */
  static async create(canvas: HTMLCanvasElement): Promise<Gpu> {
    const renderer = new WebGLRenderer();
    await renderer.init({
      canvas,
      antialias: false,
      resolution: resolutionNow(),
      autoDensity: false,
      backgroundColor: hex(GROUND.paper),
      hello: false,
      powerPreference: 'low-power',
    });
    const gpu = new Gpu(renderer);
    // A canvas on which nothing has been drawn is black.
    renderer.render(gpu.root);
    return gpu;
  }

  /** As many panes, empty, for a city's signs. */
  setPanes(city: MapCity, count: number): readonly PaneGpu[] {
    for (const pane of this.panes) pane.destroy();
    this.atlas ??= drawAtlas(city.signs);
    this.hatches ??= { weak: drawHatch(8, 1.6), strong: drawHatch(16, 2) };
    const { atlas, hatches } = this;
    this.panes = Array.from({ length: count }, () => new PaneGpu(this.renderer, atlas, hatches));
    for (const { root } of this.panes) this.root.addChild(root);
    return this.panes;
  }

  resize(width: number, height: number): void {
    const resolution = resolutionNow();
    if (this.renderer.resolution !== resolution) this.renderer.resolution = resolution;
    const { canvas } = this.renderer;
    const had = { width: canvas.width, height: canvas.height };
    this.renderer.resize(Math.max(1, width), Math.max(1, height), resolution);
    if (canvas.width !== had.width || canvas.height !== had.height) this.empty = true;
  }

  /** Whether nothing is on the canvas since it was given its size: black it is, and is shown so unless it is drawn on in this task. */
  get isEmpty(): boolean {
    return this.empty;
  }

  /** Draws all panes, each in its light. */
  render(light: Light): void {
    const [red, green, blue] = [light.red, light.green, light.blue].map((share) => Math.round(255 * share)) as Rgb;
    for (const { backdrop, ground } of this.panes) {
      backdrop.shine(light);
      ground.names.tint = (red << 16) | (green << 8) | blue;
    }
    this.renderer.render(this.root);
    this.empty = false;
  }

  destroy(): void {
    // A lost context cannot be tidied up, and need not be.
    if (this.renderer.gl.isContextLost()) return;
    this.renderer.destroy(false);
  }
}
