"""chimera run without a model: what it writes, what it refuses, and how it stops."""
import itertools, json, random, re, shlex, shutil, signal, time, tomllib

from binary_case import SHARED, TESTS, BinaryCase, without_times

FILES = ['facts.json', 'plan.toml', 'report.json', 'report.md', 'transcript.jsonl', 'verdicts.json']


class Run(BinaryCase):
    def run_on(self, tree, out='out', *more):
        return self.chimera('run', tree, '-o', out, '--engine', 'none', *more)

    def test_agents_of_ones_own(self):
        tree = self.tree()
        (self.folder / 'mine').mkdir()
        self.refused(3, ["no collector.toml and no analyst.toml in 'mine'"], 'run', tree, '-o', 'out', '--engine', 'none', '--agents', 'mine')
        analyst = self.folder / 'mine' / 'analyst.toml'
        analyst.write_text("name = 'Critic'\npersona = 'You doubt.'\ntask = 'Doubt.'\ninputs = ['findngs']\n")
        self.refused(3, ['mine/analyst.toml', "unknown input 'findngs': did you mean 'findings'?"], 'run', tree, '-o', 'out', '--engine', 'none', '--agents', 'mine')
        analyst.write_text(analyst.read_text().replace('findngs', 'findings'))
        self.chimera('run', tree, '-o', 'out', '--engine', 'none', '--agents', 'mine')
        report = (self.folder / 'out' / 'report.md').read_text()
        self.assertIn('Critic', report)
        self.assertIn('You doubt.', report)
        self.assertIn('DataCollector', report)
        self.assertEqual(json.loads((self.folder / 'out' / 'report.json').read_text())['configuration']['agents'], 'mine')

    def test_writes_the_files(self):
        out, err = self.run_on(self.tree())
        folder = self.folder / 'out'
        self.assertEqual(sorted(p.name for p in folder.iterdir()), FILES)
        self.assertEqual((folder / 'transcript.jsonl').read_text(), '')
        self.assertIn('out/report.md', out)
        self.assertIn('4 analyzed', out)
        self.assertIn('reading', err)
        report = json.loads((folder / 'report.json').read_text())
        self.assertEqual(report['schema'], 'chimera.report/1')
        self.assertEqual(report['configuration']['engine'], 'none')
        self.assertEqual(report['configuration']['temp'], 'default')
        self.nothing_left('out', 'tree')

    def test_no_claim_of_ours_is_refuted(self):
        """Status 0 says so: of what tools wrote, the example, the sample where it is, and random parts of each."""
        for tree in (TESTS / 'fixtures', TESTS.parent / 'examples', SHARED / 'data' / 'seed-artifacts'):
            files = sorted(p for p in tree.rglob('*') if p.is_file())
            for part in range(8 if files else 0):
                folder = self.folder / f'{tree.name}-{part}'
                for file in random.Random(part).sample(files, max(1, len(files) * (part + 1) // 8)):
                    (folder / file.relative_to(tree)).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(file, folder / file.relative_to(tree))
                self.run_on(folder)

    def test_the_report_itself(self):
        self.run_on(self.tree())
        self.golden('report.md', without_times((self.folder / 'out' / 'report.md').read_text()))

    def plan_of(self, text):
        tree = self.folder / 'grid'
        tree.mkdir(exist_ok=True)
        (tree / 'grid.csv').write_text(text)
        self.run_on(tree)
        return tomllib.loads((self.folder / 'out' / 'plan.toml').read_text())

    def test_the_plan(self):
        head, rows = 'num_gpu,temperature,tokens_s\n', itertools.product(('1', '2'), ('0.2', '0.4', '0.8'))
        text = head + ''.join(f'{gpu},{t},{10 * int(gpu) + i / 10}\n' for i, (gpu, t) in enumerate(rows))
        plan = self.plan_of(text)
        self.assertEqual(plan['schema'], 'chimera.plan/1')
        one = plan['experiment'][0]
        self.assertEqual([(f['name'], f['levels']) for f in one['factor']],
                         [('num_gpu', ['1', '2']), ('temperature', ['0.2', '0.4', '0.8'])])
        self.assertEqual(one['listed'], one['runs'])
        cells = sorted(itertools.product(('1', '2'), ('0.2', '0.4', '0.8')))
        for replicate in range(1, one['replicates'] + 1):
            self.assertEqual(sorted(tuple(r['levels']) for r in one['order'] if r['replicate'] == replicate), cells)
        facts = {f['id']: f for f in json.loads((self.folder / 'out' / 'facts.json').read_text())['facts']}
        for sized in one['sized_by']:
            self.assertEqual((facts[sized['fact']]['statistic'], facts[sized['fact']]['value']), ('cv', sized['cv']))
        never = [e for e in plan['experiment'] if 'never varied' in e['question'][0]['why']]
        self.assertEqual([len(e['order']) for e in never], [e['replicates'] * len(e['factor'][0]['levels']) for e in never])
        self.assertTrue(never)
        self.assertEqual(plan, self.plan_of(text))

    def test_the_plan_of_hostile_names(self):
        name = '"a\\b"\'\'\' ]]\t{ = }'
        quoted = '"' + name.replace('"', '""') + '"'
        rows = ''.join(f'{quoted},{gpu},{10 * gpu + i / 10}\nb,{gpu},{11 * gpu + i / 10}\n' for i, gpu in enumerate((1, 2, 3)))
        plan = self.plan_of('model,num_gpu,tokens_s\n' + rows)
        self.assertIn(name, {level for e in plan['experiment'] for f in e['factor'] for level in f['levels']})

    def test_twice_the_same_facts_and_another_run(self):
        tree = self.tree()
        self.run_on(tree, 'one')
        time_of_first = (self.folder / 'one' / 'report.json').read_text()
        self.run_on(tree, 'two', '--seed', '7')
        facts = [(self.folder / name / 'facts.json').read_bytes() for name in ('one', 'two')]
        self.assertEqual(facts[0], facts[1])
        self.assertEqual(facts[0].decode(), self.chimera('facts', tree, '--json')[0])
        ids = [json.loads(t)['run_id'] for t in (time_of_first, (self.folder / 'two' / 'report.json').read_text())]
        self.assertNotEqual(ids[0], ids[1])

    def test_replaces_its_own_report_only(self):
        tree = self.tree()
        self.run_on(tree)
        (self.folder / 'out' / 'old').write_text('')
        self.run_on(tree)
        self.assertEqual(sorted(p.name for p in (self.folder / 'out').iterdir()), FILES)

    def test_refuses_what_is_not_its_own(self):
        tree = self.tree()
        foreign = self.folder / 'foreign'
        foreign.mkdir()
        for name, text in (('thesis.txt', 'two years of work'), ('report.json', '{"schema":"other/1"}')):
            (foreign / name).write_text(text)
            self.refused(3, ['foreign', 'exists'], 'run', tree, '-o', 'foreign', '--engine', 'none')
        self.assertEqual((foreign / 'thesis.txt').read_text(), 'two years of work')
        (self.folder / 'file').write_text('')
        self.refused(3, ['file'], 'run', tree, '-o', 'file', '--engine', 'none')
        self.refused(3, ['nowhere'], 'run', tree, '-o', 'nowhere/out', '--engine', 'none')
        self.nothing_left('tree', 'foreign', 'file')

    def test_says_what_it_does_not_use(self):
        err = self.run_on(self.tree(), 'out', '--temp', '0.5', '--num-ctx', '512')[1]
        self.assertIn("'--temp' is not used", err)
        self.assertIn("'--num-ctx' is not used", err)
        report = json.loads((self.folder / 'out' / 'report.json').read_text())
        self.assertEqual(report['configuration']['temp'], 0.5)

    def test_without_a_model_it_says_how_to_get_one(self):
        env = self.environment(XDG_DATA_HOME=str(self.folder / 'data'))
        err = self.chimera('run', self.tree(), '-o', 'out', env=env)[1]
        self.assertRegex(err, 'warning: .*(chimera model get smollm2|no embedded engine)')
        self.assertTrue((self.folder / 'out' / 'report.md').exists())

    def test_a_named_model_that_is_not_there_is_no_warning(self):
        env = self.environment(XDG_DATA_HOME=str(self.folder / 'data'))
        self.refused(4, [], 'run', self.tree(), '-o', 'out', '--model', 'smollm2', env=env)
        self.nothing_left('tree')

    def test_json(self):
        answer = json.loads(self.run_on(self.tree(), 'out', '--json')[0])
        self.assertEqual((answer['schema'], answer['files_analyzed'], answer['by_model']), ('chimera.run/1', 4, 0))
        facts = json.loads((self.folder / 'out' / 'facts.json').read_text())
        self.assertEqual(answer['facts'], len(facts['facts']))

    def test_ctrl_c_stops_soon_and_leaves_nothing(self):
        tree = self.folder / 'many'
        tree.mkdir()
        for i in range(3000):
            (tree / f'{i}.csv').write_text('model,tokens_s\n' + ''.join(f'm{i},{j}.5\n' for j in range(40)))
        for sent in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(sent), self.start('run', tree, '-o', 'out', '--engine', 'none') as process:
                self.assertIn('reading', process.stderr.readline())
                process.send_signal(sent)
                at = time.monotonic()
                process.communicate(timeout=60)
                self.assertLess(time.monotonic() - at, 2, '0.2 s on an idle machine')
                self.assertEqual(process.returncode, 130)
            self.nothing_left('many')


class FactsAndExplain(BinaryCase):
    def test_every_fact_is_a_query_that_gives_its_value(self):
        tree = self.tree()
        facts = self.ask_json('facts', tree)['facts']
        self.assertGreater(len(facts), 3)
        for fact in facts:
            with self.subTest(fact['query']):
                explained = self.ask_json('explain', tree, fact['id'])['facts'][0]
                self.assertEqual(explained['value'], fact['value'])
                self.assertTrue(explained['command'].endswith(fact['query']))
                row = self.ask_json('query', tree, *shlex.split(fact['query']))['rows'][0]
                self.assertEqual(row['stats'][fact['statistic']], fact['value'])

    def test_from_a_finding_to_its_cells(self):
        tree = self.tree()
        findings = self.ask_json('facts', tree)['findings']
        self.assertTrue(findings)
        cells = 0
        for finding in findings:
            explained = self.ask_json('explain', tree, finding['id'])
            self.assertEqual(explained['finding']['statement'], finding['statement'])
            self.assertEqual([f['id'] for f in explained['facts']], finding['facts'])
            self.assertIn(finding['statement'][:40], self.chimera('explain', tree, finding['id'])[0])
            for evidence in (e for f in explained['facts'] for e in f['evidence']):
                self.assertLessEqual(len(evidence['cells']), 10)
                cells += len(evidence['cells'])
        self.assertGreater(cells, 0)

    def test_cells_are_shown_as_spelled(self):
        tree = self.tree()
        for fact in self.ask_json('facts', tree)['facts']:
            for evidence in self.ask_json('explain', tree, fact['id'])['facts'][0]['evidence']:
                if evidence['file'] == 'bench.csv' and evidence['column'] == 'ttft_s':
                    lines = (tree / 'bench.csv').read_text().split('\n')
                    for cell in evidence['cells']:
                        self.assertEqual(cell['text'], lines[cell['row'] - 1].split(',')[3])
                    return
        self.skipTest('no fact about ttft_s in the small tree')

    def test_text_lists_every_finding_and_fact(self):
        tree = self.tree()
        both = self.ask_json('facts', tree)
        out = self.chimera('facts', tree)[0]
        for one in both['findings'] + both['facts']:
            self.assertRegex(out, re.escape(one['id']))
