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
from harness import CORPUS, ROOT, SHARED, Skip, corpus_files, has_program, name_of, start

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


def run_tool(name, *arguments):
    path = os.path.join(SHARED, 'tools', name)
    if not os.path.exists(path):
        raise Skip(f'no {name} beside the corpus')
    return subprocess.run([sys.executable, '-B', path, *arguments], capture_output=True, text=True)


def reads_the_cases(platen, tests):
    done = run_tool('check-cases.py', platen.program, os.path.join(CORPUS, 'fountain-cases'))
    tally = re.search(r'^(\d+) passed, (\d+) failed$', done.stdout, re.M)
    assert tally, done.stdout[-500:] + done.stderr[-500:]
    tests.note(f'conformance cases: {tally[0]}')
    assert tally[1] != '0' and tally[2] == '0', done.stdout[-2500:]


def has_final_drafts_scenes(platen, tests, what, files, is_required):
    """Page and length of each scene, as Final Draft stored them."""
    done = run_tool('check-fdx-scenes.py', platen.program, *files)
    lines = done.stdout.splitlines() or [done.stderr[-500:]]
    tests.note(f'scenes of {what}: {lines[-1]}')
    assert re.match(r'\d+ of \d+ scene pages, ', lines[-1]), lines[-1]
    assert done.returncode == 0 or not is_required, '\n'.join(lines)


def screenplays_of_corpus():
    return [path for path in corpus_files('.fountain') if 'fountain-cases' not in path]


def makes_a_pdf(platen, path, folder):
    out = os.path.join(folder, 'out.pdf')
    platen.text('convert', '-q', path, '-o', out)
    if has_program('qpdf'):
        done = subprocess.run(['qpdf', '--check', out], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def makes_pages(platen, path):
    elements = json.loads(platen.text('convert', '-q', '-f', 'json', '-o', '-', path))['elements']
    printed = [element for element in elements
               if element['type'] not in ('title_entry', 'note', 'boneyard', 'section', 'synopsis', 'page_break')]
    count = int(platen.text('count', '-q', path))
    assert bool(printed) == bool(count), f'{len(printed)} printed elements, {count} pages'


def main():
    platen, tests = start(__doc__)
    if not os.path.isdir(CORPUS):
        tests.skip('corpus', f'not beside {os.path.basename(ROOT)}')
        tests.end()
    tests.run('conformance cases', reads_the_cases, platen, tests)
    field = glob.glob(os.path.join(CORPUS, 'field', '*.fdx'))
    for what, files, is_required in (
            ('scripts', sorted(set(corpus_files('.fdx')) - set(field)), True),
            ('reports from the field', field, False),
            ('templates', corpus_files('.fdxt'), False)):   # some have settings that platen does not know yet
        tests.run(f'scenes of {what}', has_final_drafts_scenes, platen, tests, what, files, is_required)
    for name in COUNTED:
        if os.path.exists(source_of(name)):
            tests.run(f'{name}: number of pages', has_all_pages, platen, name)
        else:
            tests.skip(name, 'not in this corpus')
    with tempfile.TemporaryDirectory() as folder:
        for path in platen.sample(screenplays_of_corpus(), 3):
            tests.run(f'{name_of(path)}: pages', makes_pages, platen, path)
            tests.run(f'{name_of(path)}: PDF', makes_a_pdf, platen, path, folder)
    tests.end()


main()
