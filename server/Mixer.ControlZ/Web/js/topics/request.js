import { get, poll, put } from '../api.js';
import { append, badge, card, h, lead, notice, replace, table, toast } from '../dom.js';
import { milliseconds } from '../format.js';
import { filterable } from '../search.js';
import { verdicts } from '../verdicts.js';

export async function show(content) {
  const about = h('div');
  const detail = h('div', { 'aria-live': 'polite' });
  const record = h('button', { type: 'button', id: 'record', class: 'primary' }, 'Record');
  let state = null;

  record.addEventListener('click', async () => {
    try {
      await put('/requestj/recording', { on: !state.isRecording });
      await refresh();
    } catch (error) {
      toast(error.message, 'bad');
    }
  });

  const list = filterable('Requests', [], row => `${row.method} ${row.status} ${row.message}`, [
    { title: 'Time', cell: row => h('span', { class: 'mono small time' }, new Date(row.time).toISOString().slice(11, 23)) },
    { title: 'Call', cell: row => h('span', null, row.method, row.sets > 1 && h('span', { class: 'muted' }, ` of ${row.sets} sets`)) },
    { title: 'Verdict', cell: row => h('span', null, badge(row.status, row.status === 'OK' ? 'good' : 'bad'), row.fromCache && ' ', row.fromCache && badge('cache', 'info')) },
    { title: 'Message', cell: row => row.message },
    { title: 'Took', number: true, cell: row => milliseconds(row.milliseconds) },
    { title: '', cell: row => h('button', { type: 'button', onclick: () => explain(row.id) }, 'Explain') },
  ]);

  const explain = async id => {
    try {
      const call = await get(`/requestj/${id}`);
      replace(detail,
        card(`Attributes of request ${id}`, call.attributes.length
          ? table('Attributes', [{ title: 'Attribute', cell: row => h('code', null, row.text) }, { title: 'Value', cell: row => h('code', null, row.value) }], call.attributes)
          : h('p', { class: 'muted' }, 'It has none.')),
        verdicts(call.explain));
      detail.scrollIntoView({ behavior: 'smooth', block: 'start' });
    } catch (error) {
      toast(error.message, 'bad');
    }
  };

  const refresh = async () => {
    state = await get('/requestj/');
    record.textContent = state.isRecording ? 'Stop recording' : 'Record';
    record.className = state.isRecording ? '' : 'primary';
    record.disabled = state.mode === 'off';
    replace(about,
      state.mode === 'off' ? notice('warn', 'This server runs with ', h('code', null, '--ctrlz_requests=off'), ' and records nothing.')
        : state.isRecording ? notice('', `Recording until ${new Date(state.until).toLocaleTimeString('en-GB')}; the last ${state.capacity} calls are kept.`)
          : null);
    list.update(state.calls);
  };

  append(content, [
    lead('Press Record and the server keeps its last calls in memory for a few minutes. Attribute values are masked unless it runs with --ctrlz_requests=full.'),
    h('div', { class: 'toolbar' }, record),
    about, list, detail,
  ]);
  await poll(2000, async () => { if (!list.contains(document.activeElement) || document.activeElement.type !== 'search') await refresh(); });
}
