// The chart of UsageChart.razor, by ApexCharts. Loaded by pages that show one.
import ApexCharts from '../lib/apexcharts.esm.js';
import { isDark } from './theme.js';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const hundredths = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2, roundingMode: 'trunc' });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
// A picture has no fonts of its own.
const pictureFont = 'Helvetica, Arial, sans-serif';
const palettes = {
  light: ['#2f5bea', '#0f9d8a', '#c47f00', '#8b5cf6', '#d6457b', '#5b7083', '#2e9ad0', '#7a9a01', '#b4532a', '#94a3b8'],
  dark: ['#7aa2ff', '#3cc9b4', '#e0a63a', '#b195ff', '#f07aa6', '#9fb2c4', '#62bdf0', '#a9c83d', '#e08a63', '#64748b'],
};

const colours = (dark) => ({
  theme: { mode: dark ? 'dark' : 'light' },
  colors: dark ? palettes.dark : palettes.light,
  grid: { borderColor: dark ? '#263042' : '#e8ecf2', padding: { left: 8, right: 8 } },
  // Written out, because the library accepts no custom properties here.
  markers: { strokeColors: dark ? '#141a24' : '#ffffff' },
});

// As CreditFormat.Fixed: cut and not rounded, and only zero reads as zero.
function amount(value, unit = 'cr') {
  if (value == null) return '';
  if (unit === '') return whole.format(value).replace('-', '\u2212');
  if (unit !== 'cr') return `${hundredths.format(value).replace('-', '\u2212')} ${unit}`;
  const size = Math.abs(value);
  if (size > 0 && size < 0.01) return value < 0 ? '> \u22120.01 cr' : '< 0.01 cr';
  return `${(size >= 1e9 ? whole : hundredths).format(value).replace('-', '\u2212')} cr`;
}

// A day belongs to the tenant's calendar. It is shown as it is, not in the browser's time zone.
const moment = (label) => Date.parse(label.length === 10 ? `${label}T00:00Z` : `${label}Z`);
const hour = 3_600_000;
const dayText = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const hourText = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const hasHours = (picture) => picture.time && picture.labels.some((label) => label.length > 10);

function whenText(picture, time) {
  const text = dayText.format(time).replace(',', '') + (hasHours(picture) ? ` ${hourText.format(time)}` : '');
  return picture.unfinished && time === moment(picture.labels.at(-1)) ? `${text}, so far` : text;
}

// The days of weekends, each from midday to midday around its own place. On a long range they would only be a pattern.
const longestWithWeekends = 100;
function weekends(picture) {
  if (!picture.time || picture.weekends === false || hasHours(picture) || picture.labels.length > longestWithWeekends) return [];
  return picture.labels.map(moment).filter((time) => [0, 6].includes(new Date(time).getUTCDay()))
    .map((time) => ({ x: time - 12 * hour, x2: time + 12 * hour, opacity: 1, borderColor: 'transparent' }));
}

