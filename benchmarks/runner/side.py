"""One of the two servers that are compared."""
import os
import subprocess
import sys
import threading
import time

from . import load

WARM_SECONDS = 2      # one turn of warming up
WARM_TURNS = 10       # at most
STEADY = 0.04         # a turn that brings no more than this share above the best before is the last
RELOAD_SECONDS = 0.5


class Side:
    def __init__(self, name, command, port, folder, sample, loader, pods=None):
        self.name, self.command, self.port, self.folder, self.sample, self.loader = name, command, port, folder, sample, loader
        self.pods = pods or command

    def measure(self, work, seconds):
        config = self.sample if work.config == 'sample' else f'{self.folder}/{work.config}'
        body = f'{self.folder}/{work.body}'
        started = time.time()
        server = self._start(self.pods if work.pods else self.command, config, work.extra)
        try:
            load.first_answer(self.port, work.method, f'{self.folder}/check.body' if body.endswith('.bodies') else body)
            ready = time.time() - started
            rest = resident(server.pid)
            if work.kind == 'start':
                return dict(ready=ready, rest=rest)
            self._warm(work.method, body)
            cpu = processor(server.pid)
            with Reloading(config) if work.kind == 'reload' else Still() as changes:
                done, failed, times = load.run(self.loader, self.port, work.method, body, seconds)
            cpu = processor(server.pid) - cpu
            return dict(rate=done / seconds, p50=share(times, .5), p90=share(times, .9), p99=share(times, .99), cpu=cpu / max(done, 1) * 1e6,
                        rest=rest, rss=resident(server.pid), failed=failed, ready=ready, reloads=changes.count)
        finally:
            stop(server)

    def _warm(self, method, body):
        """Loads the server until it gets no faster: code that is compiled while it runs takes its time, and more with more of it."""
        best = 0
        for _ in range(WARM_TURNS):
            done, _, _ = load.run(self.loader, self.port, method, body, WARM_SECONDS)
            if done < best * (1 + STEADY):
                return
            best = done

    def _start(self, program, config, extra):
        command = [*program, 'server', f'--configStoreURL=fs://{config}', '--port', str(self.port), '--monitoringPort', str(self.port + 1),
                   '--ctrlz_port', str(self.port + 2), *extra]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.05)
        if server.poll() is not None:
            sys.exit(f'{self.name}: the server ended at once with status {server.returncode}: {command}')
        return server


class Still:
    count = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class Reloading:
    """Changes the configuration again and again: one more rule, one less."""

    def __init__(self, config):
        self.path, self.count, self._end = f'{config}/reload.yaml', 0, threading.Event()

    def __enter__(self):
        self._thread = threading.Thread(target=self._change)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._end.set()
        self._thread.join()
        os.remove(self.path)

    def _change(self):
        while not self._end.wait(RELOAD_SECONDS):
            self.count += 1
            with open(self.path + '.new', 'w', encoding='utf-8') as file:
                file.write('apiVersion: config.istio.io/v1alpha2\nkind: rule\nmetadata: {name: reload, namespace: istio-system}\n'
                           f'spec: {{match: request.method == "M{self.count}", actions: [{{handler: allow.denier, instances: [nothing.checknothing]}}]}}\n')
            os.replace(self.path + '.new', self.path)


def share(times, part):
    return times[min(len(times) - 1, int(len(times) * part))] if times else 0


def processor(pid):
    with open(f'/proc/{pid}/stat', encoding='ascii') as file:
        fields = file.read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def resident(pid):
    with open(f'/proc/{pid}/status', encoding='ascii') as file:
        return next(int(line.split()[1]) for line in file if line.startswith('VmRSS:')) / 1024


def stop(server):
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
