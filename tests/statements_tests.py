"""docs/ten-statements.md: each query runs again and gives what stands below it."""
import re, shlex, unittest

from binary_case import SHARED, TESTS, BinaryCase

SAMPLE = SHARED / 'data' / 'seed-artifacts'
QUERY = re.compile(r'^    \$ chimera query seed-artifacts (.+)\n    (.+)$', re.M)


class TenStatements(BinaryCase):
    def test_ten_statements_have_their_queries(self):
        sections = re.split(r'^## (?=\d+\. “)', (TESTS.parent / 'docs' / 'ten-statements.md').read_text(), flags=re.M)[1:]
        self.assertEqual(len(sections), 10)
        for section in sections:
            self.assertRegex(section, QUERY)

    @unittest.skipUnless(SAMPLE.is_dir(), 'the sample tree is not here')
    def test_the_queries_give_what_is_written(self):
        for query, written in QUERY.findall((TESTS.parent / 'docs' / 'ten-statements.md').read_text()):
            with self.subTest(query):
                row = self.ask_json('query', SAMPLE, *shlex.split(query))['rows'][0]
                told = dict(re.findall(r'(\w+) ([0-9.]+)', written))
                self.assertEqual(set(told), set(row['stats']))
                for statistic, shown in told.items():
                    whole = shown.isdigit()
                    self.assertEqual(f'{row["stats"][statistic]:.0f}' if whole else f'{row["stats"][statistic]:.4g}', shown)
                if row['unit'] and set(told) != {'count'}:
                    self.assertTrue(written.endswith(' ' + row['unit']), written)
