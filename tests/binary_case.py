"""What the end-to-end tests share: a fresh folder, the binary, a small tree, golden files."""
import json, os, pathlib, re, shutil, subprocess, tempfile, unittest

BINARY = os.environ['CHIMERA_BINARY']
TESTS = pathlib.Path(__file__).resolve().parent
GOLDEN = TESTS / 'golden'
SHARED = TESTS.parent.parent / 'shared'
DEFAULT_MODEL = 'smollm2'
MODIFIED = 1_760_000_000  # of every file of the small tree: 2025-10-09 08:53:20 UTC

# Two models, three trials each; one failed, one cold, one copy under another name.
BENCH = '''model,num_gpu,tokens_s,ttft_s,load_s,error
alpha,0,10.0,0.50,3.0,
alpha,0,11.0,0.11,0.05,
alpha,0,12.0,0.10,0.05,
beta,0,20.0,0.21,0.05,
beta,0,21.0,0.20,0.05,
beta,0,22.5,0.19,0.06,
beta,0,0,0,0,connection refused
'''
RECORDS = [{'model': 'alpha', 'latency_ms': 120.5}, {'model': 'alpha', 'latency_ms': 130.5},
           {'model': 'beta', 'latency_ms': 90}, {'model': 'beta', 'latency_ms': None}]


def write_tree(root):
    files = {'bench.csv': BENCH, 'copy/bench_again.csv': BENCH, 'runs.json': json.dumps({'results': RECORDS}),
             'notes.md': '# Notes\n\nNothing measured here.\n', 'LICENSE': 'free\n'}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        os.utime(path, (MODIFIED, MODIFIED))
    return root


class BinaryCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='chimera-test-'))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.cache = pathlib.Path(tempfile.mkdtemp(prefix='chimera-cache-'))
        self.addCleanup(shutil.rmtree, self.cache, ignore_errors=True)

    def tree(self):
        return write_tree(self.folder / 'tree')

    def environment(self, **changes):
        env = {k: v for k, v in os.environ.items() if k != 'NO_COLOR'}
        env['XDG_CACHE_HOME'] = str(self.cache)
        env.update(changes)
        return env

    def start(self, *arguments, **options):
        options.setdefault('env', self.environment())
        return subprocess.Popen([BINARY, *map(str, arguments)], cwd=self.folder, stdout=options.pop('stdout', subprocess.PIPE),
                                stderr=subprocess.PIPE, text=True, **options)

    def chimera(self, *arguments, status=0, **options):
        """Runs to the end and checks the exit status; returns (stdout, stderr)."""
        with self.start(*arguments, **options) as process:
            out, err = process.communicate(timeout=600)
        self.assertEqual(process.returncode, status, f'{arguments}\n{out}\n{err}')
        return out or '', err

    def ask_json(self, *arguments):
        return json.loads(self.chimera(*arguments, '--json')[0])

    def refused(self, status, words, *arguments, **options):
        """Fails with that status, nothing on standard output, one line on standard error that holds the words."""
        out, err = self.chimera(*arguments, status=status, **options)
        self.assertEqual(out, '')
        last = err.strip().split('\n')[-1]
        self.assertTrue(last.startswith('chimera: '), err)
        for word in words:
            self.assertIn(word, last)

    def golden(self, name, text):
        path = GOLDEN / name
        if os.environ.get('CHIMERA_APPROVE') == '1':
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        expected = path.read_text() if path.exists() else ''
        self.assertEqual(text, expected, f'{name}: if the new text is right, run scripts/approve')

    def nothing_left(self, *allowed):
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), sorted(allowed))


def without_times(text):
    """A report whose date and times are replaced, so that two runs can be compared."""
    text = re.sub(r'(?<=\*\*Date:\*\* )\d{4}-\d\d-\d\d', 'DATE', text)
    return re.sub(r'(?<=Execution time: ).*', 'TIMES', text)


def default_model():
    """The path of the default model; None where it is not installed or no engine is built in."""
    doctor = json.loads(subprocess.run([BINARY, 'doctor', '--json'], capture_output=True, text=True).stdout)
    if doctor['engine'] == 'not built in':
        return None
    found = subprocess.run([BINARY, 'model', 'path', DEFAULT_MODEL], capture_output=True, text=True)
    return found.stdout.strip() if found.returncode == 0 else None
