// Separates the thousands of a typed amount when its box loses focus. Here and not on the server: an answer that comes a
// round trip later would overwrite what was typed meanwhile. Digits are only ever grouped, never read or rounded.
const plain = /^([+\-\u2212]?)(\d{4,})(\.\d*)?$/;

document.addEventListener('focusout', (event) => {
  const box = event.target;
  if (!box.matches?.('input[data-bb-credits]')) return;
  const parts = plain.exec(box.value.trim());
  if (!parts) return;
  box.value = parts[1] + parts[2].replace(/\B(?=(\d{3})+$)/g, ',') + (parts[3] ?? '');
  box.dispatchEvent(new Event('input', { bubbles: true }));
}, true);
