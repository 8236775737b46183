// How the rule explorer and the recent requests show an explanation.
import { badge, empty, h, notice } from './dom.js';

const outcomes = { matched: ['matched', 'good'], 'not-matched': ['not matched', ''], error: ['error', 'bad'], 'other-namespace': ['other namespace', 'warn'] };
const order = ['matched', 'error', 'not-matched', 'other-namespace'];

export function verdicts(explain) {
  const rules = [...explain.rules].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  const matched = rules.filter(rule => rule.outcome === 'matched').length;
  return [
    explain.faults.map(fault => notice('warn', fault)),
    h('section', { class: 'card flush', id: 'verdicts' },
      h('header', null, h('h2', null, `${matched} of ${rules.length} rules match`), h('span', { class: 'spacer' }),
        badge(explain.namespace ? `namespace ${explain.namespace}` : 'no namespace', 'info'), badge(`revision ${explain.revision}`)),
      rules.length ? rules.map(verdict) : empty('There are no rules.'),
      explain.referenced.length > 0 && h('div', { class: 'verdict' }, h('span', { class: 'label' }, 'Looked at'), h('div', { class: 'mono small' }, explain.referenced.join(', ')))),
  ];
}

function verdict(rule) {
  const [text, kind] = outcomes[rule.outcome] ?? [rule.outcome, ''];
  return h('article', { class: 'verdict', 'data-rule': rule.rule, 'data-outcome': rule.outcome },
    badge(text, kind),
    h('div', null,
      h('div', { class: 'name' }, rule.rule),
      h('div', { class: 'muted small' }, rule.reason),
      h('pre', null, rule.match || '(always)'),
      rule.operands.length > 0 && h('dl', { class: 'operands' }, rule.operands.map(operand => [h('dt', null, operand.text), h('dd', null, operand.value)])),
      rule.actions.length > 0 && h('div', { class: 'small' }, rule.actions.map(action => h('div', null, rule.outcome === 'matched' ? 'sends ' : 'would send ', h('code', null, action)))),
      h('div', { class: 'muted small mono' }, rule.location)));
}
