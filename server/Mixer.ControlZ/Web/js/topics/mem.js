import { get, poll, put } from '../api.js';
import { Chart } from '../chart.js';
import { append, card, facts, h, lead, replace, stat, toast } from '../dom.js';
import { bytes, count, percent } from '../format.js';

export async function show(content) {
  const stats = h('div', { class: 'stats' });
  const generations = h('div');
  const details = h('div');
  const memory = new Chart('Memory', [{ name: 'heap', value: s => s.heap }, { name: 'process', value: s => s.workingSet }], bytes, { unit: 1024 });
  const allocated = new Chart('Allocated a second', [{ name: 'bytes', value: s => s.allocated }], bytes, { minimum: 1024, unit: 1024 });
  const collect = h('button', { type: 'button', id: 'collect', class: 'primary' }, 'Collect garbage now');
  let samples = [];
  let collectedBefore = null;

  collect.addEventListener('click', async () => {
    collect.disabled = true;
    try {
      const before = (await get('/memj/')).HeapAlloc;
      await put('/memj/forcecollection');
      const after = (await get('/memj/')).HeapAlloc;
      toast(`Collected: ${bytes(before)} before, ${bytes(after)} after`);
      await refresh();
    } catch (error) {
      toast(error.message, 'bad');
    } finally {
      collect.disabled = false;
    }
  });

  const refresh = async () => {
    const now = await get('/memj/');
    samples = [...samples, ...await get(`/homej/history?since=${samples.at(-1)?.time ?? 0}`)].slice(-900);
    memory.show(samples);
    allocated.show(samples);
    const fresh = collectedBefore === null ? null : now.NumGC - collectedBefore;
    collectedBefore = now.NumGC;
    replace(stats,
      stat('Heap', bytes(now.HeapAlloc), `${bytes(now.HeapSys)} committed`),
      stat('Process', bytes(now.Sys), `of ${bytes(now.available)} it may use`, now.Sys > now.highLoadThreshold ? 'warn' : ''),
      stat('Collections', count(now.NumGC), fresh ? `${fresh} just now` : 'since the start'),
      stat('Pauses', `${(now.PauseTotalNs / 1e6).toFixed(1)} ms`, `${percent(now.GCCPUFraction)} of the time`),
      stat('Allocated', bytes(now.TotalAlloc), 'since the start'));
    const names = ['generation 0', 'generation 1', 'generation 2', 'large objects', 'pinned objects'];
    const most = Math.max(...now.generationSizes, 1);
    replace(generations, now.generationSizes.map((size, index) => h('div', { class: 'field' },
      h('div', { class: 'row small' }, h('span', { class: 'muted' }, names[index] ?? index), h('span', { class: 'mono' }, bytes(size)), now.collections[index] !== undefined && h('span', { class: 'muted' }, `${count(now.collections[index])} ${now.collections[index] === 1 ? 'collection' : 'collections'}`)),
      h('svg', { class: 'meter', 'aria-hidden': 'true' }, h('rect', { width: `${size / most * 100}%`, height: '100%' })))));
    replace(details, facts([
      ['Collector', now.isServerCollector ? 'server (a heap for each processor)' : 'workstation'],
      ['Latency mode', now.latencyMode],
      ['Heap in use', bytes(now.HeapInuse)],
      ['Heap idle', bytes(now.HeapIdle)],
      ['Fragmented', bytes(now.fragmented)],
      ['Pinned objects', count(now.pinnedObjects)],
      ['Works harder above', bytes(now.highLoadThreshold)],
    ]));
  };

  append(content, [
    lead('What the runtime holds, sampled every two seconds; the charts reach back half an hour.'),
    h('div', { class: 'toolbar' }, collect),
    stats,
    h('div', { class: 'grid' }, memory.element, allocated.element),
    h('div', { class: 'grid' }, card('Heap by generation, after the last collection', generations), card('Details', details)),
  ]);
  await poll(2000, refresh);
}
