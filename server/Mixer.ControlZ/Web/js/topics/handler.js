import { get, poll } from '../api.js';
import { append, badge, h, lead } from '../dom.js';
import { count, milliseconds, percent } from '../format.js';
import { filterable } from '../search.js';

const states = { live: 'good', superseded: 'warn', failed: 'bad' };

export async function show(content) {
  let before = new Map();
  let asked = 0;
  const list = filterable('Handlers', [], row => `${row.name} ${row.adapter} ${row.templates.join(' ')} ${row.state}`, [
    { title: 'Handler', cell: row => h('span', null, h('b', null, row.name), h('div', { class: 'muted small' }, `${row.adapter}${row.templates.length ? `: ${row.templates.join(', ')}` : ''}, since revision ${row.since}`), row.fault !== null && h('div', { class: 'small' }, row.fault)) },
    { title: 'State', cell: row => badge(row.state, states[row.state]) },
    { title: 'Calls', number: true, cell: row => count(row.calls) },
    { title: 'A second', number: true, cell: row => count(row.rate) },
    { title: 'Failed', number: true, cell: row => row.failures ? badge(`${count(row.failures)} (${percent(row.failures / row.calls)})`, 'bad') : '0' },
    { title: 'Mean time', number: true, cell: row => row.calls ? milliseconds(row.seconds * 1000 / row.calls) : '-' },
    { title: 'Workers', number: true, cell: row => count(row.workers) },
    { title: 'Daemons', number: true, cell: row => count(row.daemons) },
  ]);
  append(content, [lead('The adapters at work, as the rules call them. Counters begin with the first rule that uses the handler.'), list]);
  await poll(2000, async () => {
    const handlers = await get('/handlerj/');
    const now = performance.now();
    list.update(handlers.map(row => ({ ...row, rate: before.has(row.name) ? Math.max(0, (row.calls - before.get(row.name)) * 1000 / (now - asked)) : null })));
    before = new Map(handlers.map(row => [row.name, row.calls]));
    asked = now;
  });
}
