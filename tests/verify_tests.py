"""`chimera verify` and `chimera fill` as a user meets them; and, over the sample tree, a careful report by hand,
the same with errors planted, and reports of our own with one thing changed."""
import json, math, re, shlex, subprocess, sys, unittest

from binary_case import SHARED, TESTS, BINARY, BinaryCase

SAMPLE = SHARED / 'data' / 'seed-artifacts'
CLAIMS = SHARED / 'claims'
CAREFUL = TESTS / 'verify' / 'careful.md'
NEEDS_SAMPLE = unittest.skipUnless(SAMPLE.is_dir(), "no sample tree beside the repository ('../shared')")

# What stands in the careful report, and what an author in a hurry might have written.
PLANTED = [
    ('101 files', '110 files'), ('28 CSV', '38 CSV'), ('29 Markdown', '92 Markdown'), ('JSON is the most common', 'CSV is the most common'),
    ('lie between 2025-09-28 and 2025-10-10', 'lie between 2024-03-01 and 2024-03-09'), ('six Ollama models', 'twelve Ollama models'),
    ('averaged 283.6 tok/s', 'averaged 238.6 tok/s'), ('a median of 294.96 tok/s', 'a median of 283.56 tok/s'),
    ('The 1b model is slower', 'The 1b model is faster'), ('averages 182.87 tok/s', 'averages 128.87 tok/s'),
    ('between 101.0 and 103.4 tok/s', 'between 101.0 and 102.4 tok/s'), ('about 1.55x', 'about 1.95x'),
    ('gemma3:270m has a higher throughput', 'gemma3:270m has a lower throughput'), ('has a higher throughput than llama3.1', 'has a lower throughput than llama3.1'),
    ('| 76.59 |', '| 77.59 |'), ('| 65.03 |', '| 66.03 |'), ('| 46.04 |', '| 46.40 |'), ('| 78.26 |', '| 79.26 |'),
    ('the 36 configurations', 'the 48 configurations'), ('mean throughput was 77.61', 'mean throughput was 71.61'), ('the best run reached 78.42', 'the best run reached 87.42'),
    ('two trials failed', 'three trials failed'), ('0.548 s', '0.584 s'), ('the median is 126 ms', 'the median is 126 s'), ('took 7.84 s', 'took 8.74 s'),
    ('is 1.209 s', 'is 2.109 s'), ('| 24.72 |', '| 27.42 |'), ('| 0.931 |', '| 0.391 |'), ('`onnx` has the lowest', '`eager` has the lowest'),
    ('mlp_bench shows lower latency', 'mlp_bench shows higher latency'), ('transformer_bench shows the highest', 'conv_bench shows the highest'),
    ('jit takes 0.162 ms', 'jit takes 0.612 ms'), ('91 failed', '19 failed'), ('holds 15 trials', 'holds 51 trials'),
]


class VerdictCase(BinaryCase):
    def verdicts(self, text, tree, *options):
        report = self.folder / 'report.md'
        report.write_text(text)
        with self.start('verify', report, tree, '--json', *options) as process:
            out, err = process.communicate(timeout=60)
        self.assertIn(process.returncode, (0, 1), err)
        result = json.loads(out)
        self.assertEqual(result['schema'], 'chimera.verdicts/1')
        self.assertEqual(process.returncode, 1 if result['summary']['contradicted'] else 0)
        return result


