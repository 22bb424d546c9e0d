/** Sentences one after another: with a space between them, but for Chinese ones, whose full stop has room of its own. */
export function sentences(...texts: readonly string[]): string {
  return texts
    .filter((text) => text !== '')
    .reduce((before, text) => `${before}${before === '' || /[。！？；：，、]$/.test(before) ? '' : ' '}${text}`, '');
}
