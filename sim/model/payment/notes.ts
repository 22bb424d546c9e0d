/** Bank notes, and the change for them. */
import type { Places } from '../places.ts';

/** Notes a customer may hand over, fen; those above 20 yuan are no use as change. */
const NOTES = [500, 1000, 2000, 5000, 10000];
const CHANGE_NOTE_MAX = 2000;

/** The smallest note in a hand with so much cash that pays a sum, or 0. */
function noteFor(fen: number, cash: number): number {
  for (let i = 0; i < NOTES.length; i++) if (NOTES[i] >= fen) return NOTES[i] <= cash ? NOTES[i] : 0;
  return 0;
}

/** Takes a sum in cash where it is handed over exactly, or the till has the change for the note. @returns whether it has */
export function changeNote(places: Places, place: number, fen: number, cash: number, isExact: boolean): boolean {
  if (isExact) {
    places.change.add(place, fen);
    return true;
  }
  const note = noteFor(fen, cash);
  if (note === 0) return true; // Several notes and small money make up a large sum.
  const due = note - fen;
  if (due > places.change.get(place)) return false;
  places.change.add(place, note <= CHANGE_NOTE_MAX ? fen : -due);
  return true;
}
