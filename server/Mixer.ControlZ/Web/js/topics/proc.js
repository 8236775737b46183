import { get, poll } from '../api.js';
import { append, card, facts, h, lead, replace, stat } from '../dom.js';
import { count, span } from '../format.js';

export async function show(content) {
  const stats = h('div', { class: 'stats' });
  const details = h('div');
  append(content, [lead('The process as the operating system sees it.'), stats, card('Details', details)]);
  await poll(3000, async () => {
    const now = await get('/procj/');
    replace(stats,
      stat('Process', now.pid, `parent ${now.ppid}`),
      stat('Running for', span(now.uptimeSeconds)),
      stat('Processor time', span(now.cpuSeconds), `on ${now.processors} processors`),
      stat('Threads', count(now.threads), `${count(now.goroutines)} in the pool`),
      stat('Waiting work', count(now.pendingWork), 'in the pool\'s queues', now.pendingWork > 100 ? 'warn' : ''));
    replace(details, facts([
      ['Host', now.hostname],
      ['Working directory', now.wd],
      ['Temporary folder', now.tempdir],
      ['User', `${now.uid} (effective ${now.euid})`],
      ['Group', `${now.gid} (effective ${now.egid})`],
      ['Further groups', now.groups.join(' ') || 'none'],
      ['Started', new Date(now.started).toISOString()],
      ['Runtime', now.runtime],
      ['System', `${now.system} (${now.architecture})`],
    ]));
  });
}
