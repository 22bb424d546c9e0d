/** Has the browser keep the page, so that after the first visit it is there without a connection. */

/** The first view and its first run come before, milliseconds. */
const PATIENCE_MS = 5000;

/** Nothing depends on it: where a browser keeps nothing, the page is fetched anew each time. */
export function keepOffline(): void {
  // A page that is worked on changes all the time.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  if (connection?.saveData === true) return;
  setTimeout(() => {
    navigator.serviceWorker.register(new URL('offline.js', location.href)).catch(() => undefined);
  }, PATIENCE_MS);
}
