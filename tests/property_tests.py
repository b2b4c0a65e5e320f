"""What must not change the facts: the order of files and rows, a failed trial more, the unit of a column; and what is never pooled."""
import os, pathlib, random, re, shutil, tempfile

from binary_case import SHARED, TESTS, BinaryCase

SEED = 20261128
TREES = [TESTS.parent / 'examples', SHARED / 'data' / 'seed-artifacts']
COUNTS = {'trials', 'failed', 'rows', 'bytes'}  # metrics of the inventory that a failed trial changes
FAILED = 'phi,q4,0,2048,prompt-1,0,0,0,0,connection refused'


def grid_rows(generator, model, quant, speed=40.0):
    """A run over two factors and four prompts, twice each, in random order; the first trial loads the model, another
    takes long to look for it and stays below the limit of a cold one."""
    settings = [(gpu, ctx, prompt) for gpu in (0, 20, 60) for ctx in (2048, 8192) for prompt in range(4) for _ in range(2)]
    generator.shuffle(settings)
    for i, (gpu, ctx, prompt) in enumerate(settings):
        rate = speed * (1 + gpu / 80) * (1 + prompt / 20) * generator.gauss(1, 0.03)
        ttft = (0.1 + (2.1 if i == 0 else 0)) * (1 + ctx / 9000) * generator.gauss(1, 0.05)
        yield [model, quant, gpu, ctx, f'prompt-{prompt}', f'{rate:.4f}', f'{ttft:.5f}', f'{ttft + 64 / rate:.5f}',
               2.1 if i == 0 else 0.16 if i == 9 else 0.03, '']


HEADER = 'model,quant,num_gpu,num_ctx,prompt_id,tokens_s,ttft_s,e2e_latency_s,load_s,error'.split(',')


def write_csv(path, rows, header=HEADER):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('\n'.join(','.join(map(str, row)) for row in [header, *rows]) + '\n')


def write_grids(root, seed=SEED):
    """Runs of three models, of one of them three times, and of a second quantisation."""
    generator = random.Random(seed)
    for name, model, quant, speed in (('phi', 'phi', 'q4', 40), ('qwen', 'qwen', 'q4', 44), ('gemma', 'gemma', 'q4', 30),
                                      ('again/phi_1', 'phi', 'q4', 41), ('again/phi_2', 'phi', 'q4', 39),
                                      ('again/qwen_1', 'qwen', 'q4', 45), ('again/qwen_2', 'qwen', 'q4', 43),
                                      ('phi_f16', 'phi', 'f16', 20)):
        write_csv(root / f'{name}.csv', grid_rows(generator, model, quant, speed))
    waits = [generator.gauss(1, 0.05) * (3 if i % 10 == 5 else 1) for i in range(40)]  # whose mean takes a bootstrap interval
    write_csv(root / 'steady.csv', [['phi', f'{wait:.4f}', 0.05] for wait in waits], ['model', 'ttft_s', 'load_s'])
    return root


def without_places(facts):
    """Without where the cells stand and which order the trials ran in: what another order of rows does change."""
    for fact in facts['facts']:
        for cells in fact['evidence']:
            del cells['rows']
    for design in facts['designs']:
        for varied in design['varied']:
            varied['levels'].sort()
            del varied['in_order']
    for finding in facts['findings']:
        finding['statement'] = re.sub('line `[0-9]+`', 'line', finding['statement'])
    return facts


