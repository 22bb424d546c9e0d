/** Shows a picture in a pane, copied without filtering or blending: the cheapest way to fill a canvas. */
import { Buffer, BufferUsage, Geometry, GlProgram, Mesh, Shader, State, UniformGroup } from 'pixi.js';
import type { TextureSource } from 'pixi.js';
import type { Pane } from './layers.ts';

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
  void main() {
    finalColor = texture(uTexture, vUv);
  }
`;

export class Backdrop {
  readonly view: Mesh<Geometry, Shader>;
  private readonly corners = new Float32Array(8);
  private readonly buffer = new Buffer({ data: this.corners, usage: BufferUsage.VERTEX | BufferUsage.COPY_DST });
  private readonly screen = new Float32Array([1, 1]);
  private readonly uniforms = new UniformGroup({ uScreen: { value: this.screen, type: 'vec2<f32>' } });

  constructor(picture: TextureSource) {
    const geometry = new Geometry({
      attributes: {
        aAt: { buffer: this.buffer, format: 'float32x2' },
        aUv: { buffer: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]), format: 'float32x2' },
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

  resize(width: number, height: number, pane: Pane): void {
    this.screen[0] = width;
    this.screen[1] = height;
    this.uniforms.update();
    const { x, y, width: w, height: h } = pane;
    this.corners.set([x, y, x + w, y, x + w, y + h, x, y + h]);
    this.buffer.update();
  }
}
