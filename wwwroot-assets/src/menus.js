// Menus are native popovers: the browser opens them at the side of their button (bluebear.css), gives the first entry the focus, closes
// them on Escape and on a click elsewhere, and gives the focus back. Here they get the keys that role=menu promises.
const itemsOf = (menu) => [...menu.querySelectorAll('[role^=menuitem]')];

// What is followed or chosen closes what it stands in: a menu, or the navigation of a narrow screen.
document.addEventListener('click', (event) => {
  const item = event.target.closest?.('[role^=menuitem], [popover] a');
  if (item?.getAttribute('aria-disabled') === 'true') event.preventDefault();
  else item?.closest('[popover]')?.hidePopover();
});

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('[popover][role=menu]');
  if (menu) return insideMenu(event, menu);
  const button = event.target.closest?.('button[aria-haspopup=menu]');
  if (!button || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  event.preventDefault();
  button.popoverTargetElement.showPopover({ source: button });
  if (event.key === 'ArrowUp') itemsOf(button.popoverTargetElement).at(-1)?.focus();
});

function insideMenu(event, menu) {
  const items = itemsOf(menu);
  const at = items.indexOf(document.activeElement);
  const next = {
    ArrowDown: items[(at + 1) % items.length],
    ArrowUp: items[(at - 1 + items.length) % items.length],
    Home: items[0],
    End: items.at(-1),
  }[event.key];
  if (next) {
    event.preventDefault();
    next.focus();
  } else if (event.key === 'Tab') {
    menu.hidePopover();
  } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
    after.find((item) => item.innerText.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  }
}
