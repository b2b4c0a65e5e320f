"""The sample tree and the outside programs that hold a query and a report against the contracts."""
import json, subprocess, sys, unittest

from binary_case import BINARY, SHARED, BinaryCase
from model_tests import NEEDS_MODEL

SAMPLE = SHARED / 'data' / 'seed-artifacts'
ACCEPT = SHARED / 'accept'


@unittest.skipUnless(SAMPLE.is_dir() and ACCEPT.is_dir(), "no sample tree beside the repository ('../shared')")
class Accept(BinaryCase):
    def passes(self, script, *arguments):
        done = subprocess.run([sys.executable, str(ACCEPT / script), *map(str, arguments)], capture_output=True, text=True, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_query(self):
        self.passes('query.py', BINARY)

    def test_report_without_a_model(self):
        self.chimera('run', SAMPLE, '-o', 'out', '--engine', 'none')
        self.passes('report.py', 'out')

    @NEEDS_MODEL
    def test_report_with_the_default_model(self):
        self.chimera('run', SAMPLE, '-o', 'out', '--engine', 'embedded')
        self.passes('report.py', 'out')

    def test_counts_of_the_sample(self):
        types = {t['type']: t['files'] for t in self.ask_json('inventory', SAMPLE)['types']}
        self.assertEqual((types['CSV'], types['JSON'], types['Markdown']), (28, 44, 29))
