// What MudBlazor's calendar leaves out: its days are named by their number alone, and no arrow key goes from one to the next.
const daysOf = (calendar) => [...calendar.querySelectorAll('.mud-picker-calendar-day:not(.mud-hidden)')];

// The place of the day that gets the focus once the server has drawn the month beside, from its end where it is negative.
let wanted;

function prepare(calendar) {
  const days = daysOf(calendar);
  const month = calendar.querySelector('.mud-button-month')?.textContent.trim();
  const reached = days.find((day) => day === document.activeElement) ?? days.find((day) => day.matches('.mud-selected')) ?? days.find((day) => day.matches('.mud-current')) ?? days[0];
  for (const day of days) {
    day.ariaLabel = `${day.textContent.trim()} ${month}`;
    day.tabIndex = day === reached ? 0 : -1;
  }
  if (wanted?.month === month || wanted === undefined) return;
  days.at(wanted.place)?.focus();
  wanted = undefined;
}

new MutationObserver(() => document.querySelectorAll('.mud-picker-calendar-container').forEach(prepare))
  .observe(document.documentElement, { childList: true, subtree: true, characterData: true });

document.addEventListener('keydown', (event) => {
  // Also before the server has moved the focus into it.
  if (event.key === 'Escape') document.querySelector('.bb-calendar-veil')?.click();
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  const calendar = event.target.closest?.('.mud-picker-calendar-day')?.closest('.mud-picker-calendar-container');
  if (!calendar || !by) return;
  event.preventDefault();
  if (wanted) return;
  const days = daysOf(calendar);
  const to = days.indexOf(event.target) + by;
  if (days[to]) return days[to].focus();
  wanted = { month: calendar.querySelector('.mud-button-month').textContent.trim(), place: to < 0 ? to : to - days.length };
  calendar.querySelector(to < 0 ? '.mud-picker-nav-button-prev' : '.mud-picker-nav-button-next').click();
});
document.addEventListener('focusin', (event) => {
  const calendar = event.target.closest?.('.mud-picker-calendar-day')?.closest('.mud-picker-calendar-container');
  if (calendar) prepare(calendar);
});
