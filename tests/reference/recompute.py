"""A query over raw trials: what it selects and leaves out, and plain statistics of it by numpy and scipy."""
import argparse, fnmatch, math, shlex
import numpy as np
import pandas as pd
from scipy import stats

CATALOGUE = {'throughput': 'tokens_s', 'ttft': 'ttft_s', 'load_time': 'load_s'}


def parsed(text):
    """The query's text, as one would type it after `chimera query DIR`."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    for option in ('--metric', '--stat', '--effect'):
        parser.add_argument(option, default='')
    for option in ('--where', '--against'):
        parser.add_argument(option, action='append', default=[])
    parser.add_argument('--exclude-cold', action='store_true')
    query = parser.parse_args(shlex.split(text))
    query.where = [tuple(c.split('=', 1)) for c in query.where]
    query.against = [tuple(c.split('=', 1)) for c in query.against]
    return query


def equal(cell, wanted):
    try:
        return float(cell) == float(wanted)
    except (TypeError, ValueError):
        return fnmatch.fnmatchcase('' if cell is None else str(cell), wanted)


class Selection:
    """Trials that a query's conditions leave: a frame with `value`, `file` and the settings, and what was left out."""

    def __init__(self, tree, metric, where, exclude_cold):
        self.excluded = {'failed': 0, 'missing': 0, 'cold': 0}
        rows, seen = [], []
        files = [f for c, v in where if c == 'file' for f in tree.matching(v)] if any(c == 'file' for c, _ in where) else tree.files
        for table in (t for t in tree.tables if t.file in files):
            fails = metric == 'failure_rate'
            column = None if fails else table.column(CATALOGUE.get(metric, metric))
            if column is None and not fails:
                continue
            values = [float(bool(reason)) for reason in table.reason] if fails else table.values(column)
            content = table.file if fails else tuple(values)
            for i in self.rows(tree, table, [c for c in where if c[0] != 'file']):
                if table.reason[i] and not fails:
                    self.excluded['failed'] += 1
                elif math.isnan(values[i]):
                    self.excluded['missing'] += 1
                elif exclude_cold and table.cold[i]:
                    self.excluded['cold'] += 1
                elif content not in seen:
                    rows.append({**table.cells.iloc[i].to_dict(), 'file': table.file, 'value': values[i]})
            seen.append(content)
        self.trials = pd.DataFrame(rows) if rows else pd.DataFrame({'value': [], 'file': []})
        self.values = self.trials['value'].to_numpy(dtype=float)

    @staticmethod
    def rows(tree, table, conditions):
        for i in range(len(table.cells)):
            cells = table.cells.iloc[i]
            if all(equal(cells[c] if c in table.cells else tree.model_of(table.file) if c == 'model' else None, v)
                   for c, v in conditions):
                yield i


def selections(tree, query):
    """The selection, and the one that it is held against (None without)."""
    first = Selection(tree, query.metric, query.where, query.exclude_cold)
    if not query.against:
        return first, None
    replaced = {c for c, _ in query.against}
    where = [c for c in query.where if c[0] not in replaced] + query.against
    return first, Selection(tree, query.metric, where, query.exclude_cold)


PLAIN = {
    'sum': np.sum, 'mean': np.mean, 'median': np.median, 'min': np.min, 'max': np.max,
    'std': lambda v: np.std(v, ddof=1), 'var': lambda v: np.var(v, ddof=1), 'count': len,
    'iqr': lambda v: np.subtract(*np.percentile(v, [75, 25])), 'cv': lambda v: np.std(v, ddof=1) / np.mean(v),
    'geomean': stats.gmean, **{f'p{q}': (lambda v, q=q: np.percentile(v, q)) for q in (5, 25, 75, 90, 95, 99)}}


SHARES = {'median': 0.5, 'p5': 0.05, 'p25': 0.25, 'p75': 0.75, 'p90': 0.9, 'p95': 0.95, 'p99': 0.99}


def order_limits(values, share):
    """The narrowest order statistics with at most 2.5 % beyond on either side (Thompson 1936)."""
    n, ordered = len(values), np.sort(values)
    low = max(k for k in range(n) if stats.binom.cdf(k, n, share) <= 0.025)
    high = min(k for k in range(n) if stats.binom.sf(k, n, share) <= 0.025)
    return ordered[low], ordered[high]


def mean_interval(values, method):
    n = len(values)
    if method.startswith('t interval'):
        half = stats.t.ppf(0.975, n - 1) * stats.sem(values)
        return np.mean(values) - half, np.mean(values) + half
    if method.startswith('lognormal interval'):
        logs = np.log(values)
        s2 = np.var(logs, ddof=1)
        half = stats.t.ppf(0.975, n - 1) * math.sqrt(s2 / n + s2 * s2 / (2 * (n - 1)))
        return tuple(math.exp(logs.mean() + s2 / 2 + side * half) for side in (-1, 1))
    if method.startswith('Wilson interval'):
        limits = stats.binomtest(int(sum(values)), n).proportion_ci(0.95, method='wilson')
        return limits.low, limits.high
    raise NotImplementedError(f'an interval by {method!r}')
