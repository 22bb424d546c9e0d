/** Numbers of entities, as many as are added: the column grows when it must, and is used again after `clear`. */
export class IndexList {
  /** Valid up to `length`, until more are added. */
  items = new Uint32Array(256);
  length = 0;

  add(index: number): void {
    if (this.length === this.items.length) this.grow();
    this.items[this.length++] = index;
  }

  clear(): void {
    this.length = 0;
  }

  private grow(): void {
    const longer = new Uint32Array(2 * this.items.length);
    longer.set(this.items);
    this.items = longer;
  }
}
