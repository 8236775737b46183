import { get } from '../api.js';
import { append, h, lead } from '../dom.js';
import { filterable } from '../search.js';

export async function show(content) {
  const variables = await get('/envj/');
  append(content, [
    lead('Values of variables whose names speak of secrets, and passwords in addresses, are masked before they leave the server.'),
    filterable('Environment variables', variables, variable => `${variable.name}=${variable.value}`, [
      { title: 'Name', cell: variable => h('code', null, variable.name) },
      { title: 'Value', cell: variable => h('code', null, variable.value) },
    ]),
  ]);
}
