/**
 * What stands still, in one picture a pane that is copied into every frame. Its shapes are made for a zoom, and moved along
 * with the camera until that has changed much; the picture is drawn again when the camera or what it shows has changed.
 */
import { Container, Graphics, RenderTexture } from 'pixi.js';
import type { Renderer, Texture } from 'pixi.js';
import { hex } from '../theme.ts';
import type { Atlas } from './atlas.ts';
import { Labels } from './layers/labels.ts';
import type { Ground as Pen, Layer, Moment, Shows, View } from './layers/layer.ts';
import { GROUND } from './palette.ts';
import { SignBatch } from './sign-batch.ts';

const SIGNS = 2048;
/** Widths may be wrong by this factor while one zooms; at rest they are right. */
const ZOOM_SLACK = 1.25;

/** The ground of one pane. */
export class Ground {
  readonly picture: RenderTexture;
  /** Names of what stands still. They are no part of the picture: they lie above all that moves, which would strike them through. */
  readonly names = new Container();
  private readonly root = new Container();
  private readonly paper = new Graphics();
  private readonly world = new Container();
  private readonly shapes = new Graphics();
  private readonly signs: SignBatch;
  private labels: Labels | null = null;
  private labelled = '';
  private madeFor = { zoom: 0, key: '' };

  constructor(
    private readonly renderer: Renderer,
    atlas: Atlas,
    private readonly hatches: { readonly weak: Texture; readonly strong: Texture },
  ) {
    this.signs = new SignBatch(atlas, SIGNS, 'texture');
    const { resolution } = renderer;
    this.picture = RenderTexture.create({ width: 1, height: 1, resolution, antialias: true, scaleMode: 'nearest' });
    this.world.addChild(this.shapes);
    this.root.addChild(this.paper, this.world, this.signs.view);
  }

  /** Boxes of the names shown: x, y, half width, half height. */
  get labelBoxes(): readonly number[] {
    return this.labels?.boxes ?? [];
  }

  /**
   * Draws the picture anew.
   * @param key of what the shapes show: another one has them made again
   * @param atRest whether the camera stands still, so that widths have to be right
   */
  draw(view: View, layers: readonly Layer[], moment: Moment, key: string, atRest: boolean): void {
    const { pane, camera } = view;
    const { zoom } = camera;
    this.picture.resize(pane.width, pane.height, this.renderer.resolution);
    this.paper.clear().rect(0, 0, pane.width, pane.height).fill(hex(GROUND.paper));
    const ratio = zoom / this.madeFor.zoom;
    const isFar = !(ratio < ZOOM_SLACK && ratio > 1 / ZOOM_SLACK);
    if (isFar || this.madeFor.key !== key || (atRest && ratio !== 1)) {
      this.make(layers, moment, view.shows, zoom);
      this.madeFor = { zoom, key };
    }
    this.world.position.set(camera.pxX(this.middle.x), camera.pxY(this.middle.y));
    this.world.scale.set(zoom / this.madeFor.zoom);
    this.signs.clear();
    this.signs.resize(pane.width, pane.height, { x: 0, y: 0, width: pane.width, height: pane.height });
    for (const layer of layers) layer.settled?.(this.signs, view, moment);
    this.signs.flush();
    this.nameAll(moment);
    this.labels?.layOut(camera, pane);
    this.renderer.render({ container: this.root, target: this.picture, clear: true });
  }

  destroy(): void {
    this.labels?.destroy();
    this.names.destroy();
    this.signs.destroy();
    this.root.destroy({ children: true });
    this.picture.destroy(true);
  }

  /** Where the shapes' own pixels begin: near the city, so that they stay small numbers. */
  private middle = { x: 0, y: 0 };

  private make(layers: readonly Layer[], moment: Moment, shows: Shows, zoom: number): void {
    const [x0, y0, x1, y1] = moment.city.view.bounds;
    const middle = { x: (x0 + x1) / 2, y: (y0 + y1) / 2 };
    this.middle = middle;
    this.shapes.clear();
    const pen: Pen = {
      shapes: this.shapes,
      zoom,
      x: (km) => (km - middle.x) * zoom,
      y: (km) => (middle.y - km) * zoom,
      hatch: this.hatches.weak,
      hatchStrong: this.hatches.strong,
    };
    for (const layer of layers) layer.ground?.(pen, moment, shows);
  }

  private nameAll({ city, locale }: Moment): void {
    if (this.labels !== null && this.labelled === locale) return;
    this.labels?.destroy();
    this.labels = new Labels(city, locale, this.renderer.resolution);
    this.labelled = locale;
    this.names.addChild(this.labels.view);
  }
}
