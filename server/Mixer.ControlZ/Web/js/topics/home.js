import { get, poll } from '../api.js';
import { Chart } from '../chart.js';
import { append, h, lead, notice, replace, stat } from '../dom.js';
import { bytes, count, milliseconds, percent, span } from '../format.js';

export async function show(content, { homeNumbers }) {
  const about = lead('');
  const faults = h('div');
  const stats = h('div', { class: 'stats' });
  const charts = [
    new Chart('Calls a second', [{ name: 'Check', value: s => s.checks }, { name: 'Report', value: s => s.reports }, { name: 'failed', value: s => s.failures }], count, { minimum: 1 }),
    new Chart('Mean time of a call', [{ name: 'time', value: s => s.latency }], milliseconds, { minimum: 0.1 }),
    new Chart('Processors busy', [{ name: 'CPU', value: s => s.cpu }], count, { minimum: 0.1 }),
    new Chart('Memory', [{ name: 'heap', value: s => s.heap }, { name: 'process', value: s => s.workingSet }], bytes, { unit: 1024 }),
  ];
  append(content, [about, faults, stats, h('div', { class: 'grid' }, charts.map(chart => chart.element))]);

  let samples = [];
  const showNumbers = () => {
    const home = homeNumbers.last;
    if (!home) return;
    const last = samples.at(-1);
    replace(about, `${home.ProcessName} ${home.version} on ${home.Hostname} (${home.IP}), running for ${span(home.uptimeSeconds)}.`);
    replace(faults, home.readinessFault !== null && notice('bad', 'Not ready: ', home.readinessFault));
    replace(stats,
      stat('Revision', home.revision, 'in effect', '', '/configz/'),
      stat('Rules', count(home.rules), 'in effect', '', '/rulez/'),
      stat('Handlers', count(home.handlers), 'live', '', '/handlerz/'),
      stat('Errors', count(home.errors), home.warnings ? `${home.warnings} warnings` : 'in the configuration', home.errors ? 'bad' : home.warnings ? 'warn' : 'good', '/configz/'),
      stat('Calls a second', count(last ? last.checks + last.reports : null), last ? `${count(last.failures)} failed` : '', last?.failures > 0 ? 'bad' : '', '/requestz/'),
      stat('Cache hits', percent(last?.cacheHits), 'of look-ups', '', '/cachez/'));
  };
  homeNumbers.addEventListener('change', showNumbers);
  showNumbers();
  await poll(2000, async () => {
    const fresh = await get(`/homej/history?since=${samples.at(-1)?.time ?? 0}`);
    samples = [...samples, ...fresh].slice(-900);
    charts.forEach(chart => chart.show(samples));
    showNumbers();
  });
}
