// What a dialog of MudBlazor's does at once, without waiting for the server: its first field has the focus as soon as it is in the
// page, what lies behind it is out of reach, Escape, the cross and Cancel hide it, and its opener has the focus again.
const openers = new Map();

const fields = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled), [role=combobox]';
// Messages and lists that open lie in front of a dialog.
const inFront = '.mud-dialog-container, .mud-popover-provider, .bb-toasts, dialog, body > [aria-live]';

function firstFocus(dialog) {
  return dialog.querySelector('[data-bb-autofocus]')
    ?? dialog.querySelector('[data-bb-danger] [data-bb-cancel]')
    ?? dialog.querySelector(`.bb-dialog-body :is(${fields})`)
    ?? dialog.querySelector('footer button:not(:disabled)')
    ?? dialog.querySelector('[data-bb-close]');
}

function shutOff(around) {
  for (const child of around.children) {
    if (child.querySelector(inFront)) shutOff(child);
    else if (!child.matches(inFront)) child.inert = true;
  }
}

function open(dialog) {
  if (openers.has(dialog)) return;
  openers.set(dialog, document.activeElement);
  // Its place is known: a screen reader also reaches the messages in front.
  dialog.querySelector('[aria-modal]')?.removeAttribute('aria-modal');
  // With all else out of reach the browser's own order needs no trap: MudBlazor's asks the server at both ends where to go on.
  dialog.querySelectorAll('.mud-focus-trap > [tabindex="0"], [tabindex="0"]:empty').forEach((end) => { end.tabIndex = -1; });
  firstFocus(dialog)?.focus();
}

function end(dialog) {
  const opener = openers.get(dialog);
  if (!openers.delete(dialog)) return;
  if (openers.size === 0) document.querySelectorAll('[inert]').forEach((element) => { element.inert = false; });
  const active = document.activeElement;
  if (!opener || (active && active !== document.body && !dialog.contains(active))) return;
  // A row may have been redrawn meanwhile. Its new button has the same name.
  const label = opener.getAttribute?.('aria-label');
  const heir = opener.isConnected ? opener : label && document.querySelector(`button[aria-label="${CSS.escape(label)}"]`);
  (heir || document.querySelector('main h1'))?.focus();
}

function close(dialog) {
  const content = dialog?.querySelector('[data-bb-dialog]:not([data-bb-busy])');
  if (!content) return;
  dialog.style.display = 'none';
  end(dialog);
  content.dispatchEvent(new Event('close'));
}

new MutationObserver(() => {
  document.querySelectorAll('.mud-dialog-container').forEach(open);
  // Also what comes later: a page may still be loading behind it.
  if (openers.size > 0) shutOff(document.body);
  for (const dialog of openers.keys()) {
    if (!dialog.isConnected) end(dialog);
  }
}).observe(document.documentElement, { childList: true, subtree: true });

document.addEventListener('click', (event) => {
  close(event.target.closest?.('[data-bb-close], [data-bb-cancel]')?.closest('.mud-dialog-container'));
});
document.addEventListener('keydown', (event) => {
  // A list that is open closes alone.
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || document.querySelector('.mud-popover-open, :popover-open, dialog[open]')) return;
  close([...openers.keys()].at(-1));
});
