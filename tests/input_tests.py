"""Trees that are missing, empty, broken or small and well known."""
import json, math, os, unittest

from binary_case import BENCH, BinaryCase


class BadTrees(BinaryCase):
    def each_command(self, status, words, folder):
        for arguments in (['run', folder, '--engine', 'none'], ['inventory', folder], ['query', folder, '--metric', 'x'],
                          ['facts', folder], ['explain', folder, 'f1'], ['observations', folder]):
            with self.subTest(arguments):
                self.refused(status, words, *arguments)

    def test_missing(self):
        self.each_command(3, ["'nowhere'"], 'nowhere')
        self.nothing_left()

    def test_empty(self):
        (self.folder / 'empty').mkdir()
        self.each_command(3, ["'empty'"], 'empty')
        self.nothing_left('empty')

    def test_only_pictures(self):
        (self.folder / 'pictures').mkdir()
        (self.folder / 'pictures' / 'a.png').write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(64))
        self.each_command(3, ["'pictures'"], 'pictures')
        self.nothing_left('pictures')

    @unittest.skipIf(os.geteuid() == 0, 'root may read everything')
    def test_unreadable(self):
        folder = self.folder / 'locked'
        folder.mkdir(mode=0)
        self.addCleanup(folder.chmod, 0o700)
        self.each_command(3, ["'locked'"], 'locked')

    def test_broken_files_are_problems_and_no_failure(self):
        tree = self.tree()
        (tree / 'broken.json').write_text('{"results": [1, 2')
        problems = self.ask_json('inventory', tree)['problems']
        self.assertIn('broken.json', [p['file'] for p in problems])
        self.assertIn('broken.json', self.chimera('inventory', tree)[0])

    def test_a_file_cannot_steer_the_terminal(self):
        tree = self.tree()
        (tree / 'bench.csv').write_text('model,tokens_s\n\x1b[2Jevil,1\n\x1b[2Jevil,2\n')
        for arguments in (['inventory', tree], ['facts', tree], ['query', tree, '--metric', 'tokens_s', '--by', 'model']):
            self.assertNotIn('\x1b', self.chimera(*arguments)[0])


