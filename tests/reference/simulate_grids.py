#!/usr/bin/env python3
"""What the findings really detect: simulated grids whose truth is known, beside statsmodels' ANOVA.

    simulate_grids.py CHIMERA [--grids N] [--seed N] [--check]

Each grid is a CSV of its own in a tree of its own: two or three factors of two to four levels (in every
other grid the first names models), all crossed, in random order; each cell once, three or five times, or
once in each of three or five blocks (prompts). The noise has a coefficient of variation of 5 %, normal or
lognormal. Half the factors have no effect, the others one of 10 % or 30 % between their outermost levels.
A claim is a finding (effect, comparison or trend) of the factor whose adjusted p is below 0.05. Beside it:
type II ANOVA of logarithms by main effects and blocks, p adjusted by Holm over the grid's factors.

Prints the tables of docs/statistics.md. With --check it judges: fails if more factors without an effect are
claimed than a rate of 5 % explains, or if large effects are missed; exit status 77 where numpy, scipy,
pandas or statsmodels are missing, which ctest takes for a skip.
"""
import argparse
import collections
import csv
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "build" / "python"))  # where scripts/test puts it
try:
    import numpy
    import pandas
    import scipy.stats
    import statsmodels.api
    import statsmodels.formula.api
    import statsmodels.stats.multitest
except ImportError as missing:
    print(f"grids ... skipped {missing}")
    sys.exit(77)

ALPHA = 0.05
NOISE = 0.05  # coefficient of variation
REPEATS = [("once", 1, False), ("3 times", 3, False), ("5 times", 5, False), ("3 blocks", 3, True), ("5 blocks", 5, True)]
NAMES = ["num_gpu", "num_ctx", "batch_size"]
CLAIMS = ("effect", "comparison", "trend")


