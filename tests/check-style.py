#!/usr/bin/env python3
"""check-style.py BUILD_DIR - the style that CONTRIBUTING.md asks for, as far as a program can check it."""
import os
import re
import subprocess

from harness import ROOT, Failure, Skip, has_program, start

FOLDERS = ('src', 'scripts', 'tests', 'docs', 'fonts', '.ci')
# Inputs and goldens must be as they are; tables and schemas are generated or measured, not written.
EXEMPT = re.compile(r'^tests/(cases|screenplays|schemas)/|tables\.c$|\.(png|pdf|ttf|otf|pyc)$')
SOURCE_LINES, TEST_LINES, FUNCTION_LINES = 600, 800, 80
# The public interface, which is read from top to bottom, and the table of languages, which is data.
WHOLE = {'src/platen.h', 'tests/api/released.h', 'src/language/languages.c'}
COLUMNS = 100               # a tab goes to the next multiple of 8


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
    if name.endswith(('.c', '.h')):
        found += length_problems(name, text)
    return found


def length_problems(name, text):
    """A function of formatted C begins with its name in the first column and ends with a brace there."""
    count, limit = text.count('\n'), TEST_LINES if name.startswith('tests/') else SOURCE_LINES
    if count > limit and name not in WHOLE:
        yield f'{name}: {count} lines, over {limit}'
    begin = None
    for number, line in enumerate(text.split('\n'), 1):
        if function := re.match(r'(\w+)\(', line):
            begin, called = number, function[1]
        elif line.startswith('}') and begin:
            if number - begin + 1 > FUNCTION_LINES:
                yield f'{name}:{begin}: {called} has {number - begin + 1} lines, over {FUNCTION_LINES}'
            begin = None


def is_formatted(names):
    """By .clang-format. Other versions of clang-format break lines elsewhere, so it must be this one."""
    if not has_program('clang-format-14'):
        raise Skip('no clang-format-14')
    done = subprocess.run(['clang-format-14', '--dry-run', '-Werror', *names], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure('\n'.join(done.stderr.splitlines()[:40]))


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
    tests.run('the source is formatted', is_formatted,
              [name for name in project_files() if name.endswith(('.c', '.h'))])
    for what, text in (('trailing blank', 'a \n'), ('long line', 'x' * 101 + '\n'),
                       ('later', '/* TO' 'DO */\n'), ('machine', '/ro' 'ot/a\n'),
                       ('no line end', 'a'), ('long file', 601 * '\n'),
                       ('long function', 'f(void)\n{\n' + 80 * '\n' + '}\n'), ('spaces', '        a;\n')):
        tests.run(f'style: {what} is seen', must_object, problems('x.c', text))
    tests.end()


main()