class Query(BinaryCase):
    def test_values_of_a_small_tree(self):
        rows = self.ask_json('query', self.tree(), '--metric', 'tokens_s', '--stat', 'count,mean,std,p95,ci95', '--by', 'model')['rows']
        self.assertEqual([r['group'] for r in rows], [{'model': 'alpha'}, {'model': 'beta'}])
        alpha, beta = rows
        self.assertEqual(alpha['stats']['mean'], 11)
        self.assertEqual(alpha['stats']['std'], 1)
        self.assertTrue(math.isclose(alpha['stats']['p95'], 11.9))
        # t(0.975, 2) = 4.302652729911 (scipy.stats.t.ppf), over the square root of 3
        self.assertTrue(math.isclose(alpha['stats']['ci95'][0], 11 - 4.302652729911 / math.sqrt(3), rel_tol=1e-9))
        self.assertEqual(alpha['unit'], 'tok/s')
        self.assertEqual(beta['n'], 3)
        self.assertEqual(beta['excluded']['failed'], 1)
        self.assertEqual(alpha['excluded'], {'failed': 0, 'missing': 0, 'copies': 3})
        self.assertEqual(alpha['evidence'], [{'file': 'bench.csv', 'column': 'tokens_s', 'rows': '2-4'}])

    def test_the_schema_and_a_row_without_trials(self):
        answer = self.ask_json('query', self.tree(), '--metric', 'tokens_s', '--stat', 'mean', '--where', 'model=gamma')
        self.assertEqual(answer['schema'], 'chimera.query/1')
        self.assertEqual(len(answer['rows']), 1)
        self.assertEqual((answer['rows'][0]['n'], answer['rows'][0]['stats']), (0, {}))

    def test_json_cells_null_and_pointer(self):
        row = self.ask_json('query', self.tree(), '--metric', 'latency_ms', '--stat', 'mean')['rows'][0]
        self.assertTrue(math.isclose(row['stats']['mean'], (120.5 + 130.5 + 90) / 3, rel_tol=1e-11))
        self.assertEqual(row['excluded'], {'failed': 1, 'missing': 0, 'copies': 0})  # null is a failed trial
        self.assertIn('results', row['evidence'][0]['pointer'])

    def test_a_second_selection(self):
        row = self.ask_json('query', self.tree(), '--metric', 'tokens_s', '--stat', 'ratio,difference,p',
                            '--where', 'model=alpha', '--against', 'model=beta')['rows'][0]
        self.assertEqual(set(row['stats']), {'ratio', 'difference', 'p'})
        self.assertEqual((row['n'], row['n_against']), (3, 3))
        self.assertTrue(row['tests']['p'])

    def test_options_after_which_a_folder_may_follow(self):
        self.tree()
        row = self.ask_json('query', '--metric', 'tokens_s', '--where', 'model=alpha', '--stat', 'mean', 'tree')['rows'][0]
        self.assertEqual(row['stats'], {'mean': 11})

    def test_unknown_names(self):
        tree = self.tree()
        self.refused(2, ["'tokens_z'", "'tokens_s'"], 'query', tree, '--metric', 'tokens_z')
        self.refused(2, ["'modle'", "'model'"], 'query', tree, '--metric', 'tokens_s', '--by', 'modle')
        self.refused(2, ["'meddian'", "'median'"], 'query', tree, '--metric', 'tokens_s', '--stat', 'meddian')
        self.refused(2, ['COLUMN=VALUE', "'model'"], 'query', tree, '--metric', 'tokens_s', '--where', 'model')
        self.refused(2, ['--against'], 'query', tree, '--metric', 'tokens_s', '--stat', 'p')

    def test_counts_of_the_inventory_are_queries_too(self):
        row = self.ask_json('query', self.tree(), '--metric', 'files')['rows'][0]
        self.assertEqual(row['stats'], {'count': 4})

    def test_text(self):
        tree = self.tree()
        self.golden('query.txt', self.chimera('query', tree, '--metric', 'tokens_s', '--by', 'model')[0])

    def test_the_same_whatever_the_locale(self):
        tree = self.tree()
        asked = ['query', tree, '--metric', 'tokens_s', '--json']
        plain = self.chimera(*asked, env=self.environment(LC_ALL='C'))
        self.assertEqual(plain, self.chimera(*asked, env=self.environment(LC_ALL='de_DE.UTF-8')))


class Inventory(BinaryCase):
    def test_text_and_json_agree(self):
        tree = self.tree()
        self.golden('inventory.txt', self.chimera('inventory', tree)[0])
        taken = self.ask_json('inventory', tree)
        self.assertEqual(taken['schema'], 'chimera.inventory/1')
        self.assertEqual({t['type']: t['files'] for t in taken['types']}, {'CSV': 2, 'JSON': 1, 'Markdown': 1})
        self.assertEqual((taken['files_analyzed'], taken['files_other']), (4, 1))
        self.assertEqual(taken['copies'], [['bench.csv', 'copy/bench_again.csv']])
        self.assertEqual(taken['types'][0]['latest'], '2025-10-09 08:53:20 UTC')

    def test_several_folders_put_their_name_first(self):
        for name in ('one', 'two'):
            (self.folder / name).mkdir()
            (self.folder / name / 'b.csv').write_text(BENCH)
        first = self.ask_json('inventory', 'one', 'two')['types'][0]['first']
        self.assertEqual(first, ['one/b.csv', 'two/b.csv'])


