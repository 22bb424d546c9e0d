/**
 * Opens the way to the graphics card. The first WebGL context of a browser can take most of a second to come, and whoever
 * asks for it waits: this Worker waits, so that the page need not.
 */
try {
  new OffscreenCanvas(1, 1).getContext('webgl2');
} catch {
  // No WebGL in Workers, or no OffscreenCanvas at all: the page will wait for its own.
}
postMessage('warm');
