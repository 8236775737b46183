"""Results as Markdown: medians over the rounds, with the spread of the ratios."""
from statistics import median

HEAD = ['| workload | ours/s | other/s | ratio (spread) | p50/p90/p99 ms ours | other | CPU us/call ours | other | MB at rest/after ours | other | failed |',
        '|---|---|---|---|---|---|---|---|---|---|---|']
START_HEAD = ['| start to first answer | ours s (spread) | other s | MB ours | other |', '|---|---|---|---|---|']


def row(work, rounds):
    ours, other = [a for a, _ in rounds], [b for _, b in rounds]
    if work.kind == 'start':
        return f'| {work.name} | {spread(ours, "ready")} | {mid(other, "ready"):.2f} | {mid(ours, "rest"):.0f} | {mid(other, "rest"):.0f} |'
    ratios = [a['rate'] / max(b['rate'], 1) for a, b in rounds]
    name = work.name + (f' ({mid(ours, "reloads"):.0f} reloads)' if work.kind == 'reload' else '')
    return (f'| {name} | {mid(ours, "rate"):.0f} | {mid(other, "rate"):.0f} | {median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f}) | {latency(ours)} | '
            f'{latency(other)} | {mid(ours, "cpu"):.1f} | {mid(other, "cpu"):.1f} | {memory(ours)} | {memory(other)} | {sum(m["failed"] for m in ours)} |')


def document(results, options, machine, command):
    lines = [f'# Load runs against {"`" + options.against + "`" if options.against else "an empty gRPC method in ASP.NET Core"}', '', f'    {command}', '']
    lines += [f'- {line}' for line in machine]
    lines += ['- The load generator runs beside the server: 4 connections, 16 streams each.',
              f'- {options.rounds} alternating rounds of {options.seconds} s after warming up; medians, and for ratios the least and the greatest.', '']
    loads = [row(work, rounds) for work, rounds in results if work.kind != 'start']
    starts = [row(work, rounds) for work, rounds in results if work.kind == 'start']
    lines += HEAD + loads + [''] if loads else []
    lines += START_HEAD + starts + [''] if starts else []
    return '\n'.join(lines)


def mid(rows, key):
    return median(r[key] for r in rows)


def spread(rows, key):
    values = [r[key] for r in rows]
    return f'{median(values):.2f} ({min(values):.2f}-{max(values):.2f})'


def latency(rows):
    return '/'.join(f'{mid(rows, key):.2f}' for key in ('p50', 'p90', 'p99'))


def memory(rows):
    return f'{mid(rows, "rest"):.0f}/{mid(rows, "rss"):.0f}'
