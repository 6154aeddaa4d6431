// Messages are in the browser's top layer, like dialogs, where the last one shown is on top. So they are shown again when a dialog
// opens, and when a message comes while a dialog is open.
const host = () => document.querySelector('.bb-toasts');

export function raiseToasts() {
  const toasts = host();
  if (!toasts) return;
  // Hiding would take the focus from a message's button. Behind an open dialog no message can have the focus.
  if (toasts.matches(':popover-open') && document.querySelector('dialog:modal')) toasts.hidePopover();
  if (!toasts.matches(':popover-open')) toasts.showPopover();
}

new MutationObserver((changes) => {
  if (changes.some((change) => change.addedNodes.length > 0 && change.target.closest?.('.bb-toasts')) || !host()?.matches(':popover-open')) raiseToasts();
}).observe(document.documentElement, { childList: true, subtree: true });
raiseToasts();
