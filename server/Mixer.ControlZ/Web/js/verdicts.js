// How the rule explorer and the recent requests show an explanation.
import { badge, empty, h, notice } from './dom.js';

const outcomes = {
  denies: ['denies', 'bad'],
  matched: ['matched', 'good'],
  failed: ['failed', 'bad'],
  refused: ['refused', 'bad'],
  'not-matched': ['not matched', ''],
  'other-namespace': ['elsewhere', 'warn'],
};
const order = Object.keys(outcomes);

export function verdicts(explain) {
  const rules = [...explain.rules].sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  const matched = rules.filter(rule => rule.outcome === 'matched').length;
  const total = rules.length + explain.omittedRules;
  return [
    explain.notices.map(text => notice('warn', text)),
    h('section', { class: 'card flush', id: 'verdicts' },
      h('header', null, h('h2', null, `${matched} of ${total} rules ${matched === 1 ? 'matches' : 'match'}`), h('span', { class: 'spacer' }),
        badge(explain.namespace ? `namespace ${explain.namespace}` : 'no namespace', 'info'), badge(`revision ${explain.revision}`)),
      rules.length ? rules.map(verdict) : empty('There are no rules.'),
      explain.omittedRules > 0 && h('p', { class: 'empty' }, `${explain.omittedRules} more rules do not match.`)),
  ];
}

function verdict(rule) {
  const [text, kind] = outcomes[rule.outcome] ?? [rule.outcome, ''];
  return h('article', { class: 'verdict', 'data-rule': rule.rule, 'data-outcome': rule.outcome },
    badge(text, kind),
    h('div', null,
      h('div', { class: 'name' }, rule.rule),
      h('pre', null, rule.match || '(always)'),
      rule.reasons.map(reason => h('div', { class: 'small' }, reason)),
      pairs(rule.inputs),
      rule.actions.map(action),
      h('div', { class: 'muted small mono' }, rule.location)));
}

function action(one) {
  return h('details', { class: 'action' },
    h('summary', null, one.skipped === null ? 'calls ' : 'does not call ', h('code', null, one.handler), h('span', { class: 'muted' }, ` (${one.adapter})`)),
    one.skipped !== null && h('div', { class: 'small' }, badge('skipped', 'warn'), ` ${one.skipped}`),
    one.instances.map(instance => h('div', { class: 'instance' },
      h('div', { class: 'small' }, h('code', null, instance.name), h('span', { class: 'muted' }, ` ${instance.template}`)),
      instance.error !== null && h('div', { class: 'small' }, badge('cannot be built', 'bad'), ` ${instance.error}`),
      pairs(instance.fields))));
}

const pairs = list => list.length > 0 && h('dl', { class: 'operands' }, list.map(pair => [h('dt', null, pair.text), h('dd', null, pair.value)]));
