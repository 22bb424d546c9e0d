/** What the reader has set in the column beside the map. Its panels come and go with their tabs; this stays. */
import type { Smoothing } from '../charts/series.ts';
import type { Banding } from '../measures/groups.ts';

export class ColumnSettings {
  smoothing: Smoothing = $state('day');
  /** Observed measures that were taken away: the others stand first among the curves. */
  hidden: readonly string[] = $state.raw([]);
  /** What residents are told apart by beside their district: one of them, or both at once. */
  whoBy: Banding | 'both' = $state('age');
  /** Id of the district whose residents are shown by both at once; null: the whole city. */
  whoWhere: string | null = $state(null);
}
