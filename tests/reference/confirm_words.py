"""Holds the words of a finding's statement against the raw trials. A sentence whose form is not known here is wrong until it is:
SENTENCES at the end has a row for each."""
import collections, json, math, re
import numpy as np
import pandas as pd
import statsmodels.formula.api as formula
from scipy import stats
from statsmodels.stats.oneway import anova_generic

from confirm_facts import Wrong
from confirm_levels import ALPHA, LevelWords, demand, names_in, shown_is
from recompute import equal, parsed

NUMERAL = re.compile(r'(?<![\w.])-?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w])')


class Words(LevelWords):
    def __init__(self, tree, checker):
        super().__init__(tree)
        self.checker = checker

    def numerals(self, finding, facts):
        allowed = [95.0, *[v for f in facts for v in (f['value'], f['n'], *f['excluded'].values())]]
        allowed += [f['interval'][k] for f in facts for k in ('low', 'high') if 'interval' in f]
        for shown in NUMERAL.findall(re.sub(r'`[^`]*`', '``', finding['statement'])):
            unit = 0.5000001 * 10.0 ** -len(shown.partition('.')[2])
            small = shown == '0.001' and 'p < 0.001' in finding['statement'] and any(f['statistic'] == 'p' and f['value'] < 0.001 for f in facts)
            demand(small or any(abs(float(shown) - v) <= unit for v in allowed), f'{shown} is no cited fact')

    def failure(self, finding, facts, m):
        reasons = collections.Counter(r for t in self.checker.counts.distinct() for r in t.reason if r)
        said = (m[3] or '').rstrip('…')
        demand(not said or max(reasons, key=reasons.get).startswith(said[:60]), f'the most frequent reason is {reasons.most_common(1)}')

    def failed_files(self, finding, facts, m):
        for file, trials in re.findall(rf'{N} \((\d+) trials?\)', finding['statement']):
            reasons = [r for t in self.tree.tables if t.file == file for r in t.reason]
            demand(len(reasons) == int(trials) and all(reasons), f'{file} has {len(reasons)} trials, {sum(map(bool, reasons))} failed')

    def cold_start(self, finding, facts, m):
        most = max(self.checker.counts.distinct(), key=lambda t: sum(t.cold) * ('ttft_s' in t.cells))
        table = next(t for t in self.tree.tables if t.file == m[2])
        demand(sum(table.cold) == sum(most.cold), f'most cold starts are in {most.file}')
        values, cold = table.values('ttft_s'), np.array(table.cold)
        for shown, mean in ((m[3], values.mean()), (m[4], values[~cold].mean())):
            shown_is(shown, mean, 'a mean')

    def duplicate(self, finding, facts, m):
        demand(any({m[2], m[3]} <= g for g in self.checker.counts.copies), f'{m[2]} and {m[3]} differ')

    def confounded(self, finding, facts, m):
        column, level = m[1].split('=', 1)
        cases = re.findall(r'(\d+) of its (\d+) trials in `([^`]+)`', finding['statement'])
        others = 0
        for cold, trials, file in cases:
            table = next(t for t in self.tree.tables if t.file == file)
            ok = [i for i in range(len(table.cells)) if not table.reason[i]]
            of_level = [i for i in ok if equal(table.cells[column][i], level)]
            others += sum(table.cold[i] for i in ok if i not in of_level)
            demand((int(cold), int(trials)) == (sum(table.cold[i] for i in of_level), len(of_level)), f'the counts in {file}')
        demand(bool(cases) and ('no other trials' in finding['statement']) == (others == 0), f'{others} other trials are cold')

    def failed_subject(self, finding, facts, m):
        told = names_in(m[4])
        for file in told[:-1]:
            table = next(t for t in self.tree.tables if t.file == file and told[-1] in t.cells)
            rows = [bool(r) for r, v in zip(table.reason, table.cells[told[-1]]) if v == m[3]]
            demand(bool(rows) and all(rows) and not all(map(bool, table.reason)), f'{m[3]} did not fail alone in {file}')

    def together(self, finding, facts, m):
        table = next(t for t in self.tree.tables if t.file == m[1])
        columns = [table.cells[c].astype(str) for c in names_in(m[2])]
        sizes = {len(set(zip(*columns))), *[c.nunique() for c in columns]}
        demand(len(sizes) == 1, f'{names_in(m[2])} change one without the other')

    def no_measurement(self, finding, facts, m):
        demand(not any(t.file == m[1] for t in self.tree.tables), f'pandas reads a table in {m[1]}')

    def extreme(self, finding, facts, m):
        file, word, model, best, with_best, other_word, worst, with_worst = m.groups()
        table = next(t for t in self.tree.tables if t.file == file and t.column(finding['about']['metric']))
        values = table.values(table.column(finding['about']['metric'])).where([not r for r in table.reason])
        demand(word != other_word and model in (None, self.tree.model_of(file)), f'{word}, {other_word}, {model}')
        high, low = (values.idxmax(), values.idxmin()) if word == 'highest' else (values.idxmin(), values.idxmax())
        for shown, settings, row in ((best, with_best, high), (worst, with_worst, low)):
            shown_is(shown, values[row], 'the extreme')
            for name in names_in(settings):
                column, level = name.split('=', 1)
                demand(equal(table.cells[column][row], level), f'the extreme was measured with {column}={table.cells[column][row]}')
        self.near(finding, table, values, high)

    def near(self, finding, table, values, best):
        """Who can't be told from the best: t of the residual of the main effects, Bonferroni over all comparisons with it."""
        factors = finding['about']['factors']
        frame = pd.DataFrame({f'x{i}': table.cells[c].astype(str) for i, c in enumerate(factors)}).assign(y=values).dropna()
        demand(not frame.drop(columns='y').duplicated().any(), 'a setting was repeated')
        fit = formula.ols('y ~ ' + ' + '.join(f'C(x{i})' for i in range(len(factors))), frame).fit()
        gap = stats.t.ppf(1 - ALPHA / (len(frame) - 1) / 2, fit.df_resid) * math.sqrt(2 * fit.mse_resid)
        near = (frame['y'] - frame['y'][best]).abs().sort_values(kind='stable')
        near = near[(near <= gap) & (near.index != best)]
        told = re.findall(r'\(((?:`[^`]+=[^`]+`(?:, )?)+)\)', finding['statement'])
        if 'not tell any setting from the best' in finding['statement']:
            demand(len(near) == len(frame) - 1, f'{len(frame) - 1 - len(near)} settings are further off')
            return
        demand(('and others' in finding['statement']) == (len(near) > len(told)), f'{len(near)} settings are near the best')
        for settings, row in zip(told, near.index):
            demand(all(equal(table.cells[c][row], v) for c, v in (n.split('=', 1) for n in names_in(settings))), f'{settings} is not next')

    def spread(self, finding, facts, m):
        tables = [t for t in self.tree.tables if t.file == m[1] and finding['about']['metric'] in t.cells]
        told = re.findall(r'((?:`[^`]+` )+)\((\S+) \S+ beside (\S+) \S+\)', m[2])
        demand(bool(told), 'nothing is told')
        for names, deviation, mean in told:
            rows = [t.cells.iloc[i] for t in tables for i in range(len(t.cells)) if names_in(names) == [t.cells.iloc[i][c] for c in sorted(t.names)]]
            demand(len(rows) == 1, f'{names} is no record')
            mean_of = finding['about']['metric']
            shown_is(deviation, rows[0][mean_of.replace('mean', 'std')], 'the deviation')
            shown_is(mean, rows[0][mean_of], 'the mean')
            demand(rows[0][mean_of.replace('mean', 'std')] > rows[0][mean_of], f'{deviation} does not exceed {mean}')

    def rows_of(self, file, mean):
        """The stated means above zero of the file's records that did not fail, by the last of what names each."""
        rows = {}
        for table in (t for t in self.tree.tables if t.file == file and mean in t.cells):
            for i, record in table.cells.iterrows():
                subject = record.get('backend', record.get(sorted(table.names)[-1]))
                if not table.reason[i] and (record[mean] or 0) > 0:
                    rows[subject] = record
        return rows

    def between_files(self, finding, facts, m):
        """Stated means of two files: the row that differs most, the one that differs least, and what sets the files apart."""
        mean, most, first, file, second, other = m.groups()
        rows = [self.rows_of(f, mean) for f in (file, other)]
        shared = [r for r in rows[0] if r in rows[1]]
        ratios = {r: max(a, b) / min(a, b) for r in shared for a, b in [(rows[0][r][mean], rows[1][r][mean])]}
        shown_is(first, rows[0][most][mean], f'the mean of {most}')
        shown_is(second, rows[1][most][mean], f'the mean of {most}')
        said = re.search(rf'run with `(\S+)=([^`]+)` and `(\S+)=([^`]+)` respectively', finding['statement'])
        if said:
            demand(most == max(ratios, key=ratios.get), f'the ratios are {ratios}')
            demand(said[1] == said[3] and [str(rows[i][most][said[1]]) for i in (0, 1)] == [said[2], said[4]], f'{said[1]} of the files')
        settings = [{k: v for k, v in r[most].items() if k.split('.')[0] in ('model', 'settings') and isinstance(v, (str, int))} for r in rows]
        differ = {k for k in set(settings[0]) & set(settings[1]) if settings[0][k] != settings[1][k]}
        demand(differ == ({said[1]} if said else set()), f'the files differ in {differ}')
        least = re.search(rf'For {N} in turn `[^`]+` is {V} in `[^`]+` against {V} in ', finding['statement'])
        if least:
            demand(least[1] == min(ratios, key=ratios.get), f'the ratios are {ratios}')
            shown_is(least[2], rows[0][least[1]][mean], f'the mean of {least[1]}')
            shown_is(least[3], rows[1][least[1]][mean], f'the mean of {least[1]}')
        if finding.get('test') and said:
            demand(len({rows[0][r][mean] > rows[1][r][mean] for r in shared}) == 1, 'rows move both ways')

    def other_device(self, finding, facts, m):
        column, level = m[3].split('=', 1)
        found = 0
        for file in self.tree.files:
            if file.endswith('.json') and f'"{m[2]}"' in (text := (self.tree.root / file).read_text(errors='replace')) and '"providers"' in text:
                record = json.loads(text)
                if record['model'][column.split('.')[-1]] == level:
                    found += 1
                    demand(record['backends'][m[2]]['benchmark']['metadata'][m[4]] == json.loads(m[5]), f'{m[4]} in {file}')
        demand(found == int(m[1]), f'{found} such trials')

    def sizes(self, finding, facts, m):
        table = next(t for t in self.tree.tables if t.file == m[2])
        sizes = dict(zip(table.cells[sorted(table.names)[-1]], table.values(m[1])))
        least, most = min(sizes.values()), max(sizes.values())
        demand({n for n, v in sizes.items() if v == least} == set(names_in(m[3])), f'the sizes are {sizes}')
        demand((float(m[4]), sizes[m[5]], float(m[6])) == (least, most, most), f'the sizes are {sizes}')
        demand('saves room' not in finding['statement'] or names_in(finding['statement'])[-1] in names_in(m[3]), 'something is smaller')

    def before_after(self, finding, facts, m):
        after, file, one, before, other, records, word = m.groups()
        table = next(t for t in self.tree.tables if t.file == file and after in t.cells)
        values = [table.values(c) for c in (after, before)]
        shown_is(one, values[0].mean(), 'the mean')
        shown_is(other, values[1].mean(), 'the mean')
        moved = (values[0] > values[1]) if word == 'higher' else (values[0] < values[1])
        demand(int(records) == len(table.cells) and moved.all(), f'{moved.sum()} of {len(table.cells)} moved so')

    def unlike_runs(self, finding, facts, m):
        runs, file, mean, least, most = m.groups()
        table = next(t for t in self.tree.tables if t.file == file and mean in t.cells and len(t.cells) == int(runs))
        means, sd, n = table.values(mean), table.values(mean.replace('mean', 'stdev')), table.values('samples')
        shown_is(least, means.min(), 'the least')
        shown_is(most, means.max(), 'the most')
        test = anova_generic(means.to_numpy(), (sd ** 2 * n / (n - 1)).to_numpy(), n.to_numpy(), use_var='unequal', welch_correction=True)
        demand(math.isclose(test.pvalue, finding['test']['p'], rel_tol=1e-9) and test.pvalue < ALPHA, f'p is {test.pvalue}')

    def undecidable(self, finding, facts, m):
        table = next(t for t in self.tree.tables if t.file == m[1])
        counts = [c for c in table.cells if re.search(r'(^|[._])(n|count|samples|cases|total|num_\w+)$', c)]
        demand(not counts, f'{counts} may be the number of cases')

    def stated(self, finding, facts, m):
        ratio = next(f for f in facts if f['statistic'] == 'ratio')
        demand(ratio['value'] >= 1, 'the lowest is higher')

    def grid_gap(self, finding, facts, m):
        table = next(t for t in self.tree.tables if t.file == m[1])
        for group in re.split(r', | and ', m[2]):
            settings = [n.split('=', 1) for n in names_in(group)]
            rows = [i for i in range(len(table.cells)) if settings and all(equal(table.cells[c][i], v) for c, v in settings)]
            demand(not rows, f'{group} was run')

    def empty_column(self, finding, facts, m):
        for table in (t for t in self.tree.tables if t.file in names_in(m[1])):
            for column in (c for c in names_in(m[2]) if c in table.cells):
                demand(not any(str(v or '') for v in table.cells[column]), f'{column} holds something')

    def missing_model(self, finding, facts, m):
        values = [set(t.cells['model']) for f in (m[1], m[3]) for t in self.tree.tables if t.file == f and 'model' in t.cells]
        demand(not values or all(n not in values[0] and n in values[-1] for n in names_in(m[2])), 'the models')

    def places(self, finding, facts):
        """What stands behind \" in \" is a file, a pattern or a folder that the facts are of, and the test is named."""
        for place in re.findall(r' in `([^`]+)`', finding['statement']):
            files = {f for f in self.tree.files if f in self.tree.matching(place) or f.startswith(place.rstrip('/') + '/')}
            demand(bool(files), f'{place} is no file of the tree')
            asked = {v for f in facts for c, v in parsed(f['query']).where + parsed(f['query']).against if c == 'file'}
            demand(not asked or any(set(self.tree.matching(a)) & files for a in asked), f'no fact is of {place}')
        if finding.get('test'):
            demand(f"`{finding['test']['name']}`" in finding['statement'] or finding['kind'] in ('trend', 'spread'), 'the test is not named')

    def check(self, finding, facts):
        self.numerals(finding, facts)
        self.places(finding, facts)
        forms = [(p, f) for kinds, p, f in SENTENCES if finding['kind'] in kinds]
        for pattern, method in forms:
            told = re.match(pattern, finding['statement'])
            if told:
                method(self, finding, facts, told)
                break
        else:
            raise Wrong('a sentence of an unknown form: teach confirm_words.py to read it')
        if finding['kind'] in ('comparison', 'effect', 'no_effect'):
            self.cold_words(finding, facts)
            self.clear(finding, facts)
            self.supposition(finding, facts)


