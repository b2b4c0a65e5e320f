"""Holds one fact of `chimera facts --json` against what recompute.py makes of the raw trials."""
import itertools, math
import numpy as np
from statsmodels.stats.proportion import proportion_confint

from contrasts import Contrast, detectable, f_test
from raw_tree import STATED, number
from recompute import PLAIN, SHARES, mean_interval, order_limits, parsed, selections

WITHIN = 1e-9


def close(a, b):
    return math.isclose(a, b, rel_tol=WITHIN, abs_tol=1e-300)


class Wrong(Exception):
    """What Chimera says that the raw data do not."""


def hold(what, said, found):
    said, found = (list(v) if isinstance(v, (list, tuple)) else [v] for v in (said, found))
    if len(said) != len(found) or not all(close(float(a), float(b)) for a, b in zip(said, found)):
        raise Wrong(f'{what}: says {said}, the data give {[float(v) for v in found]}')


class Counts:
    """What the inventory counts, from the raw tree."""

    def __init__(self, tree):
        self.tree = tree
        self.copies = self.sets_of_copies()

    def measured(self):
        return [t for t in self.tree.tables if not self.is_stated(t)]

    @staticmethod
    def is_stated(table):
        numbers = [c for c in table.cells if c not in table.names and table.is_measured(c)]
        return all(STATED.search(c) for c in numbers)

    def sets_of_copies(self):
        """Files of which two tables hold, in whatever order, the same fractions within the digits that are written."""
        groups = []
        for a, b in itertools.combinations(self.tree.tables, 2):
            if a.file != b.file and len(a.cells) == len(b.cells) and self.is_stated(a) == self.is_stated(b) and self.is_copy(a, b):
                known = next((g for g in groups if a.file in g or b.file in g), None)
                known.update((a.file, b.file)) if known else groups.append({a.file, b.file})
        return groups

    @staticmethod
    def is_copy(a, b):
        def fractions(table):
            columns = {c: [number(v) for v in table.cells[c]] for c in table.cells if c not in table.names}
            return {c: v for c, v in columns.items() if table.is_measured(c) and any(x is not None and x % 1 for x in v)}
        def spelled_alike(x, y, cell_x, cell_y):
            if x is None or y is None:
                return x is y
            digits = min(len(str(c).partition('.')[2]) for c in (cell_x, cell_y))
            return abs(x - y) <= 0.5000001 * 10.0 ** -digits
        first, second = fractions(a), fractions(b)
        if any(len({x for v in side.values() for x in v}) < 3 for side in (first, second)):
            return False  # chance could do it
        if len(second) < len(first):
            first, second, a, b = second, first, b, a
        def ascending(values, cells):
            return sorted(zip(values, cells), key=lambda pair: (pair[0] is None, pair[0] or 0))
        return all(any(all(spelled_alike(x, y, cx, cy) for (x, cx), (y, cy) in zip(ascending(v, a.cells[c]), ascending(w, b.cells[d])))
                       for d, w in second.items()) for c, v in first.items())

    def distinct(self):
        """Measured tables, each set of copies once."""
        seen = []
        for table in self.measured():
            group = next((g for g in self.copies if table.file in g), None)
            if group is None or group not in seen:
                yield table
            if group is not None and group not in seen:
                seen.append(group)

    def value(self, metric, where):
        kind = dict(where).get('type')
        csv = [t for t in self.tree.tables if t.file.endswith('.csv')]
        if metric in ('files', 'bytes'):
            files = self.tree.analyzed(kind)
            return len(files) if metric == 'files' else self.tree.bytes_of(files)
        if kind == 'CSV':
            return {'rows': sum(len(t.cells) for t in csv), 'failed': sum(sum(map(bool, t.reason)) for t in csv)}[metric]
        return {'failed': lambda: sum(sum(map(bool, t.reason)) for t in self.distinct()),
                'cold': lambda: sum(map(sum, (t.cold for t in self.distinct()))),
                'trials': lambda: sum(len(t.cells) for t in self.distinct()),
                'copies': lambda: len(self.copies)}[metric]()


INVENTORY = ('files', 'bytes', 'trials', 'failed', 'cold', 'rows', 'copies', 'problems')


