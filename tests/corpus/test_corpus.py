#!/usr/bin/env python3
"""test_corpus.py BUILD_DIR - against real screenplays, and the pages Final Draft gave them.

The corpus lies beside the project, in ../shared, and is other people's; without it these tests skip.
"""
import csv
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import CORPUS, ROOT, TESTS, Failure, describe, has_program, start

# Scripts whose Fountain holds all that is on Final Draft's pages. test_pages.py compares the lines.
COUNTED = ('big-fish', 'big-fish-scene-numbers', 'brick-n-steel', 'buckets', 'little-women')


def source_of(name):
    return os.path.join(CORPUS, 'pagination', name, 'source.fountain')


def rows_of(name):
    path = os.path.join(CORPUS, 'pagination', name, 'pages.tsv')
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def has_all_pages(platen, name):
    expected = len(rows_of(name))
    count = int(platen.text('count', '-q', source_of(name)))
    assert count == expected, f'{count} pages, Final Draft has {expected}'


def reads_the_cases(platen, tests):
    script = os.path.join(os.path.dirname(CORPUS), 'tools', 'check-cases.py')
    done = subprocess.run([sys.executable, '-B', script, platen.program,
                           os.path.join(CORPUS, 'fountain-cases')], capture_output=True, text=True)
    tally = re.search(r'^(\d+) passed, (\d+) failed$', done.stdout, re.M)
    assert tally, done.stdout[-500:] + done.stderr[-500:]
    tests.note(f'conformance cases: {tally[0]}')
    assert tally[1] != '0' and tally[2] == '0', done.stdout[-2500:]


def screenplays_of_corpus():
    return sorted(path for path in glob.glob(os.path.join(CORPUS, '**', '*.fountain'), recursive=True)
                  if 'fountain-cases' not in path)


def converts(platen, path, form, folder):
    out = os.path.join(folder, 'out.' + form)
    done = platen('convert', '-q', path, '-o', out)
    if done.returncode != 0:
        raise Failure(describe(done))
    return out


def makes_a_pdf(platen, path, folder):
    out = converts(platen, path, 'pdf', folder)
    if has_program('qpdf'):
        done = subprocess.run(['qpdf', '--check', out], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def makes_an_fdx(platen, path, folder):
    out = converts(platen, path, 'fdx', folder)
    if not has_program('xmllint'):
        return
    schemas = sorted(glob.glob(os.path.join(TESTS, 'schemas', '*.rng')))
    for command in [['xmllint', '--noout', out]] + \
            [['xmllint', '--noout', '--relaxng', schema, out] for schema in schemas]:
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, (done.stdout + done.stderr)[-1500:]


def makes_pages(platen, path):
    elements = json.loads(platen.text('convert', '-q', '-f', 'json', '-o', '-', path))['elements']
    printed = [element for element in elements
               if element['type'] not in ('title', 'note', 'boneyard', 'section', 'synopsis', 'page_break')]
    count = int(platen.text('count', '-q', path))
    assert bool(printed) == bool(count), f'{len(printed)} printed elements, {count} pages'


def main():
    platen, tests = start(__doc__)
    if not os.path.isdir(CORPUS):
        tests.skip('corpus', f'not beside {os.path.basename(ROOT)}')
        tests.end()
    tests.run('conformance cases', reads_the_cases, platen, tests)
    for name in COUNTED:
        if os.path.exists(source_of(name)):
            tests.run(f'{name}: number of pages', has_all_pages, platen, name)
        else:
            tests.skip(name, 'not in this corpus')
    with tempfile.TemporaryDirectory() as folder:
        for path in screenplays_of_corpus():
            name = os.path.relpath(path, CORPUS)
            tests.run(f'{name}: pages', makes_pages, platen, path)
            tests.run(f'{name}: PDF', makes_a_pdf, platen, path, folder)
            tests.run(f'{name}: FDX', makes_an_fdx, platen, path, folder)
    tests.end()


main()
