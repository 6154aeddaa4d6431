// "Some of them" is a property of a checkbox and no attribute: taken from data-bb-mixed whenever Blazor writes that.
const show = (box) => { box.indeterminate = box.dataset.bbMixed === 'true'; };

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === 'attributes') show(change.target);
    for (const node of change.addedNodes) node.querySelectorAll?.('[data-bb-mixed]').forEach(show);
  }
}).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-bb-mixed'] });
// A click clears the look before the server answers, which may leave the attribute as it was.
document.addEventListener('change', (event) => { if (event.target.dataset?.bbMixed) queueMicrotask(() => show(event.target)); });
