/** What a first visitor's browser fetches, as a server that compresses would send it. */
import { gzipSync } from 'node:zlib';

/** Most of the first view, without Pixi and the worlds, kB. */
export const KB_MAX = 350;

/** Of a file's text, that it is of the library that draws; it is loaded beside the answer. */
const PIXI = /PixiJS|pixi\.js|WebGLRenderer|GpuProgram/;
/** Programs of the Workers that simulate, beside the answer too. */
const WORLD = /(world|member)-worker/;
const LEVEL = 9;

/** @returns kB, compressed, of the page's own files, of the Workers that simulate, and of Pixi */
export async function firstView(urls) {
  const bytes = { page: 0, worlds: 0, pixi: 0 };
  for (const url of new Set(urls.filter((one) => one.startsWith('http')))) {
    const file = Buffer.from(await (await fetch(url)).arrayBuffer());
    const kind = WORLD.test(url) ? 'worlds' : PIXI.test(file.toString()) ? 'pixi' : 'page';
    bytes[kind] += gzipSync(file, { level: LEVEL }).length;
  }
  return Object.fromEntries(Object.entries(bytes).map(([kind, size]) => [kind, Math.round(size / 1000)]));
}
