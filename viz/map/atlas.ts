/** Every sign on the maps, drawn once into one texture: signs of one batch must share it. */
import { Texture } from 'pixi.js';
import type { TextureSource } from 'pixi.js';
import { METHODS } from '../../sim/runner/vocabulary.ts';
import { COLOUR, METHOD_COLOUR, METHOD_SHAPE } from '../theme.ts';
import { shapePath } from './glyphs.ts';
import type { SectorSign } from './map-city.ts';

const CELL_PX = 64;
/** Signs are drawn within this many of a cell's pixels, so that neighbours do not bleed into one another. */
const SIGN_PX = 52;
const COLUMNS = 8;

/** Cells by what they show. White ones are to be tinted. */
export interface Cells {
  readonly disc: number;
  readonly ring: number;
  readonly halo: number;
  /** A white disc with a grey rim, under an icon. */
  readonly plate: number;
  readonly cross: number;
  readonly crossCase: number;
  readonly vehicleCase: number;
  readonly vehicleBody: number;
  readonly vehicleGhost: number;
  readonly vehicleFront: number;
  readonly vehiclePhone: number;
  readonly trainCase: number;
  readonly trainBody: number;
  /** The first of METHODS: in its own colour, and to be tinted. */
  readonly payment: number;
  readonly paymentMark: number;
  /** The first of the city's sectors. */
  readonly icon: number;
}

export interface Atlas {
  readonly source: TextureSource;
  readonly columns: number;
  readonly rows: number;
  /** Size of a cell for a sign of size one. */
  readonly stretch: number;
  readonly cells: Cells;
}

type Pen = CanvasRenderingContext2D;
type Draw = (pen: Pen) => void;

function circle(pen: Pen, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
}

function ring(pen: Pen, width: number): void {
  circle(pen, (SIGN_PX - width) / 2);
  pen.lineWidth = width;
  pen.stroke();
}

function plate(pen: Pen): void {
  circle(pen, SIGN_PX / 2 - 2);
  pen.fill();
  pen.lineWidth = 4;
  pen.strokeStyle = COLOUR.place;
  pen.stroke();
}

function cross(pen: Pen, width: number): void {
  pen.beginPath();
  pen.moveTo(-16, -16);
  pen.lineTo(16, 16);
  pen.moveTo(16, -16);
  pen.lineTo(-16, 16);
  pen.lineWidth = width;
  pen.lineCap = 'round';
  pen.stroke();
}

/** The body of a vehicle, heading right. */
function body(pen: Pen, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.roundRect(-x, -y, 2 * x, 2 * y, radius);
}

function payment(pen: Pen, index: number, isMark: boolean): void {
  const method = METHODS[index] ?? 'cash';
  const path = shapePath(METHOD_SHAPE[method], 0, 0, 40);
  if (!isMark) {
    pen.lineWidth = 9;
    pen.lineJoin = 'round';
    pen.stroke(path);
    pen.fillStyle = METHOD_COLOUR[method];
  }
  pen.fill(path);
}

function icon(pen: Pen, path: string): void {
  pen.scale(1.4, 1.4);
  pen.translate(-12, -12);
  pen.lineWidth = 2.5;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.stroke(new Path2D(path));
}

const PLAIN: Readonly<Record<Exclude<keyof Cells, 'payment' | 'paymentMark' | 'icon'>, Draw>> = {
  disc: (pen) => {
    circle(pen, SIGN_PX / 2);
    pen.fill();
  },
  ring: (pen) => ring(pen, 10),
  halo: (pen) => ring(pen, 7),
  plate,
  cross: (pen) => cross(pen, 11),
  crossCase: (pen) => cross(pen, 21),
  vehicleCase: (pen) => {
    body(pen, 26, 13, 8);
    pen.fill();
  },
  vehicleBody: (pen) => {
    body(pen, 23, 10, 6);
    pen.fill();
  },
  vehicleGhost: (pen) => {
    body(pen, 23, 10, 6);
    pen.lineWidth = 4;
    pen.setLineDash([8, 6]);
    pen.stroke();
  },
  vehicleFront: (pen) => pen.fillRect(12, -6, 5, 12),
  vehiclePhone: (pen) => pen.fill(shapePath('triangle', 0, 0, 13)),
  trainCase: (pen) => {
    body(pen, 26, 10, 10);
    pen.fill();
  },
  // Three cars.
  trainBody: (pen) => {
    for (const middle of [-16, 0, 16]) pen.fillRect(middle - 7, -6, 14, 12);
  },
};

/** Draws the atlas of a city's signs. Needs a 2D canvas, which every browser with WebGL has. */
export function drawAtlas(signs: readonly SectorSign[]): Atlas {
  const draws: Draw[] = [];
  const add = (...more: Draw[]): number => draws.push(...more) - more.length;
  const plain = Object.fromEntries(Object.entries(PLAIN).map(([name, draw]) => [name, add(draw)]));
  const cells = {
    ...(plain as Record<keyof typeof PLAIN, number>),
    payment: add(...METHODS.map((_, at) => (pen: Pen) => payment(pen, at, false))),
    paymentMark: add(...METHODS.map((_, at) => (pen: Pen) => payment(pen, at, true))),
    icon: add(
      ...signs.map(
        ({ path }) =>
          (pen: Pen) =>
            icon(pen, path),
      ),
    ),
  };
  const canvas = document.createElement('canvas');
  const rows = Math.ceil(draws.length / COLUMNS);
  canvas.width = CELL_PX * COLUMNS;
  canvas.height = CELL_PX * rows;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no 2D canvas');
  draws.forEach((draw, cell) => {
    pen.save();
    pen.translate(((cell % COLUMNS) + 0.5) * CELL_PX, (Math.floor(cell / COLUMNS) + 0.5) * CELL_PX);
    pen.fillStyle = '#ffffff';
    pen.strokeStyle = '#ffffff';
    draw(pen);
    pen.restore();
  });
  const { source } = new Texture({ source: Texture.from(canvas).source });
  source.autoGenerateMipmaps = true;
  source.update();
  return { source, columns: COLUMNS, rows, stretch: CELL_PX / SIGN_PX, cells };
}

/** A tile of slanted lines that fits to itself on all sides, white to be tinted. */
export function drawHatch(step: number, width: number): Texture {
  const canvas = document.createElement('canvas');
  const size = 32;
  canvas.width = canvas.height = size;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no 2D canvas');
  pen.strokeStyle = '#ffffff';
  pen.lineWidth = width;
  pen.beginPath();
  for (let at = -size; at <= 2 * size; at += step) {
    pen.moveTo(at - 4, size + 4);
    pen.lineTo(at + size + 4, -4);
  }
  pen.stroke();
  const texture = Texture.from(canvas);
  texture.source.addressMode = 'repeat';
  texture.source.update();
  return texture;
}
