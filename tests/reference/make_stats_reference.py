#!/usr/bin/env python3
"""Writes stats_reference.txt: what scipy and statsmodels say of 225 generated and 20-odd published data
sets, for stats_reference_test.cc to agree with.

    python3 -m pip install scipy statsmodels pandas
    python3 tests/reference/make_stats_reference.py > tests/reference/stats_reference.txt

Form, by line: `set NAME | SOURCE`; `vector NAME value…`; `draw NAME KIND SEED N SCALE OFFSET`, values from
the generator of src/stats/random.h (large sets aren't stored); `FUNCTION argument… = value…`, where `-`
is an absent value. Shift-invariant statistics of sets with a large offset are computed on the values less
that offset, which is exact. Resampling repeats the draws of src/stats/random.h.
"""

import itertools
import math
import random
import sys
import warnings
from math import fsum

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import optimize, special, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.oneway import anova_generic
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.weightstats import ttost_ind, ttost_paired

import published_sets as published

SEED = 20260131
MASK = (1 << 64) - 1
warnings.simplefilter("ignore")


class SplitMix:
    """src/stats/random.h: a counter through a mixing function."""

    def __init__(self, seed):
        self.state = seed

    def bits(self, count):
        state = np.uint64(self.state) + np.uint64(0x9E3779B97F4A7C15) * np.arange(1, count + 1, dtype=np.uint64)
        self.state = (self.state + 0x9E3779B97F4A7C15 * count) & MASK
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return state ^ (state >> np.uint64(31))

    def uniform(self, count):
        return (self.bits(count) >> np.uint64(11)).astype(float) * 2.0 ** -53

    def index(self, bound, count):
        bits, bound = self.bits(count), np.asarray(bound, dtype=np.uint64)
        low = (bits & np.uint64(0xFFFFFFFF)) * bound
        return (((bits >> np.uint64(32)) * bound + (low >> np.uint64(32))) >> np.uint64(32)).astype(int)


class SplitMixForScipy(np.random.Generator):
    """Hands scipy's own bootstrap the indices that src/stats/bootstrap.cc draws."""

    def __init__(self, seed):
        super().__init__(np.random.PCG64(0))
        self.ours = SplitMix(seed)

    def integers(self, low, high=None, size=None, **_):
        assert low == 0
        return self.ours.index(high, int(np.prod(size))).reshape(size)


def drawn(kind, seed, n, scale, offset):
    generator = SplitMix(seed)
    if kind == "bell":
        u = generator.uniform(4 * n).reshape(n, 4) if n else np.zeros((0, 4))
        return (((u[:, 0] + u[:, 1]) + u[:, 2]) + u[:, 3] - 2.0) * scale + offset
    u = generator.uniform(n)
    return scale / (u + 0.1) + offset if kind == "skewed" else np.floor(u * 10) * scale + offset


OUT = []


def say(function, *values):
    values = [None if v is None or (isinstance(v, float) and math.isnan(v)) else float(v) for v in values]
    OUT.append(f"{function} = " + " ".join("-" if v is None else repr(v).removesuffix(".0") for v in values))


def start(name, source):
    OUT.append(f"set {name} | {source}")


def vector(name, values):
    OUT.append(f"vector {name} " + " ".join(repr(float(v)).removesuffix(".0") for v in values))


def mean_of(x):
    return fsum(x) / len(x)


def row_means(x, axis=-1):
    return np.apply_along_axis(mean_of, axis, x)


