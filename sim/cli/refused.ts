/** What the system refuses: the world's fault, told in words. */
import { worldsFault } from './faults.mjs';

/** The system refused something. The message says what, where, and why. */
export class Refused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refused';
  }
}

const MEMORY = 'the memory is not enough: choose a larger --scale, or a computer with more';

/** What the system refused, and where; undefined for an error that is not the system's. */
export function refusalOf(error: unknown): string | undefined {
  const { code, message, path } = error as Partial<NodeJS.ErrnoException>;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return MEMORY;
  if (error instanceof RangeError && /allocation failed|Array buffer allocation/.test(message ?? '')) return MEMORY;
  if (code === 'ERR_WORKER_INIT_FAILED') return `no thread could be started: ${message}`;
  const words = worldsFault(error);
  if (words === undefined) return undefined;
  return path === undefined ? words : `${path}: ${words}`;
}
