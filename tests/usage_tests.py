"""Help, version, and what is said to whoever types something else."""
from binary_case import BinaryCase

COMMANDS = ['run', 'inventory', 'query', 'facts', 'explain', 'agents', 'verify', 'fill', 'observations', 'model', 'formats', 'doctor']


class Usage(BinaryCase):
    def test_no_arguments_say_what_to_type_first(self):
        out, err = self.chimera()
        self.assertIn('Type this first', out)
        self.assertIn('chimera run DIR', out)
        self.assertEqual(err, '')
        self.golden('help.txt', out)
        self.assertEqual(out, self.chimera('--help')[0])

    def test_help_of_every_command(self):
        for command in COMMANDS:
            with self.subTest(command):
                out, err = self.chimera(command, '--help')
                self.assertIn('Examples:', out)
                self.assertEqual(err, '')
                self.golden(f'help_{command}.txt', out)
                self.assertEqual(out, self.chimera('help', command)[0])

    def test_the_general_help_names_every_command(self):
        out = self.chimera('--help')[0]
        for command in COMMANDS:
            self.assertRegex(out, rf'(?m)^  {command} ')

    def test_version(self):
        self.assertRegex(self.chimera('--version')[0], r'^chimera \d+\.\d+\.\d+\n$')

    def test_wrong_words_offer_the_nearest(self):
        self.refused(2, ["'reprot'"], 'reprot')
        self.refused(2, ["'inventroy'", "'inventory'"], 'inventroy')
        self.refused(2, ["'--jsn'", "'--json'"], 'facts', 'tree', '--jsn')
        self.refused(2, ["'embeded'", "'embedded'"], 'run', 'tree', '--engine', 'embeded')
        self.refused(2, ["'smolm2'", "'smollm2'"], 'model', 'get', 'smolm2')

    def test_wrong_option(self):
        self.refused(2, ["unknown option '--frobnicate'"], 'run', 'tree', '--frobnicate')

    def test_wrong_values(self):
        for option, value in [('--temp', 'hot'), ('--temp', 'nan'), ('--top-p', '1.5'), ('--seed', '-1'),
                              ('--num-ctx', '0'), ('--threads', '2x'), ('--temp', '0,5')]:
            with self.subTest(option=option, value=value):
                self.refused(2, [f"'{option}'", f"'{value}'"], 'run', 'tree', option, value)

    def test_missing_words(self):
        for command in ['run', 'inventory', 'query', 'facts', 'observations']:
            self.refused(2, ['no DIR given'], command)
        self.refused(2, ['DIR and ID'], 'explain', 'tree')
        self.refused(2, ['--metric'], 'query', 'tree')
        self.refused(2, ['NAME'], 'model', 'get')

    def test_a_folder_called_like_a_command(self):
        (self.folder / 'model').mkdir()
        (self.folder / 'model' / 'a.csv').write_text('model,tokens_s\na,1\n')
        self.assertIn('1 analyzed', self.chimera('inventory', 'model')[0])

    def test_doctor_and_models(self):
        doctor = self.ask_json('doctor')
        self.assertEqual(doctor['schema'], 'chimera.doctor/1')
        self.assertGreaterEqual(int(doctor['threads']), 1)
        names = [m['name'] for m in self.ask_json('model', 'list')['models'] if m['default']]
        self.assertEqual(names, ['smollm2'])

    def test_formats_and_definitions(self):
        told = self.ask_json('formats')
        self.assertEqual(told['schema'], 'chimera.formats/1')
        formats = {f['name']: f for f in told['formats']}
        self.assertEqual(list(formats)[-1], 'markdown')
        self.assertTrue(formats['llama-bench']['real'])
        self.assertTrue(all(f['files'] and f['reads'] for f in told['formats'] if f['name'] in ('csv', 'json', 'log')))
        decode = next(d for d in told['definitions'] if d['name'] == 'tpot.decode')
        self.assertEqual((decode['family'], decode['unit'], decode['direction']), ('tpot', 's', 'lower'))
        text = self.chimera('formats')[0]
        for name in [*formats, 'tpot.decode']:
            self.assertRegex(text, rf'(?m)^  {name}( |$)')

    def test_models_are_looked_for_in_the_users_data_folder(self):
        env = self.environment(XDG_DATA_HOME=str(self.folder))
        self.refused(4, ['smollm2', 'model get'], 'model', 'path', 'smollm2', env=env)
        self.refused(4, ['none.gguf'], 'model', 'path', 'none.gguf', env=env)
