// Menus are native popovers: the browser opens them, and closes them on a click elsewhere and on Escape. Here they get their position
// beside the button and the keys that role=menu promises.
const edge = 8;
const itemsOf = (menu) => [...menu.querySelectorAll('[role^=menuitem]')];
const buttonOf = (menu) => document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
const isMenu = (element) => element?.matches?.('[popover][role=menu]');

export function place(panel, anchor, alignStart) {
  const box = anchor.getBoundingClientRect();
  const below = innerHeight - box.bottom - edge;
  const up = panel.offsetHeight > below && box.top > below;
  const wanted = alignStart ? box.left : box.right - panel.offsetWidth;
  panel.style.left = `${Math.max(edge, Math.min(wanted, innerWidth - panel.offsetWidth - edge))}px`;
  panel.style.top = `${Math.max(edge, up ? box.top - panel.offsetHeight - 4 : box.bottom + 4)}px`;
}

let openedByArrowUp = false;

document.addEventListener('toggle', (event) => {
  if (!isMenu(event.target)) return;
  const button = buttonOf(event.target);
  const opened = event.newState === 'open';
  button?.closest('tr, .bb-row-card')?.classList.toggle('bb-row-active', opened);
  if (!opened || !button) return;
  place(event.target, button, button.hasAttribute('data-bb-align-start'));
  itemsOf(event.target).at(openedByArrowUp ? -1 : 0)?.focus({ preventScroll: true });
  openedByArrowUp = false;
}, true);

function close(menu, focusButton) {
  menu.hidePopover();
  if (focusButton) buttonOf(menu)?.focus({ preventScroll: true });
}

// A menu stays with its button while the page scrolls, until that leaves the window.
function follow(event) {
  if (isMenu(event.target)) return;
  for (const menu of document.querySelectorAll('[popover][role=menu]:popover-open')) {
    const button = buttonOf(menu);
    const box = button?.getBoundingClientRect();
    if (box && box.bottom > 0 && box.top < innerHeight) place(menu, button, button.hasAttribute('data-bb-align-start'));
    else close(menu, false);
  }
}
addEventListener('resize', follow);
document.addEventListener('scroll', follow, { capture: true, passive: true });

document.addEventListener('click', (event) => {
  const item = event.target.closest?.('[role^=menuitem]');
  const menu = item?.closest('[popover][role=menu]');
  if (!menu) return;
  if (item.getAttribute('aria-disabled') === 'true') event.preventDefault();
  else close(menu, true);
});

let typed = '';
let typedAt = 0;

function matching(items, from, key, now) {
  typed = now - typedAt > 700 ? key : typed + key;
  typedAt = now;
  const same = [...typed].every((letter) => letter === typed[0]);
  const wanted = same ? typed[0] : typed;
  const order = [...items.slice(from + 1), ...items.slice(0, from + 1)];
  const start = typed.length > 1 && !same && items[from] ? [items[from], ...order] : order;
  return start.find((item) => item.innerText.trim().toLowerCase().startsWith(wanted));
}

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('[popover][role=menu]');
  if (menu) return insideMenu(event, menu);
  const target = event.target.closest?.('button[aria-haspopup=menu]');
  if (target && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    openedByArrowUp = event.key === 'ArrowUp';
    document.getElementById(target.getAttribute('popovertarget'))?.showPopover({ source: target });
  }
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
    close(menu, true);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    close(menu, true);
  } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    matching(items, at, event.key.toLowerCase(), event.timeStamp)?.focus();
  }
}

// The navigation is a popover on narrow screens: following a link closes it.
document.addEventListener('click', (event) => {
  const drawer = event.target.closest?.('nav[popover]');
  if (drawer?.matches(':popover-open') && event.target.closest('a')) drawer.hidePopover();
});
