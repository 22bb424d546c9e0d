/** Shows the ground's picture in a pane, in the light of the hour: the cheapest way to fill a canvas. */
import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader, State, UniformGroup } from 'pixi.js';
import type { TextureSource } from 'pixi.js';
import type { Pane } from './layers/layer.ts';
import type { Light } from './light.ts';

const VERTEX = `
  in vec2 aAt;
  in vec2 aUv;
  out vec2 vUv;
  uniform vec2 uScreen;
  void main() {
    vUv = aUv;
    gl_Position = vec4(aAt.x / uScreen.x * 2.0 - 1.0, 1.0 - aAt.y / uScreen.y * 2.0, 0.0, 1.0);
  }
`;

const FRAGMENT = `
  in vec2 vUv;
  out vec4 finalColor;
  uniform sampler2D uTexture;
  uniform vec3 uLight;
  void main() {
    finalColor = vec4(texture(uTexture, vUv).rgb * uLight, 1.0);
  }
`;

export class Backdrop {
  readonly view: Mesh<Geometry, Shader>;
  private readonly corners = new Float32Array(8);
  private readonly uv = new Float32Array(8);
  private readonly cornerBuffer = new Buffer({ data: this.corners, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
  private readonly uvBuffer = new Buffer({ data: this.uv, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
  private readonly screen = new Float32Array([1, 1]);
  private readonly light = new Float32Array([1, 1, 1]);
  private readonly uniforms = new UniformGroup({
    uScreen: { value: this.screen, type: 'vec2<f32>' },
    uLight: { value: this.light, type: 'vec3<f32>' },
  });

  constructor(picture: TextureSource) {
    const geometry = new Geometry({
      attributes: {
        aAt: { buffer: this.cornerBuffer, format: 'float32x2' },
        aUv: { buffer: this.uvBuffer, format: 'float32x2' },
      },
      indexBuffer: new Uint16Array([0, 1, 2, 0, 2, 3]),
    });
    const shader = new Shader({
      glProgram: GlProgram.from({ vertex: VERTEX, fragment: FRAGMENT, name: 'backdrop' }),
      resources: { backdrop: this.uniforms, uTexture: picture, uSampler: picture.style },
    });
    const state = State.for2d();
    state.blend = false;
    this.view = new Mesh({ geometry, shader, state });
  }

  /** Fills the part of a pane between `left` and `right`, pixels from its left edge. */
  resize(width: number, height: number, pane: Pane, left = 0, right = pane.width): void {
    this.screen[0] = width;
    this.screen[1] = height;
    this.uniforms.update();
    const { x, y, height: h } = pane;
    this.corners.set([x + left, y, x + right, y, x + right, y + h, x + left, y + h]);
    this.cornerBuffer.update();
    const [u0, u1] = [left / Math.max(1, pane.width), right / Math.max(1, pane.width)];
    this.uv.set([u0, 0, u1, 0, u1, 1, u0, 1]);
    this.uvBuffer.update();
  }

  shine({ red, green, blue }: Light): void {
    if (this.light[0] === Math.fround(red) && this.light[2] === Math.fround(blue)) return;
    this.light[0] = red;
    this.light[1] = green;
    this.light[2] = blue;
    this.uniforms.update();
  }

  destroy(): void {
    const { geometry, shader } = this.view;
    this.view.destroy();
    shader?.destroy();
    geometry.destroy(true);
  }
}
