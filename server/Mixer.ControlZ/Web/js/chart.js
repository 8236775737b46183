// A line chart over time that redraws itself at any width.
import { h, replace } from './dom.js';
import { clock } from './format.js';

const HEIGHT = 170;
const LEFT = 58;
const BOTTOM = 22;
const TOP = 8;

export class Chart {
  // series: [{ name, value: sample => number | null }]; format: number => text
  constructor(title, series, format, options = {}) {
    this.series = series;
    this.format = format;
    this.minimum = options.minimum ?? 0;
    this.unit = options.unit ?? 1;
    this.svg = h('svg', { class: 'chart', role: 'img', 'aria-label': title });
    this.legend = h('div', { class: 'legend' });
    this.element = h('section', { class: 'card' }, h('header', null, h('h2', null, title), h('span', { class: 'spacer' }), this.legend), this.svg);
    this.title = title;
    this.samples = [];
    this.svg.addEventListener('pointermove', event => this.point(event));
    this.svg.addEventListener('pointerleave', () => { this.at = null; this.draw(); });
    new ResizeObserver(() => this.draw()).observe(this.svg);
  }

  show(samples) {
    this.samples = samples;
    this.draw();
  }

  point(event) {
    const box = this.svg.getBoundingClientRect();
    const share = (event.clientX - box.left - LEFT) / (box.width - LEFT);
    this.at = this.samples.length ? Math.max(0, Math.min(this.samples.length - 1, Math.round(share * (this.samples.length - 1)))) : null;
    this.draw();
  }

  draw() {
    const width = this.svg.clientWidth;
    if (!width) return;
    const samples = this.samples;
    const values = samples.flatMap(sample => this.series.map(one => one.value(sample))).filter(value => value !== null && value !== undefined);
    const top = nice(Math.max(this.minimum, ...values) || 1, this.unit);
    const x = index => LEFT + (samples.length < 2 ? 0 : index / (samples.length - 1)) * (width - LEFT - 2);
    const y = value => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
    const lines = [0, 0.5, 1].map(share => [
      h('line', { class: 'grid-line', x1: LEFT, x2: width, y1: y(top * share), y2: y(top * share) }),
      h('text', { x: LEFT - 8, y: y(top * share) + 4, 'text-anchor': 'end' }, this.format(top * share)),
    ]);
    const paths = this.series.map((one, index) => {
      const points = samples.map((sample, at) => [at, one.value(sample)]).filter(([, value]) => value !== null && value !== undefined).map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`);
      if (points.length < 2) return null;
      const line = `M${points.join('L')}`;
      const first = points[0].split(',')[0];
      const last = points.at(-1).split(',')[0];
      return [index === 0 && h('path', { class: `area s${index}`, d: `${line}L${last},${y(0)}L${first},${y(0)}Z` }), h('path', { class: `s${index}`, d: line })];
    });
    const at = this.at === null || this.at === undefined ? samples.length - 1 : Math.min(this.at, samples.length - 1);
    const shown = samples[at];
    replace(this.svg,
      lines, paths,
      this.at !== null && this.at !== undefined && shown && h('line', { class: 'cursor', x1: x(at), x2: x(at), y1: TOP, y2: HEIGHT - BOTTOM }),
      samples.length > 1 && [
        h('text', { x: LEFT, y: HEIGHT - 4 }, clock(samples[0].time)),
        h('text', { x: width, y: HEIGHT - 4, 'text-anchor': 'end' }, clock(samples.at(-1).time)),
      ]);
    const readings = this.series.map(one => ({ name: one.name, text: shown ? this.format(one.value(shown)) : '-' }));
    replace(this.legend, readings.map((reading, index) => h('span', null, h('i', { class: `s${index}` }), `${reading.name} `, h('b', null, reading.text))),
      this.at !== null && this.at !== undefined && shown && h('span', null, clock(shown.time)));
    this.svg.setAttribute('aria-label', `${this.title}: ${readings.map(reading => `${reading.name} ${reading.text}`).join(', ')}`);
    this.svg.dataset.samples = samples.length;
    this.svg.dataset.last = samples.length ? samples.at(-1).time : 0;
  }
}

// A round number at or above the value, counted in units (of 1024 for bytes).
function nice(value, base) {
  if (base > 1 && value >= base) return base * nice(value / base, base);
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find(factor => factor * power >= value * 1.02) ?? 10;
  return step * power;
}
