import { get, poll } from '../api.js';
import { append, badge, card, empty, h, lead, replace, stat } from '../dom.js';
import { count, percent } from '../format.js';

export async function show(content) {
  const cache = h('div');
  const pools = h('div', { class: 'grid' });
  append(content, [lead('What bounds the work of this server: the cache of verdicts and the pools of workers.'), h('h2', { class: 'part' }, 'Cache of verdicts'), cache, h('h2', { class: 'part' }, 'Pools'), pools]);
  await poll(2000, async () => {
    const now = await get('/cachej/');
    const state = now.cache;
    replace(cache, state === null
      ? card('', empty('The cache is off (--numCheckCacheEntries=0).'))
      : [h('div', { class: 'stats' },
          stat('Held', count(state.count), `of ${count(state.capacity)}`),
          stat('Hits', count(state.hits), state.hits + state.misses ? `${percent(state.hits / (state.hits + state.misses))} of look-ups` : 'no look-ups yet', 'good'),
          stat('Misses', count(state.misses)),
          stat('Stored', count(state.writes)),
          stat('Expired', count(state.evictions)),
          stat('Displaced', count(state.displacements), 'because it was full', state.displacements ? 'warn' : ''),
          stat('Too large', count(state.oversized), 'not stored', state.oversized ? 'warn' : '')),
        card(`How full it is, for revision ${state.revision}`, fill(state.count, state.capacity))]);
    replace(pools, now.pools.length ? now.pools.map(pool => h('section', { class: 'card' },
      h('header', null, h('h2', null, pool.name), h('span', { class: 'spacer' }), badge(`${count(pool.rejected)} rejected`, pool.rejected ? 'bad' : 'good')),
      h('p', { class: 'small' }, `${count(pool.running)} of ${count(pool.limit)} at work`), fill(pool.running, pool.limit),
      h('p', { class: 'small' }, pool.queueLimit === null ? `${count(pool.waiting)} waiting` : `${count(pool.waiting)} of ${count(pool.queueLimit)} waiting`), pool.queueLimit !== null && fill(pool.waiting, pool.queueLimit))) : empty('There are no pools.'));
  });
}

function fill(value, most) {
  const share = most ? Math.min(1, value / most) : 0;
  return h('svg', { class: `meter ${share > 0.95 ? 'bad' : share > 0.8 ? 'warn' : ''}`, role: 'img', 'aria-label': `${percent(share)} full` }, h('rect', { width: `${share * 100}%`, height: '100%' }));
}
