"""Trees as other teams lay them out, trees that are hostile, and the same bytes from the same data."""
import csv, io, json, os, shutil, statistics, unittest

from binary_case import SHARED, TESTS, BinaryCase


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


class OtherTeams(BinaryCase):
    def mean(self, tree, *query):
        """The means by the first grouping column, as the program says."""
        rows = self.ask_json('query', tree, *query)['rows']
        return {next(iter(r['group'].values())): r['stats'].get('mean') for r in rows}

    def test_a_folder_per_run_with_one_json_each(self):
        """A serving benchmark's results: stated summaries, lists of requests, errors that are all empty."""
        runs = {'2025-03-01_tp1': (1, 812.35, 45.125), '2025-03-01_tp2': (2, 1403.8, 31.5),
                '2025-03-02_tp1': (1, 808.65, 46.875), '2025-03-02_tp2': (2, 1411.2, 30.25)}
        tree = self.folder / 'runs'
        for name, (tp, rate, ttft) in runs.items():
            write(tree / name / 'result.json', json.dumps({
                'date': name[:10], 'backend': 'vllm', 'model_id': 'llama-8b', 'tensor_parallel_size': tp, 'completed': 3,
                'output_throughput': rate, 'mean_ttft_ms': ttft, 'ttfts': [ttft / 1000 - 0.001, ttft / 1000, ttft / 1000 + 0.004],
                'errors': ['', '', '']}))
        found = self.mean(tree, '--metric', 'output_throughput', '--by', 'tensor_parallel_size')
        self.assertEqual(found, {'1': 810.5, '2': 1407.5})  # by hand
        requests = self.mean(tree, '--metric', 'ttft', '--by', 'model')
        expected = statistics.mean(t / 1000 + d for _, _, t in runs.values() for d in (-0.001, 0, 0.004))
        self.assertAlmostEqual(requests['llama-8b'], expected, places=12)
        inventory = self.ask_json('inventory', tree)
        self.assertEqual(inventory['trials']['failed'], 0)
        self.assertEqual([a['total'] - a['used'] for a in inventory['accounts']], [0] * 4)

    def test_what_two_tools_call_by_one_name_is_not_pooled(self):
        """guidellm's latency between tokens is one value a request, vLLM's pools the gaps of all; its time per token holds the first."""
        tree = self.folder / 'two_tools'
        vllm = {'model_id': 'm', 'completed': 2, 'output_throughput': 2.5, 'mean_tpot_ms': 25.0, 'ttfts': [0.5, 0.7],
                'itls': [[0.01, 0.03], [0.02, 0.06]], 'request_rate': 'inf', 'errors': ['', '']}
        request = lambda name, tpot, itl: {'request_id': name, 'time_to_first_token_ms': 40.0, 'time_per_output_token_ms': tpot,
                                           'inter_token_latency_ms': itl}
        statistic = {'successful': {'mean': 60.0, 'count': 2}, 'errored': {'mean': 0.0, 'count': 0}}
        guidellm = {'metadata': {'version': 2}, 'benchmarks': [{
            'metrics': {'time_to_first_token_ms': statistic, 'time_per_output_token_ms': statistic},
            'requests': {'successful': [request('a', 55.0, 14.0), request('b', 65.0, 16.0)],
                         'errored': [request('c', 900.0, 900.0)], 'total': None}}]}
        write(tree / 'vllm.json', json.dumps(vllm))
        write(tree / 'guidellm.json', json.dumps(guidellm))

        def found(metric):
            rows = self.ask_json('query', tree, '--metric', metric)['rows']
            factor = {'ms': 1, 's': 1000}
            return {r['definition']: round(r['stats']['mean'] * factor[r['unit']], 9) for r in rows if 'mean' in r['stats']}
        # Means by hand; the failed request is left out.
        self.assertEqual(found('itl'), {'itl.request': 15, 'itl.chunk': 30})
        self.assertEqual(found('ttft'), {'ttft': 40, 'ttft.chunk': 600})
        self.assertEqual(found('tpot'), {'tpot.e2e': 60})
        self.assertEqual(found('mean_tpot_ms'), {'tpot.decode': 25})
        self.assertEqual(found('metrics.time_per_output_token_ms.successful.mean'), {'tpot.e2e': 60})
        stated = self.ask_json('query', tree, '--metric', 'metrics.time_per_output_token_ms.errored.mean')['rows'][0]
        self.assertEqual((stated['n'], stated['excluded']['missing']), (0, 1))
        by_rate = self.mean(tree, '--metric', 'ttfts', '--by', 'request_rate')
        self.assertAlmostEqual(by_rate['inf'], 0.6, places=12)

    def test_a_time_per_token_is_converted_where_counts_allow(self):
        """guidellm's holds the time to first token, vLLM's and inference-perf's don't. By hand: request a took 101 tokens * 24 ms = 2.424 s,
        (2.424 - 0.424) / 100 = 20 ms; b 51 * 32 ms = 1.632 s, (1.632 - 0.132) / 50 = 30 ms; c has one token. inference-perf's took
        (1.0 - 0.5) / 10 = 50 ms, vLLM's (0.4 - 0.1) / 10 = 30 and (0.8 - 0.2) / 20 = 30 ms."""
        tree = self.folder / 'per_token'
        request = lambda name, tokens, ttft, tpot: {'request_id': name, 'request_latency': tokens * tpot / 1000, 'output_tokens': tokens,
                                                    'time_to_first_token_ms': ttft, 'time_per_output_token_ms': tpot}
        statistic = {'successful': {'mean': 60.0, 'count': 2}}
        requests = [request('a', 101, 424.0, 24.0), request('b', 51, 132.0, 32.0), request('c', 1, 300.0, 300.0)]
        write(tree / 'guidellm.json', json.dumps({'metadata': {'version': 2}, 'benchmarks': [{
            'metrics': {'time_to_first_token_ms': statistic, 'time_per_output_token_ms': statistic}, 'requests': {'successful': requests}}]}))
        write(tree / 'perf.json', json.dumps([{'start_time': 0, 'end_time': 1.0, 'request': '', 'error': None, 'info': {
            'input_tokens': 4, 'output_tokens': 11, 'output_token_times': [0.5, 0.6, 1.0]}}]))
        write(tree / 'vllm.json', json.dumps({'model_id': 'm', 'completed': 2, 'output_throughput': 2.5, 'mean_tpot_ms': 30.0, 'errors': ['', ''],
                                              'ttfts': [0.1, 0.2], 'output_lens': [11, 21], 'latencies': [0.4, 0.8]}))
        rows = {(r['definition'], r.get('converted_from')): r for r in self.ask_json('query', tree, '--metric', 'tpot')['rows']}
        means = {key: (round(r['stats']['mean'], 9), r['unit'], r['n']) for key, r in rows.items() if key[0] == 'tpot.decode'}
        self.assertEqual(means, {('tpot.decode', None): (50, 'ms', 1), ('tpot.decode', 'tpot.e2e'): (25, 'ms', 2),
                                 ('tpot.decode', 'e2e_latency'): (30, 'ms', 2)})
        self.assertEqual(rows['tpot.e2e', None]['n'], 3)
        converted = rows['tpot.decode', 'tpot.e2e']
        self.assertEqual((converted['excluded']['refused'], [e['column'] for e in converted['evidence']]),
                         (1, ['time_per_output_token_ms', 'output_tokens', 'time_to_first_token_ms']))
        self.golden('query_converted.txt', self.chimera('query', tree, '--metric', 'tpot', '--stat', 'mean')[0])
        compared = self.ask_json('query', tree, '--metric', 'tpot', '--stat', 'ratio', '--where', 'file=guidellm.json', '--against', 'file=vllm.json')
        self.assertAlmostEqual(compared['rows'][-1]['stats']['ratio'], 25 / 30, places=12)

    def test_a_wide_csv_with_units_below_and_decimal_commas(self):
        text = ('\ufeffMessung vom 3. November;;;;\r\nModell;Quant;ngl;TTFT;Durchsatz\r\n;;;ms;tok/s\r\nllama;q4;0;41,5;1.031,25\r\n'
                'llama;q4;99;12,25;1.940,5\r\nllama;q8;0;60,75;805,5\r\nllama;q8;99;18,5;1.502,75\r\n')
        tree = self.folder / 'excel'
        write(tree / 'messung.csv', text)
        self.assertEqual(self.mean(tree, '--metric', 'TTFT', '--by', 'Quant'), {'q4': 26.875, 'q8': 39.625})  # by hand
        self.assertEqual(self.mean(tree, '--metric', 'Durchsatz', '--by', 'ngl'), {'0': 918.375, '99': 1721.625})
        row = self.ask_json('query', tree, '--metric', 'ttft')['rows'][0]
        self.assertEqual((row['unit'], row['evidence'][0]['rows']), ('ms', '4-7'))

    def test_logs_and_json_lines_mixed(self):
        tree = self.folder / 'logs'
        for late, day in enumerate(('2025-11-02', '2025-11-03')):
            lines = ''.join(f'req={i} ttft_ms={40 + i + late}.5 tokens_s={30 + i}.25\n' for i in range(4))
            write(tree / day / 'server.log', 'INFO starting server v0.4.1\n' + lines + 'INFO bye\n')
            records = ''.join(json.dumps({'model': 'phi', 'prompt_id': i, 'e2e_latency_s': 1.5 + i / 4 + late}) + '\n' for i in range(4))
            write(tree / day / 'requests.jsonl', records + '{"model":"phi","prompt_id":4,"e2e_la')
        found = self.mean(tree, '--metric', 'ttft', '--by', 'file')
        self.assertEqual(found, {'2025-11-02/server.log': 42, '2025-11-03/server.log': 43})  # by hand
        self.assertEqual(self.mean(tree, '--metric', 'e2e_latency', '--by', 'model'), {'phi': 2.375})
        problems = self.ask_json('inventory', tree)['problems']
        self.assertEqual({(p['file'], p['where']) for p in problems}, {(f'2025-11-0{d}/requests.jsonl', 'line 5') for d in (2, 3)})


