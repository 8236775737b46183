// Numbers as people read them.
export function bytes(value) {
  if (value === null || value === undefined) return '-';
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let unit = 0;
  while (Math.abs(value) >= 1024 && unit < units.length - 1) { value /= 1024; unit++; }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${units[unit]}`;
}

export function count(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '-';
  if (Math.abs(value) >= 1e6) return `${(value / 1e6).toFixed(value < 1e7 ? 2 : 1)} M`;
  return Number.isInteger(value) ? value.toLocaleString('en-US') : value.toLocaleString('en-US', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });
}

export const percent = share => share === null || share === undefined ? '-' : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;

export const milliseconds = value => value === null || value === undefined ? '-' : value < 1 ? `${(value * 1000).toFixed(0)} us` : `${value.toFixed(value < 10 ? 2 : 1)} ms`;

export function span(seconds) {
  const parts = [[Math.floor(seconds / 86400), 'd'], [Math.floor(seconds / 3600) % 24, 'h'], [Math.floor(seconds / 60) % 60, 'min'], [Math.floor(seconds) % 60, 's']];
  const first = parts.findIndex(([value]) => value > 0);
  return first < 0 ? '0 s' : parts.slice(first, first + 2).map(([value, unit]) => `${value} ${unit}`).join(' ');
}

export const clock = milliseconds => new Date(milliseconds).toLocaleTimeString('en-GB');
