// Light, dark or the system's setting. The server reads the cookie and writes data-theme on <html>; the style sheet does the rest
// by light-dark(): no script runs before the first paint, and there is no flash.
const root = document.documentElement;
const oneYear = 365 * 24 * 60 * 60;
const current = () => root.dataset.theme || 'system';

function choose(theme) {
  root.dataset.theme = theme;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `bb-theme=${theme}; path=/; max-age=${oneYear}; samesite=lax${secure}`;
  mark();
  announce();
}

function mark() {
  for (const item of document.querySelectorAll('[data-bb-theme]')) {
    item.setAttribute('aria-checked', String(item.dataset.bbTheme === current()));
  }
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');
export const isDark = () => current() === 'dark' || (current() === 'system' && systemDark.matches);
const announce = () => document.dispatchEvent(new CustomEvent('bb-theme'));

systemDark.addEventListener('change', announce);
document.addEventListener('click', (event) => {
  const item = event.target.closest?.('[data-bb-theme]');
  if (item) choose(item.dataset.bbTheme);
});
document.addEventListener('toggle', mark, true);
