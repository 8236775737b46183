"""Where and with what the numbers were taken."""
import os
import platform
import subprocess


def describe(root):
    return [
        f'Commit {output("git", "-C", root, "rev-parse", "--short", "HEAD")}'
        + (' with changes' if output('git', '-C', root, 'status', '--porcelain', '--untracked-files=no') else ''),
        f'{cpu()}, {os.cpu_count()} cores, {memory()} GB; Linux {platform.release()}; .NET SDK {output("dotnet", "--version")}; {output("h2load", "--version")}',
        f'Load average at the end: {os.getloadavg()[0]:.1f}',
    ]


def output(*command):
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def cpu():
    with open('/proc/cpuinfo', encoding='utf-8') as file:
        return next((line.split(':', 1)[1].strip() for line in file if line.startswith('model name')), platform.machine())


def memory():
    return round(os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30)
