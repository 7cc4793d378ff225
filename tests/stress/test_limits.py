#!/usr/bin/env python3
"""test_limits.py BUILD_DIR - what is too large is refused soon, by name and with status 3, one step over each limit."""
import io
import os
import resource
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import describe, start

MIB = 1 << 20
MEMORY = 1024 * MIB
NODES, PAGES = 1_000_000, 100_000


def archive(name, text):
    file = io.BytesIO()
    with zipfile.ZipFile(file, 'w', zipfile.ZIP_DEFLATED) as out:
        out.writestr(name, text)
    return file.getvalue()


def words(size):
    """Text which hardly packs."""
    return os.urandom(size * 3 // 8).hex().encode()[:size // 2] + b'\n' * (size - size // 2)


class Reader:
    def __init__(self, platen, folder):
        self.platen, self.folder = platen, folder

    def run(self, data, *arguments, name='a.fountain', **more):
        path = os.path.join(self.folder, name)
        with open(path, 'wb') as file:
            file.write(data)
        if not self.platen.is_sanitized():
            more['preexec_fn'] = lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        return self.platen(*arguments, path, **more)

    def takes(self, data, *options, name='a.fountain', command=('check', '-q')):
        done = self.run(data, *command, *options, name=name)
        assert done.returncode == 0, describe(done)

    def refuses(self, data, says, *options, name='a.fountain', commands=(('count',), ('check', '-q'))):
        for command in commands:
            done = self.run(data, *command, *options, name=name)
            assert done.returncode == 3 and says in (done.stdout + done.stderr).decode(), describe(done)


def one_byte_over_the_limit(reader):
    for options, size in ((('--max-input', '1'), MIB), ((), 64 * MIB)):
        reader.takes(b'/*' + b'a' * (size - 4) + b'*/', *options, command=('count',))
        reader.refuses(b'/*' + b'a' * (size - 3) + b'*/', f'larger than {size // MIB} MiB; --max-input', *options,
                       commands=(('count',), ('check', '-q'), ('fmt', '--check'), ('convert', '-o', '/dev/null', '-f', 'html')))


def the_same_from_standard_input(reader):
    done = reader.platen('count', '--max-input', '1', '-', input=b'=' * (MIB + 1))
    assert done.returncode == 3 and b'<stdin>: error: larger than 1 MiB' in done.stderr, describe(done)
    done = reader.platen('count', '--max-input', '1', '-', input=b'=' * MIB)
    assert done.returncode == 0, describe(done)


def the_limit_goes_from_1_to_256(reader):
    for value in ('0', '257', '-1', '1.5', '64M', ''):
        done = reader.run(b'A', 'count', '--max-input', value)
        assert done.returncode == 2, (value, describe(done))


def one_byte_over_in_an_archive(reader):
    text = words(3 * MIB)
    reader.takes(archive('text.md', text[:2 * MIB]), '--max-input', '2', name='a.highland', command=('count',))
    reader.refuses(archive('text.md', text[:2 * MIB + 1]), 'too large: more than 2 MiB of text; --max-input', '--max-input', '2',
                   name='a.highland')


def an_archive_that_unpacks_to_a_thousand_times_its_size(reader):
    text = b'a\n\n' * (16 * MIB // 3)
    bomb = archive('text.md', text)
    assert len(bomb) < 17 * 1024, len(bomb)
    reader.refuses(bomb, 'unpacks to more than a hundred times its size, as no screenplay does [PL-114]', name='a.highland')
    reader.refuses(archive('document.xml', text), 'a hundred times its size', name='a.fadein')
    reader.takes(archive('text.md', b'\n' * MIB), name='a.highland', command=('count',))


def one_paragraph_over_the_limit(reader):
    reader.takes(b'=\n' * NODES, command=('count',))
    reader.refuses(b'=\n' * (NODES + 1), 'too large: more than 1000000 paragraphs; split the screenplay [PL-114]',
                   commands=(('convert', '-o', '-', '-f', 'fdx'),))


def one_page_over_the_limit(reader):
    text = b'a\n\n===\n\n' * (PAGES - 1) + b'a\n'
    reader.takes(text, command=('count',))
    reader.refuses(text + b'\n===\n\na\n', 'too large: more than 100000 pages; split the screenplay [PL-114]',
                   commands=(('check', '-q'),))
    reader.refuses(b'Title:\n' + b'   a\n' * (60 * PAGES), 'more than 100000 pages', commands=(('count',),))


def no_file_for_what_is_too_large(reader):
    reader.refuses(b'a\n\n===\n\n' * (PAGES + 1), '[PL-114]',
                   commands=(('convert', '-o', os.path.join(reader.folder, 'out.html')),))
    assert sorted(os.listdir(reader.folder)) == ['a.fountain']


def paragraphs_of_three_bytes(reader):
    """A megabyte of them, the most that a megabyte of action has."""
    reader.takes(b'a\n\n' * (MIB // 3), command=('check', '-q'))


def main():
    platen, tests = start(__doc__)
    for test in (one_byte_over_the_limit, the_same_from_standard_input, the_limit_goes_from_1_to_256,
                 one_byte_over_in_an_archive, an_archive_that_unpacks_to_a_thousand_times_its_size,
                 one_paragraph_over_the_limit, one_page_over_the_limit, no_file_for_what_is_too_large,
                 paragraphs_of_three_bytes):
        with tempfile.TemporaryDirectory() as folder:
            tests.run(test.__name__.replace('_', ' '), test, Reader(platen, folder))
    tests.end()


main()
