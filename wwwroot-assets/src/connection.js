// Starts Blazor with a connection that notices within seconds that it is dead, and shows the reconnect dialog. This version of
// blazor.web.js tells of it only by classes on the dialog, hence the observer.
const serverTimeout = 7_000;
const keepAlive = 2_500;
const retryEvery = 1_000;

const dialog = document.getElementById('components-reconnect-modal');
const stateOf = () => /components-reconnect-(show|hide|failed|rejected)/.exec(dialog.className)?.[1] ?? 'hide';
let offline = false;

export function startBlazor() {
  globalThis.Blazor?.start({
    circuit: {
      configureSignalR: (builder) => builder.withServerTimeout(serverTimeout).withKeepAliveInterval(keepAlive),
      reconnectionOptions: { maxRetries: 100_000, retryIntervalMilliseconds: (attempt) => (attempt === 0 ? 0 : retryEvery) },
    },
  });
}

function show() {
  const state = stateOf();
  // The server was restarted and knows this page no longer; the address holds its filters.
  if (state === 'rejected') return location.reload();
  if (state === 'failed') globalThis.Blazor?.reconnect?.().then((known) => known || location.reload(), () => { });
  const lost = offline || state !== 'hide';
  if (lost && !dialog.open) dialog.showModal();
  if (!lost && dialog.open) {
    dialog.close();
    sendTypedAgain();
  }
}

if (dialog) {
  new MutationObserver(show).observe(dialog, { attributes: true, attributeFilter: ['class'] });
  dialog.addEventListener('cancel', (event) => event.preventDefault());
  addEventListener('offline', () => {
    // "Offline" may be a machine without network that serves itself: only what does not answer is lost.
    fetch('healthz', { cache: 'no-store' }).catch(() => { offline = !navigator.onLine; show(); });
  });
  addEventListener('online', () => { offline = false; show(); });
}

// The last keys before a loss may never have reached the server. Saying them again is harmless where they did.
const typedAt = new Map();
document.addEventListener('input', (event) => { if (event.isTrusted) typedAt.set(event.target, event.timeStamp); }, true);

function sendTypedAgain() {
  const since = performance.now() - 60_000;
  for (const [field, at] of typedAt) {
    if (field.isConnected && at >= since) field.dispatchEvent(new Event('input', { bubbles: true }));
    else typedAt.delete(field);
  }
}
