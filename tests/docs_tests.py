"""What the documents say that the program answers: the examples of docs/formats.md, README's figures."""
import re, shlex, shutil

from binary_case import TESTS, BinaryCase

REPOSITORY = TESTS.parent
CELL = re.compile(r'(?<!\\)\|')


def table_below(text, heading):
    """The rows of the first table below the heading, as lists of cells."""
    section = re.split(r'^## ', text.split(f'## {heading}\n', 1)[1], maxsplit=1, flags=re.M)[0]
    lines = [line for line in section.splitlines() if line.startswith('|')]
    return [[cell.strip() for cell in CELL.split(line)[1:-1]] for line in lines[2:]]


class FormatsDocument(BinaryCase):
    def setUp(self):
        super().setUp()
        text = (REPOSITORY / 'docs' / 'formats.md').read_text()
        self.tools = [row[0] for row in table_below('## Tools\n' + text, 'Tools')]
        self.examples = table_below(text, 'Examples')

    def answer(self, path, ask):
        """The one row that the program answers, as the table spells it."""
        out = self.chimera('query', path.parent, *shlex.split(ask), '--where', f'file={path.name}', '--json')[0]
        (value,) = re.findall(r'"stats": \{\s*"\w+": ([^\s,}]+)\s*\}', out)
        (unit,), (n,) = re.findall(r'"unit": "([^"]*)"', out), re.findall(r'"n": (\d+)', out)
        definition = re.findall(r'"definition": "([^"]*)"', out) or ['none']
        return [f'{value} {unit}'.strip(), *definition, n]

    def test_each_example_is_what_the_program_answers(self):
        self.assertGreater(len(self.examples), 20)
        for tool, path, ask, *stated in self.examples:
            with self.subTest(path=path, ask=ask):
                self.assertIn(tool, self.tools)
                self.assertEqual(self.answer(REPOSITORY / path.strip('`'), ask.strip('`')), stated)

    def test_each_tool_with_a_fixture_has_an_example(self):
        shown = {path.strip('`').rsplit('/', 1)[0] for _, path, *_ in self.examples}
        for folder in sorted((TESTS / 'fixtures').iterdir()):
            self.assertIn(str(folder.relative_to(REPOSITORY)), shown)


class Readme(BinaryCase):
    """Its table of speeds comes from perf/results: a cell that is altered there shows, and `fill` mends it."""

    def test_a_changed_result_turns_it_red(self):
        results, page = self.folder / 'results', self.folder / 'README.md'
        shutil.copytree(REPOSITORY / 'perf' / 'results', results)
        shutil.copy(REPOSITORY / 'README.md', page)
        self.chimera('fill', page, results, '--check')
        self.chimera('verify', page, results)
        rows = (results / 'read.csv').read_text().splitlines()
        rows[1] = rows[1].rsplit(',', 1)[0] + ',99.5'
        (results / 'read.csv').write_text('\n'.join(rows) + '\n')
        self.chimera('fill', page, results, '--check', status=1)
        self.chimera('verify', page, results, status=1)
        self.chimera('fill', page, results)
        self.chimera('fill', page, results, '--check')
        self.chimera('verify', page, results)
