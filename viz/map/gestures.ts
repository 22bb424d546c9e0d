/** Mouse, pen and fingers on an element, told as pan, zoom, tap and hover in pixels of that element. */

export interface GestureHandlers {
  pan(right: number, down: number): void;
  zoom(factor: number, x: number, y: number): void;
  tap(x: number, y: number, touch: boolean): void;
  /** Where a mouse rests, null when it leaves. */
  hover(point: { x: number; y: number } | null): void;
}

/** A pointer that moved less than this has tapped, not dragged. */
const TAP_PX = 5;
const WHEEL_ZOOM = 0.0016;
/** Pixels of a wheel that counts in lines or pages. */
const WHEEL_UNIT = [1, 18, 400] as const;

interface Held {
  x: number;
  y: number;
  travelled: number;
}

export class Gestures {
  private readonly held = new Map<number, Held>();
  private readonly stop = new AbortController();
  private pinched = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly on: GestureHandlers,
  ) {
    const { signal } = this.stop;
    element.addEventListener('pointerdown', (event) => this.down(event), { signal });
    element.addEventListener('pointermove', (event) => this.move(event), { signal });
    element.addEventListener('pointerup', (event) => this.up(event, true), { signal });
    element.addEventListener('pointercancel', (event) => this.up(event, false), { signal });
    element.addEventListener('pointerleave', () => on.hover(null), { signal });
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
  }

  destroy(): void {
    this.stop.abort();
  }

  private point(event: MouseEvent): { x: number; y: number } {
    const box = this.element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    this.element.setPointerCapture(event.pointerId);
    if (this.held.size === 0) this.pinched = false;
    this.held.set(event.pointerId, { ...this.point(event), travelled: 0 });
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
    if (other !== undefined) {
      this.pinched = true;
      const before = Math.hypot(held.x - other.x, held.y - other.y);
      const after = Math.hypot(point.x - other.x, point.y - other.y);
      // Half of one finger's way is the way of the middle between both.
      this.on.pan(dx / 2, dy / 2);
      if (before > 0 && after > 0) this.on.zoom(after / before, (point.x + other.x) / 2, (point.y + other.y) / 2);
    } else if (held.travelled > TAP_PX) {
      this.on.hover(null);
      this.on.pan(dx, dy);
    }
    held.travelled += Math.abs(dx) + Math.abs(dy);
    held.x = point.x;
    held.y = point.y;
  }

  private up(event: PointerEvent, completed: boolean): void {
    const held = this.held.get(event.pointerId);
    this.held.delete(event.pointerId);
    if (held === undefined || !completed || this.pinched || held.travelled > TAP_PX) return;
    this.on.tap(held.x, held.y, event.pointerType !== 'mouse');
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.point(event);
    const pixels = event.deltaY * (WHEEL_UNIT[event.deltaMode] ?? 1);
    this.on.zoom(Math.exp(-Math.max(-300, Math.min(300, pixels)) * WHEEL_ZOOM), x, y);
  }
}
