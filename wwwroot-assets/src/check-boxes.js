// "Some of them" is a property of a checkbox and not an attribute. It is set from data-bb-mixed whenever Blazor writes that.
const show = (box) => { box.indeterminate = box.dataset.bbMixed === 'true'; };

new MutationObserver((changes) => {
  for (const change of changes) {
    if (change.type === 'attributes') show(change.target);
    for (const node of change.addedNodes) node.querySelectorAll?.('[data-bb-mixed]').forEach(show);
  }
}).observe(document.documentElement, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-bb-mixed'] });
// A click clears the mixed look before the server answers, and the answer may not change the attribute.
document.addEventListener('change', (event) => { if (event.target.dataset?.bbMixed) queueMicrotask(() => show(event.target)); });
