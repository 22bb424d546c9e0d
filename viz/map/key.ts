/** The key to the map: the same signs on the page and in a picture of it, as paths on a grid of 16. */
import type { Formats } from '../format.ts';
import { COLOUR, METHOD_COLOUR, METHOD_SHAPE } from '../theme.ts';
import { METHODS } from '../../sim/runner/vocabulary.ts';
import { shapeData } from './glyphs.ts';
import type { AreaScale } from './layers/areas.ts';
import { BETTER, EQUAL, GROUND, LINE_COLOURS, OUTAGE, PALE, WORSE, divergingLimits } from './palette.ts';
import type { MapMode } from './props.ts';
import type { MapWords } from './words.ts';

export interface SignPart {
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: string;
}

export interface KeyEntry {
  readonly id: string;
  readonly parts: readonly SignPart[];
  readonly text: string;
}

/** The entry of areas that are too small to tell. */
export const AREAS = 'noise';
const DISC = shapeData('circle', 8, 8, 11);
/** As a disc of a queue is on the map: to be seen through. */
const EQUAL_PALE = `${EQUAL}8c`;
const CROSS = 'M4,4L12,12M12,4L4,12';
const VEHICLE = 'M1,5h14v6h-14Z';
const TRAIN = 'M0,6h4.6v4h-4.6ZM5.7,6h4.6v4h-4.6ZM11.4,6h4.6v4h-4.6Z';
/** Lines of a railway in its sign: enough to say that each has its colour. */
const RAILWAYS_SHOWN = 3;
const HATCH = 'M0,8L8,0M0,16L16,0M8,16L16,8';
const HATCH_WIDE = 'M0,11L11,0M5,16L16,5';

function plain(id: string, text: string, ...parts: SignPart[]): KeyEntry {
  return { id, text, parts };
}

interface Nearness {
  /** Whether single vehicles and payments are to be seen, if only in an inset; */
  readonly isNear: boolean;
  /** stops and queues all over the map; */
  readonly isClose: boolean;
  /** and people one by one. */
  readonly isDetail: boolean;
}

function differenceKey(words: MapWords, { isNear, isClose, isDetail }: Nearness): KeyEntry[] {
  const entries = [
    plain('better', words.key_better, { d: DISC, fill: BETTER }),
    plain('worse', words.key_worse, { d: DISC, fill: WORSE }),
    plain('same', words.key_same, { d: DISC, fill: EQUAL }),
    plain(
      'refusal',
      words.key_refusal,
      { d: CROSS, stroke: GROUND.casing, width: 5 },
      { d: CROSS, stroke: WORSE, width: 2.6 },
    ),
  ];
  if (!isNear) return entries;
  entries.push(
    plain('halo', words.key_halo, { d: shapeData('circle', 8, 8, 12), stroke: BETTER, width: 2 }),
    plain('ghost', words.key_ghost, { d: VEHICLE, stroke: COLOUR.muted, width: 1.2, dash: '2.5 2' }),
    plain('payment', words.key_payment_difference, { d: shapeData('triangle', 8, 8, 11), fill: COLOUR.ink }),
  );
  if (!isClose) return entries;
  entries.push(
    plain('queue', words.key_queue, { d: shapeData('circle', 8, 8, 14), fill: EQUAL_PALE }),
    plain('stop', words.key_stop, {
      ...{ d: shapeData('circle', 8, 8, 9), fill: GROUND.casing, stroke: GROUND.stop, width: 2 },
    }),
  );
  if (isDetail) entries.push(plain('spared', words.key_spared, { d: DISC, stroke: BETTER, width: 2.4 }));
  return entries;
}

