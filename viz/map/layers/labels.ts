/** Names: districts first, then metro lines at their ends, then stations, none over another. */
import { Container, Text } from 'pixi.js';
import { COLOUR } from '../../theme.ts';
import type { Locale } from '../../i18n/index.ts';
import type { Camera } from '../camera.ts';
import type { MapCity, Named } from '../map-city.ts';
import { GROUND } from '../palette.ts';
import type { Pane } from './layer.ts';

const FONT = 'system-ui, "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
/** Pixels a kilometre from which names of a kind are shown. */
const FROM_ZOOM = { district: 0, line: 14, station: 42 } as const;
/** Pixels that the name of a station lies below it, and that of a line beyond its end. */
const STATION_DROP_PX = 11;
const LINE_END_PX = 20;
/** A line comes before every station, and after every district. */
const LINE_WEIGHT = 100;

interface Label extends Named {
  readonly kind: keyof typeof FROM_ZOOM;
  readonly x: number;
  readonly y: number;
  /** Pixels from there. */
  readonly dx: number;
  readonly dy: number;
  /** What the name stands on, where it has a colour of its own. */
  readonly sign?: string;
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
      ...{ kind: 'district' as const, en, zh, x, y, dx: 0, dy: 0, weight: residents, text: null },
    }));
    // Where lines cross, a station stands on each of them under one name.
    const stations = new Map<string, Label>();
    for (const line of city.display.metro) {
      for (const { en, zh, x, y } of line.stations) {
        const known = stations.get(zh);
        const weight = (known?.weight ?? -10) + 1;
        stations.set(zh, { kind: 'station', en, zh, x, y, dx: 0, dy: STATION_DROP_PX, weight, text: null });
      }
    }
    this.labels = [...districts, ...lineNames(city.display.metro), ...stations.values()];
    this.labels.sort((a, b) => b.weight - a.weight || (a.zh < b.zh ? -1 : 1));
  }

  /** Lays the names out that fit in a pane. */
  layOut(camera: Camera, { width, height }: Pane): void {
    this.taken.length = 0;
    for (const label of this.labels) {
      const shown = camera.zoom >= FROM_ZOOM[label.kind];
      const x = Math.round(camera.pxX(label.x) + label.dx);
      const y = Math.round(camera.pxY(label.y) + label.dy);
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
    const { stroke, ...style } = STYLE[label.kind];
    const text = new Text({
      text: this.locale === 'zh' ? label.zh : label.en,
      style: { fontFamily: FONT, ...style, stroke: { ...stroke, color: label.sign ?? stroke.color } },
      resolution: Math.max(2, this.resolution),
    });
    text.anchor.set(0.5);
    this.view.addChild(text);
    return text;
  }
}

const onPaper = { color: COLOUR.paper, width: 3.5, join: 'round' } as const;
const STYLE = {
  district: { fontSize: 12.5, fontWeight: '600', fill: GROUND.label, stroke: onPaper },
  station: { fontSize: 11, fontWeight: '400', fill: GROUND.labelMetro, stroke: onPaper },
  // White on the line's own colour, as on a sign.
  line: {
    fontSize: 11,
    fontWeight: '600',
    fill: COLOUR.paper,
    stroke: { color: GROUND.labelMetro, width: 6, join: 'round' },
  },
} as const;

/** Names of lines, beyond each end that is not a station of another branch of the same line. */
function lineNames(metro: MapCity['display']['metro']): Label[] {
  return metro.flatMap((line) => {
    const others = metro.filter((other) => other !== line && other.id === line.id).flatMap(({ stations }) => stations);
    const ends = [line.stations.slice(0, 2), line.stations.slice(-2).reverse()];
    return ends.flatMap(([end, next]): Label[] => {
      if (end === undefined || next === undefined || others.some(({ zh }) => zh === end.zh)) return [];
      const length = Math.hypot(end.x - next.x, end.y - next.y) || 1;
      const px = LINE_END_PX / length;
      const [dx, dy] = [(end.x - next.x) * px, (next.y - end.y) * px];
      const names = { en: `Line ${line.id}`, zh: `${line.id}号线`, sign: line.colour };
      return [{ kind: 'line', ...names, x: end.x, y: end.y, dx, dy, weight: LINE_WEIGHT, text: null }];
    });
  });
}
