// Starts a page: theme, list of topics, health, and the topic's own script.
import { get, poll } from './api.js';
import { h, notice, replace } from './dom.js';

const root = document.documentElement;
const themeButton = document.getElementById('theme');
const order = ['auto', 'light', 'dark'];

function showTheme() {
  const theme = root.dataset.theme ?? 'auto';
  themeButton.lastElementChild.textContent = `Theme: ${theme}`;
  themeButton.setAttribute('aria-label', `Theme: ${theme}. Press for the next one.`);
}

themeButton.addEventListener('click', () => {
  const next = order[(order.indexOf(root.dataset.theme ?? 'auto') + 1) % order.length];
  if (next === 'auto') delete root.dataset.theme;
  else root.dataset.theme = next;
  try { localStorage.setItem('theme', next); } catch { /* The choice holds for this page. */ }
  showTheme();
});
showTheme();

const menu = document.getElementById('menu');
const nav = document.getElementById('nav');
menu.addEventListener('click', () => {
  const open = nav.classList.toggle('open');
  menu.setAttribute('aria-expanded', open);
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && nav.classList.contains('open')) { menu.click(); menu.focus(); }
});

const health = document.getElementById('health');
const showHealth = (kind, text, more, title) => {
  health.className = `health ${kind}`;
  health.title = title ?? '';
  if (health.textContent !== text + more) replace(health, h('span', { class: 'dot' }), h('span', null, text, h('span', { class: 'more' }, more)));
};

// The overview asks for the same numbers; it listens here instead of asking twice.
export const homeNumbers = new EventTarget();
poll(4000, async () => {
  const home = await get('/homej/');
  showHealth(home.readinessFault === null ? 'ok' : 'bad', home.readinessFault === null ? 'Ready' : 'Not ready', home.readinessFault === null ? `, revision ${home.revision}` : '', home.readinessFault);
  homeNumbers.last = home;
  homeNumbers.dispatchEvent(new Event('change'));
}, error => { if (error) showHealth('bad', 'No answer', '', error.message); });

const topic = document.body.dataset.topic;
if (topic) {
  const content = document.getElementById('topic');
  try {
    const script = await import(`./topics/${topic}.js`);
    await script.show(content, { homeNumbers });
    content.dataset.ready = 'yes';
  } catch (error) {
    replace(content, notice('bad', `This page cannot be shown: ${error.message}`));
  }
}
