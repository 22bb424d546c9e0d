/**
 * What stands still: districts, where people live, bus lines, stops, names, and each world's shops and hospitals. Drawn
 * into one picture a world, which is copied into every frame, and drawn again only when the camera, the language or a
 * place's way of being paid changes.
 */
import { Container, Graphics, RenderTexture, Text } from 'pixi.js';
import type { Renderer } from 'pixi.js';
import type { TextureSource } from 'pixi.js';
import { WORLDS } from '../../sim/runner/protocol.ts';
import type { CityView, Frame } from '../../sim/runner/protocol.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { Locale } from '../i18n/index.ts';
import { COLOUR, hex } from '../theme.ts';
import type { Camera } from './camera.ts';
import { putPlaces } from './layers.ts';
import { SignBatch } from './sign-batch.ts';

const PLACES = 2048;
const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';

export class Ground {
  readonly pictures: Pair<RenderTexture>;
  private readonly root = new Container();
  private readonly shapes = new Graphics();
  private readonly places: SignBatch;
  private readonly names = new Container();
  private city: CityView | null = null;
  private locale: Locale = 'en';

  constructor(
    private readonly renderer: Renderer,
    atlas: TextureSource,
  ) {
    this.places = new SignBatch(atlas, PLACES, 'texture');
    this.root.addChild(this.shapes, this.places.view, this.names);
    this.pictures = { baseline: this.picture(), policy: this.picture() };
  }

  private picture(): RenderTexture {
    const { resolution } = this.renderer;
    return RenderTexture.create({ width: 1, height: 1, resolution, antialias: true, scaleMode: 'nearest' });
  }

  setCity(city: CityView, locale: Locale): void {
    this.city = city;
    this.locale = locale;
    this.names.removeChildren().forEach((name) => name.destroy());
    for (const district of city.districts) {
      const name = new Text({
        text: locale === 'zh' ? district.zh : district.en,
        style: { fontFamily: FONT, fontSize: 11.5, fill: COLOUR.muted, stroke: { color: COLOUR.land, width: 3 } },
        resolution: Math.max(2, this.renderer.resolution),
      });
      name.anchor.set(0.5);
      this.names.addChild(name);
    }
  }

  setLocale(locale: Locale): void {
    if (this.city !== null && locale !== this.locale) this.setCity(this.city, locale);
  }

  /** Lays everything but the places out for panes of this size. */
  layOut(camera: Camera, width: number, height: number): void {
    if (this.city === null) return;
    for (const world of WORLDS) this.pictures[world].resize(width, height, this.renderer.resolution);
    this.places.resize(width, height);
    this.shapes.clear();
    this.shapes.rect(0, 0, width, height).fill(hex(COLOUR.water));
    this.drawDistricts(this.city, camera);
    this.drawHomes(this.city, camera, width, height);
    this.drawLines(this.city, camera);
    this.placeNames(this.city, camera, width, height);
  }

  /** Draws both worlds' pictures as laid out, with the places of these frames. */
  draw(camera: Camera, frames: Pair<Frame> | null): void {
    if (this.city === null) return;
    for (const world of WORLDS) {
      const picture = this.pictures[world];
      const pane = { x: 0, y: 0, width: picture.width, height: picture.height };
      this.places.clear();
      putPlaces(this.places, this.city, frames?.[world] ?? null, camera, pane);
      this.places.flush();
      this.renderer.render({ container: this.root, target: picture, clear: true });
    }
  }

  private drawDistricts(city: CityView, camera: Camera): void {
    for (const district of city.districts) {
      for (const ring of district.rings) {
        const points: number[] = [];
        for (let at = 0; at + 1 < ring.length; at += 2) {
          points.push(camera.pxX(ring[at] as number), camera.pxY(ring[at + 1] as number));
        }
        if (points.length >= 6) this.shapes.poly(points, true);
      }
      this.shapes.fill(hex(COLOUR.land)).stroke({ width: 1, color: hex(COLOUR.border) });
    }
  }

  private drawHomes(city: CityView, camera: Camera, width: number, height: number): void {
    const size = Math.min(5, Math.max(1.6, camera.zoom / 14));
    for (let home = 0; home < city.homeX.length; home++) {
      const x = camera.pxX(city.homeX[home] as number);
      const y = camera.pxY(city.homeY[home] as number);
      if (x > 0 && y > 0 && x < width && y < height) this.shapes.rect(x - size / 2, y - size / 2, size, size);
    }
    this.shapes.fill({ color: hex(COLOUR.homes), alpha: 0.55 });
  }

  private drawLines(city: CityView, camera: Camera): void {
    for (const line of city.lines) {
      line.stops.forEach((stop, at) => {
        const x = camera.pxX(city.stopX[stop] as number);
        const y = camera.pxY(city.stopY[stop] as number);
        if (at === 0) this.shapes.moveTo(x, y);
        else this.shapes.lineTo(x, y);
      });
      this.shapes.stroke({ width: 2.2, color: hex(COLOUR.line), join: 'round', cap: 'round' });
    }
    const radius = Math.min(4, Math.max(1.3, camera.zoom / 22));
    for (let stop = 0; stop < city.stopX.length; stop++) {
      this.shapes.circle(camera.pxX(city.stopX[stop] as number), camera.pxY(city.stopY[stop] as number), radius);
    }
    this.shapes.fill(hex(COLOUR.paper)).stroke({ width: 1.2, color: hex(COLOUR.muted), alpha: 0.75 });
  }

  /** Names where they fit: the larger districts first, none over another. */
  private placeNames(city: CityView, camera: Camera, width: number, height: number): void {
    const taken: { x: number; y: number; w: number; h: number }[] = [];
    const order = city.districts.map((_, at) => at);
    order.sort((a, b) => (city.districts[b]?.residents ?? 0) - (city.districts[a]?.residents ?? 0) || a - b);
    for (const at of order) {
      const district = city.districts[at];
      const name = this.names.children[at] as Text | undefined;
      if (district === undefined || name === undefined) continue;
      const x = Math.round(camera.pxX(district.labelX));
      const y = Math.round(camera.pxY(district.labelY));
      const w = name.width / 2 + 4;
      const h = name.height / 2 + 2;
      const free = taken.every((box) => Math.abs(box.x - x) > box.w + w || Math.abs(box.y - y) > box.h + h);
      name.visible = free && x > w && y > h && x < width - w && y < height - h;
      if (!name.visible) continue;
      name.position.set(x, y);
      taken.push({ x, y, w, h });
    }
  }
}
