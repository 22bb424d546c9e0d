/** What was asked for cannot be simulated: a mistake of whoever asked, which shows only when a city is set up. */

/** Known by its code, as an error that comes out of a thread is of no class any more. */
const UNFIT = 'ERR_UNFIT';

export class Unfit extends Error {
  readonly code = UNFIT;

  /** @param message what was found, what was expected, and where */
  constructor(message: string) {
    super(message);
    this.name = 'Unfit';
  }
}

/** Whether an error is Unfit, here or in a thread. */
export function isUnfit(error: unknown): error is Error {
  return error instanceof Error && (error as { readonly code?: unknown }).code === UNFIT;
}
