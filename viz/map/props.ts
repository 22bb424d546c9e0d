/** What the page tells the map, and what the map tells the page. The map knows nothing else of the page. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { CityView, Target } from '../../sim/runner/protocol.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';

/** How the two worlds are shown; the first is what the page begins with. */
export const MAP_MODES = ['side'] as const;
export type MapMode = (typeof MAP_MODES)[number];

/** Where the map looks: kilometres at its centre, and pixels a kilometre. */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface MapProps {
  readonly city: CityView | null;
  readonly scenario: Scenario | null;
  readonly words: Messages;
  readonly formats: Formats;
  /** Running totals of the instant shown, replaced a few times a second. */
  readonly live: Pair<Float64Array> | null;
  readonly playing: boolean;
  /** Whether single payments are shown. */
  readonly flashes: boolean;
  readonly mode: MapMode;
  /** Where to look; null is the home view. The map goes there whenever it looks elsewhere. */
  readonly place: MapPlace | null;
  /** What is inspected: marked in both worlds. */
  readonly target: Target | null;
  onmode(mode: MapMode): void;
  /** The reader has moved the map; null where it shows the home view again. */
  onplace(place: MapPlace | null): void;
  /** Something came under the pointer, or nothing. */
  onhover(target: Target | null): void;
  /** Something was chosen, or nothing. */
  onselect(target: Target | null): void;
}
