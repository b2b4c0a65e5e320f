"""Two selections against each other, and the levels of a factor: ratio, difference, limits and tests by scipy and statsmodels."""
import math, re
import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as formula
from scipy import stats

from raw_tree import number

SIZES = ('n', 'runs', 'num_runs', 'repeats', 'repetitions', 'samples', 'rounds', 'iterations', 'n_samples', 'trials')


def stated_sample(trials, metric):
    """Mean, deviation and n of the sample whose summary the one row states. Whether the deviation was divided by n or by n - 1
    is not said: the wider reading (n) is taken, and the least and the greatest value must allow for it."""
    row = trials.iloc[0]
    mean_of = next(c for c in trials.columns if c == metric or c.endswith('.' + metric))
    mean, low, high = (number(row.get(re.sub(r'mean|average|avg', w, mean_of))) for w in ('mean', 'min', 'max'))
    deviation = next(d for w in ('std', 'stdev', 'stddev', 'sd') if (d := number(row.get(re.sub(r'mean|average|avg', w, mean_of)))) is not None)
    n = next(int(number(row[c])) for c in trials.columns if c.split('.')[-1] in SIZES and number(row[c]) is not None)
    sample = deviation * math.sqrt(n / (n - 1))
    assert low is None or high is None or (n - 1) * sample ** 2 >= least_squares(mean, low, high, n) * (1 - 1e-9), \
        f'a deviation of {deviation} is impossible for {n} values between {low} and {high} with the mean {mean}'
    return mean, sample, n


def least_squares(mean, low, high, n):
    """What n values of that mean, of which one is the least and one the greatest, deviate at least in squares."""
    return (high - mean) ** 2 + (low - mean) ** 2 + ((2 * mean - low - high) ** 2 / (n - 2) if n > 2 else 0)


PAIRING = ('num_gpu', 'num_ctx', 'temperature', 'prompt', 'prompt_index', 'prompt_text')


def pairing(first, second):
    """Columns by which each trial of one selection has exactly one partner in the other; empty if there are none."""
    columns = [c for c in PAIRING if all(c in s.trials and s.trials[c].nunique() > 1 for s in (first, second)) and
               set(first.trials[c]) == set(second.trials[c])]
    keys = [sorted(map(tuple, s.trials[columns].to_numpy())) if columns else [] for s in (first, second)]
    return columns if keys[0] == keys[1] and len(set(keys[0])) == len(keys[0]) else []


