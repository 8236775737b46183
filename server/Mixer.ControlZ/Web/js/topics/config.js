import { get, poll } from '../api.js';
import { append, badge, h, lead, notice, replace, stat, table } from '../dom.js';
import { count } from '../format.js';
import { filterable } from '../search.js';

const states = { effective: 'good', reduced: 'warn', superseded: 'warn', refused: 'bad', ignored: '' };

export async function show(content) {
  const about = lead('');
  const notices = h('div');
  const stats = h('div', { class: 'stats' });
  const problems = h('div');
  const resources = filterable('Resources', [], row => `${row.name} ${row.kind} ${row.namespace} ${row.state} ${row.location}`, [
    { title: 'Resource', cell: row => h('span', null, h('b', null, row.name), h('span', { class: 'muted' }, ` ${row.kind}`)) },
    { title: 'Namespace', cell: row => row.namespace },
    { title: 'State', cell: row => badge(row.state, states[row.state]) },
    { title: 'Written in', cell: row => h('span', null, h('code', { class: 'place' }, row.location), row.effective && h('span', { class: 'muted small' }, ` (in effect: ${row.effective})`)) },
  ]);
  const history = h('div');
  append(content, [about, notices, stats, problems, resources, history]);
  let last = '';
  await poll(3000, async () => {
    const config = await get('/configj/');
    const text = JSON.stringify(config);
    if (text === last) return;
    last = text;
    replace(about, 'What the operator wrote in ', h('code', null, config.store), ' and what became of it. A resource that is wrong is dealt with by the policy ', h('code', null, config.policy), '.');
    replace(notices,
      config.storeFault && notice('bad', 'The store cannot be read: ', config.storeFault),
      config.refused !== null && notice('bad', `Revision ${config.refused} was refused as a whole; revision ${config.revision} stays in effect.`));
    const number = state => config.resources.filter(resource => resource.state === state).length;
    replace(stats,
      stat('Revision', config.revision, 'in effect'),
      stat('Effective', count(number('effective')), 'as written', number('effective') ? 'good' : ''),
      stat('Reduced or superseded', count(number('reduced') + number('superseded')), 'not quite as written', number('reduced') + number('superseded') ? 'warn' : ''),
      stat('Refused', count(number('refused')), 'not in effect', number('refused') ? 'bad' : ''),
      stat('Ignored', count(number('ignored')), 'of unknown kinds'));
    replace(problems, config.problems.length > 0 && h('section', { class: 'card flush' },
      h('header', null, h('h2', null, 'Problems'), badge(`${config.problems.length}`, 'bad')),
      table('Problems', [
        { title: 'Severity', cell: row => badge(row.severity, row.severity === 'error' ? 'bad' : 'warn') },
        { title: 'Place', cell: row => h('code', { class: 'place' }, row.location || row.resource) },
        { title: 'What', cell: row => h('span', null, row.field && h('code', { class: 'muted' }, `${row.field}: `), row.message, row.hint && h('span', { class: 'muted' }, ` (${row.hint})`)) },
      ], config.problems)));
    resources.update(config.resources);
    replace(history, config.history.length > 0 && h('section', { class: 'card flush' },
      h('header', null, h('h2', null, 'Revisions')),
      table('Revisions', [
        { title: 'Revision', cell: row => h('span', null, h('b', null, row.revision), row.revision === config.revision && ' ', row.revision === config.revision && badge('in effect', 'good'), row.isRefused && ' ', row.isRefused && badge('refused', 'bad')) },
        { title: 'Time', cell: row => h('span', { class: 'mono small time' }, new Date(row.time).toISOString().replace('T', ' ').slice(0, 19)) },
        { title: 'Rules', number: true, cell: row => count(row.rules) },
        { title: 'Errors', number: true, cell: row => count(row.errors) },
        { title: 'Warnings', number: true, cell: row => count(row.warnings) },
      ], config.history)));
  });
}
