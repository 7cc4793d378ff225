#!/usr/bin/env python3
"""test_writers.py BUILD_DIR - PDF, text and FDX have the same words on the same pages; test_chromium.py adds HTML."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import has_program, start
import writers


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        if not has_program('pdftotext'):
            tests.skip('writers', 'pdftotext is not installed')
        else:
            for name, path, options in writers.scripts(folder):
                tests.run(f'writers: {name}', writers.is_the_same, platen, folder, path, options)
    tests.end()


main()