def one_sample(name, x, offset, unit):
    n, s = len(x), np.asarray(x) - offset
    some, two = n > 0, n > 1
    positive = some and min(x) > 0
    sd = np.std(s, ddof=1) if two else None
    mean = mean_of(s) + offset if some else None
    say(f"mean {name}", mean)
    say(f"deviation {name}", sd)
    say(f"cv {name}", sd / mean if two and mean != 0 else None)
    say(f"mad {name}", stats.median_abs_deviation(s) if some else None)
    say(f"iqr {name}", stats.iqr(s) if some else None)
    say(f"geomean {name}", stats.gmean(x) if positive else None)
    for share in (0, 0.05, 0.5, 0.9, 0.99):
        say(f"percentile {name} {share}", np.percentile(x, 100 * share, method="linear") if some else None)
    for level in (0.9, 0.95):
        if two:
            center, error = mean, sd / math.sqrt(n)
            half = stats.t.isf((1 - level) / 2, n - 1) * error
            say(f"t_interval {name} {level}", center - half, center + half)
        else:
            say(f"t_interval {name} {level}", None, None)
    if two and positive:
        logs = np.log(x)
        m, v, t = mean_of(logs), np.var(logs, ddof=1), stats.t.isf(0.025, n - 1)
        half, cox = t * math.sqrt(v / n), t * math.sqrt(v / n + v * v / (2 * (n - 1)))
        say(f"log_t_interval {name} 0.95", math.exp(m - half), math.exp(m + half))
        say(f"lognormal_mean_interval {name} 0.95", math.exp(m + v / 2 - cox), math.exp(m + v / 2 + cox))
    for share in (0.5, 0.9):
        interval = stats.quantile_test(x, q=0, p=share).confidence_interval(0.95) if some else None
        found = some and not (math.isnan(interval.low) or math.isnan(interval.high))
        say(f"order_interval {name} {share} 0.95", *((interval.low, interval.high) if found else (None, None)))
    if 2 <= n <= 60 and unit:
        bootstraps(name, x, offset, sd)


def bootstraps(name, x, offset, sd):
    for kind, method in (("percentile", "percentile"), ("bca", "BCa")):
        if kind == "bca" and sd == 0:
            say(f"bootstrap {kind} {name} 200", None, None)
            continue
        got = stats.bootstrap((np.asarray(x) - offset,), row_means, n_resamples=200, method=method,
                              rng=SplitMixForScipy(SEED), vectorized=True).confidence_interval
        if not math.isnan(got.low):
            say(f"bootstrap {kind} {name} 200", got.low + offset, got.high + offset)


def permutations(a, b, unit):
    """p by our definition on whole numbers, where sums are exact: the share of |difference| at least as large."""
    small, large = sorted((a, b), key=len) if len(a) != len(b) else (a, b)
    k, pooled = len(small), [round(v / unit) for v in (*small, *large)]
    n, total = len(pooled), sum(round(v / unit) for v in (*small, *large))
    off = [n * v - total for v in pooled]
    seen = abs(sum(off[:k]))
    if math.comb(n, k) <= 200_000:
        if math.comb(n, k) > 20_000:
            return None
        if k < 2:  # too few for scipy
            hits = sum(abs(sum(chosen)) >= seen for chosen in itertools.combinations(off, k))
            return hits / math.comb(n, k), 1, math.comb(n, k)
        exact = stats.permutation_test(
            (np.array(off[:k], float), np.array(off[k:], float)), lambda u, v, axis=-1: np.abs(np.sum(u, axis=axis)),
            n_resamples=np.inf, alternative="greater", vectorized=True)
        return exact.pvalue, 1, math.comb(n, k)
    draws = SplitMix(SEED).index(np.tile(np.arange(n, n - k, -1), 499), 499 * k).reshape(499, k)
    hits = 0
    for row in draws:
        for i, j in enumerate(row):
            off[i], off[i + j] = off[i + j], off[i]
        hits += abs(sum(off[:k])) >= seen
    return (hits + 1) / 500, 0, 499


