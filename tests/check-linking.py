#!/usr/bin/env python3
"""check-linking.py BUILD_DIR - what is exported, what is linked, what is loaded when.

Counting pages must not pay for drawing: the program and libplaten need the C library only, and cairo,
libxml2 and Pango are loaded with modules when a format or a character needs them.
"""
import glob
import os
import re
import subprocess
import tempfile
import zipfile

from harness import ROOT, Failure, has_program, start

LIBC = re.compile(r'lib(c|m|dl|pthread)\.so|ld-linux|linux-vdso')
HEAVY = ('libcairo', 'libxml2', 'libpango', 'libfreetype', 'libglib', 'platen-pdf', 'platen-fdx',
         'platen-shape', 'platen-unzip', 'libzip')
ENDBR64 = b'\xf3\x0f\x1e\xfa'
LATIN = 'INT. KITCHEN - DAY\n\nA kettle, on its way to boiling.\n'
HEBREW = '!\u05e9\u05dc\u05d5\u05dd\n'


def output(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, check=True, **more).stdout


def library(platen):
    return sorted(glob.glob(os.path.join(platen.build, 'src', 'libplaten.so*')))[0]


def exports_platen_only(platen):
    names = [line.split()[-1].split('@')[0]
             for line in output('nm', '-D', '--defined-only', library(platen)).splitlines()
             if ' A PLATEN_' not in line]   # a version of the symbols
    strange = [name for name in names if not name.startswith('platen_')]
    assert not strange, f'exported, too: {strange}'
    assert 'platen_document_parse' in names, 'platen_document_parse is not exported'


def exports_the_header(platen):
    with open(os.path.join(os.path.dirname(__file__), '..', 'src', 'platen.h')) as file:
        declared = set(re.findall(r'^PLATEN_API [^;]*?\b(platen_\w+)\(', file.read(), re.M | re.S))
    names = output('nm', '-D', '--defined-only', library(platen))
    missing = sorted(name for name in declared if not re.search(rf'\b{name}\b', names))
    assert declared and not missing, f'declared in platen.h and not exported: {missing}'


def needs_libc_only(path):
    needed = re.findall(r'\(NEEDED\).*\[(.*)\]', output('readelf', '-d', path))
    strange = [name for name in needed if not LIBC.match(name)]
    assert needed and not strange, f'{path} needs {strange}'


def loaded(platen, *arguments, archive=False):
    """The names of the files that the dynamic linker opens for a call of the program."""
    with tempfile.TemporaryDirectory() as folder:
        script = os.path.join(folder, 'kitchen.highland' if archive else 'kitchen.fountain')
        if archive:
            with zipfile.ZipFile(script, 'w') as file:
                file.writestr('text.md', LATIN)
        else:
            with open(script, 'w') as file:
                file.write(LATIN)
        done = platen(*arguments, script, env={'LD_DEBUG': 'files'})
        if done.returncode != 0:
            raise Failure(f'exit {done.returncode}')
        return done.stderr.decode(errors='replace')


def loads(platen, arguments, wanted, unwanted, archive=False):
    log = loaded(platen, *arguments, archive=archive)
    missing = [name for name in wanted if name not in log]
    strange = [name for name in unwanted if name in log]
    assert not missing, f'this test sees nothing: {missing} should have been loaded'
    assert not strange, f'loads {strange}'


def starts_fontconfig(platen, text, expected):
    """cairo links it, so it is always loaded. It prints a line when it is first called."""
    done = platen('convert', '-f', 'pdf', '-', '-o', '/dev/null', input=text.encode(), env={'FC_DEBUG': '1024'})
    assert done.returncode == 0 and (b'FC_DEBUG' in done.stdout + done.stderr) == expected, done.stderr[-300:]


def is_hardened(path):
    """Its tables are read-only, its stack is not code, its calls of libc are checked."""
    assert 'NOW' in re.search(r'\(FLAGS_1\).*', output('readelf', '-d', path))[0], f'{path}: not -z now'
    headers = output('readelf', '-lW', path)
    assert 'GNU_RELRO' in headers and not re.search(r'GNU_STACK.* RWE', headers), f'{path}: no RELRO, or a stack of code'
    if os.uname().machine == 'x86_64':
        with open(path, 'rb') as file:
            assert file.read().count(ENDBR64) > 3, f'{path}: functions do not begin with a mark for CET'


def calls_are_checked(path):
    assert '_chk' in output('readelf', '--dyn-syms', '-W', path), 'no FORTIFY'


def main():
    platen, tests = start(__doc__)
    if not has_program('nm') or not has_program('readelf'):
        tests.skip('linking', 'no binutils')
        tests.end()
    tests.run('libplaten exports platen_* only', exports_platen_only, platen)
    tests.run('libplaten exports all of platen.h', exports_the_header, platen)
    for path in [platen.program, library(platen), *glob.glob(os.path.join(platen.build, 'src', 'platen-*.so'))]:
        if not platen.is_sanitized():
            tests.run(f'{os.path.basename(path)} is hardened', is_hardened, path)
    if not platen.is_sanitized() and re.match('[23s]', str(platen.option('optimization'))):
        tests.run('calls of libc are checked', calls_are_checked, platen.program)
    if not platen.option('modules'):
        tests.skip('libc only', 'built with -Dmodules=false')
    elif platen.is_sanitized():
        tests.skip('libc only', 'sanitizers are linked in')
    else:
        tests.run('the program needs libc only', needs_libc_only, platen.program)
        tests.run('libplaten needs libc only', needs_libc_only, library(platen))
        to_null = ['-o', '/dev/null']
        tests.run('count loads no module', loads, platen, ['count'], ['libc.so'], HEAVY)
        tests.run('text loads no module', loads, platen, ['convert', '-f', 'text', *to_null],
                  ['libc.so'], HEAVY)
        tests.run('fdx of Fountain loads no module', loads, platen, ['convert', '-f', 'fdx', *to_null],
                  ['libc.so'], HEAVY)
        template = os.path.join(ROOT, 'tests', 'cases', 'fdx', 'elements.fdx')
        tests.run('fdx into a template loads libxml2 and nothing that draws', loads, platen,
                  ['convert', '-f', 'fdx', '--fdx-template', template, *to_null], ['platen-fdx.so', 'libxml2'],
                  ['libcairo', 'libpango'])
        tests.run('an archive loads libzip and nothing that draws or reads XML', loads, platen, ['count'],
                  ['platen-unzip', 'libzip'], ['libcairo', 'libpango', 'platen-fdx'], True)
        tests.run('pdf of Latin text loads cairo and no Pango', loads, platen,
                  ['convert', '-f', 'pdf', *to_null], ['platen-pdf', 'libcairo'],
                  ['libpango', 'libharfbuzz', 'libglib', 'platen-shape', 'libxml2'])
        tests.run('pdf of Latin text starts no fontconfig', starts_fontconfig, platen, LATIN, False)
        tests.run('pdf of Hebrew text does', starts_fontconfig, platen, HEBREW, True)
        tests.run('png of Latin text does, too', loads, platen, ['convert', '-f', 'png', *to_null],
                  ['platen-pdf', 'libcairo'], ['libpango', 'libxml2'])
    tests.end()


main()
