// Starts Blazor with a connection that notices within seconds that it is dead, and shows the reconnect dialog as long as it is.
const serverTimeout = 7_000;
const keepAlive = 2_500;
const retryEvery = 1_000;

const typedBefore = 30_000;

const dialog = document.getElementById('components-reconnect-modal');
let isDown = false;
let isOffline = false;
let lostAt = 0;

export function startBlazor() {
  globalThis.Blazor?.start({
    circuit: {
      configureSignalR: (builder) => builder.withServerTimeout(serverTimeout).withKeepAliveInterval(keepAlive),
      reconnectionOptions: { maxRetries: undefined, retryIntervalMilliseconds: (attempt) => (attempt === 0 ? 0 : retryEvery) },
    },
  });
}

function show() {
  const isLost = isDown || isOffline;
  if (isLost && !dialog.open) {
    lostAt = performance.now();
    dialog.showModal();
  } else if (!isLost && dialog.open) {
    dialog.close();
    sendTypedAgain();
  }
}

dialog?.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
  // The server was restarted, or gave this page up after a while: the address holds its filters.
  if (state === 'rejected') return location.reload();
  isDown = state !== 'hide';
  show();
});
dialog?.addEventListener('cancel', (event) => event.preventDefault());
addEventListener('offline', () => {
  // "Offline" may be a machine without network that serves itself: only what does not answer is lost.
  fetch('healthz', { cache: 'no-store' }).catch(() => { isOffline = !navigator.onLine; show(); });
});
addEventListener('online', () => { isOffline = false; show(); });

// The last keys before a loss may never have reached the server. Saying them again is harmless where they did.
const typedAt = new Map();
document.addEventListener('input', (event) => { if (event.isTrusted) typedAt.set(event.target, event.timeStamp); }, true);

function sendTypedAgain() {
  for (const [field, at] of typedAt) {
    if (field.isConnected && at >= lostAt - typedBefore) field.dispatchEvent(new Event('input', { bubbles: true }));
    else typedAt.delete(field);
  }
}