function worldKey(words: MapWords, methodNames: readonly string[], isNear: boolean): KeyEntry[] {
  const entries = [
    plain(
      'vehicle',
      words.key_vehicle,
      { d: VEHICLE, fill: METHOD_COLOUR.mobile },
      { d: 'M8,6l2.4,4h-4.8Z', fill: '#fff' },
    ),
    plain('queue', words.key_queue, { d: shapeData('circle', 8, 8, 14), fill: '#1b243055' }),
    plain('place', words.key_place, { d: DISC, fill: METHOD_COLOUR.mobile }),
    plain('refusal', words.key_refusal, { d: CROSS, stroke: WORSE, width: 2.6 }),
  ];
  if (!isNear) return entries;
  const payments = METHODS.map((method, at) =>
    plain(`payment-${method}`, words.key_payment({ method: methodNames[at] ?? method }), {
      ...{ d: shapeData(METHOD_SHAPE[method], 8, 8, 11), fill: METHOD_COLOUR[method] },
    }),
  );
  return [...entries, ...payments];
}

export interface KeyFacts extends Nearness {
  readonly mode: MapMode;
  readonly words: MapWords;
  readonly methodNames: readonly string[];
  /** How many lines of a railway the city has. */
  readonly railways: number;
  /** What vehicles that keep to a timetable are called, of those to be seen. */
  readonly timetabled: readonly string[];
  readonly isOutage: boolean;
  /** Whether areas are coloured, or hatched as too small to tell. */
  readonly hasAreas: boolean;
}

export function keyEntries({
  mode,
  words,
  methodNames,
  isNear,
  isClose,
  isDetail,
  railways,
  timetabled,
  isOutage,
  hasAreas,
}: KeyFacts): KeyEntry[] {
  const entries =
    mode === 'difference' ? differenceKey(words, { isNear, isClose, isDetail }) : worldKey(words, methodNames, isNear);
  if (hasAreas) entries.push(plain(AREAS, words.key_noise, { d: HATCH, stroke: EQUAL, width: 1.4 }));
  if (isOutage) entries.push(plain('outage', words.key_outage, { d: HATCH_WIDE, stroke: OUTAGE, width: 1 }));
  const lines = LINE_COLOURS.slice(0, Math.min(RAILWAYS_SHOWN, railways));
  if (lines.length > 0) {
    const top = 8 - 2.5 * (lines.length - 1);
    entries.push(
      plain(
        'metro',
        words.key_metro,
        ...lines.map((stroke, at) => ({ d: `M1,${top + 5 * at}H15`, stroke, width: 2.6 })),
      ),
    );
  }
  for (const name of new Set(timetabled)) {
    const vehicle = name.charAt(0).toUpperCase() + name.slice(1);
    entries.push(plain(`timetabled-${name}`, words.key_timetabled({ vehicle }), { d: TRAIN, fill: COLOUR.muted }));
  }
  return entries;
}

export interface KeyScale {
  /** Colours from worse to better, and the numbers between them. */
  readonly colours: readonly string[];
  readonly limits: readonly string[];
  readonly title: string;
  readonly opacity: number;
  /** Said instead of a scale where nothing differs, or not enough to tell. */
  readonly nothing: string | null;
}

/** The scale of coloured areas in words and numbers. */
export function keyScale(
  scale: AreaScale,
  measure: {
    readonly title: string;
    readonly unit: string;
    readonly of?: string;
    readonly written?: ((difference: number) => string) | undefined;
  },
  words: MapWords,
  formats: Formats,
): KeyScale {
  const [low, middle, high] = divergingLimits(scale.most) as [number, number, number];
  // From the worst to the best: where less is better, from the greatest surplus down.
  const limits = [-high, -middle, -low, low, middle, high].map((limit) =>
    (measure.written ?? ((value) => formats.signed(value)))(scale.good * limit),
  );
  const areas = words[`key_areas_${scale.areas}`];
  // A number with its unit needs none in the title.
  const title = words.key_scale({
    title: measure.title,
    areas,
    unit: measure.written === undefined ? measure.unit : '',
    of: measure.of ?? '',
  });
  const opacity = scale.isPale ? PALE : 1;
  return {
    colours: scale.colours,
    limits,
    title,
    opacity,
    // Without a colour on the map its classes would be of no difference that there is.
    nothing: scale.told > 0 ? null : scale.noise > 0 ? words.key_nowhere : words.key_none,
  };
}