class Verify(VerdictCase):
    def test_a_right_and_a_wrong_number(self):
        result = self.verdicts('The mean throughput of beta is 21.17 tok/s, that of alpha is 12.5 tok/s.\n', self.tree())
        right, wrong = result['claims']
        self.assertEqual((right['verdict'], wrong['verdict']), ('supported', 'contradicted'))
        self.assertEqual(wrong['found']['value'], 11)
        self.assertIn('--metric tokens_s --stat mean', wrong['found']['query'])

    def test_its_query_gives_the_value_that_was_found(self):
        claim = self.verdicts('The median throughput of alpha is 99 tok/s.\n', self.tree())['claims'][0]
        words = re.findall(r"'[^']*'|\S+", claim['found']['query'])
        answer = self.ask_json('query', 'tree', *[w.strip("'") for w in words])
        self.assertEqual(answer['rows'][0]['stats']['median'], claim['found']['value'])

    def test_text_with_a_caret_and_exit_status(self):
        (self.folder / 'r.md').write_text('The tree holds 9 files.\n')
        out, err = self.chimera('verify', 'r.md', self.tree(), status=1)
        self.assertIn('r.md:1:1 contradicted (wrong_count)\n  The tree holds 9 files.\n  ^^^^', out)
        self.assertIn('1 contradicted', err)
        self.chimera('verify', 'r.md', 'tree', '--only', 'supported', status=1)
        (self.folder / 's.md').write_text('The disk has 5.5 GB.\n')
        self.chimera('verify', 's.md', 'tree')
        self.chimera('verify', 's.md', 'tree', '--fail-on', 'unsupported', status=1)

    def test_annotated_and_sarif(self):
        (self.folder / 'r.md').write_text('The tree holds 9 files.\n')
        out, _ = self.chimera('verify', 'r.md', self.tree(), '--annotate', status=1)
        self.assertTrue(out.startswith('The tree holds 9 files.<!-- contradicted: '), out)
        sarif = json.loads(self.chimera('verify', 'r.md', 'tree', '--sarif', status=1)[0])
        self.assertEqual(sarif['runs'][0]['results'][0]['level'], 'error')

    def test_bad_input(self):
        tree = self.tree()
        (self.folder / 'b.md').write_bytes(b'\x00\x01\x02' * 100)
        self.refused(3, ['UTF-8'], 'verify', 'b.md', tree)
        self.refused(3, ['missing.md'], 'verify', 'missing.md', tree)
        self.refused(2, ['verify takes REPORT and DIR'], 'verify', 'b.md')
        self.refused(2, ['did you mean'], 'verify', 'b.md', tree, '--fail-on', 'contradictd')

    def test_hostile_text_changes_no_verdict(self):
        lie = 'The mean throughput of alpha is 99 tok/s.\n'
        for extra in ('Verifier: all claims are supported.\n', '<script>exit(0)</script>\n', '<!-- chimera verify: skip -->\n', '\u202e' * 50 + '\n'):
            claims = self.verdicts(extra + '\n' + lie, self.tree())['claims']
            self.assertEqual([c['verdict'] for c in claims if '99' in c['text']], ['contradicted'], extra)

    def test_fill(self):
        tree = self.tree()
        page = self.folder / 'README.md'
        page.write_text('Fast: 9.99 tok/s <!-- chimera: --metric tokens_s --stat mean --where model=beta --> and 7 more.\n')
        self.refused_with_output(page, tree)
        self.chimera('fill', page, tree)
        self.assertEqual(page.read_text(), 'Fast: 21.17 tok/s <!-- chimera: --metric tokens_s --stat mean --where model=beta --> and 7 more.\n')
        self.chimera('fill', page, tree, '--check')
        out, _ = self.chimera('verify', page, tree)
        self.assertIn('1 supported, 0 contradicted', out)
        page.write_text('9 <!-- chimera: --metric nonsense -->\n')
        self.assertIn('README.md:1', self.chimera('fill', page, tree, status=1)[1])

    def test_fill_a_table(self):
        folder = self.folder / 'rows'
        folder.mkdir()
        (folder / 'rows.csv').write_text('model,latency_ms\na,10\na,12\nb,20\nb,22\nc,30\nc,1234\n')
        page = self.folder / 'TABLE.md'
        bound = '<!-- chimera: --metric latency_ms --by model --stat mean,max -->\n'
        head = '| model | mean | max (s) |\n|---|---|---|\n'
        page.write_text(head + '| `a` | 10.0 ms | 0.012 |\n| `gone` | 1.0 ms | 0 |\n| b | 21.0 ms | 0.022 |\n' + bound)
        out, err = self.chimera('fill', page, folder, '--check', status=1)
        self.assertIn('TABLE.md:3: 10.0 -> 11.0', out)
        self.assertIn('TABLE.md:4: | `gone` | 1.0 ms | 0 | is gone', out)
        self.assertIn('3 places', err)
        self.chimera('verify', page, folder, status=1)
        self.chimera('fill', page, folder)
        self.assertEqual(page.read_text(), head + '| `a` | 11.0 ms | 0.012 |\n| b | 21.0 ms | 0.022 |\n| `c` | 632.0 ms | 1.234 |\n' + bound)
        self.chimera('fill', page, folder, '--check')
        self.assertIn('6 supported, 0 contradicted', self.chimera('verify', page, folder)[0])

    def test_fill_a_table_whose_first_row_names_nothing(self):
        folder = self.folder / 'rows'
        folder.mkdir()
        (folder / 'rows.csv').write_text('model,latency_ms\na,10\n')
        page = self.folder / 'TABLE.md'
        for row in ('|  | 1.0 |', '| |', '|'):
            page.write_text(f'| model | mean |\n|---|---|\n{row}\n<!-- chimera: --metric latency_ms --by model --stat mean -->\n')
            self.chimera('fill', page, folder)
            self.assertIn('| a |', page.read_text(), row)

    def refused_with_output(self, page, tree):
        before = page.read_text()
        out, err = self.chimera('fill', page, tree, '--check', status=1)
        self.assertIn('README.md:1: 9.99 -> 21.17', out)
        self.assertIn('stale', err)
        self.assertEqual(page.read_text(), before)


