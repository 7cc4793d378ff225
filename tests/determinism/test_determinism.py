#!/usr/bin/env python3
"""test_determinism.py BUILD_DIR - same input, same bytes: in any locale, zone, folder, at any time."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, describe, screenplays, start

SURROUNDINGS = {
    'again': {},
    'LC_ALL=C': {'LC_ALL': 'C'},
    'LC_ALL=C.UTF-8': {'LC_ALL': 'C.UTF-8'},
    'LC_ALL=tr_TR.UTF-8': {'LC_ALL': 'tr_TR.UTF-8', 'LANGUAGE': 'tr'},
    'LC_ALL=de_DE.UTF-8': {'LC_ALL': 'de_DE.UTF-8'},
    'TZ=Pacific/Kiritimati': {'TZ': 'Pacific/Kiritimati'},
    'an empty HOME': {'HOME': '/nowhere', 'XDG_CACHE_HOME': '/nowhere'},
    'filled memory': {'MALLOC_PERTURB_': '165'},
}


def installed_locales():
    listed = subprocess.run(['locale', '-a'], capture_output=True, text=True).stdout.lower()
    return listed.replace('utf8', 'utf-8').split()


def written(platen, form, path, **more):
    page = ['--pages', '1'] if form['one_page_a_file'] else []
    done = platen('convert', '-q', '-f', form['name'], '-o', '-', *page, path, **more)
    if done.returncode != 0:
        raise Failure(describe(done))
    if not done.stdout:
        raise Failure('nothing was written')
    return done.stdout


def is_same(expected, actual):
    if expected != actual:
        at = next((i for i, pair in enumerate(zip(expected, actual)) if pair[0] != pair[1]),
                  min(len(expected), len(actual)))
        raise Failure(f'differs from byte {at} on, {len(expected)} and {len(actual)} bytes:\n'
                      f'{expected[at:at + 60]!r}\n{actual[at:at + 60]!r}')


def writes_the_same(platen, form, path, surroundings):
    is_same(written(platen, form, path), written(platen, form, path, env=surroundings))


def ignores_the_place(platen, form, path):
    """The same file under another name in another folder, read from there, and from a pipe."""
    first = written(platen, form, path)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, os.path.join(folder, 'elsewhere.fountain'))
        is_same(first, written(platen, form, 'elsewhere.fountain', cwd=folder))
    with open(path, 'rb') as file:
        is_same(first, written(platen, form, '-', input=file.read()))


def honours_the_epoch(platen, pdf, path):
    dated = written(platen, pdf, path, env={'SOURCE_DATE_EPOCH': '86400'})
    is_same(dated, written(platen, pdf, path, env={'SOURCE_DATE_EPOCH': '86400', 'TZ': 'Asia/Tokyo'}))
    if dated == written(platen, pdf, path):
        raise Failure('SOURCE_DATE_EPOCH changes nothing')


def main():
    platen, tests = start(__doc__)
    scripts = screenplays()
    if not scripts:
        tests.skip('determinism', 'no screenplays')
        tests.end()
    known, formats = installed_locales(), platen.formats()
    # One full-length script says what all of them say; it has most elements.
    path = max(scripts, key=os.path.getsize)
    for name, surroundings in SURROUNDINGS.items():
        locale = surroundings.get('LC_ALL', 'C')
        if locale.lower() not in known:
            tests.skip(name, 'this locale is not installed')
            continue
        for form in formats:
            tests.run(f'{form["name"]}: {name}', writes_the_same, platen, form, path, surroundings)
    for form in formats:
        tests.run(f'{form["name"]}: another folder and name, a pipe', ignores_the_place, platen, form, path)
    pdf = next(form for form in formats if form['drawn'] and not form['one_page_a_file'])
    tests.run('pdf: SOURCE_DATE_EPOCH', honours_the_epoch, platen, pdf, path)
    tests.end()


main()