def sign_flips(a, b, unit):
    off = np.array([round(y / unit) - round(x / unit) for x, y in zip(a, b)])
    seen = abs(off.sum())
    if len(off) <= 17:
        if len(off) > 12:
            return None
        signs = np.array(list(itertools.product((1, -1), repeat=len(off))))
        return np.mean(np.abs(signs @ off) >= seen), 1, len(signs)
    bits = SplitMix(SEED).bits(499 * len(off)) >> np.uint64(63)
    signs = np.where(bits.reshape(499, len(off)) != 0, -1, 1)
    return (np.sum(np.abs(signs @ off) >= seen) + 1) / 500, 0, 499


def two_samples(a, b, offset, unit):
    x, y = np.asarray(a) - offset, np.asarray(b) - offset
    spread = len(a) > 1 and len(b) > 1 and (np.ptp(x) > 0 or np.ptp(y) > 0)
    if spread:
        r = stats.ttest_ind(y, x, equal_var=False)
        limits = r.confidence_interval(0.95)
        say("welch", r.statistic, r.df, r.pvalue, limits.low, limits.high)
        margin = 0.5 * np.std(np.r_[x, y], ddof=1)
        margin = float(np.float32(margin))
        limits = r.confidence_interval(0.9)
        say(f"equivalence {margin!r}", ttost_ind(y, x, -margin, margin, usevar="unequal")[0], limits.low, limits.high)
    else:
        say("welch", None, None, None, None, None)
    if len(a) and len(b):
        ties = len(np.unique(np.r_[x, y])) < len(x) + len(y)
        exact = not ties and len(x) < 50 and len(y) < 50
        r = stats.mannwhitneyu(y, x, method="exact" if exact else "asymptotic")
        constant = np.ptp(np.r_[x, y]) == 0
        say("mann_whitney", r.statistic, 1 if constant else r.pvalue, exact)
        say("cliff", 2 * r.statistic / (len(a) * len(b)) - 1)
    df = len(a) + len(b) - 2
    if len(a) and len(b) and df >= 2 and (np.ptp(x) > 0 or np.ptp(y) > 0):
        squares = sum(np.sum((v - mean_of(v)) ** 2) for v in (x, y))
        g = (mean_of(y) - mean_of(x)) / math.sqrt(squares / df)
        say("hedges", g * special.poch((df - 1) / 2, 0.5) / math.sqrt(df / 2))
    if spread and min(*a, *b) > 0:
        ma, mb = mean_of(a), mean_of(b)
        va, vb = np.var(x, ddof=1) / len(a) / ma ** 2, np.var(y, ddof=1) / len(b) / mb ** 2
        half = stats.t.isf(0.025, (va + vb) ** 2 / (va ** 2 / (len(a) - 1) + vb ** 2 / (len(b) - 1))) * math.sqrt(va + vb)
        say("ratio", mb / ma, mb / ma * math.exp(-half), mb / ma * math.exp(half))
        if not offset:
            say("ratio_equivalence 0.9 1.1", ttost_ind(np.asarray(b), np.asarray(a), 0.9, 1.1, usevar="unequal", transform=np.log)[0])
    if unit and len(a) and len(b) and (got := permutations(x, y, unit)):
        say("permutation 499", *got)
    if len(a) == len(b) and len(a):
        pairs(a, b, x, y, unit)


def tied(off, rounding):
    """The differences with neighbouring sizes at most `rounding` apart made equal."""
    order = np.argsort(np.abs(off))
    sizes = np.abs(off)[order]
    group = np.r_[0, np.cumsum(np.diff(sizes) > rounding)]
    first = sizes[np.r_[0, np.flatnonzero(np.diff(group)) + 1]]
    result = np.empty(len(off))
    result[order] = first[group]
    return np.where(np.abs(off) <= rounding, 0, np.sign(off) * result)


