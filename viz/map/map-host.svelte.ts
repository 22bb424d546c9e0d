/**
 * Brings the maps onto a canvas and keeps them there: loads what draws, makes a new canvas whenever the graphics card has let go
 * of the old one, follows the pixels of the screen. Tells how it stands, so that the page is never silent.
 */
import { causeOf } from '../state/trouble.ts';
import type { Cause } from '../state/trouble.ts';
import type { Stage } from './stage.ts';
import { warmUp } from './warm-up.ts';

/** How long a lost context may take to come back before a new canvas is tried, and how long between tries. */
const RESTORE_MS = 1500;
const RETRY_MS = [300, 1000, 2000, 4000] as const;
/** A browser that withholds the graphics card is asked again so often, for as long as the page is open. */
const WITHHELD_MS = 10_000;

export class MapHost {
  stage: Stage | null = $state.raw(null);
  /** Why there is no map, where it could not be drawn; null while it may yet come. */
  cause: Cause | null = $state(null);
  /** Whether there was a map that is being drawn anew. */
  isLost = $state(false);
  /** Counts the times the map was put onto a canvas. */
  drawn = $state(0);
  private canvas: HTMLCanvasElement | null = null;
  private gone = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private ratio = window.devicePixelRatio;

  /** @param slot the element that the canvas is put into, as its first child */
  constructor(private readonly slot: HTMLElement) {
    void this.load();
  }

  /** Loads what draws the maps, once more after a failure. */
  async load(): Promise<void> {
    clearTimeout(this.timer);
    this.cause = null;
    try {
      await warmUp();
      const { Stage } = await import('./stage.ts');
      if (this.gone) return;
      const stage = new Stage();
      await this.attach(stage);
      this.stage = stage;
    } catch (fault) {
      this.fail(fault);
    }
  }

  /** Says why there is no map. What may come back by itself is waited for. */
  private fail(fault: unknown): void {
    if (this.gone) return;
    this.isLost = false;
    this.stage = null;
    const cause = causeOf(fault);
    // Whoever has drawn before has WebGL.
    this.cause = cause === 'graphics' && this.drawn > 0 ? 'withheld' : cause;
    if (this.cause === 'withheld') this.timer = setTimeout(() => void this.again(), WITHHELD_MS);
  }

  /** Asks once more, without a word unless it helps. */
  private async again(): Promise<void> {
    try {
      const { Stage } = await import('./stage.ts');
      const stage = new Stage();
      await this.attach(stage);
      this.stage = stage;
      this.cause = null;
    } catch (fault) {
      this.fail(fault);
    }
  }

  destroy(): void {
    this.gone = true;
    clearTimeout(this.timer);
    this.stage?.detach();
    this.canvas?.remove();
  }

  private async attach(stage: Stage): Promise<void> {
    // Whatever an earlier canvas still tells is of no interest.
    this.canvas?.remove();
    this.canvas = null;
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    let refusal = '';
    canvas.addEventListener('webglcontextcreationerror', (event) => {
      refusal = (event as WebGLContextEvent).statusMessage;
    });
    try {
      await stage.attach(canvas);
    } catch (fault) {
      throw refusal === '' ? fault : new Error(`WebGL: ${refusal}`, { cause: fault });
    }
    if (canvas.getContext('webgl2')?.isContextLost() === true) throw new Error('the WebGL context is lost');
    if (this.gone) {
      stage.detach();
      return;
    }
    this.canvas = canvas;
    this.slot.prepend(canvas);
    canvas.addEventListener('webglcontextlost', () => this.lose(stage, canvas), { once: true });
    canvas.addEventListener('webglcontextrestored', () => this.restore(stage, canvas), { once: true });
    this.isLost = false;
    this.drawn++;
  }

  private lose(stage: Stage, canvas: HTMLCanvasElement): void {
    if (this.gone || canvas !== this.canvas) return;
    this.isLost = true;
    this.timer = setTimeout(() => this.rebuild(stage, 0), RESTORE_MS);
  }

  private restore(stage: Stage, canvas: HTMLCanvasElement): void {
    if (this.gone || canvas !== this.canvas || !this.isLost) return;
    this.rebuild(stage, 0);
  }

  /** Puts the maps onto a new canvas; tries again where the graphics card is not back yet. */
  private rebuild(stage: Stage, tried: number): void {
    clearTimeout(this.timer);
    this.attach(stage).catch((fault: unknown) => {
      if (this.gone) return;
      const wait = causeOf(fault) === 'withheld' && tried > 1 ? undefined : RETRY_MS[tried];
      if (wait === undefined) this.fail(fault);
      else this.timer = setTimeout(() => this.rebuild(stage, tried + 1), wait);
    });
  }

  /**
   * A window that is moved to another screen, or a page that is zoomed, has other pixels. To be called for every picture: not
   * every browser tells.
   */
  followPixels(): void {
    const { devicePixelRatio } = window;
    if (devicePixelRatio === this.ratio) return;
    this.ratio = devicePixelRatio;
    this.stage?.rescale();
    this.drawn++;
  }
}