RANKED = ('comparison', 'effect', 'no_effect')
N, V = r'`([^`]+)`', r'(\S+)(?: [^\s,;]+)?'
MEAN = r'(?:mean .+?|`[^`]*(?:mean|avg|average)[^`]*`)'  # a column that says it is one is not called so again
SENTENCES = [
    (RANKED, rf'{N} has the (highest|lowest) {MEAN} in `[^`]+`, {V}; {N} follows with {V}, .* and {N} is last with {V}(?:[;.]|$)', Words.many),
    (RANKED, rf'The {MEAN} in .+? is {V} for {N} against {V} for {N}', Words.pair),
    (RANKED, rf'No effect of (.+?) on .+? was found: the widest difference, between {N} and {N}', Words.no_effect),
    (RANKED, r'In `[^`]+` the lowest .+ nothing is tested\.$', Words.stated),
    (('failure',), rf'Of (\d+) distinct trials, (\d+) failed(?:, a share of \S+ \([^)]*\))?; no statistic holds a failed one(?:; the most frequent reason is {N})?', Words.failure),
    (('failure',), r'(?:No trial succeeded|Every trial failed) in ', Words.failed_files),
    (('failure',), rf'A share of (\S+) \(.*?\) of (\d+) trials failed with {N}; those are in (.+ where another level of `[^`]+`) succeeded', Words.failed_subject),
    (('cold_start',), rf'(\d+) trials are cold starts, .* in {N} the mean time to first token is (\S+) s with them and (\S+) s without', Words.cold_start),
    (('duplicate',), rf'Sets of the same values .*: (\d+); {N} and {N} are an example', Words.duplicate),
    (('confounded',), rf'{N} coincides with loading the model: ', Words.confounded),
    (('confounded',), rf'In {N} (.+) always change together', Words.together),
    (('trade_off',), rf'By {N} in {N} (`.+?`) (?:is|are) the smallest, (\d+) B, and {N} is the largest, (\d+) B, a ratio of ', Words.sizes),
    (('trend',), rf'The mean {N} in {N} is (\S+) \S+ and the mean {N} is (\S+) \S+; in each of the (\d+) records the first is the (higher|lower) one', Words.before_after),
    (('spread',), rf'The (\d+) runs in {N} do not repeat each other: their {N} lies between (\S+) \S+ and (\S+) \S+, further apart', Words.unlike_runs),
    (('confounded',), rf'All (\d+) trials of {N} with {N} ran on the CPU: there {N} says {N}', Words.other_device),
    (('effect', 'spread'), rf'The {N} of {N} is {V} in {N} against {V} in {N}, a ratio of ', Words.between_files),
    (('gap',), rf'{N} holds no measurement', Words.no_measurement),
    (('gap',), rf'The grid in {N} is incomplete: (.+) was never run', Words.grid_gap),
    (('gap',), r'In (.+?) nothing was recorded under (.+)\.$', Words.empty_column),
    (('gap',), rf'{N} lacks (.+), which its sibling {N} has', Words.missing_model),
    (('extreme',), rf'In {N} the (highest|lowest) .*?(?: for {N})?, (\S+) [^,]+, was measured with (.+?) and the (highest|lowest), (\S+) [^,]+, with (.+?); ', Words.extreme),
    (('spread',), rf'In {N} the standard deviation exceeds the mean for (.+): a few samples', Words.spread),
    (('undecidable',), rf'{N} gives {N}(?:, .*?,)? without the number of cases', Words.undecidable),
    (('trend',), rf'The (?:mean |(?=`[^`]*(?:mean|avg|average)))(.+?) (rises|falls) with {N} from level to level', Words.trend),
    (('trade_off',), r'`([^`]+)` trades .*?: (`[^`]+` has the .*?)(?:; |, while )(`[^`]+` has the .*)', Words.trade_off),
]
