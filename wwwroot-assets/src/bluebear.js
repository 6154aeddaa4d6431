// The browser side of every page. Each module listens on the document, so it also serves what Blazor renders later, and
// nothing here waits for the server: menus, dialogs, the theme and the money boxes answer at once on any latency.
import './theme.js';
import './dialogs.js';
import './menus.js';
import './combos.js';
import './calendars.js';
import './check-boxes.js';
import './copying.js';
import './credit-boxes.js';
import './search.js';
import './shortcuts.js';
import './time-zone.js';
import { startBlazor } from './connection.js';

document.addEventListener('click', (event) => {
  const skip = event.target.closest?.('[data-bb-skip]');
  if (!skip) return;
  event.preventDefault();
  event.stopPropagation();
  document.getElementById('main')?.focus();
}, true);

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-bb-print]')) globalThis.print();
});

// The server asks for it a round trip later: a person who types by then keeps the focus.
const focus = (element, options) => { if (!document.activeElement?.matches('input, select, textarea')) element?.focus(options); };

// Called by the router after another page is shown, so that a screen reader reads its heading.
globalThis.bluebear = {
  focusHeading: () => focus(document.querySelector('main h1'), { preventScroll: true }),
  // The element of a row differs with the width: use the first one that is visible.
  focusFirst: (...ids) => focus(ids.map((id) => document.getElementById(id)).find((element) => element?.checkVisibility())),
};

startBlazor();
