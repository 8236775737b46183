import { get, post } from '../api.js';
import { append, h, lead, replace, toast } from '../dom.js';
import { filterable } from '../search.js';
import { verdicts } from '../verdicts.js';

export async function show(content) {
  const { attributes, rules, revision } = await get('/rulej/');
  const types = new Map(attributes.map(attribute => [attribute.name, attribute.type]));
  const rows = h('div');
  const result = h('div', { 'aria-live': 'polite' });
  const names = h('datalist', { id: 'attribute-names' }, attributes.map(attribute => h('option', { value: attribute.name }, attribute.type)));

  const addRow = (name = '', value = '') => {
    const nameField = h('input', { value: name, list: 'attribute-names', placeholder: 'attribute', 'aria-label': 'Attribute name', spellcheck: false, autocomplete: 'off' });
    const valueField = h('input', { value, placeholder: 'value', 'aria-label': 'Attribute value', spellcheck: false, autocomplete: 'off' });
    nameField.setAttribute('list', 'attribute-names');
    const explainType = () => { valueField.placeholder = placeholderOf(types.get(nameField.value)); };
    nameField.addEventListener('input', explainType);
    explainType();
    const row = h('div', { class: 'attribute' }, nameField, valueField,
      h('button', { type: 'button', class: 'ghost', 'aria-label': 'Remove this attribute', onclick: () => row.remove() }, 'x'));
    rows.append(row);
    return nameField;
  };

  const read = () => {
    const wanted = {};
    for (const row of rows.children) {
      const [name, value] = [...row.querySelectorAll('input')].map(field => field.value.trim());
      // A field left empty stands for an attribute that the call does not have.
      if (!name || !value) continue;
      wanted[name] = types.get(name) === 'STRING_MAP' ? mapOf(value) : value === '""' ? '' : value;
    }
    return wanted;
  };

  const explain = async event => {
    event?.preventDefault();
    try {
      const wanted = read();
      replace(result, verdicts(await post('/rulej/explain', { attributes: wanted })));
      try { sessionStorage.setItem('explained', JSON.stringify(wanted)); } catch { /* It need not be remembered. */ }
    } catch (error) {
      toast(error.message, 'bad');
    }
  };

  const form = h('form', { class: 'card', onsubmit: explain },
    h('header', null, h('h2', null, 'A call with these attributes')),
    rows, names,
    h('div', { class: 'row' },
      h('button', { type: 'submit', class: 'primary', id: 'explain' }, 'Explain'),
      h('button', { type: 'button', onclick: () => addRow().focus() }, 'Add attribute')),
    h('p', { class: 'muted small' }, 'Values are read by the type that the configuration gives the attribute. Maps are written as key=value, with commas between; an attribute without a value is absent. Nothing is sent to a handler.'));

  let known = {};
  try { known = JSON.parse(sessionStorage.getItem('explained') ?? '{}'); } catch { /* As if there were none. */ }
  const start = Object.entries(known);
  if (start.length === 0) start.push(['destination.service', ''], ['request.headers', '']);
  for (const [name, value] of start) addRow(name, typeof value === 'object' ? Object.entries(value).map(pair => pair.join('=')).join(', ') : value);

  append(content, [
    lead(`Type in what a call would say and see, for each rule of revision ${revision}, whether it matches and why.`),
    h('div', { class: 'split' }, form, result),
    filterable('Rules in effect', rules, rule => `${rule.name} ${rule.match} ${rule.actions.join(' ')}`, [
      { title: 'Rule', cell: rule => h('span', null, h('b', null, rule.name), h('div', { class: 'muted small mono' }, rule.location)) },
      { title: 'Match', cell: rule => h('code', null, rule.match || '(always)') },
      { title: 'Actions', cell: rule => h('div', null, rule.actions.map(action => h('div', null, h('code', null, action)))) },
    ]),
  ]);
  await explain();
}

function mapOf(text) {
  const map = {};
  for (const part of text.split(',')) {
    const at = part.indexOf('=');
    if (at > 0) map[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return map;
}

function placeholderOf(type) {
  switch (type) {
    case 'STRING_MAP': return 'key=value, key=value';
    case 'INT64': return 'whole number';
    case 'DOUBLE': return 'number';
    case 'BOOL': return 'true or false';
    case 'TIMESTAMP': return '2026-01-02T15:04:05Z';
    case 'DURATION': return '1m30s';
    case 'IP_ADDRESS': return '10.0.0.1';
    default: return 'text';
  }
}
