#!/usr/bin/env python3
"""test_fdx_layouts.py BUILD_DIR - the pages of test_fdx_layout.py, of every FDX file of the corpus."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import corpus_files, start
from test_fdx_layout import Layouts, check_corpus


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        check_corpus(Layouts(platen, folder), tests, corpus_files('.fdx', '.fdxt'))
    tests.end()


main()