class Grid:
    """A simulated grid: its rows, and the true ratio of the outermost levels of each factor."""

    def __init__(self, number, seed):
        generator = numpy.random.default_rng([seed, number])
        self.repeats, count, in_blocks = REPEATS[number % len(REPEATS)]
        factors = int(generator.integers(2, 4))
        names = (["model"] if number // len(REPEATS) % 2 else []) + NAMES
        self.factors = names[:factors]
        levels = [int(n) for n in generator.integers(2, 5, factors)]
        self.truth = {name: float(generator.choice([1, 1.1, 1.3], p=[0.5, 0.25, 0.25])) for name in self.factors}
        scales = [self.scale(generator, self.truth[name], n) for name, n in zip(self.factors, levels)]
        blocks = generator.lognormal(0, 0.2, count) if in_blocks else numpy.ones(count)
        self.lognormal = bool(generator.random() < 0.5)
        self.rows = []
        for cell in itertools.product(*map(range, levels)):
            for repeat in range(count):
                speed = 50 * blocks[repeat] * self.noise(generator)
                for scale, level in zip(scales, cell):
                    speed *= scale[level]
                settings = [f"m{level}" if name == "model" else 2**level for name, level in zip(self.factors, cell)]
                self.rows.append([*settings, *([f"prompt-{repeat}"] if in_blocks else []), f"{speed:.6f}"])
        generator.shuffle(self.rows)
        self.header = [*self.factors, *(["prompt_id"] if in_blocks else []), "tokens_s"]

    @staticmethod
    def scale(generator, ratio, levels):
        """Factors from 1 to `ratio`, both met, the others between them; in any order."""
        between = generator.uniform(0, 1, levels - 2)
        return ratio ** generator.permutation([0, 1, *between])

    def noise(self, generator):
        if self.lognormal:
            return generator.lognormal(0, NOISE)
        return generator.normal(1, NOISE)

    def write(self, path):
        with path.open("w", newline="") as out:
            csv.writer(out).writerows([self.header, *self.rows])


def chimera_claims(program, grid):
    """The factors that a finding claims an effect of, with the kinds of the findings."""
    with tempfile.TemporaryDirectory(prefix="chimera-grid-") as folder:
        grid.write(pathlib.Path(folder) / "grid.csv")
        out = subprocess.run([program, "facts", folder, "--json"], check=True, capture_output=True, text=True).stdout
    claims = collections.defaultdict(set)
    for finding in json.loads(out)["findings"]:
        if finding["kind"] in CLAIMS and finding.get("test", {}).get("p_adjusted", 1) < ALPHA:
            for factor in finding["about"]["factors"]:
                claims[factor].add(finding["kind"])
    return claims


def statsmodels_claims(grid):
    frame = pandas.DataFrame(grid.rows, columns=grid.header)
    frame["response"] = numpy.log(frame["tokens_s"].astype(float))
    terms = " + ".join(f"C({name})" for name in grid.header[:-1])
    fitted = statsmodels.formula.api.ols(f"response ~ {terms}", frame).fit()
    if fitted.df_resid < 1:
        return set()
    p = statsmodels.api.stats.anova_lm(fitted, typ=2)["PR(>F)"]
    p = [p[f"C({name})"] for name in grid.factors]
    adjusted = statsmodels.stats.multitest.multipletests(p, method="holm")[1]
    return {name for name, value in zip(grid.factors, adjusted) if value < ALPHA}


class Tally:
    """How many of how many were claimed, by us and by statsmodels."""

    def __init__(self):
        self.count = self.ours = self.theirs = 0

    def add(self, ours, theirs):
        self.count += 1
        self.ours += bool(ours)
        self.theirs += bool(theirs)

    def row(self, *labels):
        share = lambda hits: f"{100 * hits / self.count:.1f} %" if self.count else "none"
        return f"| {' | '.join(labels)} | {self.count} | {share(self.ours)} | {share(self.theirs)} |"

    def too_many(self):
        """Whether a rate of 5 % hardly (one time in a thousand) explains so many claims."""
        return self.ours > scipy.stats.binom.ppf(0.999, self.count, ALPHA)


def simulate(program, grids, seed):
    """Tallies by (what, true ratio, repeats): of factors, and of grids with a factor that has no effect."""
    tallies = collections.defaultdict(Tally)
    for number in range(grids):
        grid = Grid(number, seed)
        ours, theirs = chimera_claims(program, grid), statsmodels_claims(grid)
        for name, ratio in grid.truth.items():
            noise = "lognormal" if grid.lognormal else "normal"
            for what in ("factor", noise, "model" if name == "model" else "setting"):
                tallies[what, ratio, grid.repeats].add(ours[name], name in theirs)
        none = [name for name, ratio in grid.truth.items() if ratio == 1]
        if none:
            tallies["grid", 1, grid.repeats].add(any(ours[name] for name in none), any(name in theirs for name in none))
    return tallies


def total(tallies, what, ratio):
    """Over all ways to repeat."""
    whole = Tally()
    for (kind, of, _), tally in tallies.items():
        if (kind, of) == (what, ratio):
            whole.count, whole.ours, whole.theirs = (
                whole.count + tally.count, whole.ours + tally.ours, whole.theirs + tally.theirs)
    return whole


def tables(tallies):
    yield "| no true effect, and one was claimed | repeats | of | chimera | statsmodels |"
    yield "|---|---|--:|--:|--:|"
    for what, label in (("factor", "factors"), ("grid", "grids with such a factor")):
        for repeats, _, _ in REPEATS:
            yield tallies[what, 1, repeats].row(label, repeats)
        yield total(tallies, what, 1).row(label, "all")
    for what, label in (("model", "models"), ("setting", "settings"), ("normal", "factors under normal noise"),
                        ("lognormal", "factors under lognormal noise")):
        yield total(tallies, what, 1).row(label, "all")
    yield ""
    yield "| true effect, and it was claimed | repeats | of | chimera | statsmodels |"
    yield "|---|---|--:|--:|--:|"
    for ratio, label in ((1.1, "10 %"), (1.3, "30 %")):
        for repeats, _, _ in REPEATS:
            yield tallies["setting", ratio, repeats].row(f"{label}, settings", repeats)
        yield total(tallies, "model", ratio).row(f"{label}, models: the best beside the second", "all")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--grids", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    tallies = simulate(options.program, options.grids, options.seed)
    print("\n".join(tables(tallies)))
    if not options.check:
        return
    repeated = [total(tallies, "factor", 1), total(tallies, "grid", 1)]
    large = [tallies["setting", 1.3, repeats] for repeats, count, _ in REPEATS if count > 1]
    if any(tally.too_many() for tally in repeated):
        sys.exit("effects are claimed where there is none")
    if any(tally.ours < 0.9 * tally.count for tally in large):
        sys.exit("effects of 30 % are missed")


if __name__ == "__main__":
    main()
