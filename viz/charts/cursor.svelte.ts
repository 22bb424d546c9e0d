/** The day that is pointed at: one for all charts, so that they are read together. */
export class ChartCursor {
  /** Day of the run from 0, or null. */
  day: number | null = $state(null);
}
