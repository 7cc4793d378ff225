#!/usr/bin/env python3
"""check-style.py BUILD_DIR - what CONTRIBUTING.md says of style, as far as a program can see it."""
import os
import re

from harness import ROOT, Failure, start

FOLDERS = ('src', 'scripts', 'tests', 'docs', 'fonts', '.ci')
# Input and goldens are as they must be; tables and schemas are made or measured, not written.
EXEMPT = re.compile(r'^tests/(cases|screenplays|schemas)/|tables\.c$|\.(png|pdf|ttf|otf|pyc)$')
C_LINES = 800
COLUMNS = 112   # 100 is the aim; a table row or a comment may stand out a little


def project_files():
    found = [name for name in os.listdir(ROOT) if os.path.isfile(os.path.join(ROOT, name))]
    for folder in FOLDERS:
        for place, _, names in os.walk(os.path.join(ROOT, folder)):
            found += [os.path.relpath(os.path.join(place, name), ROOT) for name in names]
    return sorted(name for name in found if not EXEMPT.search(name) and not name.endswith(('.fdx', '.pdf'))
                  and name != '.git' and name != 'LICENSE')


def line_problems(name, line):
    if line != line.rstrip():
        yield 'blanks at the end of the line'
    is_c = name.endswith(('.c', '.h'))
    if is_c and len(line.expandtabs(8)) > COLUMNS:
        yield f'over {COLUMNS} columns'
    if is_c and line.startswith(' ' * 8):
        yield 'indented with spaces'
    if re.search(r'\b(TO' r'DO|FIX' r'ME|HA' r'CK)\b', line):
        yield 'left for later: make it an issue'
    if re.search(r'(?<![\w.])/(wo' r'rk|ro' r'ot|ho' r'me/\w+|tm' r'p/bash)\b', line):
        yield 'a path of one machine'


def problems(name, text):
    found = []
    for number, line in enumerate(text.split('\n'), 1):
        found += [f'{name}:{number}: {problem}' for problem in line_problems(name, line)]
    if text and not text.endswith('\n'):
        found.append(f'{name}: no line end at the end')
    if name.endswith(('.c', '.h')) and text.count('\n') > C_LINES:
        found.append(f'{name}: {text.count(chr(10))} lines, over {C_LINES}')
    return found


def no_problems(found):
    if found:
        raise Failure('\n'.join(found[:40]))


def must_object(found):
    assert found, 'nothing was found wrong'


def main():
    _, tests = start(__doc__)
    by_folder = {}
    for name in project_files():
        with open(os.path.join(ROOT, name), encoding='utf-8') as file:
            by_folder.setdefault(name.split('/')[0] if '/' in name else '.', []).extend(
                problems(name, file.read()))
    for folder, found in sorted(by_folder.items()):
        tests.run(f'style of {folder}', no_problems, found)
    for what, text in (('trailing blank', 'a \n'), ('long line', 'x' * 113 + '\n'),
                       ('later', '/* TO' 'DO */\n'), ('machine', '/ro' 'ot/a\n'),
                       ('no line end', 'a'), ('spaces', '        a;\n')):
        tests.run(f'style: {what} is seen', must_object, problems('x.c', text))
    tests.end()


main()
