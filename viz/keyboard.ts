/** Keys that work anywhere on the page, but in a field or on a control that uses them itself. */
import { meantKey } from './keys.ts';

/** Controls that are pressed with Space. */
const PRESSED = 'button, summary, [role=option], [role=tab]';
/** Fields that take what is written, and a slider its arrows. */
const FIELDS = 'input:not([type=range]), select, textarea, dialog';

/** Whether the focus was moved by a pointer since the last key that moves it: a button that was clicked keeps it. */
let isByPointer = false;
/** Set where the way up of a pressed Space belongs to its way down. */
let swallowed = false;

function listen(): void {
  addEventListener('pointerdown', () => (isByPointer = true), true);
  addEventListener('keydown', (event) => event.key === 'Tab' && (isByPointer = false), true);
  // A button is pressed when Space goes up: what has been told the page is not told the button too.
  addEventListener(
    'keyup',
    (event) => {
      if (event.code !== 'Space' || !swallowed) return;
      swallowed = false;
      event.preventDefault();
    },
    true,
  );
}

/** The listener for what each key does, by what it writes. A held key is one press, but for those that go step by step. */
export function pressedKey(acts: Readonly<Record<string, () => void>>): (event: KeyboardEvent) => void {
  listen();
  const known = Object.keys(acts);
  return (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (target.closest(FIELDS) !== null) return;
    const key = meantKey(known, event);
    const act = key === null ? undefined : acts[key];
    if (act === undefined) return;
    if (key === ' ') {
      if (!isByPointer && target.closest(PRESSED) !== null) return;
      swallowed = true;
    }
    event.preventDefault();
    if (key !== ' ' || !event.repeat) act();
  };
}
