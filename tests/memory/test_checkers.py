#!/usr/bin/env python3
"""test_checkers.py BUILD_DIR - valgrind and MemorySanitizer find nothing: memory that was never set, or lost, or not ours.

valgrind runs the unit tests and some commands of the plain build. MemorySanitizer needs all of a program built with
it, so it gets the command without modules' libraries: what reads, lays out, checks and writes text formats.
"""
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, SCREENPLAYS, Failure, Skip, describe, environment, has_program, start

FOUND = 99
VALGRIND = ['valgrind', '-q', f'--error-exitcode={FOUND}', '--leak-check=full', '--errors-for-leak-kinds=definite,indirect',
            '--child-silent-after-fork=yes']
CALLS = [['count'], ['check'], ['check', '--diagnostics', 'sarif'], ['report', 'cast'], ['report', 'scenes'], ['fmt'],
         *(['convert', '-q', '-o', '-', '-f', form] for form in ('text', 'json', 'html', 'tree', 'pages', 'fountain'))]
FDX = ['convert', '-q', '-o', '-', '-f', 'fdx']
PDF = ['convert', '-q', '-o', '-', '-f', 'pdf', '--pages', '1']


def run(command, *statuses):
    done = subprocess.run(command, capture_output=True, env=environment(), stdin=subprocess.DEVNULL)
    if done.returncode not in statuses:
        raise Failure(f'{" ".join(command)}: {describe(done)}')


def cases():
    return sorted(glob.glob(os.path.join(ROOT, 'tests', 'cases', '*', '*.fountain')))


def valgrind_units(platen):
    programs = sorted(path for path in glob.glob(os.path.join(platen.build, 'tests', 'test-*')) if os.access(path, os.X_OK)
                      and os.path.isfile(path) and not path.endswith('-api'))
    assert len(programs) > 5, programs
    for program in programs:
        run([*VALGRIND, program], 0)


def valgrind_commands(platen):
    scripts = sorted(glob.glob(os.path.join(SCREENPLAYS, '*.fountain')))[:6] + cases()[::20]
    for number, script in enumerate(scripts):
        command, *options = CALLS[number % len(CALLS)]
        run([*VALGRIND, platen.program, command, '--no-sandbox', *options, script], 0, 1)
    run([*VALGRIND, platen.program, FDX[0], '--no-sandbox', *FDX[1:], scripts[0]], 0)
    # the libraries that draw keep memory until the end
    run([*VALGRIND, '--leak-check=no', platen.program, PDF[0], '--no-sandbox', *PDF[1:], scripts[0]], 0)


def build_with_msan(folder):
    done = subprocess.run(['meson', 'setup', folder, '-Db_sanitize=memory', '-Db_lundef=false', '-Dpreview=disabled',
                           '-Dc_args=-fno-sanitize-recover=all -fno-omit-frame-pointer'],
                          cwd=ROOT, env={**os.environ, 'CC': 'clang'}, capture_output=True)
    assert done.returncode == 0, describe(done)
    done = subprocess.run(['ninja', '-C', folder, 'src/platen'], capture_output=True)
    assert done.returncode == 0, done.stdout.decode()[-2000:]
    return os.path.join(folder, 'src', 'platen')


def memory_sanitizer():
    with tempfile.TemporaryDirectory() as folder:
        program = build_with_msan(folder)
        for number, script in enumerate(cases()):
            for call in CALLS if number % 10 == 0 else [CALLS[number % len(CALLS)]]:
                run([program, *call, script], 0, 1, 3)


def main():
    platen, tests = start(__doc__)
    if platen.is_sanitized() or not has_program('valgrind'):
        tests.skip('valgrind', 'not installed, or there are sanitizers')
    else:
        tests.run('valgrind: unit tests', valgrind_units, platen)
        tests.run('valgrind: commands', valgrind_commands, platen)
    if has_program('clang') and has_program('meson'):
        tests.run('MemorySanitizer', memory_sanitizer)
    else:
        tests.skip('MemorySanitizer', 'no clang')
    tests.end()


main()
