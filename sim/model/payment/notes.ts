/** Bank notes. */

/** Notes a customer may hand over, fen; those above 20 yuan are no use as change. */
const NOTES = [500, 1000, 2000, 5000, 10000];
export const CHANGE_NOTE_MAX = 2000;

/** The smallest note in a hand with so much cash that pays a sum, or 0. */
export function noteFor(fen: number, cash: number): number {
  for (let i = 0; i < NOTES.length; i++) if (NOTES[i] >= fen) return NOTES[i] <= cash ? NOTES[i] : 0;
  return 0;
}
