import { get, put } from '../api.js';
import { append, h, lead, toast } from '../dom.js';

const levels = ['debug', 'info', 'warn', 'error', 'none'];

export async function show(content) {
  const scopes = (await get('/scopej/')).sort((a, b) => a.name.localeCompare(b.name));
  append(content, [
    lead('Each scope writes lines from its output level on. A change holds at once and until the server ends.'),
    h('div', { class: 'grid' }, scopes.map(one)),
  ]);
}

function one(scope) {
  const change = async values => {
    const wanted = { ...scope, ...values };
    try {
      await put(`/scopej/${encodeURIComponent(scope.name)}`, wanted);
      scope = await get(`/scopej/${encodeURIComponent(scope.name)}`);
      toast(`${scope.name}: output ${scope.output_level}, stacks ${scope.stack_trace_level}, callers ${scope.log_callers ? 'on' : 'off'}`);
    } catch (error) {
      toast(error.message, 'bad');
    }
  };
  const segments = (label, field) => {
    const name = `${field}-${scope.name}`;
    return h('div', { class: 'field' }, h('span', { id: name }, label),
      h('div', { class: 'segments', role: 'radiogroup', 'aria-labelledby': name }, levels.map(level =>
        h('label', null,
          h('input', { type: 'radio', name, value: level, checked: scope[field] === level, onchange: () => change({ [field]: level }) }),
          h('span', null, level)))));
  };
  return h('section', { class: 'card', id: `scope-${scope.name}` },
    h('header', null, h('h2', null, scope.name)),
    h('p', { class: 'muted small' }, scope.description),
    h('div', { class: 'row' },
      segments('Output level', 'output_level'),
      segments('Stack traces from', 'stack_trace_level')),
    h('p', null, h('label', { class: 'check' },
      h('input', { type: 'checkbox', checked: scope.log_callers, onchange: event => change({ log_callers: event.target.checked }) }),
      'Lines say which code wrote them')));
}
