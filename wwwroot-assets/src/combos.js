// The keys of a filterable list (role=combobox with aria-controls, after the ARIA pattern). The server decides which options there
// are; this script decides at once which one is active.
const listOf = (box) => document.getElementById(box.getAttribute('aria-controls'));
const isCombo = (element) => element?.matches?.('input[role=combobox][aria-controls]:not([data-bb-search])');
export const optionsOf = (box) => [...listOf(box).querySelectorAll('[role=option]')];

function open(box) {
  const list = listOf(box);
  if (!list || list.matches(':popover-open')) return;
  list.showPopover({ source: box });
  box.setAttribute('aria-expanded', 'true');
}

function close(box) {
  const list = listOf(box);
  if (list?.matches(':popover-open')) list.hidePopover();
  box.setAttribute('aria-expanded', 'false');
  activate(box, null);
}

export function activate(box, option) {
  for (const other of optionsOf(box)) other.classList.toggle('bb-active', other === option);
  if (option) box.setAttribute('aria-activedescendant', option.id);
  else box.removeAttribute('aria-activedescendant');
  option?.scrollIntoView({ block: 'nearest' });
}

export const active = (box) => optionsOf(box).find((option) => option.id === box.getAttribute('aria-activedescendant'));

document.addEventListener('keydown', (event) => {
  const box = event.target;
  if (!isCombo(box)) return;
  const options = optionsOf(box);
  const at = options.indexOf(active(box));
  const isOpen = box.getAttribute('aria-expanded') === 'true';
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    open(box);
    const down = event.key === 'ArrowDown';
    activate(box, options[down ? Math.min(at + 1, options.length - 1) : Math.max(at < 0 ? options.length - 1 : at - 1, 0)]);
  } else if (event.key === 'Enter' && isOpen) {
    event.preventDefault();
    (active(box) ?? (options.length === 1 ? options[0] : null))?.click();
  } else if (event.key === 'Escape' && isOpen) {
    // Only the list closes, not the dialog around it.
    event.preventDefault();
    event.stopPropagation();
    close(box);
  }
}, true);

document.addEventListener('input', (event) => {
  if (!isCombo(event.target) || !event.isTrusted) return;
  open(event.target);
  activate(event.target, null);
});
document.addEventListener('focusout', (event) => { if (isCombo(event.target)) close(event.target); });
document.addEventListener('mousedown', (event) => {
  // The box keeps focus while an option is clicked.
  if (event.target.closest?.('[role=listbox][popover]')) event.preventDefault();
});
document.addEventListener('click', (event) => {
  const option = event.target.closest?.('[popover] > [role=option]');
  if (option) return close(document.querySelector(`[aria-controls="${CSS.escape(option.parentElement.id)}"]`));
  if (isCombo(event.target)) open(event.target);
});
