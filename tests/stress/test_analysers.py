#!/usr/bin/env python3
"""test_analysers.py BUILD_DIR - cppcheck and gcc -fanalyzer find nothing in src that is not argued in analysers.py."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from analysers import is_clean
from harness import has_program, start


def main():
    platen, tests = start(__doc__)
    if has_program('cppcheck'):
        tests.run('cppcheck', is_clean, platen, 'cppcheck', tests)
    else:
        tests.skip('cppcheck', 'not installed')
    # what is argued is what this release says; later ones know C better
    version = subprocess.run(['gcc', '-dumpversion'], capture_output=True, text=True).stdout if has_program('gcc') else ''
    if re.match(r'1[2-9]', version):
        tests.run('gcc -fanalyzer', is_clean, platen, 'gcc', tests)
    else:
        tests.skip('gcc -fanalyzer', 'no gcc 12 or later')
    tests.end()


main()
