"""One load run: h2load, or for many different requests (h2load sends only one) the Loader beside it, which takes the same log format."""
import re
import subprocess
import tempfile

CONNECTIONS, STREAMS = 4, 16
HEADERS = ['-H', 'content-type: application/grpc', '-H', 'te: trailers']


def url(port, method):
    return f'http://127.0.0.1:{port}/istio.mixer.v1.Mixer/{method}'


def first_answer(port, method, body):
    """Waits until a request is answered."""
    while True:
        done = subprocess.run(['h2load', '-n', '1', '-c', '1', '-m', '1', *HEADERS, '-d', body, url(port, method)], capture_output=True, text=True)
        if re.search(r'\b1 succeeded', done.stdout):
            return


def run(loader, port, method, body, seconds):
    """Requests that succeeded and failed, and the sorted latencies in milliseconds."""
    with tempfile.NamedTemporaryFile('r') as log:
        if body.endswith('.bodies'):
            command = [*loader, str(port), method, body, str(CONNECTIONS), str(STREAMS), str(seconds), log.name]
        else:
            command = ['h2load', '-c', str(CONNECTIONS), '-m', str(STREAMS), '-t', '1', *HEADERS, '-d', body, '-D', str(seconds), f'--log-file={log.name}',
                       url(port, method)]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        times = sorted(int(line.split('\t')[2]) / 1000 for line in log if line.count('\t') >= 2)
    return int(re.search(r'(\d+) succeeded', out)[1]), int(re.search(r'(\d+) failed', out)[1]), times
