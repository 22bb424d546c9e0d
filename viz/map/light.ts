/** The light of day and night, by the height of the sun over the city. */
import { TICKS_PER_DAY } from '../../sim/runner/vocabulary.ts';

/** What white paper looks like, each 0 to 1. */
export interface Light {
  red: number;
  green: number;
  blue: number;
}

const DAY: Light = { red: 1, green: 1, blue: 1 };
/** Dark enough to be night, light enough to read names by. */
const NIGHT: Light = { red: 0.66, green: 0.72, blue: 0.86 };
/** Low sun warms the ground a little. */
const GOLD: Light = { red: 1, green: 0.95, blue: 0.87 };

/** Of the night's tint, what is left where areas are coloured: their colours have to be those of the key. */
const OVER_COLOURS = 0.2;

/** Where the sun stands, in degrees over the horizon, when it is night and when it is full day. */
const NIGHT_DEGREES = -9;
const DAY_DEGREES = 10;
/** Latitude of central China; an error of ten degrees moves dawn by about half an hour. */
const LATITUDE = 30.6;
const RADIANS = Math.PI / 180;

/**
 * Degrees of the sun over the horizon at a day of the year (0 = 1 January) and a share of the day since midnight, taking the
 * city's clock for the sun's. Declination after Cooper, Solar Energy 12 (1969) 333.
 */
export function sunDegrees(dayOfYear: number, share: number): number {
  const declination = 23.45 * RADIANS * Math.sin((2 * Math.PI * (dayOfYear + 285)) / 365);
  const hour = 2 * Math.PI * (share - 0.5);
  const latitude = LATITUDE * RADIANS;
  const sine = Math.sin(latitude) * Math.sin(declination) + Math.cos(latitude) * Math.cos(declination) * Math.cos(hour);
  return Math.asin(sine) / RADIANS;
}

/** 0 at night, 1 by day. */
export function daylight(degrees: number): number {
  const share = Math.min(1, Math.max(0, (degrees - NIGHT_DEGREES) / (DAY_DEGREES - NIGHT_DEGREES)));
  return share * share * (3 - 2 * share);
}

export class Sky {
  private readonly firstDay: number;
  readonly light: Light = { ...DAY };

  /** @param start the first day of the run, `YYYY-MM-DD` */
  constructor(start: string) {
    const year = Number(start.slice(0, 4));
    const day = (Date.parse(`${start}T00:00:00Z`) - Date.UTC(year, 0, 1)) / 86_400_000;
    this.firstDay = Number.isFinite(day) ? day : 180;
  }

  /**
   * The light at an instant. The same object each time.
   * @param isColoured whether areas are coloured by a scale
   */
  at(tick: number, isColoured = false): Light {
    const day = Math.floor(tick / TICKS_PER_DAY);
    const degrees = sunDegrees((this.firstDay + day) % 365, tick / TICKS_PER_DAY - day);
    const bright = daylight(degrees);
    const gold = 1 - Math.min(1, Math.abs(degrees - 3) / 9);
    const share = isColoured ? OVER_COLOURS : 1;
    const mix = (night: number, full: number, low: number): number =>
      full - share * (full - (night + (full - night) * bright) * (1 - gold * (1 - low)));
    this.light.red = mix(NIGHT.red, DAY.red, GOLD.red);
    this.light.green = mix(NIGHT.green, DAY.green, GOLD.green);
    this.light.blue = mix(NIGHT.blue, DAY.blue, GOLD.blue);
    return this.light;
  }
}
