import { interactive } from './people.mjs';
import { median } from './figures.mjs';

const WarmLoads = 5;

/** The Overview as somebody who is signed in gets it: with an empty cache, then with a filled one. */
export async function measureFirstPage(browser, demo, storageState) {
  const context = await browser.newContext({ storageState, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const wire = await count(context, page);
  const coldPaint = await load(page, demo);
  const cold = { ...wire };
  const warm = [];
  for (let i = 0; i < WarmLoads; i++) {
    warm.push(await load(page, demo));
  }

  await context.close();
  return { ...cold, coldPaint, warmPaint: median(warm) };
}

// Everything that came over the wire: headers and compressed bodies, and what the circuit's socket brought.
async function count(context, page) {
  const wire = { bytes: 0, requests: 0 };
  const session = await context.newCDPSession(page);
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    wire.bytes += encodedDataLength;
    wire.requests++;
  });
  session.on('Network.webSocketFrameReceived', ({ response }) => wire.bytes += response.opcode === 2
    ? Buffer.byteLength(response.payloadData, 'base64') : Buffer.byteLength(response.payloadData));
  await session.send('Network.enable');
  return wire;
}

async function load(page, demo) {
  await page.goto(`${demo.url}/`, { waitUntil: 'networkidle' });
  await interactive(page);
  return page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime);
}
