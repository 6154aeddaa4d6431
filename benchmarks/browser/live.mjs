import { interactive } from './people.mjs';

const StormPages = 8;
const StormSeconds = 10;

/** Moves one credit so many times by the dialog; milliseconds until the other browser has painted the new balance. */
export async function measureSight(mover, watcher, times) {
  const name = await firstWorkspace(mover);
  await watchRow(watcher, name);
  await watchMover(mover);
  const [fromClick, fromStatus] = [[], []];
  for (let i = 0; i < times; i++) {
    await moveOne(mover, name);
    await watcher.waitForFunction(count => window.seen.length === count, i + 1);
    const said = await mover.waitForFunction(count => window.moved.length === count && window.moved.at(-1), i + 1);
    const { click, status } = await said.jsonValue();
    const at = await watcher.evaluate(() => window.seen.at(-1));
    fromClick.push(at - click);
    fromStatus.push(at - status);
  }
  return { fromClick, fromStatus };
}

/** Several pages move credits as fast as their dialogs let them: how often another one's table changes meanwhile. */
export async function measureStorm({ context, page }, watcher) {
  const pages = [page];
  while (pages.length < StormPages) {
    const another = await context.newPage();
    await another.goto(page.url());
    await interactive(another);
    pages.push(another);
  }
  const names = await workspaces(page);
  await watcher.evaluate(() => {
    window.changes = [];
    new MutationObserver(() => window.changes.push(performance.now())).observe(
      document.querySelector('table[aria-label="Workspaces"] tbody'), { subtree: true, childList: true, characterData: true });
  });
  const commits = await Promise.all(pages.map((mover, i) => mover.evaluate(moveUntil, { name: names[i], seconds: StormSeconds })));
  const changes = await watcher.evaluate(() => window.changes);
  const most = Math.max(...changes.map(from => changes.filter(at => at >= from && at < from + 1000).length));
  return { commits: commits.reduce((sum, some) => sum + some), seconds: StormSeconds, refreshes: changes.length, most };
}

const workspaces = page => page.getByRole('button', { name: /^Actions for / }).evaluateAll(buttons => buttons
  .filter(button => !button.closest('tr').querySelector('.bb-tag'))
  .map(button => button.getAttribute('aria-label').slice('Actions for '.length)));

const firstWorkspace = async page => (await workspaces(page))[0];

// A frame after the change, and a task after that frame: then it is painted.
const watchRow = (page, name) => page.evaluate(label => {
  const figure = document.querySelector(`[aria-label="${label}"]`).closest('tr').querySelector('.bb-main-figure');
  window.seen = [];
  new MutationObserver(() => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.seen.push(performance.timeOrigin + performance.now());
    port2.postMessage(null);
  })).observe(figure, { subtree: true, childList: true, characterData: true });
}, `Actions for ${name}`);

const watchMover = page => page.evaluate(() => {
  window.moved = [];
  let click;
  document.addEventListener('submit', () => click = performance.timeOrigin + performance.now(), true);
  new MutationObserver(changes => {
    const isNew = changes.some(({ addedNodes }) => [...addedNodes].some(node => node.textContent.includes('cr moved from')));
    if (isNew) {
      window.moved.push({ click, status: performance.timeOrigin + performance.now() });
    }
  }).observe(document.querySelector('.bb-toasts [role=status]'), { childList: true });
});

async function moveOne(page, name) {
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Manage Credits' }).click();
  const dialog = page.getByRole('dialog', { name: 'Manage Credits' });
  await dialog.getByRole('textbox', { name: 'Credits' }).fill('1');
  await dialog.getByRole('button', { name: 'Transfer 1.00 cr' }).click();
}

/** Runs in the page: the same by script, without the way from Playwright to the browser. The number of transfers. */
async function moveUntil({ name, seconds }) {
  const until = async find => {
    for (;;) {
      const found = find();
      if (found) {
        return found;
      }
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };
  const end = performance.now() + seconds * 1000;
  let moved = 0;
  while (performance.now() < end) {
    const actions = document.querySelector(`[aria-label="Actions for ${name}"]`);
    [...document.getElementById(actions.getAttribute('popovertarget')).querySelectorAll('[role=menuitem]')]
      .find(item => item.textContent.includes('Manage Credits')).click();
    const box = await until(() => document.querySelector('.mud-dialog-container [data-bb-credits]'));
    box.value = '1';
    box.dispatchEvent(new Event('input', { bubbles: true }));
    (await until(() => document.querySelector('.mud-dialog-container button[type=submit]:enabled'))).click();
    await until(() => !document.querySelector('.mud-dialog-container'));
    moved++;
  }
  return moved;
}