class SameBytes(BinaryCase):
    def outputs(self, tree, **options):
        return [self.chimera(command, tree, '--json', **options)[0] for command in ('facts', 'inventory')] + \
               [self.chimera('observations', tree, **options)[0]]

    def shuffled(self, tree):
        """The same files, made in the opposite order, so that the disk lists them otherwise."""
        other = self.folder / 'other'
        for path in sorted((p for p in tree.rglob('*') if p.is_file()), reverse=True):
            target = other / path.relative_to(tree)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
        return other

    def check(self, tree):
        expected = self.outputs(tree)
        self.assertEqual(self.outputs(self.shuffled(tree)), expected)
        for locale in ('C', 'de_DE.UTF-8', 'tr_TR.UTF-8'):
            self.assertEqual(self.outputs(tree, env=self.environment(LC_ALL=locale, LANG=locale)), expected, locale)
        self.assertEqual(self.outputs(tree, preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})), expected)

    def test_a_small_tree(self):
        self.check(self.tree())

    @unittest.skipUnless((SHARED / 'data' / 'seed-artifacts').is_dir(), 'the sample tree is not here')
    def test_the_sample(self):
        self.check(SHARED / 'data' / 'seed-artifacts')


class Hostile(BinaryCase):
    """Each bad file is a problem with its place, or an account that says what was skipped; the good one is read."""

    def setUp(self):
        super().setUp()
        self.hostile = self.folder / 'hostile'
        write(self.hostile / 'good.csv', 'model,tokens_s\na,1.5\na,2.5\nb,3.5\n')

    def inventory(self):
        row = self.ask_json('query', self.hostile, '--metric', 'tokens_s', '--where', 'file=good.csv')['rows'][0]
        self.assertEqual(row['stats']['mean'], 2.5)
        return self.ask_json('inventory', self.hostile)

    def problem(self, file):
        found = [p for p in self.inventory()['problems'] if p['file'] == file]
        self.assertTrue(found, f'no problem names {file}')
        return found[0]

    def test_empty_and_only_a_header(self):
        write(self.hostile / 'empty.csv', '')
        write(self.hostile / 'header.csv', 'model,tokens_s\n')
        write(self.hostile / 'empty.json', '')
        for file in ('empty.csv', 'header.csv', 'empty.json'):
            self.problem(file)

    def test_nesting_and_width(self):
        write(self.hostile / 'deep.json', '[' * 100_000 + ']' * 100_000)
        wide = ','.join(f'c{i}' for i in range(100_000))
        write(self.hostile / 'wide.csv', wide + '\n' + ','.join('1' for _ in range(100_000)) + '\n')
        self.problem('deep.json')

    def test_bytes_that_are_no_text(self):
        write(self.hostile / 'latin.csv', 'model,tokens_s\nZ\xfcrich,1.5\n'.encode('latin-1'))
        write(self.hostile / 'nul.csv', b'model,tokens_s\na\0b,1.5\nc,2.5\n')
        write(self.hostile / 'sixteen.csv', 'model,tokens_s\nx,7.5\n'.encode('utf-16'))
        self.problem('latin.csv')
        row = self.ask_json('query', self.hostile, '--metric', 'tokens_s', '--where', 'file=sixteen.csv')['rows'][0]
        self.assertEqual(row['stats']['mean'], 7.5)

    def test_what_is_no_file(self):
        os.symlink('.', self.hostile / 'loop')
        os.mkfifo(self.hostile / 'pipe.csv')
        os.symlink('nowhere.csv', self.hostile / 'dangling.csv')
        for file in ('pipe.csv', 'dangling.csv'):
            self.problem(file)
        self.assertEqual([t['first'] for t in self.inventory()['types']], [['good.csv']])

    @unittest.skipIf(os.geteuid() == 0, 'root may read everything')
    def test_no_permission(self):
        write(self.hostile / 'secret.csv', 'a,b\n1,2\n')
        (self.hostile / 'secret.csv').chmod(0)
        self.problem('secret.csv')

    def test_formulas_and_markup_stay_text(self):
        write(self.hostile / 'evil.csv', 'model,tokens_s\n"=cmd|\' /C calc\'!A0",1.5\n"<script>alert(1)</script>",2.5\n'
              '"=cmd|\' /C calc\'!A0",1.5\n"<script>alert(1)</script>",2.75\n')
        self.chimera('run', self.hostile, '--engine', 'none', '-o', 'out')
        for line in (self.folder / 'out' / 'report.md').read_text().split('\n'):
            outside = ''.join(line.split('`')[::2])
            self.assertNotIn('<script', outside)
        out = self.chimera('observations', self.hostile, '--format', 'csv')[0]
        for cell in (cell for row in csv.reader(io.StringIO(out)) for cell in row):
            self.assertFalse(cell.startswith(('=', '+', '@')), cell)