def differences(one, other, where=''):
    """Where two answers differ, lists and objects entered; none where they are alike."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted(set(one) | set(other))
        return [found for key in keys for found in differences(one.get(key), other.get(key), f'{where}/{key}')]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [found for i, pair in enumerate(zip(one, other)) for found in differences(*pair, f'{where}/{i}')]
    return [] if one == other else [f'{where}: {one!r:.300} and {other!r:.300}']


class Properties(BinaryCase):
    def facts(self, tree):
        return self.ask_json('facts', tree)

    def grids(self, name='grids'):
        return write_grids(self.folder / name)

    def edit(self, path, change):
        """`change` gets header and rows of a CSV and may change both in place."""
        header, *rows = [line.split(',') for line in path.read_text().splitlines()]
        change(header, rows)
        write_csv(path, rows, header)

    def test_files_made_in_any_order_give_the_same_bytes(self):
        """Neither the order of a folder's entries nor that of creation says anything. (On a tmpfs entries come in the order
        of their creation.)"""
        generator = random.Random(SEED)
        memory = pathlib.Path('/dev/shm')
        folder = pathlib.Path(tempfile.mkdtemp(prefix='chimera-test-', dir=memory if os.access(memory, os.W_OK) else None))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        for tree in [self.tree(), self.grids(), *(tree for tree in TREES if tree.is_dir())]:
            expected = self.chimera('facts', tree, '--json')[0]
            paths = [path.relative_to(tree) for path in sorted(tree.rglob('*')) if path.is_file()]
            for attempt in range(2):
                generator.shuffle(paths)
                made = folder / f'made_{attempt}'
                for i, path in enumerate(paths):
                    (made / path).parent.mkdir(parents=True, exist_ok=True)
                    early = (made / path).parent / f'{generator.random()}_{i}'
                    shutil.copyfile(tree / path, early)
                    early.rename(made / path)
                self.assertEqual(self.chimera('facts', made, '--json')[0], expected, f'{tree}, seed {SEED}')
                shutil.rmtree(made)

    def test_rows_in_any_order_give_the_same_facts(self):
        """Where a load time tells cold trials, the order of rows is no evidence. Without one, the first trial may be the
        cold one: then its place stays."""
        tree = self.grids()
        for with_load in (True, False):
            if not with_load:
                for path in tree.rglob('*.csv'):
                    self.edit(path, lambda header, rows: [row.pop(header.index('load_s')) for row in [*rows, header]])
            expected = without_places(self.facts(tree))
            for attempt in range(3):
                generator = random.Random(SEED + attempt)

                def shuffled(_, rows):
                    first = [] if with_load else [rows.pop(0)]
                    generator.shuffle(rows)
                    rows[:0] = first
                for path in sorted(tree.rglob('*.csv')):
                    self.edit(path, shuffled)
                self.assertEqual(differences(without_places(self.facts(tree)), expected), [], f'seed {SEED + attempt}')

    def test_a_failed_trial_more_changes_counts_only(self):
        tree = self.grids()
        before = {fact['id']: fact for fact in self.facts(tree)['facts']}
        findings = {f['id']: f for f in self.facts(tree)['findings'] if f['kind'] != 'failure'}
        for place in (0, 7, None):
            made = self.folder / f'failed_{place}'
            shutil.copytree(tree, made)
            self.edit(made / 'phi.csv', lambda _, rows: rows.insert(len(rows) if place is None else place, FAILED.split(',')))
            after = self.facts(made)
            lasting = [fact for fact in after['facts'] if fact['metric'] != 'failure_rate']
            self.assertEqual({fact['id'] for fact in lasting}, set(before))
            touched = 0
            for fact in lasting:
                known = before[fact['id']]
                if fact['metric'] in COUNTS:
                    touched += fact['value'] > known['value']
                    continue
                self.assertIn(fact['excluded'].pop('failed', 0), (0, 1))
                for each in (known, fact):
                    each['evidence'] = [{k: v for k, v in cells.items() if k != 'rows'} for cells in each['evidence']]
                self.assertEqual(differences(fact, known), [], fact['query'])
            self.assertGreaterEqual(touched, 4)  # trials, failed, rows, bytes
            self.assertEqual(differences({f['id']: f for f in after['findings'] if f['kind'] != 'failure'}, findings), [])
            self.assertGreaterEqual([f['kind'] for f in after['findings']].count('failure'), 1)

    def test_a_failed_trial_more_does_not_turn_a_column_into_a_factor(self):
        """Five levels over nine trials repeat too little; a tenth row that failed is no repetition."""
        rows = [['m', level, f'{10 + i + level / 7:.3f}', ''] for i, level in enumerate((1, 2, 3, 4, 5, 1, 2, 3, 4))]
        header = ['model', 'num_gpu', 'tokens_s', 'error']
        write_csv(self.folder / 'a' / 'x.csv', rows, header)
        write_csv(self.folder / 'b' / 'x.csv', [*rows, ['m', 5, 0, 'timeout']], header)
        of = lambda tree: {fact['id'] for fact in self.facts(self.folder / tree)['facts'] if fact['metric'] != 'failure_rate'}
        self.assertEqual(of('a'), of('b'))

    def test_a_failed_first_trial_does_not_hide_the_cold_one(self):
        rows = [['m', i % 2, 4.5 if i == 0 else 0.1 + i / 1000, ''] for i in range(8)]
        header = ['model', 'num_gpu', 'ttft_s', 'error']
        write_csv(self.folder / 'a' / 'x.csv', rows, header)
        write_csv(self.folder / 'b' / 'x.csv', [['m', 0, 0, 'timeout'], *rows], header)
        cold = lambda tree: self.ask_json('inventory', self.folder / tree)['trials']['cold']
        self.assertEqual((cold('a'), cold('b')), (1, 1))

    def test_another_unit_scales_values_only(self):
        tree = self.grids()
        scaled = self.folder / 'scaled'
        shutil.copytree(tree, scaled)
        names = {'ttft_s': 'ttft_ms', 'load_s': 'load_ms', 'e2e_latency_s': 'e2e_latency_ms'}

        def in_ms(header, rows):
            for name in names.keys() & set(header):
                at = header.index(name)
                header[at] = names[name]
                for row in rows:
                    row[at] = repr(float(row[at]) * 1000)
        for path in scaled.rglob('*.csv'):
            self.edit(path, in_ms)

        def named(text):
            return re.sub(r'\b(ttft|load|e2e_latency)_ms\b', r'\1_s', text)
        before = {fact['query']: fact for fact in self.facts(tree)['facts'] if fact['metric'] != 'bytes'}
        facts = self.facts(scaled)
        after = {named(fact['query']): fact for fact in facts['facts'] if fact['metric'] != 'bytes'}
        self.assertEqual(set(after), set(before))
        for query, fact in after.items():
            known = before[query]
            factor = 1000 if (fact['unit'], known['unit']) == ('ms', 's') else 1
            self.assertEqual(fact['unit'] if factor == 1 else 's', known['unit'])
            self.close(fact['value'], known['value'] * factor, query)
            self.assertEqual('interval' in fact, 'interval' in known, query)
            for limit in ('low', 'high') if 'interval' in fact else ():
                self.close(fact['interval'][limit], known['interval'][limit] * factor, query)
            for same in ('n', 'excluded', 'no_interval', 'test'):
                self.assertEqual(fact.get(same), known.get(same), query)
        key = lambda f: (f['kind'], named(f['about']['metric']), *f['about']['factors'], *sorted(f['about']['where'].items()))
        known = {key(f): f for f in self.facts(tree)['findings']}
        self.assertEqual({key(f) for f in facts['findings']}, set(known))
        for finding in facts['findings']:
            other = known[key(finding)]
            self.close(finding['strength'], other['strength'], finding['statement'])
            self.assertEqual('test' in finding, 'test' in other)
            for value in ('statistic', 'p', 'p_adjusted') if 'test' in finding else ():
                self.close(finding['test'][value], other['test'][value], finding['statement'])

    def close(self, value, expected, what):
        self.assertLessEqual(abs(value - expected), 1e-9 * abs(expected), f'{what}: {value} for {expected}')

    def test_what_means_two_things_is_never_pooled(self):
        """One key in files of two tools, told apart by the mapping: no fact holds cells of both, no finding compares them."""
        generator = random.Random(SEED)
        tree = self.folder / 'two'
        for name in 'abcd':
            rows = [[name, i % 2, f'{generator.gauss(20, 1):.3f}'] for i in range(12)]
            write_csv(tree / f'{name}.csv', rows, ['model', 'num_gpu', 'tpot_ms'])

        def across():
            facts = self.facts(tree)
            pooled = [sorted({cells['file'] for cells in fact['evidence']}) for fact in facts['facts']]
            compared = [set(re.findall(r'`([a-d])(?:\.csv)?`', f['statement'])) for f in facts['findings'] if f['kind'] == 'comparison']
            return {*map(tuple, pooled)}, compared
        means = lambda names, what: ''.join(
            f'[[file]]\nmatch = "{n}.csv"\n[file.column.tpot_ms]\ndefinition = "tpot.{what}"\n' for n in names)
        (tree / 'chimera.toml').write_text(means('abcd', 'decode'))
        self.assertEqual(across()[1], [set('abcd')])
        (tree / 'chimera.toml').write_text(means('ab', 'decode') + means('cd', 'e2e'))
        pooled, compared = across()
        self.assertTrue(all(not ({'a.csv', 'b.csv'} & {*files} and {'c.csv', 'd.csv'} & {*files}) for files in pooled), pooled)
        self.assertEqual(sorted(map(sorted, compared)), [['a', 'b'], ['c', 'd']])
        rows = self.ask_json('query', tree, '--metric', 'tpot_ms', '--stat', 'mean')['rows']
        self.assertEqual([row['definition'] for row in rows], ['tpot.decode', 'tpot.e2e'])
