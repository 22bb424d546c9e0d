/** Something that is held, or let through. */
export class Gate {
  private open: Promise<void> = Promise.resolve();
  private letGo: () => void = () => undefined;

  /** Lets nobody through, or whoever waits and comes. */
  hold(isHeld: boolean): void {
    this.letGo();
    this.letGo = () => undefined;
    this.open = isHeld ? new Promise((resolve) => (this.letGo = resolve)) : Promise.resolve();
  }

  /** Resolved once it is open: who has waited looks again, as it may have been closed meanwhile. */
  async pass(): Promise<void> {
    for (let seen = this.open; ; seen = this.open) {
      await seen;
      if (seen === this.open) return;
    }
  }
}
