/** What the user gave cannot be used. One line each says what was found, what was expected, and where. */
export class BadInput extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'BadInput';
  }
}
