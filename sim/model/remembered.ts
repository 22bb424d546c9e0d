/** How waits are remembered: the unit of the `lost` column of people, and the most it holds (42 minutes). */
import { TICKS_PER_SECOND } from '../kernel/time.ts';

export const REMEMBERED_TICKS = 10 * TICKS_PER_SECOND;
export const REMEMBERED_MAX = 255;
