import { mount } from 'svelte';
import App from './app.svelte';
import './app.css';
import { mayHaveCities } from './city-import/kept-sign.ts';
import { keepOffline } from './offline.ts';
import { COLOUR, METHOD_COLOUR } from './theme.ts';

// The colours live in theme.ts, where the maps find them too; the style sheet reads them as custom properties.
const { style } = document.documentElement;
for (const [name, colour] of Object.entries(COLOUR)) style.setProperty(`--${name}`, colour);
for (const [name, colour] of Object.entries(METHOD_COLOUR)) style.setProperty(`--method-${name}`, colour);

const target = document.getElementById('app');
if (target === null) throw new Error('index.html has no #app');
// Plans may name a city of the reader's own, which must be known before they are read.
if (mayHaveCities()) {
  await import('./city-import/kept-cities.ts').then(
    ({ bringKept }) => bringKept(),
    // Where it cannot be fetched, the plan that needs it says what it lacks.
    () => undefined,
  );
}
// What stood there in case nothing starts.
target.replaceChildren();
mount(App, { target });
keepOffline();
