// A list of time zones that nobody has chosen from yet starts with the browser's own, where it has that.
const list = document.querySelector('select[data-bb-time-zone]');
const own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
if (list && [...list.options].some((option) => option.value === own)) list.value = own;