def pairs(a, b, x, y, unit):
    off = np.array([round(v / unit) - round(u / unit) for u, v in zip(x, y)], float) if unit else y - x
    if len(off) > 1 and np.ptp(off) > 0:
        r = stats.ttest_rel(y, x)
        limits = r.confidence_interval(0.95)
        say("paired", r.statistic, r.df, r.pvalue, limits.low, limits.high)
        margin = float(np.float32(0.5 * np.std(y - x, ddof=1)))
        say(f"paired_equivalence {margin!r}", ttost_paired(y, x, -margin, margin)[0])
    else:
        say("paired", None, None, None, None, None)
    if not unit:  # what only the rounding of subtracting parts is tied
        off = tied(off, np.finfo(float).eps * max(np.max(np.abs(a)), np.max(np.abs(b))))
    if np.any(off != 0):
        exact = np.all(off != 0) and len(np.unique(np.abs(off))) == len(off) and len(off) < 50
        method = "exact" if exact else "asymptotic"
        rank_sum = stats.wilcoxon(off, zero_method="wilcox", alternative="greater", method=method).statistic
        r = stats.wilcoxon(off, zero_method="wilcox", correction=not exact, method=method)
        say("signed_rank", rank_sum, r.pvalue, exact)
    else:
        say("signed_rank", None, None, None)
    if unit and (got := sign_flips(x, y, unit)):
        say("paired_permutation 499", *got)


def sum_codes(factor):
    levels = np.unique(factor)
    codes = np.array([[1.0 if f == level else -1.0 if f == levels[-1] else 0.0 for level in levels[:-1]] for f in levels])
    return levels, codes.reshape(len(levels), len(levels) - 1), np.searchsorted(levels, factor)


def blocks_of(factors, interactions):
    """(term, columns of the matrix by row, contrast by level or pair of levels)"""
    coded = [sum_codes(f) for f in factors]
    for i, (_, codes, place) in enumerate(coded):
        yield str(i), codes[place], codes
    for i, j in interactions:
        (_, ci, pi), (_, cj, pj) = coded[i], coded[j]
        pairs_of = lambda u, v: (u[:, :, None] * v[:, None, :]).reshape(len(u), -1)
        by_level = np.array([np.outer(u, v).ravel() for u in ci for v in cj])
        yield f"{i}:{j}", pairs_of(ci[pi], cj[pj]), by_level


def type_two(y, factors, interactions):
    """F tests of nested statsmodels fits: each term against those that don't contain it."""
    blocks = {term: columns for term, columns, _ in blocks_of(factors, interactions)}
    fit = lambda terms: sm.OLS(y, np.column_stack([np.ones(len(y))] + [blocks[t] for t in terms])).fit(method="qr")
    full = fit(blocks)
    for term in blocks:
        others = [t for t in blocks if t != term and not (":" in t and ":" not in term and term in t.split(":"))]
        small, big = fit(others), fit([*others, term])
        squares = np.sum((big.fittedvalues - small.fittedvalues) ** 2)
        df = big.df_model - small.df_model
        f = squares / df / (full.ssr / full.df_resid)
        yield term, squares, df, f, stats.f.sf(f, df, full.df_resid)
    yield "residual", full.ssr, full.df_resid, None, None


def anova_formula(y, factors, interactions):
    """statsmodels' own type II table, which the nested fits above have to agree with."""
    import pandas
    from statsmodels.formula.api import ols
    frame = pandas.DataFrame({"y": y, **{f"f{i}": np.asarray(f).astype(str) for i, f in enumerate(factors)}})
    terms = [f"C(f{i})" for i in range(len(factors))] + [f"C(f{i}):C(f{j})" for i, j in interactions]
    return list(sm.stats.anova_lm(ols("y ~ " + " + ".join(terms), frame).fit(), typ=2)["F"][:-1])


