// A table with a search field over it.
import { empty, h, replace, table } from './dom.js';

export function filterable(title, rows, textOf, columns, ...tools) {
  const body = h('div');
  const found = h('span', { class: 'muted small', role: 'status' });
  const search = h('input', { type: 'search', placeholder: 'Search', 'aria-label': `Search ${title.toLowerCase()}`, oninput: () => draw() });
  const draw = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = rows.filter(row => words.every(word => textOf(row).toLowerCase().includes(word)));
    found.textContent = shown.length === rows.length ? `${rows.length}` : `${shown.length} of ${rows.length}`;
    replace(body, shown.length ? table(title, columns, shown) : empty(rows.length ? 'Nothing matches.' : 'There is nothing here.'));
  };
  const element = h('section', { class: 'card flush' }, h('header', null, h('h2', null, title), found, h('span', { class: 'spacer' }), tools, search), body);
  element.update = fresh => { rows = fresh; draw(); };
  draw();
  return element;
}
