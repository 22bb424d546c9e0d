/** Names: districts first, then stations, none over another. */
import { Container, Text } from 'pixi.js';
import { COLOUR } from '../../theme.ts';
import type { Locale } from '../../i18n/index.ts';
import type { Camera } from '../camera.ts';
import type { MapCity, Named } from '../map-city.ts';
import { GROUND } from '../palette.ts';
import type { Pane } from './layer.ts';

const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
/** Pixels a kilometre from which stations are named. */
const STATION_ZOOM = 42;
const STATION_DROP_PX = 11;

interface Label extends Named {
  readonly x: number;
  readonly y: number;
  readonly isStation: boolean;
  /** The larger, the earlier it gets its room. */
  readonly weight: number;
  /** Made when it is first shown. */
  text: Text | null;
}

export class Labels {
  readonly view = new Container();
  private readonly labels: Label[];
  /** Boxes of the names laid out: x, y, half width, half height. */
  private readonly taken: number[] = [];

  constructor(
    city: MapCity,
    private readonly locale: Locale,
    private readonly resolution: number,
  ) {
    const districts = city.districts.map(({ en, zh, labelX: x, labelY: y, residents }) => ({
      ...{ en, zh, x, y, isStation: false, weight: residents, text: null },
    }));
    // Where lines cross, a station stands on each of them under one name.
    const stations = new Map<string, Label>();
    for (const line of city.display.metro) {
      for (const { en, zh, x, y } of line.stations) {
        const known = stations.get(zh);
        stations.set(zh, { ...{ en, zh, x, y, isStation: true, text: null }, weight: (known?.weight ?? -10) + 1 });
      }
    }
    this.labels = [...districts, ...stations.values()];
    this.labels.sort((a, b) => b.weight - a.weight || (a.zh < b.zh ? -1 : 1));
  }

  /** Lays the names out that fit in a pane. */
  layOut(camera: Camera, { width, height }: Pane): void {
    this.taken.length = 0;
    for (const label of this.labels) {
      const shown = !label.isStation || camera.zoom >= STATION_ZOOM;
      const x = Math.round(camera.pxX(label.x));
      const y = Math.round(camera.pxY(label.y) + (label.isStation ? STATION_DROP_PX : 0));
      const isNear = shown && x > 0 && y > 0 && x < width && y < height;
      if (!isNear) {
        if (label.text !== null) label.text.visible = false;
        continue;
      }
      const text = (label.text ??= this.make(label));
      const [w, h] = [text.width / 2 + 4, text.height / 2 + 1];
      text.visible = x > w && y > h && x < width - w && y < height - h && this.isFree(x, y, w, h);
      if (!text.visible) continue;
      text.position.set(x, y);
      this.taken.push(x, y, w, h);
    }
  }

  destroy(): void {
    this.view.destroy({ children: true });
  }

  /** Boxes of the names shown, for tests: x, y, half width, half height. */
  get boxes(): readonly number[] {
    return this.taken;
  }

  private isFree(x: number, y: number, w: number, h: number): boolean {
    for (let at = 0; at < this.taken.length; at += 4) {
      const [bx, by] = [this.taken[at] as number, this.taken[at + 1] as number];
      const [bw, bh] = [this.taken[at + 2] as number, this.taken[at + 3] as number];
      if (Math.abs(bx - x) < bw + w && Math.abs(by - y) < bh + h) return false;
    }
    return true;
  }

  private make(label: Label): Text {
    const text = new Text({
      text: this.locale === 'zh' ? label.zh : label.en,
      style: {
        fontFamily: FONT,
        fontSize: label.isStation ? 11 : 12.5,
        fontWeight: label.isStation ? '400' : '600',
        fill: label.isStation ? GROUND.labelMetro : GROUND.label,
        stroke: { color: COLOUR.paper, width: 3.5, join: 'round' },
      },
      resolution: Math.max(2, this.resolution),
    });
    text.anchor.set(0.5);
    this.view.addChild(text);
    return text;
  }
}
