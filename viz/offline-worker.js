/**
 * The service worker: the page is there without a connection, once it has been visited. The build puts before it what there is to
 * keep (sim/cli/offline.ts): BUILD, its files and a name for all of them.
 *
 * A visit with a connection gets the page that the server has; its parts have names that change with what is in them, so that a part
 * that is kept is never an old one. A new worker waits until the pages of the one before are closed, and takes its parts away then.
 */
/* global BUILD -- put before this file */
(function () {
  'use strict';
  const PREFIX = 'cashless-city ';
  const CACHE = PREFIX + self.registration.scope + ' ' + BUILD.name;
  const urlOf = (file) => new URL(file, self.registration.scope).href;
  const PAGE = urlOf('index.html');
  const kept = new Set(BUILD.files.map(urlOf));
  /** Names that say what is in a file. */
  const isNamedByContent = (url) => url.startsWith(urlOf('assets/'));
  const ours = async () =>
    (await caches.keys()).filter((name) => name.startsWith(PREFIX + self.registration.scope + ' '));

  /** A part of the worker before, where it has it; else from the server. */
  async function part(url) {
    if (isNamedByContent(url)) {
      for (const name of await ours()) {
        const known = await (await caches.open(name)).match(url, { ignoreVary: true });
        if (known) return known;
      }
    }
    const response = await fetch(url, isNamedByContent(url) ? {} : { cache: 'reload' });
    if (!response.ok || response.redirected) throw new Error(`found ${response.status} for ${url}, expected 200`);
    return response;
  }

  self.addEventListener('install', (event) => {
    const keep = async () => {
      const cache = await caches.open(CACHE);
      // One after another: the page that is open goes first.
      for (const url of kept) {
        if (!(await cache.match(url, { ignoreVary: true }))) await cache.put(url, await part(url));
      }
    };
    event.waitUntil(keep());
  });

  self.addEventListener('activate', (event) => {
    const tidy = async () => {
      for (const name of await ours()) if (name !== CACHE) await caches.delete(name);
      await self.clients.claim();
    };
    event.waitUntil(tidy());
  });

  async function keptOrFetched(request, url) {
    const known = await (await caches.open(CACHE)).match(url, { ignoreVary: true });
    return known ?? fetch(request);
  }

  self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = request.url.replace(/[?#].*$/s, '');
    const isPage = url === self.registration.scope || url === PAGE;
    if (request.method !== 'GET' || !(isPage || kept.has(url))) return;
    if (isPage) event.respondWith(fetch(request).catch(() => keptOrFetched(request, PAGE)));
    else event.respondWith(keptOrFetched(request, url));
  });
})();
