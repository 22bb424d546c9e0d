/** Keeps the map and the page agreed on where it looks, so that neither repeats to the other what it has just been told. */
import type { Camera } from './camera.ts';
import type { MapPlace } from './props.ts';

function samePlace(one: MapPlace | null, other: MapPlace | null): boolean {
  return one === other || (one?.x === other?.x && one?.y === other?.y && one?.zoom === other?.zoom);
}

export class PlaceKeeper {
  /** Where both know that the map looks; null is the home view. */
  private agreed: MapPlace | null = null;

  constructor(private readonly camera: Camera) {}

  /** The camera is at its home view again, whatever the page says. */
  forget(): void {
    this.agreed = null;
  }

  /** Looks where the page says. */
  look(to: MapPlace | null): void {
    if (samePlace(to, this.agreed)) return;
    this.agreed = to;
    if (to === null) this.camera.reset();
    else this.camera.lookAt(to.x, to.y, to.zoom);
  }

  /** Tells where the map looks, if the reader has moved it. */
  tell(on: (place: MapPlace | null) => void): void {
    const { x, y, zoom, isHome } = this.camera;
    const now = isHome ? null : { x, y, zoom };
    if (samePlace(now, this.agreed)) return;
    this.agreed = now;
    on(now);
  }
}
