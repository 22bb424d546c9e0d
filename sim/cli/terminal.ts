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

/** What takes two columns of a terminal: the letters and signs of East Asia, and pictures. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
/** What takes none: it is drawn over what stands before it. */
const NONE = /\p{Mn}|\p{Me}|[\u200b\u200c\u200d]/u;

/** Columns of a terminal that a text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

/** A text of at most so many columns. */
export function shortened(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text;
  let short = '';
  for (const character of text) {
    if (displayWidth(short + character) > columns - 1) break;
    short += character;
  }
  return `${short}…`;
}

/** The lines of a text when they may take so many columns: broken between words, and inside those that are longer. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (displayWidth(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && displayWidth(line + character) > columns) {
        lines.push(line);
        line = '';
      }
      line += character;
    }
  }
  return [...lines, line];
}
