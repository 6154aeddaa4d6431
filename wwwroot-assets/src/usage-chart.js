// The chart of UsageChart.razor, by ApexCharts. Loaded by pages that show one.
import ApexCharts from '../lib/apexcharts.esm.js';
import { isDark } from './theme.js';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const exact = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 6 });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const palettes = {
  light: ['#2f5bea', '#0f9d8a', '#c47f00', '#8b5cf6', '#d6457b', '#5b7083', '#2e9ad0', '#7a9a01', '#b4532a', '#94a3b8'],
  dark: ['#7aa2ff', '#3cc9b4', '#e0a63a', '#b195ff', '#f07aa6', '#9fb2c4', '#62bdf0', '#a9c83d', '#e08a63', '#64748b'],
};

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const colours = (dark) => ({
  theme: { mode: dark ? 'dark' : 'light' },
  colors: dark ? palettes.dark : palettes.light,
  grid: { borderColor: dark ? '#263042' : '#e8ecf2', padding: { left: 8, right: 8 } },
  // Written out, because the library accepts no custom properties here.
  markers: { strokeColors: dark ? '#141a24' : '#ffffff' },
});

// A day belongs to the tenant's calendar. It is shown as it is, not in the browser's time zone.
const moment = (label) => Date.parse(label.length === 10 ? `${label}T00:00Z` : `${label}Z`);

// The library writes names as HTML in the legend and the tooltip, and as plain text on the axis; it also puts a series' name into
// selectors and attributes. So it gets keys instead of series' names, and each place asks for the name in the form that it needs.
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const asHtml = (text) => String(text).replace(/[&<>"']/g, (character) => entities[character]);
const keyOf = (at) => `s${at}`;
const nameAsHtml = (shown, key) => asHtml(shown.picture.series[Number(key.slice(1))]?.name ?? '');

function series(picture) {
  return picture.series.map((one, place) => ({
    name: keyOf(place),
    data: one.values.map((value, at) => ({ x: picture.time ? moment(picture.labels[at]) : picture.labels[at], y: value })),
  }));
}

function options(shown, height) {
  const { picture } = shown;
  const stacked = picture.series.length > 1;
  const hours = picture.time && picture.labels.some((label) => label.length > 10);
  const labelStyle = { fontSize: '12px', fontFamily: 'inherit' };
  return {
    ...colours(isDark()),
    series: series(picture),
    chart: {
      type: picture.time && !stacked ? 'area' : 'bar',
      stacked,
      height,
      nonce: document.querySelector('script[nonce]')?.nonce,
      background: 'transparent',
      fontFamily: token('--bb-font') || 'inherit',
      toolbar: { show: false },
      zoom: { enabled: false },
      animations: { enabled: false },
      redrawOnParentResize: true,
    },
    dataLabels: { enabled: false },
    stroke: picture.time && !stacked ? { width: 2, curve: 'straight' } : { width: 0 },
    fill: picture.time && !stacked ? { type: 'gradient', gradient: { opacityFrom: 0.24, opacityTo: 0.02 } } : { opacity: 1 },
    plotOptions: { bar: { columnWidth: '70%', borderRadius: stacked ? 0 : 2, horizontal: false } },
    legend: { show: stacked, position: 'top', horizontalAlign: 'left', fontSize: '12px', itemMargin: { horizontal: 8, vertical: 2 },
      formatter: (key) => nameAsHtml(shown, key) },
    xaxis: {
      type: picture.time ? 'datetime' : 'category',
      labels: { style: labelStyle, datetimeUTC: true, hideOverlappingLabels: true, rotate: 0, trim: true,
        datetimeFormatter: { year: 'yyyy', month: 'MMM yyyy', day: 'd MMM', hour: 'HH:mm' } },
      axisBorder: { show: false },
      axisTicks: { show: false },
      tooltip: { enabled: false },
    },
    yaxis: { min: 0, forceNiceScale: true, labels: { formatter: (value) => short.format(value).replace('K', 'k'), style: labelStyle } },
    tooltip: {
      x: picture.time ? { format: hours ? 'd MMM yyyy HH:mm' : 'ddd d MMM yyyy' } : { formatter: asHtml },
      y: {
        formatter: (value) => (value == null ? '' : `${Math.abs(value) >= 1e9 ? whole.format(value) : exact.format(value)} cr`),
        title: { formatter: (key) => `${nameAsHtml(shown, key)}: ` },
      },
    },
    noData: { text: 'Nothing in this range' },
  };
}

export function create(element, picture, height) {
  const shown = { picture };
  const chart = new ApexCharts(element, options(shown, height));
  const recolour = () => chart.updateOptions(colours(isDark()), false, false);
  // If the person leaves the page at once, the element disappears before it is drawn.
  chart.render().catch((error) => { if (element.isConnected) throw error; });
  document.addEventListener('bb-theme', recolour);
  return {
    update(next) {
      const before = shown.picture;
      const sameShape = next.time === before.time && (next.series.length > 1) === (before.series.length > 1);
      shown.picture = next;
      return sameShape ? chart.updateSeries(series(next), false) : chart.updateOptions(options(shown, height), true, false);
    },
    destroy() {
      document.removeEventListener('bb-theme', recolour);
      chart.destroy();
    },
  };
}
