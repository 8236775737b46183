// Makes elements; text stays text, whatever is in it.
const SVG = 'http://www.w3.org/2000/svg';
const svgTags = new Set(['svg', 'path', 'line', 'text', 'rect', 'g', 'circle', 'use', 'title']);

export function h(tag, properties, ...children) {
  const element = svgTags.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && !svgTags.has(tag) && name !== 'list') element[name === 'class' ? 'className' : name] = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  append(element, children);
  return element;
}

export function append(element, children) {
  for (const child of [children].flat(Infinity)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

export function replace(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

export const card = (title, ...children) => h('section', { class: 'card' }, title && h('header', null, h('h2', null, title)), children);

export const badge = (text, kind) => h('span', { class: `badge ${kind ?? ''}` }, text);

export const lead = (...text) => h('p', { class: 'lead' }, text);

export const empty = (...text) => h('p', { class: 'empty' }, text);

export const notice = (kind, ...text) => h('div', { class: `notice ${kind}`, role: kind === 'bad' ? 'alert' : 'note' }, h('p', null, text));

export const facts = pairs => h('dl', { class: 'facts' }, pairs.map(([name, value]) => [h('dt', null, name), h('dd', null, value ?? '-')]));

export const stat = (name, value, note, kind, href) =>
  h(href ? 'a' : 'div', { class: `stat ${kind ?? ''}`, href }, h('div', { class: 'name' }, name), h('div', { class: 'value' }, value), note && h('div', { class: 'note' }, note));

// Columns are { title, cell, number }; a cell may give text or an element.
export function table(caption, columns, rows) {
  return h('table', { class: 'table stack', 'aria-label': caption },
    h('thead', null, h('tr', null, columns.map(column => h('th', { scope: 'col', class: column.number ? 'num' : '' }, column.title)))),
    h('tbody', null, rows.map(row => h('tr', null, columns.map(column => {
      const content = column.cell(row);
      return h('td', { class: column.number ? 'num' : '', 'data-label': column.title }, content instanceof Node ? content : h('span', null, content ?? ''));
    })))));
}

export function toast(text, kind) {
  const element = h('div', { class: `toast ${kind ?? ''}` }, text);
  document.getElementById('toasts').append(element);
  setTimeout(() => element.remove(), kind === 'bad' ? 8000 : 3500);
}

// Asks in a dialog; resolves to true or false.
export function confirm(title, text, action) {
  return new Promise(resolve => {
    const dialog = h('dialog', { 'aria-label': title },
      h('h2', null, title), h('p', null, text),
      h('div', { class: 'row' },
        h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'),
        h('button', { type: 'button', class: 'danger', onclick: () => dialog.close('yes') }, action)));
    dialog.addEventListener('close', () => { dialog.remove(); resolve(dialog.returnValue === 'yes'); });
    document.body.append(dialog);
    dialog.showModal();
  });
}
