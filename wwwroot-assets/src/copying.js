// A button with data-bb-copy="ID" copies the content of the field with that id, and says so for a moment in its own text.
const told = 2000;

async function copy(field) {
  // Only pages over HTTPS or from this machine have a clipboard.
  if (navigator.clipboard) return navigator.clipboard.writeText(field.value);
  field.select();
  if (!document.execCommand('copy')) throw new Error('The browser does not let pages copy.');
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-bb-copy]');
  const field = button && document.getElementById(button.dataset.bbCopy);
  if (!field) return;
  const words = button.querySelector('[data-bb-copy-words]');
  const before = words.dataset.bbCopyWords;
  try {
    await copy(field);
    words.textContent = 'Copied';
  } catch {
    field.select();
    words.textContent = 'Press Ctrl+C';
  }
  setTimeout(() => { words.textContent = before; }, told);
});
