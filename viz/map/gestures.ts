/**
 * Mouse, pen and fingers on an element, told as pan, zoom, tap and hover in pixels of that element. A map is one thing on a page
 * that scrolls: the wheel is the page's until Ctrl is held or the map has been clicked, and so is a single finger.
 */

export interface GestureHandlers {
  pan(right: number, down: number): void;
  zoom(factor: number, x: number, y: number): void;
  tap(x: number, y: number, touch: boolean): void;
  /** Where a mouse rests, null when it leaves. */
  hover(point: { x: number; y: number } | null): void;
  /** Somebody seems to want to zoom or move the map by what is the page's: how it is done deserves a word. */
  refuse(how: 'wheel' | 'finger'): void;
}

/** A pointer that moved less than this has tapped, not dragged. */
const TAP_PX = 5;
/** Pixels of a wheel that counts in lines or pages. */
const WHEEL_UNIT = [1, 18, 400] as const;
/** A notch of a wheel is about a hundred pixels, and zooms by 1.17. */
const NOTCH_ZOOM = 0.0016;
const NOTCH_PX_MIN = 100;
/** Browsers tell a trackpad's pinch by a factor f as wheels with Ctrl, of −100 ln f pixels in all. */
const PINCH_ZOOM = 0.01;

interface Held {
  x: number;
  y: number;
  travelled: number;
  isTouch: boolean;
}

/** The factor by which a wheel zooms: 1 for one that turns sideways or not at all. */
export function wheelFactor(event: Pick<WheelEvent, 'deltaY' | 'deltaMode' | 'ctrlKey'>): number {
  const pixels = event.deltaY * (WHEEL_UNIT[event.deltaMode] ?? 1);
  if (!Number.isFinite(pixels)) return 1;
  const isNotch = event.deltaMode !== 0 || (Number.isInteger(event.deltaY) && Math.abs(pixels) >= NOTCH_PX_MIN);
  const rate = event.ctrlKey && !isNotch ? PINCH_ZOOM : NOTCH_ZOOM;
  return Math.exp(-Math.max(-300, Math.min(300, pixels)) * rate);
}

export class Gestures {
  private readonly held = new Map<number, Held>();
  private readonly stop = new AbortController();
  private pinched = false;
  /** Whether the wheel is the map's: from a click on it until the pointer or the focus leaves. */
  private engaged = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly on: GestureHandlers,
  ) {
    const { signal } = this.stop;
    element.addEventListener('pointerdown', (event) => this.down(event), { signal });
    element.addEventListener('pointermove', (event) => this.move(event), { signal });
    element.addEventListener('pointerup', (event) => this.up(event, true), { signal });
    element.addEventListener('pointercancel', (event) => this.up(event, false), { signal });
    element.addEventListener('pointerleave', () => this.leave(), { signal });
    element.addEventListener('blur', () => (this.engaged = false), { signal });
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
    // Two fingers are the map's: the page must neither scroll nor zoom by them.
    const two = (event: TouchEvent): void => {
      if (event.touches.length > 1 && event.cancelable) event.preventDefault();
    };
    element.addEventListener('touchstart', two, { signal, passive: false });
    element.addEventListener('touchmove', two, { signal, passive: false });
  }

  destroy(): void {
    this.stop.abort();
  }

  private point(event: MouseEvent): { x: number; y: number } {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private leave(): void {
    this.engaged = false;
    this.on.hover(null);
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const isTouch = event.pointerType === 'touch';
    // A finger may yet turn out to scroll the page: the browser lets it go by itself.
    if (!isTouch) this.element.setPointerCapture(event.pointerId);
    if (this.held.size === 0) this.pinched = false;
    this.held.set(event.pointerId, { ...this.point(event), travelled: 0, isTouch });
    if (!isTouch) this.engaged = true;
  }

  private move(event: PointerEvent): void {
    const point = this.point(event);
    const held = this.held.get(event.pointerId);
    if (held === undefined) {
      if (event.pointerType === 'mouse') this.on.hover(point);
      return;
    }
    const [dx, dy] = [point.x - held.x, point.y - held.y];
    const other = [...this.held].find(([id]) => id !== event.pointerId)?.[1];
    if (other !== undefined) this.pinch(held, other, point);
    else if (held.travelled > TAP_PX && !held.isTouch) {
      this.on.hover(null);
      this.on.pan(dx, dy);
    }
    held.travelled += Math.abs(dx) + Math.abs(dy);
    held.x = point.x;
    held.y = point.y;
  }

  private pinch(held: Held, other: Held, point: { x: number; y: number }): void {
    this.pinched = true;
    const before = Math.hypot(held.x - other.x, held.y - other.y);
    const after = Math.hypot(point.x - other.x, point.y - other.y);
    // Half of one finger's way is the way of the middle between both.
    this.on.pan((point.x - held.x) / 2, (point.y - held.y) / 2);
    if (before > 0 && after > 0) this.on.zoom(after / before, (point.x + other.x) / 2, (point.y + other.y) / 2);
  }

  private up(event: PointerEvent, completed: boolean): void {
    const held = this.held.get(event.pointerId);
    this.held.delete(event.pointerId);
    if (held === undefined || this.pinched) return;
    if (!completed) {
      // The browser took the finger to scroll.
      if (held.isTouch) this.on.refuse('finger');
      return;
    }
    if (held.travelled > TAP_PX) {
      if (held.isTouch) this.on.refuse('finger');
      return;
    }
    this.on.tap(held.x, held.y, event.pointerType !== 'mouse');
  }

  private wheel(event: WheelEvent): void {
    const factor = wheelFactor(event);
    const isMeant = event.ctrlKey || event.metaKey;
    if (!isMeant && !this.engaged) {
      if (factor !== 1) this.on.refuse('wheel');
      return;
    }
    // With Ctrl the browser would zoom the whole page, even by an empty wheel.
    if (factor === 1 && !isMeant) return;
    event.preventDefault();
    if (factor === 1) return;
    const { x, y } = this.point(event);
    this.on.zoom(factor, x, y);
  }
}
