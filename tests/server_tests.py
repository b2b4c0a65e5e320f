"""chimera run with a model behind HTTP: honest servers, lying ones, and those that fail in each way."""
import json, pathlib, re, signal, socket, ssl, subprocess, sys, threading, time

from binary_case import BINARY, SHARED, BinaryCase
from loopback_models import TRACES, FreeLiar, Liar, ModelServer, statement_of, wire

SECRET = 'sk-do-not-print-this'
REPORT_PY = SHARED / 'accept' / 'report.py'


def without_measures(path):
    """What a run left, without its times and the places of its numerals: any of those may be 777 by chance."""
    text = path.read_text()
    if path.name == 'report.json':
        report = json.loads(text)
        for numeral in report['numerals']:
            del numeral['line'], numeral['column']
        text = json.dumps({key: value for key, value in report.items() if key not in ('times', 'metrics')})
    return re.sub(r'\d+\.\d{4,}', '', text)


def last(count, _body):
    return json.dumps({'choice': count})


class Raw:
    """A server that sends those bytes to each request, then hangs, drips or leaves."""

    def __init__(self, sends=b'', then='leave'):
        self.socket = socket.create_server(('127.0.0.1', 0))
        self.sends, self.then, self.over = sends, then, threading.Event()
        threading.Thread(target=self.serve, daemon=True).start()

    @property
    def url(self):
        return f'http://127.0.0.1:{self.socket.getsockname()[1]}'

    def serve(self):
        while not self.over.is_set():
            try:
                client, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(client,), daemon=True).start()

    def talk(self, client):
        with client:
            try:
                client.recv(1 << 20)
                client.sendall(self.sends)
                while self.then == 'drip' and not self.over.wait(0.02):
                    client.sendall(b': \n')
                if self.then == 'hang':
                    self.over.wait()
            except OSError:
                pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.over.set()
        self.socket.close()


