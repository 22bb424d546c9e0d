/** Every sign on the maps, drawn once into one texture: signs of one batch must share it. */
import { Texture } from 'pixi.js';
import type { TextureSource } from 'pixi.js';
import { METHODS, SECTORS } from '../../sim/runner/vocabulary.ts';
import { COLOUR, METHOD_COLOUR, METHOD_SHAPE } from '../theme.ts';
import { glyphPath, shapePath } from './glyphs.ts';

const CELL_PX = 64;
/** Signs are drawn within this many of a cell's pixels, so that neighbours do not bleed into one another. */
const SIGN_PX = 52;
const PLAIN_SIGNS = 4;

export const ATLAS = {
  columns: 8,
  rows: Math.ceil((PLAIN_SIGNS + METHODS.length + 2 * SECTORS.length) / 8),
  /** Size of a cell for a sign of size one. */
  stretch: CELL_PX / SIGN_PX,
} as const;

/** Cells of the atlas by what they show. */
export const CELL = {
  /** White, to be tinted. */
  disc: 0,
  ring: 1,
  bus: 2,
  busQr: 3,
  /** The first of METHODS. */
  payment: PLAIN_SIGNS,
  /** The first of SECTORS, without and with mobile payment. */
  place: PLAIN_SIGNS + METHODS.length,
  placeQr: PLAIN_SIGNS + METHODS.length + SECTORS.length,
} as const;

type Pen = CanvasRenderingContext2D;

function circle(pen: Pen, radius: number): void {
  pen.beginPath();
  pen.arc(0, 0, radius, 0, 2 * Math.PI);
}

function bus(pen: Pen, body: string, qr: boolean): void {
  pen.beginPath();
  pen.roundRect(-26, -13, 52, 26, 8);
  pen.fillStyle = '#ffffff';
  pen.fill();
  pen.beginPath();
  pen.roundRect(-23, -10, 46, 20, 6);
  pen.fillStyle = body;
  pen.fill();
  pen.fillStyle = '#ffffff';
  if (qr) pen.fill(shapePath('triangle', 0, 0, 13));
  else pen.fillRect(12, -6, 5, 12);
}

function payment(pen: Pen, index: number): void {
  const method = METHODS[index] ?? 'cash';
  const path = shapePath(METHOD_SHAPE[method], 0, 0, 40);
  pen.lineWidth = 9;
  pen.lineJoin = 'round';
  pen.strokeStyle = '#ffffff';
  pen.stroke(path);
  pen.fillStyle = METHOD_COLOUR[method];
  pen.fill(path);
}

function place(pen: Pen, sector: number, qr: boolean): void {
  const name = SECTORS[sector] ?? 'vendor';
  const colour = qr ? METHOD_COLOUR.mobile : COLOUR.muted;
  const hospital = name === 'hospital';
  pen.beginPath();
  pen.roundRect(-25, -25, 50, 50, hospital ? 25 : 12);
  pen.fillStyle = qr ? colour : '#ffffff';
  pen.fill();
  pen.lineWidth = 5;
  pen.strokeStyle = qr ? '#ffffff' : colour;
  pen.stroke();
  const glyph = glyphPath(name);
  pen.scale(1.5, 1.5);
  pen.translate(-12, -12);
  pen.lineWidth = 2.4;
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = qr ? '#ffffff' : colour;
  pen.stroke(glyph);
}

/** Draws the atlas. Needs a 2D canvas, which every browser with WebGL has. */
export function drawAtlas(): TextureSource {
  const canvas = document.createElement('canvas');
  canvas.width = CELL_PX * ATLAS.columns;
  canvas.height = CELL_PX * ATLAS.rows;
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('no 2D canvas');
  const sign = (cell: number, draw: () => void): void => {
    pen.save();
    pen.translate(((cell % ATLAS.columns) + 0.5) * CELL_PX, (Math.floor(cell / ATLAS.columns) + 0.5) * CELL_PX);
    pen.fillStyle = '#ffffff';
    pen.strokeStyle = '#ffffff';
    draw();
    pen.restore();
  };
  sign(CELL.disc, () => {
    circle(pen, SIGN_PX / 2);
    pen.fill();
  });
  sign(CELL.ring, () => {
    circle(pen, SIGN_PX / 2 - 5);
    pen.lineWidth = 10;
    pen.stroke();
  });
  sign(CELL.bus, () => bus(pen, COLOUR.bus, false));
  sign(CELL.busQr, () => bus(pen, METHOD_COLOUR.mobile, true));
  METHODS.forEach((_, at) => sign(CELL.payment + at, () => payment(pen, at)));
  SECTORS.forEach((_, at) => {
    sign(CELL.place + at, () => place(pen, at, false));
    sign(CELL.placeQr + at, () => place(pen, at, true));
  });
  const { source } = Texture.from(canvas);
  source.autoGenerateMipmaps = true;
  source.update();
  return source;
}
