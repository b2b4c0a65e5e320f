"""Where the result goes: pipes that close, full disks, terminals."""
import os, pty, resource, signal, subprocess

from binary_case import BINARY, BinaryCase


def files_of_no_size():
    """A disk on which no file may grow: writing fails, as on a full one."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512))


class Output(BinaryCase):
    def test_full_standard_output(self):
        tree = self.tree()
        for arguments in (['inventory', tree], ['facts', tree, '--json'], ['observations', tree], ['--help']):
            with self.subTest(arguments), open('/dev/full', 'w') as full:
                err = self.chimera(*arguments, status=3, stdout=full)[1]
                self.assertIn('No space left', err)

    def test_a_reader_that_goes_away(self):
        read_end, write_end = os.pipe()
        os.close(read_end)
        try:
            err = self.chimera('facts', self.tree(), '--json', status=3, stdout=write_end)[1]
        finally:
            os.close(write_end)
        self.assertEqual(err, '')

    def test_a_full_disk_leaves_nothing(self):
        tree = self.tree()
        self.refused(3, ['out'], 'run', tree, '-o', 'out', '--engine', 'none', preexec_fn=files_of_no_size)
        self.nothing_left('tree')

    def on_terminal(self, **environment):
        master, slave = pty.openpty()
        env = self.environment(TERM='xterm', **environment)
        process = subprocess.Popen([BINARY, 'inventory', str(self.tree())], stdout=slave, stderr=subprocess.PIPE, env=env)
        os.close(slave)
        shown = b''
        try:
            while piece := os.read(master, 65536):
                shown += piece
        except OSError:  # how Linux says that the other side has closed
            pass
        os.close(master)
        process.stderr.close()
        self.assertEqual(process.wait(timeout=60), 0)
        return shown

    def test_bold_on_a_terminal_only_where_wanted(self):
        self.assertIn(b'\x1b[1m', self.on_terminal())
        self.assertNotIn(b'\x1b', self.on_terminal(NO_COLOR='1'))
        self.assertNotIn('\x1b', self.chimera('inventory', self.tree(), env=self.environment(TERM='xterm'))[0])