class Servers(BinaryCase):
    def environment(self, **changes):
        changes.setdefault('OPENAI_API_KEY', SECRET)
        return super().environment(**changes)

    def ask(self, engine, url, *more, **options):
        url += '/v1' if engine == 'openai' else ''
        return self.chimera('run', self.tree(), '-o', 'out', '--engine', engine, '--url', url, '--model', 'loop', *more, **options)

    def report(self):
        return json.loads((self.folder / 'out' / 'report.json').read_text())

    def fails(self, words, engine, url, *more):
        """Exit 4, one line that holds the words, nothing written, no key shown."""
        url += '/v1' if engine == 'openai' else ''
        out, err = self.chimera('run', self.tree(), '-o', 'out', '--engine', engine, '--url', url, '--model', 'loop', *more, status=4)
        self.assertEqual(out, '')
        for word in words:
            self.assertIn(word, err.strip().split('\n')[-1])
        self.assertNotIn(SECRET, err)
        self.nothing_left('tree')

    def test_both_servers_choose_and_are_measured(self):
        facts = None
        for engine in ('openai', 'ollama'):
            with self.subTest(engine), ModelServer(last) as server:
                answer = json.loads(self.ask(engine, server.url, '--json')[0])
                self.assertGreater(answer['asked'], 0)
                self.assertEqual((answer['by_model'], answer['replaced']), (answer['asked'], 0))
                report = self.report()
                self.assertEqual(report['configuration']['engine'], engine)
                self.assertEqual(report['metrics']['tokens_generated'], 9 * len(server.requests))
                self.assertEqual('throughput_tok_s' in report['metrics'], engine == 'ollama', 'no durations, no rate')
                self.assertNotIn(None, report['metrics'].values())
                text = (self.folder / 'out' / 'report.md').read_text()
                self.assertIn("the server's own counts", text)
                self.assertIn('**Model:** `loop`', text)
                transcript = [json.loads(line) for line in (self.folder / 'out' / 'transcript.jsonl').read_text().splitlines()]
                self.assertIn(transcript[0]['text'], transcript[1]['user'], "the analyst reads the collector's text")
                self.assertEqual({call['measurement']['counts_from'] for call in transcript}, {'server'})
                for path in (self.folder / 'out').iterdir():
                    self.assertNotIn(SECRET, path.read_text(), path.name)
                keys = {headers.get('Authorization') for _, headers, _ in server.requests}
                self.assertEqual(keys, {f'Bearer {SECRET}'} if engine == 'openai' else {None})
                facts = facts or (self.folder / 'out' / 'facts.json').read_bytes()
                self.assertEqual((self.folder / 'out' / 'facts.json').read_bytes(), facts, 'no model changes a fact')

    def test_agents_tell_the_model_that_a_server_has(self):
        (self.folder / 's.toml').write_text('repetitions = 2\n[[agent]]\nname = "one"\ntask = "Count."\n[[agent]]\nname = "two"\ntask = "Sing."\n')
        with ModelServer(lambda *_: 'one two three') as server:
            self.chimera('agents', 's.toml', '-o', 'pair', '--engine', 'openai', '--url', server.url)
        header, *rows = (self.folder / 'pair' / 'trials.csv').read_text().splitlines()
        self.assertEqual({row.split(',')[header.split(',').index('model')] for row in rows}, {'"loop"'})

    def test_each_answer_is_the_sentence_of_that_number(self):
        texts = []
        for number in (lambda count: 1, lambda count: count):
            with ModelServer(lambda count, _: json.dumps({'choice': number(count)})) as server:
                self.ask('openai', server.url)
                last_question = server.requests[-1][2]['messages'][-1]['content']
                offered = [line.split('. ', 1)[1] for line in last_question.split('\n') if line[:1].isdigit()]
                transcript = (self.folder / 'out' / 'transcript.jsonl').read_text()
                told = json.loads(transcript.splitlines()[-1])['text']
                self.assertIn(offered[number(len(offered)) - 1], told)
                texts.append(told)
        self.assertNotEqual(*texts)

    def test_the_only_model_is_taken_and_several_are_listed(self):
        with ModelServer(last, models=('a/b.gguf',)) as server:
            self.chimera('run', self.tree(), '-o', 'out', '--engine', 'openai', '--url', server.url + '/v1')
            self.assertIn('`a/b.gguf`', (self.folder / 'out' / 'report.md').read_text())
        with ModelServer(last, models=('a', 'b')) as server:
            self.refused(2, ['a, b', '--model'], 'run', self.tree(), '-o', 'other', '--engine', 'openai', '--url', server.url + '/v1')
            self.refused(4, ['ollama pull loop', 'a, b'], 'run', self.tree(), '-o', 'other', '--engine', 'ollama', '--url', server.url, '--model', 'loop')
        self.nothing_left('tree', 'out')

    def test_no_server(self):
        with ModelServer(last) as server:
            url = server.url
        self.fails(['Connection refused', 'ollama serve', url], 'ollama', url)
        self.fails(['Connection refused', url], 'openai', url.replace('//', '//user:secret@').replace('secret', SECRET))

    def test_what_a_server_does_wrong(self):
        event = wire({'choices': [{'delta': {'content': '1'}}]}, 'openai')
        ok = b'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n'
        chunked = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n' + b'%x\r\n%s\r\n' % (len(event), event)
        cases = [
            ('hangs', b'', 'hang', ['timed out', 'sent nothing for 0.2 s']),
            ('hangs in mid-stream', ok + event, 'hang', ['timed out', 'sent nothing for 0.2 s']),
            ('drips', ok, 'drip', ['timed out', 'not done after 1 s']),
            ('is cut', b'HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n' + event, 'leave', ['cut off in mid-stream']),
            ('ends without an end', ok + event, 'leave', ['cut off in mid-stream']),
            ('says 500 in mid-stream', ok + event + wire({'error': {'message': 'worker died', 'code': 500}}, 'openai'), 'leave',
             ['failed in mid-stream', 'worker died']),
            ('sends a status in mid-stream', chunked + b'HTTP/1.1 500 Internal Server Error\r\n\r\n', 'leave', ['cut off in mid-stream']),
            ('refuses', b'HTTP/1.1 400 Bad\r\nContent-Length: 25\r\n\r\ncontext of 64 is too small', 'leave', ['answered 400', 'context of 64']),
            ('says nothing', b'', 'leave', ['without an answer']),
            ('is none', b'SSH-2.0-x\r\n', 'leave', ['HTTP']),
            ('redirects', b'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n', 'leave', ['302', 'not followed']),
        ]
        for name, sends, then, words in cases:
            with self.subTest(name), Raw(sends, then) as server:
                self.fails(words, 'openai', server.url, '--timeout', '0.2')

    def test_a_busy_server_is_tried_again(self):
        said = iter([('status', '503'), ('status', '429')])
        with ModelServer(lambda count, body: next(said, None) or last(count, body)) as server:
            answer = json.loads(self.ask('openai', server.url, '--json')[0])
        self.assertEqual(answer['by_model'], answer['asked'])

    def test_a_failure_in_mid_run_leaves_nothing(self):
        said = iter(range(3))
        with ModelServer(lambda count, body: last(count, body) if next(said, None) is not None else ('error', 'out of memory')) as server:
            self.fails(['out of memory'], 'ollama', server.url)

    def test_a_model_that_says_nothing_is_no_failure(self):
        for text in ('', 'again ' * 5000, '\ud83d'):
            with self.subTest(text[:6]), ModelServer(lambda count, _: text) as server:
                answer = json.loads(self.ask('openai', server.url, '--json')[0])
                self.assertEqual(answer['by_model'], 0)
                self.assertEqual(answer['replaced'], answer['asked'])
                self.assertIn(f"in {answer['replaced']} of them", (self.folder / 'out' / 'report.md').read_text())

    def test_a_certificate_nobody_vouches_for(self):
        key, certificate = self.folder / 'key.pem', self.folder / 'certificate.pem'
        try:
            subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1',
                            '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', certificate], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            self.skipTest('no openssl to make a certificate with')
        with ModelServer(last) as server:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            server.server.socket = context.wrap_socket(server.server.socket, server_side=True)
            key.unlink()
            certificate.rename(self.folder / 'tree.pem')
            url = server.url.replace('http:', 'https:')
            self.refused(4, ["can't trust", url], 'run', self.tree(), '-o', 'out', '--engine', 'openai', '--url', url + '/v1', '--model', 'loop')
            self.assertEqual(server.requests, [], 'nothing was sent')

    def test_ctrl_c_while_a_server_thinks(self):
        with Raw(b'HTTP/1.1 200 OK\r\n\r\n: \n', 'hang') as server:
            with self.start('run', self.tree(), '-o', 'out', '--engine', 'openai', '--url', server.url, '--model', 'loop') as process:
                for line in process.stderr:
                    if 'DataCollector starts' in line:
                        break
                process.send_signal(signal.SIGINT)
                at = time.monotonic()
                process.communicate(timeout=60)
                self.assertLess(time.monotonic() - at, 2, '0.1 s on an idle machine')
            self.assertEqual(process.returncode, 130)
        self.nothing_left('tree')

    def test_a_proxy_is_not_asked_for_this_machine(self):
        env = self.environment(http_proxy='http://127.0.0.1:1', HTTP_PROXY='http://127.0.0.1:1', ALL_PROXY='http://127.0.0.1:1', no_proxy='')
        with ModelServer(last) as server:
            self.ask('ollama', server.url, env=env)

    def test_options_of_other_engines_are_said(self):
        with ModelServer(last) as server:
            err = self.ask('openai', server.url, '--num-ctx', '512', '--keep-alive', '5m')[1]
            self.assertIn("'--num-ctx' is not used", err)
            self.assertIn("'--keep-alive' is not used", err)
            self.assertNotIn('num_ctx', json.dumps(server.requests[0][2]))
        err = self.chimera('run', self.tree(), '-o', 'out', '--engine', 'none', '--timeout', '5')[1]
        self.assertIn("'--timeout' is not used", err)

    def test_lies_reach_no_file(self):
        for seed, engine in enumerate(('openai', 'ollama')):
            liar = Liar(seed)
            with self.subTest(engine), ModelServer(liar) as server:
                answer = json.loads(self.ask(engine, server.url, '--json')[0])
                self.assertEqual(answer['by_model'] + answer['replaced'], answer['asked'])
                self.assertGreater(liar.lies, 0)
                for path in (self.folder / 'out').iterdir():
                    self.assertIsNone(TRACES.search(path.read_text()), path.name)

    def held_against_its_facts(self):
        """The report explains each numeral, as somebody else's program finds, and the verifier contradicts nothing."""
        if REPORT_PY.is_file():
            done = subprocess.run([sys.executable, REPORT_PY, self.folder / 'out'], capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        verdicts = json.loads((self.folder / 'out' / 'verdicts.json').read_text())
        self.assertEqual(verdicts['summary']['contradicted'], 0, verdicts)

    def test_what_a_model_writes_truly_stands_with_its_facts(self):
        def words(count, body):
            if count:
                return json.dumps({'choice': 1})
            said = statement_of(body)
            return said.replace('The mean throughput in [A] is [B] for [C] against [D] for [E]',
                                'Here is what [A] tells: the mean throughput of [C] is [B], higher than the [D] of [E]')
        for engine in ('openai', 'ollama'):
            with self.subTest(engine), ModelServer(words) as server:
                answer = json.loads(self.ask(engine, server.url, '--style', 'free', '--json')[0])
                self.assertEqual(answer['written'], 1)
                self.assertGreater(answer['refused'], 0, 'what is only repeated is not its own')
                report, text = self.report(), (self.folder / 'out' / 'report.md').read_text()
                sentence = 'Here is what `bench.csv` tells: the mean throughput of `beta` is 21.17 tok/s, higher than the 11.50 tok/s'
                self.assertIn(sentence, text)
                line = next(n for n, line in enumerate(text.split('\n'), 1) if sentence in line)
                cited = {n['text']: n['fact'] for n in report['numerals'] if n['line'] == line and n['fact']}
                self.assertTrue({'21.17', '11.50'} <= set(cited), cited)
                self.assertEqual(report['model_share']['written'], 1)
                self.assertEqual(report['configuration']['style'], 'free')
                self.assertIn('found every claim in them supported: 1;', text)
                self.held_against_its_facts()

    def test_lies_in_free_style_reach_no_file(self):
        guided = self.chimera('run', self.tree(), '-o', 'plain', '--engine', 'none') and (self.folder / 'plain' / 'report.md').read_text()
        said, ways = 0, len(FreeLiar(0).ways)
        while said < ways:
            liar = FreeLiar(said)
            with self.subTest(said), ModelServer(liar) as server:
                answer = json.loads(self.ask(('openai', 'ollama')[said % 2], server.url, '--style', 'free', '--json')[0])
                self.assertGreater(liar.said, 0)
                self.assertEqual((answer['written'], answer['refused']), (0, len(liar.statements)))
                text = (self.folder / 'out' / 'report.md').read_text()
                findings = text[text.index('## 4.'):text.index('## 5.')]
                self.assertEqual(findings, guided[guided.index('## 4.'):guided.index('## 5.')], 'the guided sentences stand')
                for path in (self.folder / 'out').iterdir():
                    self.assertIsNone(TRACES.search(without_measures(path)), path.name)
                self.held_against_its_facts()
            said += liar.said

    def test_a_hundred_replies_of_a_liar_on_the_sample(self):
        sample = SHARED / 'data' / 'seed-artifacts'
        if not sample.is_dir() or not REPORT_PY.is_file():
            self.skipTest("no sample tree beside the repository ('../shared')")
        done = subprocess.run([sys.executable, str(pathlib.Path(__file__).parent / 'liar_runs.py'), BINARY, sample, '100', REPORT_PY],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn('no lie in any file', done.stdout)
