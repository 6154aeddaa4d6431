import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Debian's Chromium by playwright-core, which is looked for in the folder PLAYWRIGHT_CORE or here. */
export function launch() {
  const require = createRequire(process.env.PLAYWRIGHT_CORE ? join(process.env.PLAYWRIGHT_CORE, 'package.json') : import.meta.url);
  return require('playwright-core').chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
}

/** Somebody with a browser of their own, on a page that is ready for clicks. */
export async function signIn(browser, demo, role, path) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${demo.url}/account/login?returnUrl=${encodeURIComponent(path)}`);
  await page.getByRole('textbox', { name: 'Email' }).fill(demo.people[role]);
  await page.getByLabel('Password').fill(demo.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${demo.url}${path}`);
  await interactive(page);
  return { context, page };
}

/** Waits until the page's circuit has rendered. */
export const interactive = page => page.waitForFunction(() => typeof Blazor !== 'undefined' && !document.querySelector('[data-bb-loading]')
  && ![...document.childNodes, ...document.body.childNodes].some(node =>
    node.nodeType === Node.COMMENT_NODE && node.data.startsWith('Blazor:{"type":"server"')));
