/** What a file to take away is called: what it shows in the words of the page, in letters that every file system takes. */

/** File systems allow 255 bytes with the ending; a Chinese character takes three. */
const BYTES_MAX = 200;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** @param parts what it is of, then what it shows; the same words give the same name */
export function fileName(...parts: readonly string[]): string {
  const said = parts.map((part) => part.normalize('NFC').replaceAll(/[^\p{L}\p{M}\p{N}+]+/gu, '-')).map(bare);
  let name = '';
  for (const letter of said.filter((part) => part !== '').join('_')) {
    if (bytesOf(name + letter) > BYTES_MAX) break;
    name += letter;
  }
  return bare(name) || 'cashless-city';
}

const bare = (text: string): string => text.replaceAll(/^[-_]+|[-_]+$/g, '');