def factorial(y, factors, interactions, offset=0.0, effects=True):
    """The response is told by `y` and the factors by `f0`, `f1`, … in the file."""
    y = np.asarray(y, float) - offset
    pairs_of = " ".join(f"{i}:{j}" for i, j in interactions)
    rows = list(type_two(y, factors, interactions))
    if effects:  # both ways to the same F
        for mine, theirs in zip(rows, anova_formula(y, factors, interactions)):
            assert math.isclose(mine[3], theirs, rel_tol=1e-6), (mine, theirs)
    for term, squares, df, f, p in rows:
        say(f"anova {term} {len(factors)} {pairs_of}".rstrip(), squares, df, f, p)
    blocks = list(blocks_of(factors, interactions))
    model = sm.OLS(y, np.column_stack([np.ones(len(y))] + [columns for _, columns, _ in blocks])).fit(method="qr")
    say(f"residuals {len(factors)} {pairs_of}".rstrip(), math.sqrt(model.ssr / model.df_resid), model.df_resid,
        np.max(np.abs(model.get_influence().resid_studentized_internal)))
    if not effects:
        return
    first = 1
    for term, columns, by_level in blocks:
        for at, codes in enumerate(by_level):
            weights = np.zeros(len(model.params))
            weights[first:first + columns.shape[1]] = codes
            t = model.t_test(weights)
            low, high = t.conf_int(0.05)[0]
            say(f"effect {term} {at} {len(factors)} {pairs_of}".rstrip(), t.effect[0], low, high, t.pvalue)
        if ":" not in term:
            weights = np.zeros(len(model.params))
            weights[first:first + columns.shape[1]] = by_level[-1] - by_level[0]
            t = model.t_test(weights)
            low, high = t.conf_int(0.05)[0]
            say(f"difference {term} {len(factors)} {pairs_of}".rstrip(), t.effect[0], low, high, t.pvalue)
        first += columns.shape[1]


def two_sample_sets():
    """96 sets: eight shapes at twelve pairs of sizes; values are whole multiples of a binary fraction."""
    shapes = {
        "bell": lambda r: round(r.gauss(40, 3) * 16) / 16,
        "lognormal": lambda r: round(math.exp(r.gauss(1, 1)) * 64) / 64 + 1 / 64,
        "ties": lambda r: float(r.randint(0, 4)),
        "constant": lambda r: 0.75,
        "offset": lambda r: 1e9 + round(r.gauss(40, 3) * 16) / 16,
        "outliers": lambda r: round(r.gauss(20, 1) * 16) / 16 * (10 if r.random() < 0.1 else 1),
        "signed": lambda r: round(r.gauss(0, 2) * 8) / 8,
        "tiny": lambda r: round(r.gauss(5, 1) * 1024) * 2.0 ** -30,
    }
    sizes = [(0, 0), (1, 1), (0, 3), (2, 2), (3, 3), (2, 5), (8, 8), (10, 6), (12, 12), (17, 17), (30, 24), (52, 52)]
    for s, (shape, one) in enumerate(shapes.items()):
        for k, (n, m) in enumerate(sizes):
            r = random.Random(1000 * s + k)
            a, b = [one(r) for _ in range(n)], [one(r) for _ in range(m)]
            start(f"{shape}_{n}_{m}", "generated")
            vector("a", a)
            vector("b", b)
            offset, unit = (1e9 if shape == "offset" else 0.0), (2.0 ** -30 if shape == "tiny" else 1 / 64)
            one_sample("a", a, offset, unit)
            one_sample("b", b, offset, unit)
            two_samples(a, b, offset, unit)


def large_sets():
    kinds = [("bell", 3.0, 40.0), ("skewed", 2.0, 0.0), ("ties", 1.0, 1.0), ("bell", 3.0, 1e9)]
    sizes = [(1000, 1000)] * 6 + [(10_000, 7000)] * 4 + [(100_000, 100_000)] * 4
    for k, (n, m) in enumerate(sizes):
        kind, scale, offset = kinds[k % 4]
        start(f"large_{kind}_{k}_{n}", "generated by src/stats/random.h")
        samples = {}
        for name, size, seed, factor in (("a", n, 2 * k, 1.0), ("b", m, 2 * k + 1, 1.03125)):
            OUT.append(f"draw {name} {kind} {seed} {size} {scale * factor!r} {offset!r}")
            samples[name] = drawn(kind, seed, size, scale * factor, offset)
            one_sample(name, samples[name], offset if offset > 1e6 else 0.0, None)
        two_samples(samples["a"], samples["b"], offset if offset > 1e6 else 0.0, None)


