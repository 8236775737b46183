import { get } from '../api.js';
import { append, h, lead } from '../dom.js';
import { filterable } from '../search.js';

export async function show(content) {
  const words = await get('/argj/');
  append(content, [
    lead('How this process was started, program first. Values of flags that speak of secrets are masked.'),
    filterable('Arguments', words.map((text, index) => ({ text, index })), row => row.text, [
      { title: '#', cell: row => h('span', { class: 'muted' }, row.index) },
      { title: 'Argument', cell: row => h('code', null, row.text) },
    ]),
  ]);
}
