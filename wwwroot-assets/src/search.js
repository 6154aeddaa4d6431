// The search of the whole product: Ctrl+K or Cmd+K opens it at once, so that the first key typed is not lost. The server finds; here
// are the keys. Enter before the answer has come waits for it.
import { activate, active, optionsOf } from './combos.js';

const dialog = () => document.getElementById('bb-search');
const box = () => document.getElementById('bb-search-box');
let isWaiting = false;

document.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return;
  // A dialog keeps what was typed into it.
  if (!dialog() || dialog().open || document.querySelector('dialog[open], .mud-dialog-container')) return;
  event.preventDefault();
  open();
});

function open() {
  isWaiting = false;
  dialog().showModal();
  box().focus();
  box().select();
}

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-bb-open-search]')) return open();
  const option = event.target.closest?.('#bb-search-hits > [role=option]');
  if (option) follow(option);
});

function follow(option) {
  isWaiting = false;
  dialog().close();
  Blazor.navigateTo(option.dataset.bbHref);
}

// The answer to what stands in the box now.
const isAnswered = () => document.getElementById('bb-search-hits').dataset.bbFor === box().value;

function followBest() {
  const option = active(box()) ?? optionsOf(box())[0];
  if (option) follow(option);
}

document.addEventListener('keydown', (event) => {
  if (event.target !== box()) return;
  const options = optionsOf(box());
  const at = options.indexOf(active(box()));
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    const next = event.key === 'ArrowDown' ? at + 1 : at < 1 ? options.length - 1 : at - 1;
    activate(box(), options[next % options.length] ?? null);
  } else if (event.key === 'Enter') {
    event.preventDefault();
    if (active(box()) || isAnswered()) followBest();
    else isWaiting = true;
  } else if (event.key.length === 1 || event.key === 'Backspace') {
    isWaiting = false;
  }
});

new MutationObserver(() => {
  if (!dialog()?.open) return;
  activate(box(), null);
  if (isWaiting && isAnswered()) followBest();
}).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ['data-bb-for'] });
