#!/usr/bin/env python3
"""test_invariants.py BUILD_DIR - pages depend on the words, not on the bytes between them; count says how many.

What holds on the pages themselves, test_properties.py checks.
"""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from golden import NOT_TEXT, fountains
from harness import name_of, start

OPTIONS = ([], ['--paper', 'a4'], ['--lines-per-page', '20'], ['--notes', '--sections', '--synopses'])


def pages_of(platen, source, *options):
    return platen.text('convert', '-q', '-f', 'pages', '-o', '-', *options, source)


def count_is_what_is_laid_out(platen, source):
    for options in OPTIONS:
        pages = len(re.findall('^page ', pages_of(platen, source, *options), re.M))
        count = int(platen.text('count', '-q', *options, source))
        assert pages == count, f'{options}: {pages} pages laid out, {count} counted'


def is_indifferent(platen, source, folder):
    """Line ends, a byte order mark and empty lines at the end do not matter."""
    with open(source, 'rb') as file:
        content = file.read()
    if b'\r' in content or not content.endswith(b'\n') or content.startswith(b'\xef\xbb\xbf'):
        return
    path = os.path.join(folder, 'variant.fountain')
    expected = pages_of(platen, source)
    for what, variant in (('CRLF', content.replace(b'\n', b'\r\n')), ('CR', content.replace(b'\n', b'\r')),
                          ('empty lines at the end', content + b'\n\n\n'),
                          ('a byte order mark', b'\xef\xbb\xbf' + content)):
        with open(path, 'wb') as file:
            file.write(variant)
        assert pages_of(platen, path) == expected, f'other pages with {what}'


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        for source in fountains():
            if platen('count', '-q', source).returncode != NOT_TEXT:
                tests.run(f'{name_of(source)}: count', count_is_what_is_laid_out, platen, source)
                tests.run(f'{name_of(source)}: bytes', is_indifferent, platen, source, folder)
    tests.end()


main()
