#!/usr/bin/env python3
"""test_fdx_edits.py BUILD_DIR - the edits of test_fdx_template.py, in every FDX file of the corpus."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import name_of, start
from test_fdx_template import Template, edits_keep_the_rest, templates


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        if not templates():
            tests.skip('templates', 'there is no corpus')
        for path in templates():
            tests.run(f'edited: {name_of(path)}', edits_keep_the_rest, Template(platen, folder, path=path))
    tests.end()


main()
