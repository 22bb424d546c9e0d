/** A beat that goes on while the tab is out of sight: no picture is asked for then, and its timers are slowed down. */

/** Where no Worker can be had, a timer of the page has to do. */
const BEAT_MS = 1000;

/** Calls `beat` about once a second for as long as the tab is out of sight, from now on. */
export function beatWhileHidden(beat: () => void): void {
  let end = (): void => undefined;
  const follow = (): void => {
    end();
    end = document.hidden ? start(beat) : () => undefined;
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}

/** @returns how to end it */
function start(beat: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const worker = new Worker(new URL('./pulse-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = beat;
  worker.onerror = () => (timer ??= setInterval(beat, BEAT_MS));
  return () => {
    worker.terminate();
    clearInterval(timer);
  };
}