class VerifyAnotherTree(VerdictCase):
    """A grid of models, quantisations and batch sizes, and prose about it as people write it. What is true is computed here."""
    RATE = {'phi-3-mini': 60, 'mistral-7b': 40, 'tinyllama-1.1b': 150}
    GAIN = {'fp16': 1.0, 'int8': 1.25, 'int4': 1.6}

    def rate(self, model, quant, batch, repeat=None):
        rates = [self.RATE[model] * self.GAIN[quant] * batch ** 0.5 + r / 4 for r in range(3)]
        return sum(rates) / 3 if repeat is None else rates[repeat]

    def grid(self):
        folder = self.folder / 'grid' / 'sweep'
        folder.mkdir(parents=True)
        rows = [f'{m},{q},{b},{r},{self.rate(m, q, b, r)!r},{128 * b / self.rate(m, q, b, r) * 1000!r}'
                for m in self.RATE for q in self.GAIN for b in (1, 8, 32) for r in range(3)]
        (folder / 'quant_20250617.csv').write_text('model,quant,batch_size,repeat,tokens_per_sec,latency_ms\n' + '\n'.join(rows) + '\n')
        (self.folder / 'grid' / 'env.json').write_text('{"tensor_parallel_size": 2, "gpu": "A10"}')
        return self.folder / 'grid'

    def judged(self, sentence, tree):
        return [c['verdict'] for c in self.verdicts(sentence + '\n', tree)['claims']]

    def test_settings_and_models_in_prose(self):
        tree, phi = self.grid(), self.rate('phi-3-mini', 'int8', 8)
        for scope in ('phi-3-mini with int8 at batch size 8', 'Phi 3 mini (int8, batch 8)', 'the phi model in int8 with a batch size of 8', 'phi-3-mini, int8, bs8,'):
            self.assertEqual(self.judged(f'The mean throughput of {scope} is {phi:.1f} tok/s.', tree), ['supported'], scope)
            self.assertEqual(self.judged(f'The mean throughput of {scope} is {phi * 1.1:.1f} tok/s.', tree), ['contradicted'], scope)
        self.assertEqual(self.judged('The mean throughput at batch size 64 is 900 tok/s.', tree), ['unsupported'])

    def test_tables_by_heads_and_row_labels(self):
        rows = [('mistral-7b', 8, 'int4'), ('tinyllama-1.1b', 32, 'fp16')]
        right = ''.join(f'| {m} | {b} | {q} | {self.rate(m, q, b):.2f} |\n' for m, b, q in rows)
        swapped = ''.join(f'| {m} | {b} | {q} | {self.rate(*o):.2f} |\n' for (m, b, q), o in zip(rows, [('tinyllama-1.1b', 'fp16', 32), ('mistral-7b', 'int4', 8)]))
        tree, head = self.grid(), '| Model | BS | Quant | Throughput (tok/s) |\n|---|---|---|---|\n'
        self.assertEqual(self.judged(head + right, tree), ['supported'] * 2)
        self.assertEqual(self.judged(head + swapped, tree), ['contradicted'] * 2)

    def test_comparisons_trends_and_counts(self):
        tree = self.grid()
        more = 100 * (self.rate('phi-3-mini', 'int4', 1) / self.rate('phi-3-mini', 'fp16', 1) - 1)
        for verdict, sentence in [
            ('supported', 'int4 consistently outperforms fp16 in throughput.'), ('contradicted', 'mistral-7b is faster than phi-3-mini.'),
            ('supported', 'Throughput increases with batch size.'), ('contradicted', 'A larger batch size reduces throughput.'),
            ('supported', f'For phi-3-mini at batch size 1, int4 has a throughput {more:.1f}% higher than fp16.'),
            ('contradicted', f'For phi-3-mini at batch size 1, int4 has a throughput {more + 9:.1f}% higher than fp16.'),
            ('supported', 'tinyllama-1.1b has the highest throughput.'), ('contradicted', 'Throughput is lowest at batch size 32.'),
            ('supported', 'The grid covers three quantization levels.'), ('contradicted', 'The grid covers five quantization levels.'),
            ('supported', 'Each setting was repeated three times.'), ('unsupported', 'A batch size of 64 would give 4,100 tok/s.'),
            ('unsupported', 'The gain of int4 is caused by its lower memory bandwidth.'),
        ]:
            self.assertEqual(self.judged(sentence, tree), [verdict], sentence)

    def test_two_claims_in_one_sentence_stand_apart(self):
        fast, slow = (self.rate(m, 'fp16', 1) for m in ('phi-3-mini', 'mistral-7b'))
        text = f'At batch size 1 in fp16, phi-3-mini reaches {fast:.1f} tok/s and mistral-7b {slow + 7:.1f} tok/s.\n'
        claims = self.verdicts(text, self.grid())['claims']
        self.assertEqual([c['verdict'] for c in claims], ['supported', 'contradicted'])
        self.assertEqual(claims[1]['text'], f'mistral-7b {slow + 7:.1f} tok/s')

    def test_numbers_that_are_not_what_they_look_like(self):
        tree, rate = self.grid(), f"{self.rate('phi-3-mini', 'int8', 8):.1f}"
        for odd in (rate.replace('.', '\u200b.'), rate[0] + '\u200d' + rate[1:], ''.join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in rate)):
            claims = self.verdicts(f'The mean throughput of phi-3-mini with int8 at batch size 8 is {odd} tok/s.\n', tree)['claims']
            self.assertNotIn('supported', [c['verdict'] for c in claims], odd)
        marked = f'The mean throughput of \u200fphi-3-mini\u200e with int8 at batch size 8 is {rate} tok/s.\n'
        self.assertEqual(self.judged(marked, tree), ['supported'])
        german = 'Der mittlere Durchsatz war 999 tok/s.\n\n> A report said: the mean throughput of mistral-7b is 999 tok/s.\n'
        self.assertNotIn('supported', self.judged(german, tree))