// The library writes names as HTML in the legend and the tooltip, and as plain text on the axis; it also puts a series' name into
// selectors and attributes. So it gets keys instead of series' names, and each place asks for the name in the form that it needs.
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const asHtml = (text) => String(text).replace(/[&<>"']/g, (character) => entities[character]);
const keyOf = (at) => `s${at}`;
const ownSeries = (picture) => (picture.lines ? [...(picture.band ? [picture.band] : []), ...picture.lines] : picture.series);
const named = (picture) => [...ownSeries(picture), ...(picture.ghost ? [picture.ghost] : [])];
const nameAsHtml = (shown, key) => asHtml(named(shown.picture)[Number(key.slice(1))]?.name ?? '');

// The range first, so that the lines lie above it.
function lines(picture) {
  const days = picture.labels.map(moment);
  const band = picture.band && {
    name: keyOf(0), type: 'rangeArea', data: days.map((x, at) => ({ x, y: picture.band.low[at] == null ? [null, null] : [picture.band.low[at], picture.band.high[at]] })),
  };
  const first = band ? 1 : 0;
  return [...(band ? [band] : []), ...picture.lines.map((line, place) => ({
    name: keyOf(place + first), type: 'line', data: line.values.map((y, at) => ({ x: days[at], y })),
  }))];
}

// What differs from a chart of usage.
function linesOptions(picture) {
  const of = (band, line) => [...(picture.band ? [band] : []), ...picture.lines.map(line)];
  return {
    chart: { type: picture.band ? 'rangeArea' : 'line' },
    stroke: { width: of(0, (line) => (line.dots ? 0 : 2)), curve: 'straight', dashArray: of(0, (line) => (line.dashed ? 6 : 0)) },
    fill: { type: 'solid', opacity: of(0.14, () => 1) },
    legend: { show: true },
    // A line of one day would not be seen.
    markers: { size: of(0, (line) => (line.dots ? 5 : line.values.filter((value) => value != null).length === 1 ? 4 : 0)) },
  };
}

const points = (picture, values) => values.map((value, at) => ({ x: picture.time ? moment(picture.labels[at]) : picture.labels[at], y: value }));

// The period before, value by value at the places of this one.
const ghost = (picture) => (picture.ghost
  ? [{ name: keyOf(ownSeries(picture).length), type: 'line', data: points(picture, picture.ghost.values) }] : []);

function series(picture) {
  if (picture.lines) return [...lines(picture), ...ghost(picture)];
  const type = picture.ghost ? { type: picture.series.length > 1 ? 'bar' : 'area' } : {};
  return [...picture.series.map((one, place) => ({ name: keyOf(place), ...type, data: points(picture, one.values) })), ...ghost(picture)];
}

// A dashed grey line beside what the chart shows.
function ghostOptions(picture, own) {
  if (!picture.ghost) return {};
  const drawn = ownSeries(picture);
  const each = (value, last) => [...drawn.map((one, at) => (Array.isArray(value) ? value[at] : value)), last];
  const isArea = !picture.lines && drawn.length === 1;
  return {
    chart: { type: 'line', stackOnlyBar: true },
    colors: each((isDark() ? palettes.dark : palettes.light).slice(0, drawn.length), isDark() ? '#64748b' : '#94a3b8'),
    stroke: { curve: 'straight', width: each(own.stroke.width, 2), dashArray: each(own.stroke.dashArray ?? 0, 5) },
    fill: isArea
      ? { type: ['gradient', 'solid'], opacity: [1, 1], gradient: { type: 'vertical', opacityFrom: 0.24, opacityTo: 0.02 } }
      : { type: 'solid', opacity: each(own.fill?.opacity ?? 1, 1) },
    markers: { size: 0 },
    legend: { show: true },
  };
}

// The ghost lies above the bars and would take their clicks.
const choose = (shown) => (event, chart, { seriesIndex, dataPointIndex }) => {
  if (seriesIndex >= 0 && seriesIndex < ownSeries(shown.picture).length) shown.chosen(seriesIndex, dataPointIndex);
};

function options(shown, height) {
  const all = commonOptions(shown, height);
  const own = shown.picture.lines ? linesOptions(shown.picture) : {};
  const beside = ghostOptions(shown.picture, { ...all, ...own });
  return { ...all, ...own, ...beside, chart: { ...all.chart, ...own.chart, ...beside.chart }, legend: { ...all.legend, ...own.legend, ...beside.legend } };
}

function commonOptions(shown, height) {
  const { picture } = shown;
  const stacked = picture.series?.length > 1;
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
      fontFamily: 'inherit',
      toolbar: { show: false },
      zoom: { enabled: false },
      animations: { enabled: false },
      redrawOnParentResize: true,
      events: shown.chosen ? { dataPointSelection: choose(shown), markerClick: choose(shown) } : {},
    },
    dataLabels: { enabled: false },
    stroke: picture.time && !stacked ? { width: 2, curve: 'straight' } : { width: 0 },
    fill: picture.time && !stacked ? { type: 'gradient', gradient: { opacityFrom: 0.24, opacityTo: 0.02 } } : { opacity: 1 },
    // A day that is not over is not drawn as if spending had stopped.
    forecastDataPoints: { count: picture.unfinished && picture.labels.length > 1 ? 1 : 0, dashArray: 4, fillOpacity: 0.4, strokeWidth: stacked ? 1 : 2 },
    annotations: { xaxis: weekends(picture) },
    plotOptions: { bar: { columnWidth: '70%', borderRadius: stacked ? 0 : 2, horizontal: false } },
    legend: { show: stacked, position: 'top', horizontalAlign: 'left', fontSize: '12px', itemMargin: { horizontal: 8, vertical: 2 },
      formatter: (key) => nameAsHtml(shown, key) },
    xaxis: {
      type: picture.time ? 'datetime' : 'category',
      labels: { style: labelStyle, datetimeUTC: true, hideOverlappingLabels: true, rotate: 0, trim: true,
        datetimeFormatter: { year: 'd MMM yyyy', month: 'd MMM', day: 'd MMM', hour: 'HH:mm' } },
      axisBorder: { show: false },
      axisTicks: { show: false },
      tooltip: { enabled: false },
    },
    yaxis: { min: 0, forceNiceScale: true, labels: { formatter: (value) => short.format(value).replace('K', 'k'), style: labelStyle } },
    tooltip: {
      x: { formatter: (value) => (picture.time ? whenText(shown.picture, value) : asHtml(value)) },
      y: {
        formatter: (value) => amount(value, shown.picture.unit),
        title: { formatter: (key) => `${nameAsHtml(shown, key)}: ` },
      },
    },
    noData: { text: 'Nothing in this range' },
  };
}

