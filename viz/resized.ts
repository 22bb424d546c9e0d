/**
 * Sizes of elements as they change. They are told with the next picture, never while the browser tells of sizes: whoever is told lays
 * the page out anew, other elements that are watched change with it, and Chromium throws where its round of telling cannot end.
 */

/** Calls `told` whenever an element's size has changed, and once at the beginning. @returns what ends it */
export function whenResized(element: Element, told: () => void): () => void {
  let request = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(request);
    request = requestAnimationFrame(told);
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
    cancelAnimationFrame(request);
  };
}

/** Action: tells an element's width inside its borders, now and whenever it has changed. */
export function resized(element: HTMLElement, told: (px: number) => void): { destroy(): void } {
  const tell = (): void => told(element.clientWidth);
  tell();
  return { destroy: whenResized(element, tell) };
}
