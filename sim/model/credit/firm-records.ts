/**
 * Records of what merchants take. What is paid by phone leaves one, so that a lender, or the city, knows of it; of who takes cash alone
 * there is none. They are kept in every world, whether or not anybody lends by them.
 */
import type { Memory } from '../../kernel/memory.ts';
import type { Facts } from '../facts.ts';
import type { Places } from '../places.ts';
import type { FirmLoans } from './firms.ts';

/** Of what is known one part in so many is forgotten each day: records are those of about a month. */
export const RECORD_DAYS = 30;

export class FirmRecords {
  /** Takings of about a month, fen: those by phone, and all. */
  readonly recorded: Float64Array;
  readonly takings: Float64Array;

  /**
   * @param places of a service whose places decide for themselves
   * @param standing number of the fact that tells how a merchant stands
   */
  constructor(
    readonly places: Places,
    private readonly facts: Facts,
    private readonly standing: number,
    memory: Memory,
  ) {
    this.recorded = memory.column(Float64Array, places.count);
    this.takings = memory.column(Float64Array, places.count);
  }

  /**
   * The midnight that begins a day, before the counts of the day that has ended are forgotten.
   * @param loans that are given by these records, or null
   */
  beginDay(day: number, loans: FirmLoans | null): void {
    const { places, recorded, facts } = this;
    for (let place = 0; place < places.count; place++) {
      this.record(place);
      loans?.beginDay(place, day);
      const isEligible = loans !== null && loans.limitOf(place) > 0;
      facts.noted(this.standing, place, places.sector.get(place), recorded[place] > 0 ? 1 : 0, isEligible ? 1 : 0);
    }
  }

  /** The day's takings: those by phone are known by their number, and taken to be as large as others of the shop. */
  private record(place: number): void {
    const { places, recorded, takings } = this;
    const value = places.value.get(place);
    const count = places.payments.get(place);
    const byPhone = count === 0 ? 0 : Math.round((value * places.mobilePayments.get(place)) / count);
    recorded[place] += byPhone - Math.floor(recorded[place] / RECORD_DAYS);
    takings[place] += value - Math.floor(takings[place] / RECORD_DAYS);
  }
}
