#!/usr/bin/env python3
"""test_static.py BUILD_DIR - -Dstatic=true makes one program, which writes the same bytes and says what it lacks.

Left out where the archives of cairo, FreeType and libxml2 are not installed; Debian has them in the -dev packages.
"""
import os
import re
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, SCREENPLAYS, describe, start

LIBC = re.compile(r'lib(c|m|dl|pthread)\.so|ld-linux|linux-vdso')
NEEDED = ('cairo', 'freetype2', 'libxml-2.0', 'pixman-1', 'fontconfig')


def call(*command):
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, f'{" ".join(command)}: {describe(done)}'
    return done.stdout


def missing_archives():
    missing = []
    for name in NEEDED:
        libdir = call('pkg-config', '--variable=libdir', name).decode().strip()
        library = call('pkg-config', '--libs-only-l', name).decode().split()[0].removeprefix('-l')
        if not os.path.exists(os.path.join(libdir, f'lib{library}.a')):
            missing.append(f'lib{library}.a')
    return missing


def build(folder):
    call('meson', 'setup', folder, ROOT, '-Dstatic=true', '--buildtype=release')
    call('ninja', '-C', folder, 'src/platen')


def needs_libc_only(program):
    needed = re.findall(r'\(NEEDED\).*\[(.*)\]', call('readelf', '-d', program).decode())
    strange = [name for name in needed if not LIBC.match(name)]
    assert needed and not strange, f'needs {strange}'


def writes_the_same(platen, program, path, format):
    arguments = ('convert', '-q', '-f', format, '-o', '-', path)
    assert call(program, *arguments) == call(platen.program, *arguments), f'other bytes of {format}'


def says_what_it_lacks(program, arguments, words):
    done = subprocess.run([program, *arguments], capture_output=True, stdin=subprocess.DEVNULL)
    said = done.stderr.decode()
    assert done.returncode == 5 and words in said and 'usual build' in said, describe(done)


def write_inputs(folder):
    archive, chinese = os.path.join(folder, 'a.highland'), os.path.join(folder, 'chinese.fountain')
    with zipfile.ZipFile(archive, 'w') as file:
        file.writestr('text.md', 'INT. KITCHEN - DAY\n')
    with open(chinese, 'w', encoding='utf-8') as file:
        file.write('INT. KITCHEN - DAY\n\n\u6c34\u5f00\u4e86\u3002\n')
    return archive, chinese


def main():
    platen, tests = start(__doc__)
    missing = missing_archives()
    if missing:
        tests.skip('static build', f'{", ".join(missing)} not installed')
        tests.end()
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, 'build', 'src', 'platen')
        tests.run('static: builds', build, os.path.join(folder, 'build'))
        tests.run('static: needs libc only', needs_libc_only, program)
        for name in ('coffee-shop', 'feature'):
            path = os.path.join(SCREENPLAYS, f'{name}.fountain')
            for format in ('pdf', 'fdx', 'html'):
                tests.run(f'static: {format} of {name}', writes_the_same, platen, program, path, format)
        fdx = os.path.join(ROOT, 'tests', 'cases', 'fdx', 'elements.fdx')
        for format in ('fountain', 'fdx'):
            tests.run(f'static: {format} of FDX', writes_the_same, platen, program, fdx, format)
        archive, chinese = write_inputs(folder)
        for arguments in (['count', archive], ['convert', '-o', os.path.join(folder, 'x.pdf'), chinese],
                          ['preview', chinese]):
            tests.run(f'static: {arguments[0]} says what is left out', says_what_it_lacks, program, arguments,
                      'has no Pango, libzip and preview')
    tests.end()


main()
