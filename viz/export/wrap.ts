/** Lines of a text for a picture, which breaks none by itself. */

/** How wide a character is, in Latin ones. */
const widthOf = (character: string): number => (/[\u2e80-\uffef]/.test(character) ? 2 : 1);

/** @param most width of a line, in Latin characters; Chinese ones count twice and may be parted anywhere */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+|\s+/g) ?? []) {
    const size = [...piece].reduce((sum, character) => sum + widthOf(character), 0);
    // A stop or a comma stays with what it ends.
    if (width + size > most && line.trim() !== '' && !/^[，。；：、！？）]/.test(piece)) {
      lines.push(line.trim());
      line = '';
      width = 0;
    }
    line += piece;
    width += size;
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}

/** The same with as few lines, but even ones: for a label, whose last line of one character would look lost. */
export function wrapEvenly(text: string, most: number): string[] {
  const { length } = wrap(text, most);
  for (let width = 1; width < most; width++) {
    const lines = wrap(text, width);
    if (lines.length === length) return lines;
  }
  return wrap(text, most);
}
