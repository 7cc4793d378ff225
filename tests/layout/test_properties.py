#!/usr/bin/env python3
"""test_properties.py BUILD_DIR - page by page: the rules of docs/pages.md hold, whatever the script.

All profiles, both papers, with and without (CONTINUED), 1 to 58 lines a page; on the project's
screenplays, on those of the corpus if it is there, and on random ones. tests/layout/properties.c has the rules.
"""
import glob
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from golden import fountains
from harness import CORPUS, ROOT, environment, start


def check(program, tests, count, files):
    done = subprocess.run([program, str(count), *files], capture_output=True, env=environment(), timeout=1200, cwd=ROOT)
    output = done.stdout.decode(errors='replace')
    tests.relay(output)
    if done.returncode not in (0, 1):
        tests.not_ok('check-pages ends', done.stderr.decode(errors='replace')[-2000:])


def main():
    platen, tests = start(__doc__)
    program = os.path.join(platen.build, 'tests', 'check-pages')
    count = 10 if platen.is_sanitized() else 200
    check(program, tests, count, [os.path.relpath(source, ROOT) for source in fountains()])
    corpus = sorted(glob.glob(os.path.join(CORPUS, '**', '*.fountain'), recursive=True))
    if not corpus:
        tests.skip('properties on the corpus', 'no corpus beside the project')
    elif platen.is_sanitized():
        tests.skip('properties on the corpus', 'too slow with sanitizers')
    else:
        check(program, tests, 0, [os.path.relpath(source, ROOT) for source in corpus])
    tests.end()


main()
