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

# How many body pages must begin with the line they begin with in Final Draft's PDF. All is the aim, and
# a number here only ever goes up.
PAGE_STARTS = {
    'big-fish': 127,
    'brick-n-steel': 4,
    'big-fish-scene-numbers': 8,
    'buckets': 46,
    'little-women': 15,
}
# Scripts which have no hidden page breaks or styles of their own, so that the count must be right.
PLAIN = ('big-fish', 'brick-n-steel')
CASES_AT_LEAST = 200


def source_of(name):
    return os.path.join(CORPUS, 'pagination', name, 'source.fountain')


def rows_of(name):
    path = os.path.join(CORPUS, 'pagination', name, 'pages.tsv')
    with open(path, encoding='utf-8', newline='') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def squeezed(text):
    return ' '.join(text.split()).upper()


def first_lines(platen, name):
    """The first line of each body page, as typed. A page number stands above an empty line."""
    text = platen.text('convert', '-q', '-f', 'text', '-o', '-', '--title-page', 'no', source_of(name))
    found = []
    for page in text.rstrip('\f').split('\f'):
        lines = page.splitlines()
        if lines and re.fullmatch(r'\s*\w+\.\s*', lines[0]):
            lines = lines[1:]
        found.append(next((squeezed(line) for line in lines if line.strip()), ''))
    return found


def has_all_pages(platen, name):
    expected = len(rows_of(name))
    count = int(platen.text('count', '-q', source_of(name)))
    assert count == expected, f'{count} pages, Final Draft has {expected}'


def breaks_like_final_draft(platen, tests, name, at_least):
    wanted = [squeezed(row['contd_line'] or row['first_line']) for row in rows_of(name)]
    got = first_lines(platen, name)
    # a scene number may stand left of a heading, and Final Draft may print it twice
    right = sum(want in have or have in want for want, have in zip(wanted, got) if have)
    tests.note(f'{name}: {right} of {len(wanted)} pages begin as in Final Draft')
    if right < at_least:
        wrong = [f'page {number}: {have!r}, not {want!r}'
                 for number, (want, have) in enumerate(zip(wanted, got), 1)
                 if not have or not (want in have or have in want)]
        raise Failure(f'{right} of {len(wanted)}\n' + '\n'.join(wrong[:5]))


def flat_pages(platen, path):
    """The words of each page, without what Final Draft adds at its foot."""
    text = platen.text('convert', '-q', '-f', 'text', '-o', '-', '--title-page', 'no', path)
    return [' '.join(page.split()).removesuffix(' (MORE)') for page in text.split('\f')]


def breaks_like_the_probe(platen, folder):
    with open(os.path.join(folder, 'expected.json'), encoding='utf-8') as file:
        expected = json.load(file)['expected']
    pages = flat_pages(platen, os.path.join(folder, 'source.fountain'))

    def page(key):
        return pages[expected[key] - 1]
    if expected['kind'] == 'split':
        top, bottom = expected['top_fragment_ends_with'], expected['bottom_fragment_starts_with']
        assert page('top_page').endswith(top), f'page ends {page("top_page")[-60:]!r}, not {top!r}'
        assert bottom in page('bottom_page')[:160], f'page begins {page("bottom_page")[:80]!r}'
    else:
        start_of_it = expected['starts_with']
        assert start_of_it in page('whole_on_page'), f'{start_of_it!r} is not on its page'
        assert start_of_it not in page('absent_from_page'), f'{start_of_it!r} is on the wrong page'


def lengths_of_scenes(platen, tests, name, at_least):
    """Final Draft's scenes go on over shots, which this Fountain has as headings: scenes with such are
    left out."""
    path = os.path.join(CORPUS, 'pagination', name, 'scenes.tsv')
    with open(path, encoding='utf-8', newline='') as file:
        wanted = [(squeezed(row['heading']), eighths(row['fdx_length']))
                  for row in csv.DictReader(file, delimiter='\t')]
    pages = platen.text('convert', '-q', '-f', 'pages', '-o', '-', source_of(name))
    got = [(squeezed(heading), int(length))
           for heading, length in re.findall(r'^scene "(.*)" page .* eighths (\d+)$', pages, re.M)]
    right = total = at = 0
    for scene, following in zip(wanted, wanted[1:]):
        at = next(i for i in range(at, len(got)) if got[i][0] == scene[0])
        if got[at + 1][0] == following[0]:
            total += 1
            right += got[at][1] == scene[1]
        at += 1
    tests.note(f'{name}: {right} of {total} scenes are as long as Final Draft says')
    assert right >= at_least, f'{right} of {total} are right, {at_least} at least should be'


def eighths(length):
    """'1 3/8' is 11."""
    total = 0
    for part in length.split():
        total += int(part.split('/')[0]) * (1 if '/' in part else 8)
    return total


def reads_the_cases(platen, tests):
    script = os.path.join(os.path.dirname(CORPUS), 'tools', 'check-cases.py')
    done = subprocess.run([sys.executable, '-B', script, platen.program,
                           os.path.join(CORPUS, 'fountain-cases')], capture_output=True, text=True)
    tally = re.search(r'^(\d+) passed, (\d+) failed$', done.stdout, re.M)
    assert tally, done.stdout[-500:] + done.stderr[-500:]
    tests.note(f'conformance cases: {tally[0]}')
    assert int(tally[1]) >= CASES_AT_LEAST, done.stdout[-2500:]


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
    for name, at_least in PAGE_STARTS.items():
        if not os.path.exists(source_of(name)):
            tests.skip(name, 'not in this corpus')
            continue
        if name in PLAIN:
            tests.run(f'{name}: number of pages', has_all_pages, platen, name)
        tests.run(f'{name}: page starts', breaks_like_final_draft, platen, tests, name, at_least)
    for folder in sorted(glob.glob(os.path.join(CORPUS, 'pagination', 'fd-probes', '*', ''))):
        tests.run(f'probe {os.path.basename(folder[:-1])}', breaks_like_the_probe, platen, folder)
    tests.run('buckets: lengths of scenes', lengths_of_scenes, platen, tests, 'buckets', 28)
    with tempfile.TemporaryDirectory() as folder:
        for path in screenplays_of_corpus():
            name = os.path.relpath(path, CORPUS)
            tests.run(f'{name}: pages', makes_pages, platen, path)
            tests.run(f'{name}: PDF', makes_a_pdf, platen, path, folder)
            tests.run(f'{name}: FDX', makes_an_fdx, platen, path, folder)
    tests.end()


main()