class WrongQuestions(BinaryCase):
    """What is asked for and isn't there: a name offers the nearest, a value too, and nothing is said to be nothing."""

    def notes(self, tree, *query):
        rows = self.ask_json('query', tree, *query)['rows']
        return rows[0]['n'], [note for row in rows for note in row['notes']]

    def write(self, **files):
        tree = self.folder / 'units'
        tree.mkdir(exist_ok=True)
        for name, text in files.items():
            (tree / f'{name}.csv').write_text(text)
        return tree

    def test_names_that_nobody_has(self):
        tree = self.tree()
        self.refused(2, ["unknown metric 'token_s'", "'tokens_s'"], 'query', tree, '--metric', 'token_s')
        for option in (['--where', 'modle=a'], ['--by', 'modle'], ['--against', 'modle=a'], ['--effect', 'modle', '--stat', 'p']):
            self.refused(2, ["unknown column 'modle'", "'model'"], 'query', tree, '--metric', 'tokens_s', *option)
        self.refused(2, ["'meen'", "'mean'"], 'query', tree, '--metric', 'tokens_s', '--stat', 'meen')

    def test_values_that_nobody_has(self):
        tree = self.tree()
        n, notes = self.notes(tree, '--metric', 'tokens_s', '--where', 'model=alpa')
        self.assertEqual((n, notes), (0, ["no trial of tokens_s has model=alpa (the nearest is 'alpha')"]))
        n, notes = self.notes(tree, '--metric', 'tokens_s', '--stat', 'ratio', '--where', 'model=alpha', '--against', 'model=bta')
        self.assertEqual(n, 3)
        self.assertIn("no trial of tokens_s has model=bta (the nearest is 'beta')", notes)
        self.assertIn('nothing was measured on the side of --against', notes)
        self.assertIn('note: no trial of tokens_s has file=x.csv\n', self.chimera('query', tree, '--metric', 'tokens_s', '--where', 'file=x.csv')[0])

    def test_facts_of_nothing_say_so(self):
        tree = self.write(a='')
        (tree / 'a.csv').unlink()
        (tree / 'notes.md').write_text('# Notes\n')
        self.assertIn('nothing was measured: these files hold no trial', self.chimera('facts', tree)[0])
        self.write(a='model,tokens_s,error\na,0,refused\na,0,refused\n')
        self.assertIn('nothing was measured: every trial failed', self.chimera('facts', tree)[0])
        self.write(a='model,tokens_s\na,1.5\n')
        self.assertIn('none: what was measured allows no comparison', self.chimera('facts', tree)[0])

    def test_mixed_units_convert(self):
        tree = self.write(header_ms='model,ttft_ms\na,100\na,200\n', header_s='model,ttft_s\na,0.5\na,0.7\n')
        row = self.ask_json('query', tree, '--metric', 'ttft')['rows'][0]
        self.assertEqual((row['unit'], row['stats']['mean'], row['n']), ('ms', 375, 4))
        cells = self.write(cells='model,load_time\na,10 ms\na,2 s\n', rows='name,score,unit\na,10,ms\nb,2,s\n')
        row = self.ask_json('query', cells, '--metric', 'load_time')['rows'][0]
        self.assertEqual((row['unit'], row['stats']['mean'], row['n']), ('ms', 1005, 2))
        row = self.ask_json('query', cells, '--metric', 'score')['rows'][0]
        self.assertEqual((row['unit'], row['stats']['mean'], row['n']), ('ms', 1005, 2))

    def test_mixed_units_that_do_not_convert_are_refused_with_both_named(self):
        tree = self.write(cells='model,memory_usage\na,10 MB\na,5 %\nb,7 MB\nb,6 %\n', rows='name,score,unit\na,10,ms\na,12,ms\nb,2,tok/s\n')
        n, notes = self.notes(tree, '--metric', 'memory_usage')
        self.assertEqual(n, 0)
        self.assertIn("units 'MB' and '%', which don't convert", notes[0])
        rows = self.ask_json('query', tree, '--metric', 'score')['rows']
        self.assertEqual([(r['unit'], r['stats']['mean']) for r in rows], [('ms', 11), ('tok/s', 2)])
        self.assertIn("the units ms and tok/s don't convert: not pooled", rows[0]['notes'])
        facts = self.ask_json('facts', tree)
        self.assertIn("'MB' and '%'", facts['problems'][0]['what'])
        self.assertFalse([f for f in facts['facts'] if f['metric'] == 'score' and f['n'] == 3 and f['statistic'] != 'count'])
