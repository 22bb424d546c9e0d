/** Waits, without blocking the page, until the graphics card answers. */
const PATIENCE_MS = 1500;

export function warmUp(): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./warm-up-worker.ts', import.meta.url), { type: 'module' });
    const done = (): void => {
      clearTimeout(timer);
      worker.terminate();
      resolve();
    };
    const timer = setTimeout(done, PATIENCE_MS);
    worker.onmessage = done;
    worker.onerror = (event) => {
      event.preventDefault();
      done();
    };
  });
}
