// Single-key shortcuts: "/" filter, "g" and a letter, "j" and "k" through rows, "?" the list of them. Off while someone types,
// and switched off permanently by the box in that list (WCAG 2.1.4).
const storage = 'bb-shortcuts';
const sheet = () => document.getElementById('bb-shortcuts');
const enabled = () => localStorage.getItem(storage) !== 'off';
const typing = (element) => element.matches?.('input, textarea, select, [contenteditable], [role=combobox]');

// Not zero: a key in the first second of a page follows no "g".
let waitingForLetter = -Infinity;

document.addEventListener('keydown', (event) => {
  const busy = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  if (busy || typing(event.target) || document.querySelector('dialog[open], .mud-dialog-container, .mud-popover-open, :popover-open') || !enabled()) return;
  if (run(event.key, event.timeStamp)) event.preventDefault();
});

function run(key, now) {
  if (now - waitingForLetter < 1_000) {
    waitingForLetter = -Infinity;
    const link = document.querySelector(`nav [data-bb-key="${CSS.escape(key.toLowerCase())}"]`);
    link?.click();
    return Boolean(link);
  }
  if (key === 'g') waitingForLetter = now;
  else if (key === '/') return focusOn(document.querySelector('[data-bb-filter]'));
  else if (key === 'j' || key === 'k') return step(key === 'j' ? 1 : -1);
  else if (key === '?') return openSheet();
  return false;
}

function focusOn(element) {
  element?.focus();
  element?.select?.();
  return Boolean(element);
}

function step(by) {
  const rows = [...document.querySelectorAll('[data-bb-row]')].filter((row) => row.offsetParent !== null);
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? rows[0] : rows[at + by];
  return focusOn(next?.matches('a, button, [tabindex]') ? next : next?.querySelector('a, button'));
}

function openSheet() {
  sheet()?.showModal();
  return Boolean(sheet());
}

document.addEventListener('change', (event) => {
  if (event.target.closest?.('#bb-shortcuts')) localStorage.setItem(storage, event.target.checked ? 'on' : 'off');
});
document.addEventListener('beforetoggle', (event) => {
  if (event.target === sheet()) event.target.querySelector('input[type=checkbox]').checked = enabled();
}, true);
