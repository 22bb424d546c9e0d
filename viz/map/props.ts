/** What the page tells the map, and what the map tells the page. The map knows nothing else of the page. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Pair } from '../../sim/runner/client.ts';
import type { CityView, Target } from '../../sim/runner/protocol.ts';
import type { Formats } from '../format.ts';
import type { Messages } from '../i18n/index.ts';
import type { Cause } from '../state/trouble.ts';

/**
 * How the two worlds are shown; the first is what the page begins with. Difference: one map, on which what is equal in both
 * worlds is grey; swipe: one map, the world without the policy left of a handle and the other one right of it; side: two maps.
 */
export const MAP_MODES = ['difference', 'swipe', 'side'] as const;
export type MapMode = (typeof MAP_MODES)[number];

/** What the map counts by itself, from the frames: areas can be coloured by it. */
export const COUNTED = ['queueing', 'refusals', 'accepting'] as const;
export type Counted = (typeof COUNTED)[number];

/** Where the map looks: kilometres at its centre, and pixels a kilometre. */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** A measure of every district, to be shown from afar: the page has computed it, with how sure it is. */
export interface AreaMeasure {
  readonly id: string;
  /** What is shown, and the unit its numbers are in, in the page's language. */
  readonly title: string;
  readonly unit: string;
  /** A difference in words with its unit. */
  readonly written: (difference: number) => string;
  /** Whether less of it is better, or more; null where it is neither, so that its colours are others. */
  readonly better: 'less' | 'more' | null;
  /** With the policy less without it, one value a district in the order of the city view; NaN where there is none. */
  readonly differences: readonly number[];
  /** 1 where the difference is too small to tell from noise: such districts stay grey and are hatched. */
  readonly noise: readonly number[];
  /** What it is of, in words: so many seeds, or one run; what is no result yet is pale. */
  readonly of: string;
  readonly isPale: boolean;
}

/** A place of the city, in kilometres. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface MapProps {
  readonly city: CityView | null;
  readonly scenario: Scenario | null;
  readonly words: Messages;
  readonly formats: Formats;
  /** Running totals of the instant shown, replaced a few times a second. */
  readonly live: Pair<Float64Array> | null;
  /** People in queues or being served now. */
  readonly queueing: Pair<number> | null;
  readonly playing: boolean;
  /** Whether single payments are shown. */
  readonly flashes: boolean;
  readonly mode: MapMode;
  /** Measures that the page adds to those the map counts by itself (people queueing, refusals, places that take phones). */
  readonly areas?: readonly AreaMeasure[];
  /** Id of the measure that areas are coloured by; the map's own choice where it is left out. */
  readonly measure?: string | null;
  /** Where to look; null is the home view. The map goes there whenever it looks elsewhere. */
  readonly place: MapPlace | null;
  /** What is inspected: marked in both worlds, */
  readonly target: Target | null;
  /** and where it is in either of them, for what the map itself draws no sign of; null where that is not known. */
  readonly spots: Pair<Spot | null> | null;
  /** To be brought into view, once; null where nothing is. */
  readonly sought: Spot | null;
  onmode(mode: MapMode): void;
  /** Whether the map is drawn, and why it cannot be; told again whenever that changes. */
  onready?(isThere: boolean, cause: Cause | null): void;
  /** Another measure was chosen to colour areas by. */
  onmeasure(id: string): void;
  /** What was sought is in view. */
  onbrought(): void;
  /** The reader has moved the map; null where it shows the home view again. */
  onplace(place: MapPlace | null): void;
  /** Something came under the pointer, or nothing. */
  onhover(target: Target | null): void;
  /** Something was chosen, or nothing. */
  onselect(target: Target | null): void;
}
