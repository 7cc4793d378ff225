#!/usr/bin/env python3
"""test_names.py BUILD_DIR - --watermark-list writes a file for each name, of the same pages."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import describe, start

SCRIPT = 'Title: Salt\nWatermark: {name} on {date}\n\nINT. HALL - DAY\n\nRain.\n\n===\n\nSnow.\n'
PLAIN = SCRIPT.replace('Watermark: {name} on {date}\n', '')


class Folder:
    def __init__(self, platen, path):
        self.platen, self.path = platen, path

    def at(self, name):
        return os.path.join(self.path, name)

    def put(self, name, text):
        with open(self.at(name), 'wb') as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return self.at(name)

    def get(self, name):
        with open(self.at(name), 'rb') as file:
            return file.read()

    def convert(self, *options, script=PLAIN):
        return self.platen('convert', self.put('script.fountain', script), *options)


def each_is_as_alone(folder):
    """The file for a name has the bytes of one with this watermark."""
    names = folder.put('names.txt', '\ufeffAna Ruiz\r\n\n  李雷 \n')
    for extension, more in (('pdf', []), ('html', []), ('svg', ['--pages', '1'])):
        output = folder.at('out/{name}.' + extension)
        assert folder.convert('--watermark-list', names, '-o', output, *more).returncode == 0
        for name in ('Ana Ruiz', '李雷'):
            assert folder.convert('--watermark', name, '-o', folder.at('alone'), '-f', extension, *more).returncode == 0
            assert folder.get('alone') == folder.get(f'out/{name}.{extension}'), (name, extension)


def the_name_is_filled_in(folder):
    names = folder.put('names.txt', 'Ana Ruiz\nBo {name} Li\n')
    more = ['--date', '2026-01-31', '--watermark-list', names, '-o', folder.at('in/{name}.html')]
    assert not folder.convert(*more, script=SCRIPT).stderr
    assert b'>Ana Ruiz on 2026-01-31<' in folder.get('in/Ana Ruiz.html')
    assert b'>Bo {name} Li on 2026-01-31<' in folder.get('in/Bo {name} Li.html')
    assert not folder.convert('--watermark', 'For {name}!', *more).stderr
    assert b'>For Ana Ruiz!<' in folder.get('in/Ana Ruiz.html')


def names_are_file_names(folder):
    """A name leads into no other folder, hides no file, and is no page number."""
    names = folder.put('names.txt', '../x\n.hidden\n%d\na/b\nAux: "c"\n')
    done = folder.convert('--watermark-list', names, '-o', folder.at('safe/{name}.pdf'))
    assert done.returncode == 0, describe(done)
    assert sorted(os.listdir(folder.at('safe'))) == ['Aux_ _c_.pdf', '_._x.pdf', '_d.pdf', '_hidden.pdf', 'a_b.pdf']


def mistakes_are_refused(folder):
    """Nothing is written then."""
    for text, output, status, why in (
            ('Ana\n', 'no/script.pdf', 2, b'{name}'), ('Ana\n', 'no/{name}.txt', 2, b'pdf, html, svg, png'),
            ('', 'no/{name}.pdf', 5, b'no names'), ('\n \n', 'no/{name}.pdf', 5, b'no names'),
            ('Ana\nBo\nAna\n', 'no/{name}.pdf', 5, b"'Ana' twice"), ('a/b\na:b\n', 'no/{name}.pdf', 5, b"'a:b' twice"),
            (b'Caf\xe9\n', 'no/{name}.pdf', 5, b'UTF-8')):
        done = folder.convert('--watermark-list', folder.put('names.txt', text), '-o', folder.at(output))
        assert done.returncode == status and why in done.stderr, (text, describe(done))
        assert not os.path.exists(folder.at('no')), text
    done = folder.convert('--watermark-list', folder.put('names.txt', 'Ana\n'))
    assert done.returncode == 2 and b'{name}' in done.stderr, describe(done)


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as path:
        for test in (each_is_as_alone, the_name_is_filled_in, names_are_file_names, mistakes_are_refused):
            tests.run(test.__name__, test, Folder(platen, path))
    tests.end()


if __name__ == '__main__':
    main()