// A change of any of these needs another chart.
const shapeOf = (picture) => JSON.stringify([
  picture.time, picture.series?.length, picture.unfinished, picture.labels, picture.lines?.map((line) => [line.dashed, line.dots]), !picture.band, !picture.ghost,
  picture.unit]);

function draw(element, shown, height) {
  const chart = new ApexCharts(element, options(shown, height));
  // If the person leaves the page at once, the element disappears before it is drawn.
  chart.render().catch((error) => { if (element.isConnected) throw error; });
  return chart;
}

// The drawing as a picture. The library's own export writes a style without the page's nonce, which the page refuses.
// Its legend is HTML with the page's style, so the picture has one of its own.
async function pictureOf(svg, scale, names, colours) {
  const { width, height } = svg.getBoundingClientRect();
  const image = new Image(width * scale, height * scale);
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width * scale, height * scale];
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#ffffff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  paper.scale(scale, scale);
  paper.font = `12px ${pictureFont}`;
  let x = 16;
  names.forEach((name, at) => {
    paper.fillStyle = colours[at % colours.length];
    paper.fillRect(x, 64, 10, 10);
    paper.fillStyle = '#334155';
    paper.fillText(name, x + 16, 73);
    x += 36 + paper.measureText(name).width;
  });
  return canvas.toDataURL('image/png');
}

// A second chart beside the one on the screen, in the light theme and with its title: what the picture shows.
async function save(shown, height, fileName, title, subtitle) {
  const place = document.createElement('div');
  place.style.cssText = 'position:absolute;left:-10000px;width:1200px';
  document.body.append(place);
  const all = options({ picture: shown.picture }, height + 120);
  const { picture } = shown;
  const colors = picture.ghost ? [...palettes.light.slice(0, ownSeries(picture).length), '#94a3b8'] : palettes.light;
  const style = { fontSize: '12px', fontFamily: pictureFont };
  const chart = new ApexCharts(place, {
    ...all,
    colors,
    theme: { mode: 'light' },
    grid: { ...all.grid, borderColor: '#e8ecf2', padding: { ...all.grid.padding, top: 24 } },
    xaxis: { ...all.xaxis, crosshairs: { show: false }, labels: { ...all.xaxis.labels, style } },
    yaxis: { ...all.yaxis, crosshairs: { show: false }, labels: { ...all.yaxis.labels, style } },
    chart: { ...all.chart, background: '#ffffff', width: 1200, events: {}, fontFamily: pictureFont },
    // The sheet that pales them does not reach a picture.
    annotations: { xaxis: all.annotations.xaxis.map((one) => ({ ...one, fillColor: '#64748b', opacity: 0.08 })) },
    title: { text: title, style: { fontSize: '18px', fontFamily: pictureFont } },
    subtitle: { text: subtitle, style: { fontSize: '13px', fontFamily: pictureFont } },
    legend: { show: false },
  });
  try {
    await chart.render();
    const link = document.createElement('a');
    link.href = await pictureOf(place.querySelector('svg'), 2, named(picture).map((one) => one.name), colors);
    link.download = fileName;
    link.click();
  } finally {
    chart.destroy();
    place.remove();
  }
}

export function create(element, picture, height, page) {
  const shown = { picture, chosen: page && ((series, label) => page.invokeMethodAsync('ChooseAsync', series, label)) };
  let chart = draw(element, shown, height);
  const recolour = () => chart.updateOptions({ ...colours(isDark()), ...(shown.picture.ghost ? { colors: options(shown, height).colors } : {}) }, false, false);
  document.addEventListener('bb-theme', recolour);
  return {
    update(next) {
      const isSameShape = shapeOf(next) === shapeOf(shown.picture);
      shown.picture = next;
      if (isSameShape) return chart.updateSeries(series(next), false);
      // The library merges options: the fill, the dashes and the weekends of one shape would stay in the next.
      chart.destroy();
      chart = draw(element, shown, height);
    },
    save: (fileName, title, subtitle) => save(shown, height, fileName, title, subtitle),
    destroy() {
      document.removeEventListener('bb-theme', recolour);
      chart.destroy();
    },
  };
}
