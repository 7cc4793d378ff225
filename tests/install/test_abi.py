#!/usr/bin/env python3
"""test_abi.py BUILD_DIR - programs that were built with the last release run with this library.

tests/api/released.h is the platen.h of the last release. Of each of two headers a library without content is made, and
abidiff compares them. If a change to platen.h breaks programs, undo it, or take another `soversion` in meson.build, say so in
CHANGELOG.md, and copy src/platen.h to tests/api/released.h. A release copies it in any case.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, TESTS, describe, has_program, start

# Structs that may grow at their end: options, which begin with their size, and what only the library makes.
GROWS = re.compile(r'size_t size;|^platen_(rule|input_format|format|diagnostic|edit|\w+_figures) ')

# For each change to platen.h: text that is replaced, by what, and whether programs still run.
CHANGES = [
    ('PLATEN_API const char *platen_version(void);', '', False),
    ('bool platen_node_is_forced(const struct platen_node *node)', 'int platen_node_is_forced(const struct platen_node *node)',
     False),
    ('platen_rule_at(size_t index)', 'platen_rule_at(uint32_t index)', False),
    ('\tPLATEN_OK,\n', '\tPLATEN_FINE,\n\tPLATEN_OK,\n', False),
    ('\tuint32_t max_pages, min_pages;', '\tuint64_t more;\n\tuint32_t max_pages, min_pages;', False),
    ('\tuint32_t max_pages, min_pages;', '\tint32_t max_pages;\n\tuint32_t min_pages;', False),
    ('#define PLATEN_STYLE_COUNT 32', '#define PLATEN_STYLE_COUNT 33', False),
    ('\tint32_t x, width; ', '\tint32_t x, width, height; ', False),
    ('\tuint32_t half_lines; ', '\tuint32_t half_lines, third_lines; ', False),
    ('PLATEN_API const char *platen_version(void);',
     'PLATEN_API const char *platen_version(void);\nPLATEN_API const char *platen_codename(void);', True),
    ('\tuint32_t long_speech, long_parenthetical;', '\tuint32_t long_speech, long_parenthetical;\n\tuint32_t more;', True),
    ('\tPLATEN_CANCELLED, ', '\tPLATEN_CANCELLED, PLATEN_TIRED, ', True),
]


def read(*path):
    with open(os.path.join(ROOT, *path), encoding='utf-8') as file:
        return file.read()


def functions(header):
    """The declarations of all that the library exports."""
    return re.findall(r'^PLATEN_API\s+([^;]*\([^;]*\));', header, re.M)


def make_library(header, folder):
    """A library which exports what the header declares, and does nothing."""
    os.mkdir(folder)
    source, library = os.path.join(folder, 'library.c'), os.path.join(folder, 'libplaten.so')
    with open(os.path.join(folder, 'platen.h'), 'w', encoding='utf-8') as file:
        file.write(header)
    with open(source, 'w', encoding='utf-8') as file:
        file.write('#include "platen.h"\n')
        file.writelines(f'{declared}\n{{\n\t__builtin_trap();\n}}\n' for declared in functions(header))
    done = subprocess.run(['cc', '-std=c11', '-g', '-fPIC', '-shared', '-Wl,-soname,libplaten.so', source, '-o', library],
                          capture_output=True)
    assert done.returncode == 0, describe(done)
    return library


def bodies(header):
    """Struct by struct, its name and members."""
    return dict(re.findall(r'^struct (\w+ )\{(.*?)\n\};', header, re.M | re.S))


def without_growth(old, new):
    """`new`, but structs which have only grown at their end are as in `old`."""
    before = bodies(old)
    for name, body in bodies(new).items():
        known = before.get(name, body)
        if body.startswith(known) and GROWS.search(name + body):
            new = new.replace(f'struct {name}{{{body}\n}};', f'struct {name}{{{known}\n}};')
    return new


def compare(old, new):
    """What abidiff has against a program of the header `old` with a library of the header `new`; empty: nothing."""
    old, new = (re.sub(r'[ \t]*/\*.*?\*/', '', header, flags=re.S) for header in (old, new))
    with tempfile.TemporaryDirectory() as folder:
        libraries = [make_library(text, os.path.join(folder, name))
                     for name, text in (('old', old), ('new', without_growth(old, new)))]
        done = subprocess.run(['abidiff', '--no-added-syms', *libraries], capture_output=True)
    return '' if done.returncode == 0 else f'{done.stdout.decode()}{describe(done)}'


def the_last_release_is_served():
    found = compare(read('tests', 'api', 'released.h'), read('src', 'platen.h'))
    assert found == '', found


def changes_are_noticed():
    header = read('src', 'platen.h')
    for before, after, is_fine in CHANGES:
        assert header.count(before) == 1, before
        found = compare(header, header.replace(before, after))
        assert (found == '') == is_fine, f'{after or before}: {found}'


def the_header_tells_of_all(platen):
    """The library exports what the header declares, and nothing else."""
    declared = {re.search(r'(\w+)\($', text[:text.index('(') + 1]).group(1) for text in functions(read('src', 'platen.h'))}
    library = os.path.join(platen.build, 'src', 'libplaten.so')
    listed = subprocess.run(['nm', '-D', '--defined-only', library], capture_output=True, text=True, check=True).stdout
    exported = {re.sub('@.*', '', line.split()[2]) for line in listed.splitlines() if line.split()[1] == 'T'}
    assert len(declared) > 50 and declared == exported, declared ^ exported


def main():
    platen, tests = start(__doc__)
    tests.run('install: the library exports what platen.h declares', the_header_tells_of_all, platen)
    if has_program('abidiff'):
        tests.run('install: programs of the last release still run', the_last_release_is_served)
        tests.run('install: a change that breaks programs is noticed', changes_are_noticed)
    else:
        tests.skip('install: programs of the last release still run', 'no abidiff')
    tests.end()


main()
