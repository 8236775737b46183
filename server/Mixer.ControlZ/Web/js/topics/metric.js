import { get, poll } from '../api.js';
import { Chart } from '../chart.js';
import { append, badge, empty, h, lead, replace, table } from '../dom.js';
import { count } from '../format.js';

const KEPT = 300;
const MOST_SERIES = 200;
const kinds = { COUNTER: 'info', GAUGE: 'good', HISTOGRAM: 'warn', SUMMARY: 'warn' };

export async function show(content) {
  const history = new Map();
  const charts = new Map();
  const list = h('section', { class: 'card flush' });
  const chosen = h('div', { class: 'grid' });
  const found = h('span', { class: 'muted small', role: 'status' });
  const search = h('input', { type: 'search', placeholder: 'Search by name, help or label', 'aria-label': 'Search metrics', oninput: () => draw() });
  let families = [];

  const keyOf = (family, metric) => `${family.name}{${Object.entries(metric.labels).map(([name, value]) => `${name}="${value}"`).join(',')}}`;
  const numberOf = metric => Number(metric.value ?? metric.count);

  const remember = () => {
    const time = Date.now();
    for (const family of families) {
      for (const metric of family.metrics) {
        const key = keyOf(family, metric);
        if (!history.has(key)) history.set(key, []);
        const samples = history.get(key);
        samples.push({ time, value: numberOf(metric) });
        if (samples.length > KEPT) samples.shift();
      }
    }
  };

  const toggle = (family, metric) => {
    const key = keyOf(family, metric);
    if (charts.has(key)) {
      charts.get(key).chart.element.remove();
      charts.delete(key);
    } else {
      const rate = family.type !== 'GAUGE';
      const chart = new Chart(family.name, [{ name: rate ? 'a second' : 'value', value: sample => sample.value }], count);
      const close = h('button', { type: 'button', class: 'ghost', 'aria-label': `Close the chart of ${key}`, onclick: () => { toggle(family, metric); draw(); } }, 'Close');
      chart.element.firstElementChild.append(close);
      if (Object.keys(metric.labels).length) chart.element.firstElementChild.after(h('p', { class: 'muted small mono' }, Object.entries(metric.labels).map(([name, value]) => `${name}="${value}"`).join(', ')));
      charts.set(key, { chart, rate });
      chosen.append(chart.element);
      drawCharts();
    }
  };

  // Counters are drawn as rates: the sum says little, its growth much.
  const drawCharts = () => {
    for (const [key, { chart, rate }] of charts) {
      const samples = history.get(key) ?? [];
      chart.show(rate
        ? samples.slice(1).map((sample, index) => ({ time: sample.time, value: Math.max(0, (sample.value - samples[index].value) * 1000 / Math.max(1, sample.time - samples[index].time)) }))
        : samples);
    }
  };

  const series = family => table(`Series of ${family.name}`, [
    { title: 'Labels', cell: metric => Object.keys(metric.labels).length ? h('code', null, Object.entries(metric.labels).map(([name, value]) => `${name}="${value}"`).join(', ')) : h('span', { class: 'muted' }, 'none') },
    { title: 'Value', number: true, cell: metric => h('code', null, metric.value ?? `${metric.count} / sum ${Number(metric.sum).toPrecision(4)}`) },
    { title: 'Mean', number: true, cell: metric => metric.count > 0 ? h('code', null, (metric.sum / metric.count).toPrecision(3)) : '' },
    { title: '', cell: metric => h('button', { type: 'button', class: 'chart-button', 'aria-pressed': charts.has(keyOf(family, metric)), onclick: event => { toggle(family, metric); event.target.setAttribute('aria-pressed', charts.has(keyOf(family, metric))); event.target.textContent = charts.has(keyOf(family, metric)) ? 'Hide chart' : 'Chart'; } }, charts.has(keyOf(family, metric)) ? 'Hide chart' : 'Chart') },
  ].filter(column => column.title !== 'Mean' || family.metrics[0]?.count !== undefined), family.metrics.slice(0, MOST_SERIES));

  const summaryOf = family => family.metrics.length === 1 ? count(numberOf(family.metrics[0])) : `${family.metrics.length} series`;

  const draw = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const open = new Set([...list.querySelectorAll('details[open]')].map(element => element.dataset.name));
    const focus = document.activeElement?.closest?.('.metric')?.dataset.name;
    const shown = families.filter(family => {
      const text = `${family.name} ${family.help} ${family.metrics.map(metric => Object.entries(metric.labels).flat().join(' ')).join(' ')}`.toLowerCase();
      return words.every(word => text.includes(word));
    });
    found.textContent = `${shown.length} of ${families.length} metrics`;
    replace(list, shown.length ? shown.map(family => {
      const body = h('div', { class: 'body' });
      const fill = () => replace(body, series(family), family.metrics.length > MOST_SERIES && h('p', { class: 'muted small' }, `${family.metrics.length - MOST_SERIES} more series are in /metricj/.`));
      const details = h('details', { class: 'metric', 'data-name': family.name, open: open.has(family.name), ontoggle: () => { if (details.open) fill(); } },
        h('summary', null, h('code', null, family.name), h('span', { class: 'row' }, h('span', { class: 'mono small' }, summaryOf(family)), badge(family.type.toLowerCase(), kinds[family.type])), h('span', { class: 'help' }, family.help)),
        body);
      if (details.open) fill();
      return details;
    }) : empty('Nothing matches.'));
    if (focus) list.querySelector(`[data-name="${CSS.escape(focus)}"] summary`)?.focus({ preventScroll: true });
  };

  append(content, [
    lead('Everything that the server counts, as Prometheus would see it. Open a metric and choose Chart to watch a series; counters are drawn as rates.'),
    h('div', { class: 'toolbar' }, search, found),
    chosen,
    list,
  ]);
  await poll(2000, async () => {
    families = (await get('/metricj/')).sort((a, b) => a.name.localeCompare(b.name));
    remember();
    drawCharts();
    // What somebody reads or types in is left alone until it is left.
    if (!list.matches(':hover') && !list.contains(document.activeElement)) draw();
  });
  if (!list.children.length) draw();
}
