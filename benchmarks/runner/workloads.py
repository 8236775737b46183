"""What is measured: each workload is a configuration, a method, a request and how the server is started."""
from dataclasses import dataclass

NO_CACHE = ('--numCheckCacheEntries', '0')


@dataclass(frozen=True)
class Workload:
    name: str
    config: str              # a folder that Bodies makes, or 'sample'
    method: str
    body: str                # a request that Bodies makes; '.bodies' files hold many different ones
    extra: tuple = ()        # arguments of the server
    kind: str = 'load'       # 'load'; 'start': only until the first answer; 'reload': load while the configuration changes
    pods: bool = False       # ours is PodServer, which has an adapter that generates attributes


ALL = [
    Workload('check cached', 'rules-10', 'Check', 'check.body'),
    Workload('check cached, 10000 different', 'rules-10', 'Check', 'check-of-10000.bodies'),
    Workload('check 10 rules', 'rules-10', 'Check', 'check.body', NO_CACHE),
    Workload('check 1000 rules', 'rules-1000', 'Check', 'check.body', NO_CACHE),
    Workload('check 10000 rules', 'rules-10000', 'Check', 'check.body', NO_CACHE),
    Workload('check spread over 10 rules', 'rules-10', 'Check', 'check-of-10.bodies', NO_CACHE),
    Workload('check spread over 1000 rules', 'rules-1000', 'Check', 'check-of-1000.bodies', NO_CACHE),
    Workload('check spread over 10000 rules', 'rules-10000', 'Check', 'check-of-10000.bodies', NO_CACHE),
    Workload('check spread over 100000 rules', 'rules-100000', 'Check', 'check-of-100000.bodies', NO_CACHE),
    Workload('check with preprocessing', 'preprocess', 'Check', 'check.body', NO_CACHE, pods=True),
    Workload('check quota', 'sample', 'Check', 'check-quota.body', NO_CACHE),
    Workload('report 1 to noop', 'report-noop', 'Report', 'report-1.body'),
    Workload('report 10 to noop', 'report-noop', 'Report', 'report-10.body'),
    Workload('report 100 to noop', 'report-noop', 'Report', 'report-100.body'),
    Workload('report 1 to stdio', 'report-stdio', 'Report', 'report-1.body'),
    Workload('report 10 to stdio', 'report-stdio', 'Report', 'report-10.body'),
    Workload('report 100 to stdio', 'report-stdio', 'Report', 'report-100.body'),
    Workload('report 1 to prometheus', 'report-prometheus', 'Report', 'report-1.body'),
    Workload('report 10 to prometheus', 'report-prometheus', 'Report', 'report-10.body'),
    Workload('report 100 to prometheus', 'report-prometheus', 'Report', 'report-100.body'),
    Workload('report 1 to stdio and prometheus', 'report-both', 'Report', 'report-1.body'),
    Workload('report 10 to stdio and prometheus', 'report-both', 'Report', 'report-10.body'),
    Workload('report 1 sample', 'sample', 'Report', 'report-1.body'),
    Workload('report 10 sample', 'sample', 'Report', 'report-10.body'),
    Workload('reload under load', 'rules-10', 'Check', 'check.body', NO_CACHE, 'reload'),
    Workload('start 10 rules', 'rules-10', 'Check', 'check.body', NO_CACHE, 'start'),
    Workload('start 1000 rules', 'rules-1000', 'Check', 'check.body', NO_CACHE, 'start'),
    Workload('start 10000 rules', 'rules-10000', 'Check', 'check.body', NO_CACHE, 'start'),
    Workload('start 100000 rules', 'rules-100000', 'Check', 'check.body', NO_CACHE, 'start'),
]