class Mutants(BinaryCase):
    """Each fixture cut at twenty places, and with each class of bytes changed: read as far as it goes, never a crash."""
    CHANGES = [(b'0123456789', b'x'), (b',', b';'), (b'{', b'['), (b'}', b' '), (b'"', b"'"), (b'\n', b'\0'), (b':', b'\xff'), (b'.', b'e')]

    def variants(self, data):
        for part in range(20):
            yield f'cut{part}', data[:len(data) * part // 20]
        for number, (old, new) in enumerate(self.CHANGES):
            for every in (1, 3):
                count = 0
                out = bytearray(data)
                for at, byte in enumerate(data):
                    if byte in old:
                        count += 1
                        if count % every == 0:
                            out[at:at + 1] = new
                yield f'flip{number}-{every}', bytes(out)

    def test_no_variant_stops_the_reading(self):
        tree = self.folder / 'mutants'
        made = 0
        for fixture in sorted((TESTS / 'fixtures').rglob('*.*')):
            for name, data in self.variants(fixture.read_bytes()):
                write(tree / fixture.parent.name / fixture.stem / (name + fixture.suffix), data)
                made += 1
        self.assertGreater(made, 500)
        inventory = self.ask_json('inventory', tree)
        self.assertEqual(inventory['files_analyzed'] + inventory['files_other'], made)
        self.chimera('facts', tree)
