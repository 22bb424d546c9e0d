/** Beats once a second for a tab out of sight, whose own timers browsers slow down, after a while to one a minute. */
const BEAT_MS = 1000;

setInterval(() => postMessage(null), BEAT_MS);
