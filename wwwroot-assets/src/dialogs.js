// Opens every <dialog data-bb-dialog> as soon as Blazor puts it into the page (no extra round trip), gives focus to its first
// field, and returns focus to its previous element, also when Blazor removes the dialog without closing it.
import { raiseToasts } from './toasts.js';

const openers = new Map();

const fields = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled), [role=combobox]';

function firstFocus(dialog) {
  return dialog.querySelector('[data-bb-autofocus]')
    ?? (dialog.hasAttribute('data-bb-danger') ? dialog.querySelector('[data-bb-cancel]') : null)
    ?? dialog.querySelector(`.bb-dialog-body :is(${fields})`)
    ?? dialog.querySelector('.bb-dialog-foot button:not(:disabled)')
    ?? dialog.querySelector('[data-bb-close]');
}

function open(dialog) {
  if (dialog.open || !dialog.isConnected) return;
  openers.set(dialog, document.activeElement);
  dialog.showModal();
  raiseToasts();
  firstFocus(dialog)?.focus();
}

function giveBackFocus(dialog) {
  const opener = openers.get(dialog);
  openers.delete(dialog);
  if (!opener || (document.activeElement && document.activeElement !== document.body)) return;
  // A row may have been redrawn meanwhile. Its new button has the same name.
  const label = opener.getAttribute?.('aria-label');
  const heir = opener.isConnected ? opener : label && document.querySelector(`button[aria-label="${CSS.escape(label)}"]`);
  (heir || document.querySelector('main h1'))?.focus();
}

const inside = (node) => node.nodeType !== Node.ELEMENT_NODE ? []
  : node.matches('dialog[data-bb-dialog]') ? [node] : [...node.querySelectorAll('dialog[data-bb-dialog]')];

function scan(changes) {
  for (const change of changes) {
    for (const node of change.addedNodes) inside(node).forEach(open);
  }
  for (const dialog of openers.keys()) {
    if (!dialog.isConnected) giveBackFocus(dialog);
  }
}

new MutationObserver(scan).observe(document.documentElement, { childList: true, subtree: true });
inside(document.body).forEach(open);

document.addEventListener('click', (event) => {
  const button = event.target.closest?.('[data-bb-close], [data-bb-cancel]');
  const dialog = button?.closest('dialog[data-bb-dialog]');
  if (dialog && !dialog.hasAttribute('data-bb-busy')) dialog.close();
});
// A running submit must finish: Escape waits for the answer.
document.addEventListener('cancel', (event) => {
  if (event.target.matches?.('dialog[data-bb-busy]')) event.preventDefault();
}, true);
document.addEventListener('close', (event) => {
  if (event.target.matches?.('dialog[data-bb-dialog]')) giveBackFocus(event.target);
}, true);
