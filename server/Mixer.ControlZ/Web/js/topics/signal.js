import { get, put } from '../api.js';
import { append, confirm, h, lead, notice, replace, toast } from '../dom.js';

export async function show(content) {
  const signals = await get('/signalj/');
  append(content, [lead('What this process can be told.'), signals.map(signal => {
    const outcome = h('div');
    const send = async () => {
      if (!await confirm(`${signal.title}?`, signal.description, signal.title)) return;
      try {
        await put(signal.path);
        replace(outcome, notice('warn', 'The server ends now. This page gets no more answers until it runs again.'));
      } catch (error) {
        toast(error.message, 'bad');
      }
    };
    return h('section', { class: 'card' },
      h('header', null, h('h2', null, signal.title), h('code', { class: 'muted' }, signal.name)),
      h('p', null, signal.description),
      h('button', { type: 'button', class: 'danger', onclick: send }, signal.title), outcome);
  })]);
}