class FactCheck:
    def __init__(self, tree, facts):
        self.tree, self.counts = tree, Counts(tree)
        self.all_p = [f['value'] for f in facts if f['statistic'] == 'p']

    def check(self, fact):
        """Raises Wrong."""
        query = parsed(fact['query'])
        if fact['statistic'] == 'count' and query.metric in INVENTORY:
            if query.metric != 'problems':
                hold(fact['query'], [fact['value'], fact['n']], [self.counts.value(query.metric, query.where)] * 2)
            return
        if query.metric == 'failure_rate' and not query.where:  # of all trials, copies once
            failed, trials = (self.counts.value(m, []) for m in ('failed', 'trials'))
            hold(fact['query'], [fact['value'], fact['n']], [failed / trials, trials])
            hold(fact['query'] + ' interval', [fact['interval'][k] for k in ('low', 'high')],
                 proportion_confint(failed, trials, method='wilson'))
            return
        first, second = selections(self.tree, query)
        value, interval = self.found(fact, query, first, second)
        hold(fact['query'], fact['value'], value)
        if fact['n'] != len(first.values):
            raise Wrong(f"{fact['query']}: n is {fact['n']}, the data give {len(first.values)}")
        for reason in ('failed', 'missing', 'cold'):
            if fact['excluded'].get(reason, 0) != first.excluded[reason]:
                raise Wrong(f"{fact['query']}: {fact['excluded'].get(reason, 0)} {reason}, the data give {first.excluded[reason]}")
        if 'interval' in fact:
            hold(fact['query'] + ' interval', [fact['interval'][k] for k in ('low', 'high')], interval)

    @staticmethod
    def found(fact, query, first, second):
        method = fact.get('interval', {}).get('method', '') or fact.get('test', '')
        if query.effect and query.stat == 'detectable':
            return detectable(first, query.effect, method), None
        if query.effect:
            return f_test(first, query.effect, method)[2], None
        if second is None:
            limits = order_limits(first.values, SHARES[query.stat]) if query.stat in SHARES and 'interval' in fact else None
            interval = limits or (mean_interval(first.values, method) if 'interval' in fact else None)
            return PLAIN[query.stat](first.values), interval
        if query.stat == 'ratio' and 'interval' not in fact:
            return np.mean(first.values) / np.mean(second.values), None
        contrast = Contrast(first, second, method, query.metric)
        if query.stat == 'ratio':
            return contrast.ratio()[:2]
        if query.stat == 'detectable':
            return contrast.ratio()[2], None
        return contrast.difference() if query.stat == 'difference' else (contrast.test()[2], None)

    def check_test(self, test, facts):
        """Statistic, df, p and effect of a finding's test, whose p is the fact of that value."""
        told = [f for f in facts if f['statistic'] == 'p']
        if not told:
            return
        p = min(told, key=lambda f: abs(f['value'] - test['p']))  # a sentence may tell several
        query = parsed(p['query'])
        first, second = selections(self.tree, query)
        claims = test['p_adjusted'] < 0.05
        statistic, df, value = f_test(first, query.effect, test['name'], claims) if query.effect else \
            Contrast(first, second, test['name'], query.metric).test()
        hold(test['name'] + ' statistic', abs(test['statistic']), abs(statistic))
        hold(test['name'] + ' df', test['df'], df)
        hold(test['name'] + ' p', test['p'], value)
        ratios = [f for f in facts if f['statistic'] == 'ratio']
        if ratios:
            ratio = min(ratios, key=lambda f: abs(f['value'] - test['effect']['value']))
            hold('effect', test['effect']['value'], ratio['value'])
            if 'interval' in ratio:
                hold('effect limits', [test['effect'].get(k) for k in ('low', 'high')], [ratio['interval'][k] for k in ('low', 'high')])
        # Holm's: a multiple of this p or of a smaller one.
        multiples = [q * m for q in self.all_p if q <= test['p'] for m in range(1, 65)]
        if test['p_adjusted'] < test['p'] * (1 - WITHIN) or test['p_adjusted'] > 1 or \
                test['p_adjusted'] < 1 and not any(close(test['p_adjusted'], m) for m in multiples):
            raise Wrong(f"p adjusted to {test['p_adjusted']} from {test['p']}")
