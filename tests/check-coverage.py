#!/usr/bin/env python3
"""check-coverage.py BUILD_DIR - every kind of element and every message has a case; every test script is run."""
import glob
import json
import os
import re

from harness import ROOT, TESTS, start


def texts(pattern):
    """All files in tests/ that match, as one text."""
    found = []
    for path in glob.glob(os.path.join(TESTS, pattern)):
        with open(path, encoding='utf-8', errors='replace') as file:
            found.append(file.read())
    return '\n'.join(found)


def kinds():
    with open(os.path.join(ROOT, 'src', 'platen.h'), encoding='utf-8') as file:
        body = re.search(r'enum platen_kind \{(.*?)\};', file.read(), re.S)[1]
    return [name.lower() for name in re.findall(r'^\tPLATEN_(\w+),', body, re.M)]


def is_shown(word, text):
    assert re.search(rf'\b{word}\b', text), f'no case has {word}'


def every_script_is_listed(platen):
    with open(os.path.join(platen.build, 'meson-info', 'intro-tests.json'), encoding='utf-8') as file:
        listed = {test['name'] for test in json.load(file)}
    found = {os.path.relpath(path, TESTS) for pattern in ('*/test_*.py', 'check-*.py')
             for path in glob.glob(os.path.join(TESTS, pattern))}
    assert found <= listed, f'not in tests/meson.build: {found - listed}'


def main():
    platen, tests = start(__doc__)
    tests.run('every script is listed', every_script_is_listed, platen)
    trees = texts('cases/*/*.tree')
    # Some messages come up only when an archive is read or a PDF is drawn: a script looks for those.
    messages = texts('cases/*/*.messages') + texts('cases/*/*.check') + texts('*/test_*.py')
    for kind in kinds():
        tests.run(f'tree of a {kind}', is_shown, kind, trees)
    for rule in platen.rules():
        tests.run(f'message {rule["id"]}', is_shown, rule['id'], messages)
    tests.end()


main()
