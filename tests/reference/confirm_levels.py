"""The words about levels of a column: which is highest, what is last, what is not told apart, what rises."""
import pathlib, re
import numpy as np
from scipy import stats

from confirm_facts import Wrong, close
from contrasts import Contrast, f_test, pairing
from recompute import Selection, parsed

ALPHA = 0.05
TESTS_IN_A_FAMILY = 40  # Holm multiplies the least p by as many, and that many would be a large table


def demand(true, what):
    if not true:
        raise Wrong(what)


def names_in(text):
    return re.findall(r'`([^`]*)`', text)


def shown_is(shown, value, what):
    """A numeral is the value, rounded to the digits that it shows."""
    demand(abs(float(shown) - value) <= 0.5000001 * 10.0 ** -len(shown.partition('.')[2]), f'{what} is {value}, not {shown}')


class LevelWords:
    def __init__(self, tree):
        self.tree = tree

    def levels(self, finding, fact):
        """Of the column in which the finding's means differ: its name, and the mean of each level of the raw trials."""
        query = parsed(fact['query'])
        column = finding['about']['factors'][0] if finding['about']['factors'] else 'model'
        where = [c for c in query.where if c[0] != column]
        if column not in dict(query.where):  # files against each other
            place = next(n for n in names_in(finding['statement']) if '/' in n)
            files = [n for n in names_in(finding['statement']) if n in self.tree.files] or self.tree.matching(place)
            files = {f: Selection(self.tree, query.metric, [('file', f)], query.exclude_cold) for f in files}
            folder = str(pathlib.Path(next(iter(files))).parent)
            demand(all(str(pathlib.Path(f).parent) == folder for f in files) or column != 'model' or '*' not in place, 'files of several folders')
            return {self.tree.model_of(f) if column == 'model' else f: s for f, s in files.items() if len(s.values)}
        everything = Selection(self.tree, query.metric, where, query.exclude_cold)
        cells = everything.trials[column] if column in everything.trials else \
            everything.trials['file'].map(self.tree.model_of)
        return {level: Selection(self.tree, query.metric, [*where, (column, level)], query.exclude_cold)
                for level in dict.fromkeys(cells)}

    def means(self, finding, facts):
        fact = next(f for f in facts if f['statistic'] == 'mean')
        return {level: np.mean(s.values) for level, s in self.levels(finding, fact).items()}

    @staticmethod
    def level(name):
        return name.split('=', 1)[-1]

    def cold_words(self, finding, facts):
        said = 'cold starts left out' in finding['statement']
        demand(said == any('--exclude-cold' in f['query'] for f in facts), 'cold starts are left out of some facts, and the words differ')

    def clear(self, finding, facts):
        """An effect that is told as one must show in the interval of its size, too."""
        limits = finding.get('test', {}).get('effect', {})
        if finding.get('test') and finding['test']['p_adjusted'] < ALPHA and 'low' in limits:
            demand(limits['low'] > 1 or limits['high'] < 1,
                   f"p is {finding['test']['p']:.3g}, but the interval {limits['low']} to {limits['high']} of the size holds no effect")

    def many(self, finding, facts, m):
        best, word, first, second, next_mean, last, last_mean = m.groups()
        means = self.means(finding, facts)
        order = sorted(means, key=means.get, reverse=word == 'highest')
        named = [self.level(n) for n in (best, second, last)]
        demand([order[0], order[1], order[-1]] == named, f'by their means the levels are {order}, told are {named}')
        for shown, level in ((first, order[0]), (next_mean, order[1]), (last_mean, order[-1])):
            shown_is(shown, means[level], f'the mean of {level}')
        self.told_apart(finding, facts, order)

    def pair(self, finding, facts, m):
        high, one, low, other = m.groups()
        means = self.means(finding, facts)
        for shown, level in ((high, one), (low, other)):
            shown_is(shown, means[self.level(level)], f'the mean of {level}')
        if 'furthest apart' in finding['statement']:
            demand({self.level(one), self.level(other)} == {max(means, key=means.get), min(means, key=means.get)}, f'the means are {means}')
        elif len(means) == 2:
            self.told_apart(finding, facts, [self.level(one), self.level(other)])

    def told_apart(self, finding, facts, order):
        if not finding.get('test'):
            return
        fact = next(f for f in facts if f['statistic'] == 'mean')
        selections = self.levels(finding, fact)
        said = re.search(r'do not tell (.+?) apart', finding['statement'])
        named = {self.level(n) for n in names_in(said[1])} if said else {order[0]}
        demand(order[0] in named, 'the best is not among those that are not told apart')
        for level in order[1:]:
            method = finding['test']['name'] if 'from stated means' in finding['test']['name'] else \
                'paired by ' + ' and '.join(pairing(selections[order[0]], selections[level])) if pairing(selections[order[0]], selections[level]) else \
                'independent trials'
            p = Contrast(selections[order[0]], selections[level], method, parsed(fact['query']).metric).test()[2]
            demand(p * TESTS_IN_A_FAMILY >= ALPHA if level in named else p < ALPHA,
                   f'{level} is {"" if level in named else "not "}named beside {order[0]}, yet p = {p:.2g}')

    def no_effect(self, finding, facts, m):
        factors, one, other = names_in(m[1]), m[2], m[3]
        demand(factors == finding['about']['factors'], 'other factors are about')
        p = next((f for f in facts if f['statistic'] == 'p'), None)
        query = parsed((p or facts[0])['query'])
        ratios = {}
        for factor in factors:
            where = [c for c in query.where if c[0] not in factors]
            everything = Selection(self.tree, query.metric, where, query.exclude_cold)
            means = everything.trials.groupby(everything.trials[factor].astype(str))['value'].mean()
            ratios[f'{factor}={means.idxmax()}', f'{factor}={means.idxmin()}'] = means.max() / means.min()
            if query.effect:
                others = [c for c in ('num_gpu', 'num_ctx', 'temperature') if c in everything.trials and c != factor]
                name = finding['test']['name'] if factor == query.effect else 'F test (type II) of logarithms beside ' + ' and '.join(others)
                demand(f_test(everything, factor, name)[2] >= ALPHA, f'{factor} has an effect by its F test')
        widest = max(ratios, key=ratios.get)
        demand({one, other} == set(widest) and one == widest[0], f'the widest difference is between {widest}')

    def supposition(self, finding, facts):
        name = finding.get('test', {}).get('name', '')
        demand(('do not interact' in finding['statement']) == (' beside ' in name and 'interactions' not in name), 'what the test supposes')

    def trend(self, finding, facts, m):
        fact = next(f for f in facts if f['statistic'] == 'mean')
        query = parsed(fact['query'])
        everything = Selection(self.tree, query.metric, [c for c in query.where if c[0] != m[3]], query.exclude_cold)
        means = everything.trials.groupby(everything.trials[m[3]].astype(float))['value'].mean()
        steps = np.diff(means.to_numpy())
        demand(all(steps > 0) if m[2] == 'rises' else all(steps < 0), f'the means are {list(means)}')
        found = stats.kendalltau(everything.trials[m[3]].astype(float), everything.values, method='asymptotic')
        demand(close(found.statistic, finding['test']['effect']['value']) and close(found.pvalue, finding['test']['p']), "Kendall's tau-b")

    def trade_off(self, finding, facts, m):
        demand(names_in(m[2])[0] != names_in(m[3])[0], 'one level is best in both')