class Contrast:
    """Two selections as the method's name says that they are held against each other; `relative` are values ÷ their mean."""

    def __init__(self, first, second, method, metric):
        self.a, self.b = first.values, second.values
        self.blocks, self.paired, self.stated, self.counts = None, False, None, None
        if method.startswith("Fisher's exact test"):
            self.counts = [[int(sum(v)), len(v) - int(sum(v))] for v in (self.a, self.b)]
            return
        if 'from stated means' in method:
            self.stated = [stated_sample(s.trials, metric) for s in (first, second)]
            return
        by = re.search(r'(?:paired by|in blocks of) ([\w ,.]+?)(?:, log scale|$)', method)
        if 'means of runs' in method:
            self.a, self.b = (s.trials.groupby('file')['value'].mean().to_numpy() for s in (first, second))
        elif by:
            columns = re.split(r', | and ', by[1])
            keys = [list(map(tuple, s.trials[columns].to_numpy())) for s in (first, second)]
            if 'paired' in method:
                self.pair_up(keys)
            else:
                self.blocks = keys
        elif not re.search(r'independent trials|Welch', method):
            raise NotImplementedError(f'a contrast by {method!r}')
        else:
            assert not pairing(first, second), f'told to be independent, but paired by {pairing(first, second)}'
        self.paired = bool(by) and 'paired' in method

    def pair_up(self, keys):
        assert all(len(set(k)) == len(k) for k in keys), 'said to be paired, but a trial has two partners'
        places = [dict(zip(k, range(len(k)))) for k in keys]
        common = [k for k in keys[0] if k in places[1]]
        self.a, self.b = (v[[p[k] for k in common]] for v, p in zip((self.a, self.b), places))

    def error_and_df(self, a, b, relative=False):
        """Of the difference of means: Student's for pairs, the residual's beside blocks, else Satterthwaite's."""
        if self.stated:
            parts = [(s / (m if relative else 1)) ** 2 / n for m, s, n in self.stated]
            return math.sqrt(sum(parts)), sum(parts) ** 2 / sum(p * p / (n - 1) for p, (_, _, n) in zip(parts, self.stated))
        if self.paired:
            return stats.sem(a - b), len(a) - 1
        if self.blocks:
            frame = pd.DataFrame({'y': np.concatenate([a, b]), 'block': [str(k) for k in self.blocks[0] + self.blocks[1]],
                                  'side': [1.0] * len(a) + [0.0] * len(b)})
            fit = formula.ols('y ~ C(block) + side', frame).fit()
            return fit.bse['side'], fit.df_resid
        parts = [np.var(v, ddof=1) / len(v) for v in (a, b)]
        df = sum(parts) ** 2 / sum(p * p / (len(v) - 1) for p, v in zip(parts, (a, b)))
        return math.sqrt(sum(parts)), df

    def ratio(self):
        """Value, limits and what would be seen four times in five: the delta method on the log scale."""
        value = np.mean(self.a) / np.mean(self.b)
        error, df = self.error_and_df(self.a / np.mean(self.a), self.b / np.mean(self.b), relative=True)
        half = stats.t.ppf(0.975, df) * error
        seen = math.exp((stats.t.ppf(0.975, df) + stats.t.ppf(0.8, df)) * error)
        return value, (value * math.exp(-half), value * math.exp(half)), seen

    def test(self):
        """Statistic, df, p; of Fisher's only p."""
        if self.counts:
            return None, [], stats.fisher_exact(self.counts).pvalue
        error, df = self.error_and_df(self.a, self.b)
        statistic = (np.mean(self.a) - np.mean(self.b)) / error
        if self.stated:
            (m, s, n), (m2, s2, n2) = self.stated
            check = stats.ttest_ind_from_stats(m, s, n, m2, s2, n2, equal_var=False)
            return check.statistic, [df], check.pvalue
        if self.paired:
            check = stats.ttest_rel(self.a, self.b)
        elif self.blocks is None:
            check = stats.ttest_ind(self.a, self.b, equal_var=False)
        else:
            return statistic, [df], 2 * stats.t.sf(abs(statistic), df)
        return check.statistic, [check.df], check.pvalue

    def difference(self):
        error, df = self.error_and_df(self.a, self.b)
        value, half = np.mean(self.a) - np.mean(self.b), stats.t.ppf(0.975, df) * error
        return value, (value - half, value + half)


NAME_OF_F = re.compile(r'F test \(type II\)( of logarithms)?(?: beside (.+?))?(, with two-way interactions)?')


def first_cells(selection, rows):
    return ', '.join(map(str, selection.trials.iloc[rows[0]].to_list()[:4]))


def model_of(selection, column, name):
    """The linear model that the name of an F test tells, fitted, the column's factor first."""
    told = NAME_OF_F.fullmatch(name)
    if not told:
        raise NotImplementedError(f'a test by {name!r}')
    others = re.split(r', | and ', told[2]) if told[2] else []
    frame = pd.DataFrame({f'x{i}': selection.trials[c].astype(str) for i, c in enumerate([column, *others])})
    frame['y'] = np.log(selection.values) if told[1] else selection.values
    factors = [i for i, c in enumerate([column, *others]) if not c.startswith('prompt')]
    terms = [f'C(x{i})' for i in range(1 + len(others))]
    if told[3]:
        terms += [f'C(x{i}):C(x{j})' for i in factors for j in factors if i < j]
    return formula.ols('y ~ ' + ' + '.join(terms), frame).fit()


def detectable(selection, column, name):
    """The ratio of two levels, those with fewest trials, that the test's residual shows with a chance of about 80 %."""
    fit = model_of(selection, column, name)
    fewest = selection.trials[column].astype(str).value_counts().nsmallest(2)
    error = np.sqrt(fit.mse_resid * (1 / fewest).sum())
    return np.exp((stats.t.ppf(0.975, fit.df_resid) + stats.t.ppf(0.8, fit.df_resid)) * error)


def f_test(selection, column, name, sees_all=False):
    """Statistic, df and p of the column in the model that the test's name tells; with sees_all no trial may stand alone in it."""
    fit = model_of(selection, column, name)
    if sees_all:
        leverage = fit.get_influence().hat_matrix_diag
        alone = np.flatnonzero(leverage > 1 - 1e-9)
        assert not len(alone), f'the trial of {first_cells(selection, alone)} has leverage 1: the residual can not tell it from an outlier'
    row = sm.stats.anova_lm(fit, typ=2).loc['C(x0)']
    return row['F'], [row['df'], fit.df_resid], row['PR(>F)']