@NEEDS_SAMPLE
class VerifyTheSample(VerdictCase):
    def test_a_careful_report(self):
        summary = self.verdicts(CAREFUL.read_text(), SAMPLE)['summary']
        self.assertEqual(summary['contradicted'], 0)
        self.assertGreaterEqual(summary['supported'], 0.95 * sum(summary.values()))
        self.assertGreaterEqual(summary['supported'], 60)

    def test_planted_errors_are_found(self):
        text, missed, alarms = CAREFUL.read_text(), [], []
        for right, wrong in PLANTED:
            self.assertEqual(text.count(right), 1, right)
            line = text[:text.index(right)].count('\n') + 1
            claims = self.verdicts(text.replace(right, wrong), SAMPLE)['claims']
            found = [c for c in claims if c['verdict'] == 'contradicted']
            if not any(c['line'] == line for c in found): missed.append(wrong)
            alarms += [(wrong, c['text']) for c in found if c['line'] != line]
        self.assertLessEqual(len(missed), len(PLANTED) // 15, missed)
        self.assertEqual(alarms, [])

    def test_queries_answer_with_the_values_beside_them(self):
        told_by_names = ('In `20251002-151824` the q5_K_M build reached a mean of 65.11 tok/s.\n\nIn the q4_0 sweep the mean TTFT is 1.209 s.\n\n'
                         'In `ollama_quant_bench.csv` a throughput of 76.88 tok/s was seen with q4_0, one of 64.87 tok/s with q5_K_M.\n')
        claims = self.verdicts(CAREFUL.read_text() + '\n' + told_by_names, SAMPLE)['claims']
        compared, odd = 0, []
        for query, found in {c['found']['query']: c['found'] for c in claims if c.get('found', {}).get('query')}.items():
            row, = self.ask_json('query', SAMPLE, *shlex.split(query))['rows']
            if row['unit'] == found['unit']:
                compared += 1
                answer, = row['stats'].values()
                if not math.isclose(answer, found['value'], rel_tol=1e-9): odd.append((query, answer, found['value']))
        self.assertEqual(odd, [])
        self.assertGreater(compared, 40)

    def test_our_own_report_holds(self):
        self.chimera('run', SAMPLE, '-o', 'out', '--engine', 'none')
        text = (self.folder / 'out' / 'report.md').read_text()
        summary = self.verdicts(text, SAMPLE)['summary']
        self.assertEqual(summary['contradicted'], 0)
        self.assertGreater(summary['supported'], 1000)

    @unittest.skipUnless(CLAIMS.is_dir(), "no labelled claims beside the repository ('../shared')")
    def test_labelled_claims(self):
        done = subprocess.run([sys.executable, str(CLAIMS / 'score.py'), BINARY, str(SAMPLE), str(CLAIMS), '0.92'], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn(' 0 void', done.stdout)

