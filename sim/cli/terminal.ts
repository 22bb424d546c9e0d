/** What goes to a terminal: files may hold what one would obey instead of showing it. */

/** Control characters but line feeds and tabs, halves of characters, and what turns the direction of text around. */
const OBEYED = /(?![\n\t])[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A text with everything that a terminal would obey spelled out as `\u001b`. */
export function printable(text: string): string {
  return text.replace(OBEYED, spelledOut);
}

/** As `printable`, on one line whatever it holds. */
export function printableLine(text: string): string {
  return printable(text.replace(/[\n\t]/g, spelledOut));
}

function spelledOut(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
