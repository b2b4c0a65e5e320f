"""The table of observations: back to the same facts, in parts, and through DuckDB to the numbers of `query`."""
import csv, io, json, math, re, sys, unittest

from binary_case import SHARED, TESTS, BinaryCase

ROOT = TESTS.parent
TREES = [ROOT / 'examples', SHARED / 'data' / 'seed-artifacts']
sys.path.append(str(ROOT / 'build' / 'python'))  # where scripts/test puts it
try:
    import duckdb
except ImportError:
    duckdb = None


def recipe():
    return re.search(r'```sql\n(.*?)```', (ROOT / 'docs' / 'observations.md').read_text(), re.S).group(1)


class Observations(BinaryCase):
    def trees(self):
        return [tree for tree in [self.tree(), *TREES] if tree.is_dir()]

    def facts_of(self, *files):
        return self.chimera('facts', '--json', *[word for file in files for word in ('--observations', file)])[0]

    def test_both_forms_give_the_facts_of_the_tree(self):
        for tree in self.trees():
            with self.subTest(tree):
                facts = self.chimera('facts', tree, '--json')[0]
                self.chimera('observations', tree, '-o', 'whole.jsonl')
                self.chimera('observations', tree, '--format', 'csv', '-o', 'whole.csv')
                self.assertEqual(self.facts_of('whole.jsonl'), facts)
                self.assertEqual(self.facts_of('whole.csv'), facts)
                text = self.chimera('facts', '--observations', 'whole.csv')[0]
                self.assertEqual(text, self.chimera('facts', tree)[0])

    def test_four_parts_in_any_order_are_the_whole(self):
        for tree in self.trees():
            with self.subTest(tree):
                rows = []
                for part in range(1, 5):
                    rows += self.chimera('observations', tree, '--shard', f'{part}/4')[0].splitlines()
                    self.chimera('observations', tree, '--shard', f'{part}/4', '-o', f'{part}.jsonl')
                self.assertEqual(sorted(rows), sorted(self.chimera('observations', tree)[0].splitlines()))
                self.assertEqual(self.facts_of('3.jsonl', '1.jsonl', '4.jsonl', '2.jsonl'),
                                 self.chimera('facts', tree, '--json')[0])

    def test_csv_is_what_another_reader_reads(self):
        tree = self.tree()
        (tree / 'odd.csv').write_text('model,tokens_s,comment\n=1+2,1,"a ""b"",\nc"\n@x,2,\n', newline='')
        lines = [json.loads(line) for line in self.chimera('observations', tree)[0].splitlines()]
        self.chimera('observations', tree, '--format', 'csv', '-o', 'whole.csv')
        cells = list(csv.DictReader(io.StringIO((self.folder / 'whole.csv').read_bytes().decode(), newline=''), strict=True))
        self.assertEqual([list(row) for row in cells], [list(line) for line in lines])
        for row, line in zip(cells, lines):
            for name, cell in row.items():
                self.assertFalse(re.match(r'[=@\t\r]', cell), cell)
                if isinstance(line[name], str):
                    self.assertEqual(re.sub(r"^'(?='*[=+\-@\t\r])", '', cell), line[name])
                else:
                    self.assertEqual(cell, '' if line[name] is None else str(line[name]).removesuffix('.0'))
        self.assertIn("'=1+2", {row['model'] for row in cells})

    def test_a_file_appears_whole_or_not_at_all(self):
        tree = self.tree()
        self.refused(3, ["'nowhere/out.jsonl'"], 'observations', tree, '-o', 'nowhere/out.jsonl')
        self.refused(3, ['regular'], 'observations', tree, '-o', self.folder)
        self.chimera('observations', tree, '-o', 'out.jsonl')
        self.nothing_left('tree', 'out.jsonl')

    def test_wrong_usage(self):
        for shard in ('0/4', '5/4', '4', '1/0', 'a/b', ''):
            self.refused(2, ["'--shard'", f"'{shard}'"], 'observations', 'tree', '--shard', shard)
        self.refused(2, ["'jsnol'", "'jsonl'"], 'observations', 'tree', '--format', 'jsnol')
        self.refused(2, ['exclude'], 'facts', 'tree', '--observations', 'file')

    def test_broken_input_is_told_with_file_and_line(self):
        self.chimera('observations', self.tree(), '-o', 'whole.jsonl')
        whole = (self.folder / 'whole.jsonl').read_text()
        count = whole.count('\n')
        (self.folder / 'cut.jsonl').write_text(whole[:-40])
        self.refused(3, [f'cut.jsonl:{count}:', 'broken JSON'], 'facts', '--observations', 'cut.jsonl')
        self.refused(3, ['whole.jsonl:', 'given twice'], 'facts', '--observations', 'whole.jsonl', '--observations', 'whole.jsonl')
        (self.folder / 'other.csv').write_text('a,b\n1,2\n')
        self.refused(3, ['other.csv:1:', 'header'], 'facts', '--observations', 'other.csv')
        self.refused(3, ["'none'"], 'facts', '--observations', 'none')
        (self.folder / 'empty').write_text('')
        self.refused(3, ['no observations'], 'facts', '--observations', 'empty')

    def test_the_documentation_names_every_column(self):
        self.chimera('observations', self.tree(), '--format', 'csv', '-o', 'whole.csv')
        header = (self.folder / 'whole.csv').read_text().split('\n')[0].split(',')
        text = (ROOT / 'docs' / 'observations.md').read_text()
        for name in header:
            self.assertIn(f'`{name}`', text)


@unittest.skipUnless(duckdb, "no DuckDB for this Python ('scripts/setup' installs it)")
class DuckDb(BinaryCase):
    def agree(self, tree, metric):
        sql = recipe()
        self.assertIn("'tokens_s'", sql)
        sql = sql.replace("'tokens_s'", f"'{metric}'").replace('observations*.jsonl', f'{self.folder}/part*.jsonl')
        found = {(model, gpu or '', unit): numbers for model, gpu, unit, *numbers in duckdb.sql(sql).fetchall()}
        rows = self.ask_json('query', tree, '--metric', metric, '--by', 'model,num_gpu', '--stat', 'count,mean,median')['rows']
        expected = {(r['group']['model'], r['group']['num_gpu'], r['unit']):
                    [r['stats']['count'], r['stats']['mean'], r['stats']['median']] for r in rows if r['n']}
        self.assertEqual(set(found), set(expected))
        for key, numbers in expected.items():
            for a, b in zip(numbers, found[key]):
                self.assertTrue(math.isclose(a, b, rel_tol=1e-9), (key, numbers, found[key]))
        return len(expected)

    def write_parts(self, tree):
        for part in (1, 2, 3):
            self.chimera('observations', tree, '--shard', f'{part}/3', '-o', f'part{part}.jsonl')

    def test_the_recipe_gives_what_query_gives(self):
        tree = self.tree()
        self.write_parts(tree)
        self.assertEqual(self.agree(tree, 'tokens_s'), 2)

    @unittest.skipUnless(TREES[1].is_dir(), "no sample tree beside the repository ('../shared')")
    def test_the_recipe_on_the_sample(self):
        self.write_parts(TREES[1])
        self.assertGreater(self.agree(TREES[1], 'tokens_s'), 3)
        self.assertGreater(self.agree(TREES[1], 'ttft_s'), 3)
