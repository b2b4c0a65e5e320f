"""Mapping files: guesses printed, edited and read back; what is wrong in one."""
from binary_case import BinaryCase


class Mapping(BinaryCase):
    def roles(self):
        return self.chimera('inventory', self.tree(), '--roles')[0]

    def mean(self, *arguments):
        return self.ask_json('query', 'tree', '--metric', 'throughput', '--stat', 'mean', *arguments)['rows'][0]['stats']['mean']

    def test_roles_read_back_and_change_nothing(self):
        roles = self.roles()
        self.assertIn('match = [\n  "bench.csv",\n  "copy/bench_again.csv",\n]\n', roles)
        (self.folder / 'roles.toml').write_text(roles)
        for command in (['inventory', 'tree'], ['facts', 'tree'], ['query', 'tree', '--metric', 'tokens_s', '--by', 'model']):
            self.assertEqual(self.ask_json(*command, '--map', 'roles.toml'), self.ask_json(*command))

    def test_an_edited_role_changes_the_answer(self):
        roles = self.roles()
        self.assertAlmostEqual(self.mean(), 96.5 / 6, places=9)  # 10 + 11 + 12 + 20 + 21 + 22.5
        error = '[file.column.error]\nrole = "error"'
        self.assertIn(error, roles)
        # Without an error column, and without a rate among its zeros, the failed trial is an ok one.
        edited = roles.replace(error, error.replace('"error"', '"note"')).replace(
            'definition = "throughput"', 'definition = "accuracy"').replace('unit = "tok/s"', 'unit = ""')
        for name in ('ttft_s', 'load_s'):
            edited = edited.replace(f'[file.column.{name}]\nrole = "metric"', f'[file.column.{name}]\nrole = "note"')
        (self.folder / 'tree' / 'chimera.toml').write_text(edited)
        mean = self.ask_json('query', 'tree', '--metric', 'accuracy', '--stat', 'mean')['rows'][0]
        self.assertAlmostEqual(mean['stats']['mean'], 96.5 / 7, places=9)
        self.assertEqual(mean['n'], 7)
        self.refused(2, ["'throughput'"], 'query', 'tree', '--metric', 'throughput')
        self.assertNotIn('chimera.toml', self.chimera('inventory', 'tree')[0])

    def test_explain_names_the_mapping_file(self):
        (self.folder / 'm.toml').write_text(self.roles())
        fact = self.ask_json('facts', 'tree')['facts'][0]['id']
        command = self.ask_json('explain', 'tree', fact, '--map', 'm.toml')['facts'][0]['command']
        self.assertTrue(command.startswith('chimera query tree --map m.toml '), command)

    def test_what_is_wrong_is_named_with_its_line(self):
        self.tree()
        for text, words in (
                ('[[file]]\nmatch = "bench.csv"\n[file.column.ttft_s]\nrole = "metrik"\n', ["m.toml:4: ", "'metrik'", "'metric'"]),
                ('[[file]]\nmatch = "bench.csv"\n[file.column.ttft]\nrole = "metric"\n', ["m.toml:3: ", "'ttft'", "'ttft_s'"]),
                ('[[file]]\nmatch = "bnch.csv"\n', ["m.toml:2: ", "'bnch.csv'", "'bench.csv'"]),
                ('[[file]]\nmatch = \n', ["m.toml:2:", "no TOML"])):
            (self.folder / 'm.toml').write_text(text)
            for command in (['run', '--engine', 'none'], ['inventory'], ['facts'], ['query', '--metric', 'ttft']):
                with self.subTest(command=command, text=text):
                    self.refused(3, words, *command, 'tree', '--map', 'm.toml')
        self.refused(3, ["'none.toml'"], 'facts', 'tree', '--map', 'none.toml')
        (self.folder / 'tree' / 'chimera.toml').write_text('match = 1\n')
        self.refused(3, ["tree/chimera.toml:1: "], 'facts', 'tree')
        self.nothing_left('tree', 'm.toml')

    def test_a_metric_that_means_two_things_is_not_pooled(self):
        tree = self.folder / 'two'
        tree.mkdir()
        (tree / 'a.csv').write_text('run,tpot_ms\n1,20\n2,22\n')
        (tree / 'b.csv').write_text('run,tpot_ms\n1,30\n2,32\n')
        (tree / 'chimera.toml').write_text(
            ''.join(f'[[file]]\nmatch = "{name}.csv"\n[file.column.tpot_ms]\ndefinition = "tpot.{means}"\n'
                    for name, means in (('a', 'decode'), ('b', 'e2e'))))
        rows = self.ask_json('query', 'two', '--metric', 'tpot', '--stat', 'mean')['rows']
        self.assertEqual([(row['definition'], row['stats']['mean']) for row in rows], [('tpot.decode', 21), ('tpot.e2e', 31)])
        note = 'tpot.decode and tpot.e2e mean different things: not pooled'
        self.assertTrue(all(note in row['notes'] for row in rows))
        text = self.chimera('query', 'two', '--metric', 'tpot', '--stat', 'mean')[0]
        self.assertRegex(text, r'(?m)^definition +mean +unit +n\ntpot\.decode +21 +ms +2\ntpot\.e2e +31 +ms +2$')
        self.assertIn(f'note: tpot.e2e: {note}\n', text)