def factorial_sets():
    shapes = [([3], [], 10), ([4, 3], [(0, 1)], 10), ([2, 5], [(0, 1)], 6), ([6, 4], [], 4), ([2, 3, 3], [(0, 1), (1, 2)], 5),
              ([2, 2, 2, 3], [], 4)]
    for s, (levels, interactions, count) in enumerate(shapes):
        for k in range(count):
            r = random.Random(50_000 + 100 * s + k)
            replicates = 1 if not interactions and len(levels) > 1 else 3
            rows = [cell for cell in itertools.product(*map(range, levels)) for _ in range(replicates)]
            if k % 2 and replicates > 1:  # unbalanced, but every cell keeps a row
                rows += [r.choice(rows) for _ in range(len(rows) // 3)]
            offset = 1e9 if k == 3 else 0.0
            y = [offset + round((sum(x * w for x, w in zip(row, (2, 1, 0.5, 0))) * (k % 3) + r.gauss(10, 1 + k)) * 16) / 16
                 for row in rows]
            factors = [list(column) for column in zip(*rows)]
            start(f"factorial_{'x'.join(map(str, levels))}_{k}", "generated")
            vector("y", y)
            for i, f in enumerate(factors):
                vector(f"f{i}", f)
            factorial(y, factors, interactions, offset)
    start("factorial_large", "generated by src/stats/random.h")
    y = drawn("bell", 77, 100_000, 2.0, 40.0)
    OUT.append("draw y bell 77 100000 2.0 40.0")
    factors = []
    for i, seed in enumerate((78, 79)):
        OUT.append(f"draw f{i} ties {seed} 100000 1.0 0.0")
        factors.append(drawn("ties", seed, 100_000, 1.0, 0.0).astype(int))
    factorial(y, factors, [(0, 1)], effects=False)


def table(cells):
    a, b, c, d = cells
    ratio = a * d / (b * c) if b * c else None
    say("fisher " + " ".join(map(str, cells)), stats.fisher_exact([[a, b], [c, d]]).pvalue, ratio)
    for hits, n in ((a, a + b), (c, c + d)):
        if n:
            limits = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
            say(f"wilson {hits} {n} 0.95", limits.low, limits.high)


def other_sets():
    r = random.Random(7)
    for k in range(20):
        start(f"table_{k}", "generated")
        most = (3, 10, 60, 1000)[k % 4]
        table([r.randint(0, most) for _ in range(4)])
    for k in range(10):
        start(f"p_values_{k}", "generated")
        adjusted([round(r.random() ** 3, 2 if k % 2 else 6) for _ in range((0, 1, 2, 5, 10, 20, 50, 100, 7, 3)[k])])
    for k in range(12):
        start(f"power_{k}", "generated")
        power(r.choice([0.1, 0.3, 0.5, 0.8, 1.2, 2.0]), r.randint(2, 60), r.randint(2, 60), r.choice([0.05, 0.01]))
    for k in range(8):
        start(f"pareto_{k}", "generated")
        pareto(r, (0, 1, 30, 60)[k % 4], 2 + k // 4)


def adjusted(p):
    vector("p", p)
    for name, method in (("holm", "holm"), ("benjamini_hochberg", "fdr_bh")):
        say(f"{name} p", *(multipletests(p, method=method)[1] if p else []))


def power(d, n_a, n_b, alpha):
    reach = lambda effect, a, b: TTestIndPower().power(effect, a, alpha, ratio=b / a)
    say(f"power {d} {n_a} {n_b} {alpha}", reach(d, n_a, n_b))
    n = 2
    while reach(d, n, n) < 0.8:
        n += 1
    say(f"group_size {d} 0.8 {alpha}", n)
    # Far above the answer scipy's noncentral t is undefined; there the power is 1.
    say(f"detectable {n_a} {n_b} 0.8 {alpha}",
        optimize.brentq(lambda e: np.nan_to_num(reach(e, n_a, n_b), nan=1.0) - 0.8, 1e-6, 50, xtol=1e-14, rtol=1e-14))


def pareto(r, points, objectives):
    columns = [[float(r.randint(0, 40)) for _ in range(points)] for _ in range(objectives)]
    for i, column in enumerate(columns):
        vector(f"o{i}", column)
    beats = lambda p, q: all(c[p] <= c[q] for c in columns) and any(c[p] < c[q] for c in columns)
    say(f"pareto {objectives}", *[p for p in range(points) if not any(beats(q, p) for q in range(points))])


def published_sets():
    published.check(stats, lambda *args: [row[3] for row in type_two(*args)][:-1])
    for name, source, a, b, unit in published.TWO_SAMPLES:
        start(name, source)
        vector("a", a)
        vector("b", b)
        one_sample("a", a, 0.0, unit)
        one_sample("b", b, 0.0, unit)
        two_samples(a, b, 0.0, unit)
    for name, source, y, factors, interactions in published.FACTORIALS:
        start(name, source)
        vector("y", y)
        for i, f in enumerate(factors):
            vector(f"f{i}", f)
        factorial(y, factors, interactions)
    for name, source, cells in published.TABLES:
        start(name, source)
        table(cells)
    start("benjamini_hochberg", published.BENJAMINI_HOCHBERG[0])
    adjusted(published.BENJAMINI_HOCHBERG[1])


def correlations(x, y):
    vector("x", x)
    vector("y", y)
    varied = min(len(set(x)), len(set(y))) > 1
    tau = stats.kendalltau(x, y) if len(x) >= 3 and varied else None
    say("kendall", *((tau.statistic, tau.pvalue) if tau else (None, None)))
    enough = len(x) >= 2 and varied
    say("pearson", stats.pearsonr(x, y).statistic if enough else None)
    say("spearman", stats.spearmanr(x, y).statistic if enough else None)


def summaries(a, b):
    """What means, deviations and n of two samples tell: Welch's test, and the ratio by the delta method."""
    for name, x in (("a", a), ("b", b)):
        vector(f"of_{name}", [np.mean(x), np.std(x, ddof=1), len(x)])
    test = stats.ttest_ind_from_stats(np.mean(b), np.std(b, ddof=1), len(b), np.mean(a), np.std(a, ddof=1), len(a), equal_var=False)
    parts = [np.var(x, ddof=1) / len(x) for x in (a, b)]
    df = sum(parts) ** 2 / sum(p ** 2 / (len(x) - 1) for p, x in zip(parts, (a, b)))
    error = math.sqrt(sum(parts))
    within = stats.t.ppf(0.975, df) * error
    difference = np.mean(b) - np.mean(a)
    say("welch_of_summaries", test.statistic, df, test.pvalue, difference - within, difference + within)
    relative = stats.ttest_ind_from_stats(1, stats.variation(b, ddof=1), len(b), 1, stats.variation(a, ddof=1), len(a), equal_var=False)
    parts = [stats.variation(x, ddof=1) ** 2 / len(x) for x in (a, b)]
    df = sum(parts) ** 2 / sum(p ** 2 / (len(x) - 1) for p, x in zip(parts, (a, b)))
    assert abs(relative.statistic) < 1e-12
    say("ratio_of_summaries", *log_limits(np.mean(b) / np.mean(a), math.sqrt(sum(parts)), df))


def several_summaries(samples):
    """Whether several means are one, by Welch's F test of what is stated of each sample."""
    means, deviations, sizes = ([f(x) for x in samples] for f in (np.mean, lambda x: np.std(x, ddof=1), len))
    for name, numbers in (("means", means), ("deviations", deviations), ("sizes", sizes)):
        vector(name, numbers)
    test = anova_generic(np.array(means), np.array(deviations) ** 2, np.array(sizes), use_var="unequal", welch_correction=True)
    say("welch_anova", test.statistic, *test.df, test.pvalue)


def log_limits(ratio, error, df):
    within = stats.t.ppf(0.975, df) * error
    return ratio, ratio * math.exp(-within), ratio * math.exp(within)


def blocks(a, b, per_block):
    """The same number of values a block and side: least squares with a main effect of each."""
    number = len(a) // per_block
    block = [i // per_block for i in range(len(a))]
    vector("a", a)
    vector("b", b)
    vector("block", block)
    side = np.array([0.0] * len(a) + [1.0] * len(b))
    design = np.column_stack([np.array([[float(k == i) for i in range(number)] for k in block * 2]), side])
    fit = sm.OLS(np.array(a + b), design).fit()
    low, high = fit.conf_int()[-1]
    say("blocked", fit.tvalues[-1], fit.df_resid, fit.pvalues[-1], low, high)
    scaled = sm.OLS(np.array([x / np.mean(a) for x in a] + [x / np.mean(b) for x in b]), design).fit()
    say("ratio_of_blocks", *log_limits(np.mean(b) / np.mean(a), scaled.bse[-1], scaled.df_resid))


def dependent_sets():
    r = random.Random(11)
    for k, n in enumerate((0, 2, 3, 4, 7, 12, 20, 33, 34, 60, 200, 1000)):
        start(f"pairs_{k}", "generated")
        x = [r.gauss(0, 1) if k % 3 else float(r.randint(0, 4)) for _ in range(n)]
        correlations(x, [v * (k % 4 - 1) + (r.gauss(0, 1) if k % 2 else float(r.randint(0, 6))) for v in x])
    start("pairs_constant", "generated")
    correlations([1.0, 2.0, 3.0, 4.0], [5.0] * 4)
    for k, (n_a, n_b) in enumerate(((2, 2), (3, 12), (10, 10), (40, 7), (500, 20), (5, 5))):
        start(f"summaries_{k}", "generated")
        summaries([r.lognormvariate(3, 0.2) for _ in range(n_a)], [r.lognormvariate(3.1, 0.5) for _ in range(n_b)])
    for k, (number, per_block) in enumerate(((2, 2), (3, 2), (5, 4), (25, 3), (12, 1), (100, 10))):
        start(f"blocks_{k}", "generated")
        level = [r.lognormvariate(2, 0.6) for _ in range(number)]
        blocks(*([level[i // per_block] * factor * r.lognormvariate(0, 0.1) for i in range(number * per_block)] for factor in (1.0, 1.08)), per_block)

    for k, sizes in enumerate(((2, 2), (10, 10, 10), (3, 30, 8, 5), (5,) * 7, (200, 4, 60))):
        start(f"several_summaries_{k}", "generated")
        several_summaries([[r.gauss(10 + j * (k % 2), 0.5 + j) for _ in range(n)] for j, n in enumerate(sizes)])

def main():
    two_sample_sets()
    large_sets()
    factorial_sets()
    other_sets()
    generated = sum(line.startswith("set ") for line in OUT)
    published_sets()
    published_ones = sum(line.startswith("set ") for line in OUT) - generated
    dependent_sets()
    generated = sum(line.startswith("set ") for line in OUT) - published_ones
    print("# Expected statistics, by tests/reference/make_stats_reference.py, which explains the form.")
    print(f"# python {sys.version.split()[0]}, numpy {np.__version__}, scipy {scipy.__version__}, "
          f"statsmodels {statsmodels.__version__}; {generated} generated and {published_ones} published sets")
    print("\n".join(OUT))


main()
