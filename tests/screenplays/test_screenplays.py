#!/usr/bin/env python3
"""test_screenplays.py BUILD_DIR - how many pages each screenplay has, and how its pages end."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, SCREENPLAYS, Failure, start

# Letter pages by the rules of Final Draft; a sketch of them written apart from platen agrees.
PAGES = {'empty': 0, 'title-only': 0, 'dual': 2, 'cyrillic': 2, 'long-speech': 3, 'coffee-shop': 4,
         'feature': 122}

# Where a speech goes over a page: its last line, and the cue and line it goes on with.
BREAKS = {
    'coffee-shop': [('looks.  "Good evening."', "DELPHINE (CONT'D)", '(a breath)')],
    'long-speech': [('hill.', "STOKES (CONT'D)", '(he finds that he minds)'),
                    ('The rest I gave to Mr. Tuck.', "MISS PELL (CONT'D)",
                     'He has asked me to say that his')],
}


def path_of(name):
    return os.path.join(SCREENPLAYS, name + '.fountain')


def counts(platen, name, pages):
    found = platen.text('count', '-q', path_of(name)).strip()
    if found != str(pages):
        raise Failure(f'{found} pages, should be {pages}')


def breaks(platen, name, expected):
    text = platen.text('convert', '-q', '-f', 'text', '-o', '-', path_of(name))
    found = []
    pages = [[line.strip() for line in page.split('\n') if line.strip()]
             for page in text.split('\f')]
    for page, following in zip(pages, pages[1:]):
        if page and page[-1] == '(MORE)':
            top = [line for line in following if not line.rstrip('.').isdigit()]
            found.append((page[-2], top[0], top[1]))
    if found != expected:
        raise Failure(f'found {found}')


def generated():
    done = subprocess.run([sys.executable, '-B', os.path.join(ROOT, 'scripts', 'gen-screenplay'),
                           '--check'], capture_output=True, timeout=60)
    if done.returncode != 0:
        raise Failure(done.stderr.decode())


def main():
    platen, tests = start(__doc__)
    tests.run('feature is what gen-screenplay writes', generated)
    for name, pages in PAGES.items():
        tests.run(f'pages of {name}', counts, platen, name, pages)
    for name, expected in BREAKS.items():
        tests.run(f'speeches over a page in {name}', breaks, platen, name, expected)
    tests.end()


main()
