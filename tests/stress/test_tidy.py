#!/usr/bin/env python3
"""test_tidy.py BUILD_DIR - clang-tidy, by .clang-tidy, finds nothing in src that is not argued in analysers.py."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from analysers import is_clean
from harness import has_program, start


def main():
    platen, tests = start(__doc__)
    if has_program('clang-tidy'):
        tests.run('clang-tidy', is_clean, platen, 'clang-tidy', tests)
    else:
        tests.skip('clang-tidy', 'not installed')
    tests.end()


main()
