// Starts Blazor with a connection that notices within seconds that it is lost, and shows the reconnect dialog until it is back.
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
  // The server was restarted, or dropped this page after a while. The URL contains its filters.
  if (state === 'rejected') return location.reload();
  isDown = state !== 'hide';
  show();
});
dialog?.addEventListener('cancel', (event) => event.preventDefault());
addEventListener('offline', () => {
  // "Offline" may also be a machine without network that serves itself. The connection is lost only if the server does not answer.
  fetch('healthz', { cache: 'no-store' }).catch(() => { isOffline = !navigator.onLine; show(); });
});
addEventListener('online', () => { isOffline = false; show(); });

// The last keys before a loss may never have reached the server. Sending them again does no harm.
const typedAt = new Map();
document.addEventListener('input', (event) => { if (event.isTrusted) typedAt.set(event.target, event.timeStamp); }, true);

function sendTypedAgain() {
  for (const [field, at] of typedAt) {
    if (field.isConnected && at >= lostAt - typedBefore) field.dispatchEvent(new Event('input', { bubbles: true }));
    else typedAt.delete(field);
  }
}
