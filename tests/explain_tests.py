"""From a sentence to its numbers, and from a number to the command and the cells, as a reader walks it in a terminal."""
import json, subprocess

from binary_case import BINARY, BinaryCase, write_tree


class Explain(BinaryCase):
    def with_a_test(self, tree):
        return next(f for f in self.ask_json('facts', tree)['findings'] if f.get('test'))

    def test_a_finding_is_told_whole(self):
        tree = self.tree()
        for finding in self.ask_json('facts', tree)['findings']:
            lines = self.chimera('explain', tree, finding['id'])[0].split('\n')
            self.assertRegex(lines[0], rf"^{finding['id']}  {finding['kind']}, strength [0-9.e-]+$")
            self.assertEqual(lines[1], finding['statement'])
        finding = self.with_a_test(tree)
        test = finding['test']
        told = self.chimera('explain', tree, finding['id'])[0].split('\n')[2]
        for word in [test['name'], test['statistic'], test['p'], f"{test['p_adjusted']} adjusted (Holm)", test['effect']['name']]:
            self.assertIn(str(word), told)
        as_json = self.ask_json('explain', tree, finding['id'])['finding']
        self.assertEqual(as_json['test']['p_adjusted'], test['p_adjusted'])
        self.assertEqual(as_json['strength'], finding['strength'])

    def pasted(self, command):
        """What a shell makes of the command as it was printed."""
        self.assertTrue(command.startswith('chimera query '), command)
        with_binary = f"'{BINARY}'" + command.removeprefix('chimera')
        return json.loads(subprocess.run(['sh', '-c', with_binary + ' --json'], cwd=self.folder, capture_output=True, text=True, check=True).stdout)

    def test_commands_rerun_as_printed(self):
        tree = self.folder / "it's a $tree with `names`"
        write_tree(tree)
        (tree / 'deep' / ('long' * 60)).mkdir(parents=True)
        (tree / 'deep' / ('long' * 60) / 'odd "name" & more.csv').write_text('model,tokens_s\nit\'s;one,1.5\nit\'s;one,2.5\n$two *,3.5\n$two *,4\n')
        facts = self.ask_json('facts', tree.name)['facts']
        self.assertTrue(any('odd' in f['query'] for f in facts))
        for fact in facts:
            with self.subTest(fact['query']):
                told = self.chimera('explain', tree.name, fact['id'])[0]
                command = next(line for line in told.split('\n') if line.startswith('  chimera query ')).strip()
                self.assertEqual(self.pasted(command)['rows'][0]['stats'][fact['statistic']], fact['value'])

    def test_both_sides_of_a_contrast_have_their_cells(self):
        tree = self.tree()
        fact = next(f for f in self.ask_json('facts', tree)['facts'] if f['statistic'] == 'ratio' and f['metric'] == 'tokens_s')
        explained = self.ask_json('explain', tree, fact['id'])['facts'][0]
        self.assertEqual(explained['against']['n'], explained['against']['evidence'][0]['cells_total'])
        texts = lambda side: [c['text'] for e in side['evidence'] for c in e['cells']]
        self.assertEqual((texts(explained), texts(explained['against'])), (['20.0', '21.0', '22.5'], ['11.0', '12.0']))
        self.assertEqual((explained['excluded'], explained['against']['excluded']), ({'failed': 1}, {'cold': 1}))
        told = self.chimera('explain', tree, fact['id'])[0]
        self.assertIn('(n = 3 against 2)', told)
        self.assertIn('left out: 1 failed', told)
        self.assertIn('left out: 1 cold', told)

    def test_cells_are_bounded(self):
        tree = self.folder / 'long'
        tree.mkdir()
        (tree / 'a.csv').write_text('model,tokens_s\n' + ''.join(f'm,{i}.25\n' for i in range(1, 31)))
        fact = next(f for f in self.ask_json('facts', tree)['facts'] if f['statistic'] == 'mean')
        told = self.chimera('explain', tree, fact['id'])[0]
        self.assertIn('a.csv, column tokens_s, lines 2-31', told)
        self.assertRegex(told, r'2: 1\.25  3: 2\.25  .*  11: 10\.25  … and 20 more\n')

    def test_the_beginning_of_an_id_will_do(self):
        tree = self.tree()
        finding = self.with_a_test(tree)
        whole = self.chimera('explain', tree, finding['id'])[0]
        self.assertEqual(self.chimera('explain', tree, finding['id'][:9])[0], whole)
        self.refused(2, ["ambiguous id 'f'", 'ids (f'], 'explain', tree, 'f')

    def test_an_unknown_id_offers_the_nearest(self):
        tree = self.tree()
        finding = self.with_a_test(tree)['id']
        mistyped = finding[:-1] + ('0' if finding[-1] != '0' else '1')
        self.refused(2, [f"'{mistyped}'", f"did you mean '{finding}'"], 'explain', tree, mistyped)
        self.refused(2, ["'nothing'", 'chimera facts DIR'], 'explain', tree, 'nothing')
