/**
 * Thousands of small signs in one draw call. Pixi's particles cost a buffer upload and a call for each layer, and
 * instanced quads a draw for each sign where the graphics card is software: plain triangles in one buffer are quickest
 * everywhere.
 */
import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader, State, UniformGroup } from 'pixi.js';
import type { Atlas } from './atlas.ts';
import type { Pane } from './layers/layer.ts';

/** Values a corner takes: x, y in pixels of the pane, u, v in the atlas, colour packed as 0xaabbggrr. */
const WIDTH = 5;
const CORNERS = 4;
const INDEXES = 6;
const BYTES = 4;

const VERTEX = `
  in vec2 aAt;
  in vec2 aUv;
  in vec4 aColour;
  out vec2 vUv;
  out vec4 vColour;
  uniform vec3 uScreen;
  uniform vec2 uOrigin;
  out vec2 vPane;
  void main() {
    vec2 at = aAt + uOrigin;
    gl_Position = vec4(at.x / uScreen.x * 2.0 - 1.0, (1.0 - at.y / uScreen.y * 2.0) * uScreen.z, 0.0, 1.0);
    vPane = aAt;
    vUv = aUv;
    vColour = vec4(aColour.rgb * aColour.a, aColour.a);
  }
`;

const FRAGMENT = `
  in vec2 vUv;
  in vec4 vColour;
  in vec2 vPane;
  out vec4 finalColor;
  uniform sampler2D uTexture;
  uniform vec4 uClip;
  void main() {
    // Signs end where their pane does.
    vec2 within = step(uClip.xy, vPane) * step(vPane, uClip.zw);
    finalColor = texture(uTexture, vUv) * vColour * within.x * within.y;
  }
`;

/** Two triangles for each of `signs` squares. */
function indexes(signs: number): Uint32Array {
  const index = new Uint32Array(signs * INDEXES);
  for (let sign = 0; sign < signs; sign++) {
    const corner = sign * CORNERS;
    index.set([corner, corner + 1, corner + 2, corner, corner + 2, corner + 3], sign * INDEXES);
  }
  return index;
}

export class SignBatch {
  readonly view: Mesh<Geometry, Shader>;
  private floats: Float32Array;
  private words: Uint32Array;
  private count = 0;
  private readonly buffer: Buffer;
  private readonly index: Buffer;
  /** Width, height, and −1 where y points down: WebGL keeps textures upside down. */
  private readonly screen = new Float32Array([1, 1, 1]);
  private readonly origin = new Float32Array(2);
  /** What of the pane is to be seen: left, top, right, bottom. */
  private readonly clip = new Float32Array([0, 0, 1, 1]);
  private readonly uniforms = new UniformGroup({
    uScreen: { value: this.screen, type: 'vec3<f32>' },
    uOrigin: { value: this.origin, type: 'vec2<f32>' },
    uClip: { value: this.clip, type: 'vec4<f32>' },
  });

  constructor(
    readonly atlas: Atlas,
    private capacity: number,
    target: 'canvas' | 'texture',
  ) {
    this.screen[2] = target === 'canvas' ? 1 : -1;
    this.floats = new Float32Array(capacity * CORNERS * WIDTH);
    this.words = new Uint32Array(this.floats.buffer);
    this.buffer = new Buffer({ data: this.floats, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
    this.index = new Buffer({ data: indexes(capacity), usage: BufferUsage.INDEX | BufferUsage.COPY_DST });
    const stride = WIDTH * BYTES;
    const { buffer } = this;
    const geometry = new Geometry({
      attributes: {
        aAt: { buffer, format: 'float32x2', stride, offset: 0 },
        aUv: { buffer, format: 'float32x2', stride, offset: 2 * BYTES },
        aColour: { buffer, format: 'unorm8x4', stride, offset: 4 * BYTES },
      },
      indexBuffer: this.index,
    });
    const shader = new Shader({
      glProgram: GlProgram.from({ vertex: VERTEX, fragment: FRAGMENT, name: 'signs' }),
      resources: { signs: this.uniforms, uTexture: atlas.source, uSampler: atlas.source.style },
    });
    this.view = new Mesh({ geometry, shader, state: State.for2d() });
  }

  /** Size of the canvas, where the pane lies on it, and what of the pane is to be seen from its left and right edge. */
  resize(width: number, height: number, pane: Pane, left = 0, right = pane.width): void {
    this.screen[0] = width;
    this.screen[1] = height;
    this.origin[0] = pane.x;
    this.origin[1] = pane.y;
    this.clip[0] = left;
    this.clip[2] = right;
    this.clip[3] = pane.height;
    this.uniforms.update();
  }

  /** Takes everything away. */
  clear(): void {
    this.count = 0;
  }

  /** Adds a sign: middle, size and rotation in the pane, `colour` as 0xrrggbb, `alpha` 0 to 1. */
  put(x: number, y: number, px: number, rotation: number, cell: number, colour: number, alpha: number): void {
    if (this.count === this.capacity) this.grow();
    const { floats, words, atlas } = this;
    const half = (px * atlas.stretch) / 2;
    const c = half * Math.cos(rotation);
    const s = half * Math.sin(rotation);
    const column = cell % atlas.columns;
    const row = (cell - column) / atlas.columns;
    const packed = ((colour & 255) << 16) | (colour & 0xff00) | ((colour >> 16) & 255) | (((alpha * 255) & 255) << 24);
    let at = this.count++ * CORNERS * WIDTH;
    for (let corner = 0; corner < CORNERS; corner++) {
      // Round the square: left top, right top, right bottom, left bottom.
      const right = corner === 1 || corner === 2 ? 1 : 0;
      const down = corner >> 1;
      const dx = 2 * right - 1;
      const dy = 2 * down - 1;
      floats[at] = x + dx * c - dy * s;
      floats[at + 1] = y + dx * s + dy * c;
      floats[at + 2] = (column + right) / atlas.columns;
      floats[at + 3] = (row + down) / atlas.rows;
      words[at + 4] = packed;
      at += WIDTH;
    }
  }

  /** Sends what was put to the graphics card. */
  flush(): void {
    this.view.visible = this.count > 0;
    this.view.geometry.indexCount = this.count * INDEXES;
    if (this.count > 0) this.buffer.update(this.count * CORNERS * WIDTH * BYTES);
  }

  private grow(): void {
    this.capacity *= 2;
    const floats = new Float32Array(this.capacity * CORNERS * WIDTH);
    floats.set(this.floats);
    this.floats = floats;
    this.words = new Uint32Array(floats.buffer);
    this.buffer.data = floats;
    this.index.data = indexes(this.capacity);
  }

  destroy(): void {
    const { geometry, shader } = this.view;
    this.view.destroy();
    shader?.destroy();
    geometry.destroy(true);
  }
}
