#!/usr/bin/env python3
"""test_portable.py BUILD_DIR - the same trees, pages and messages by other compilers, and for other machines.

`scripts/test --long` runs it. Only the program is built each time, without its modules: they need libraries for
that machine, and the program needs the C library alone. What is not installed is skipped. Lines with # say how much
was compared.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from golden import fountains
from harness import ROOT, Skip, environment, has_program, start

CROSS = """[binaries]
c = {compiler}
pkgconfig = 'pkg-config'
pkg-config = 'pkg-config'
{wrapper}
[host_machine]
system = 'linux'
cpu_family = '{family}'
cpu = '{family}'
endian = '{endian}'
"""
# name: compiler, flags, how the program is started
NATIVE = {f'{compiler} {level}': ([compiler], [level], [])
          for compiler in ('gcc', 'clang') for level in ('-O0', '-O1', '-O2', '-O3')}
NATIVE['gcc -flto'] = (['gcc'], ['-O2', '-flto'], [])
NATIVE['gcc -O3 for this machine'] = (['gcc'], ['-O3', '-march=native', '-ffast-math'], [])
MACHINES = {
    '32 bit': (['gcc-12', '-m32', '-idirafter', '/usr/include/x86_64-linux-gnu'], 'x86', 'little', []),
    'musl': (['musl-gcc'], 'x86_64', 'little', []),
    'big endian (s390x)': (['s390x-linux-gnu-gcc-12'], 's390x', 'big', ['qemu-s390x', '-L', '/usr/s390x-linux-gnu']),
}


def run(*words, **more):
    done = subprocess.run(words, capture_output=True, text=True, stdin=subprocess.DEVNULL, **more)
    assert done.returncode == 0, (words, (done.stdout + done.stderr)[-1500:])
    return done


def build(folder, compiler, flags=(), cross=None):
    """The program, with no modules beside it."""
    options = ['-Dbuildtype=plain', '-Dc_args=' + ','.join(flags), '-Dc_link_args=' + ','.join(flags)]
    if cross:
        options.append(f'--cross-file={cross}')
    run('meson', 'setup', folder, ROOT, *options, env={**os.environ, 'CC': ' '.join(compiler), 'CC_LD': ''})
    run('ninja', '-C', folder, f'-j{os.cpu_count()}', 'src/platen')
    return os.path.join(folder, 'src', 'platen')


def outcome(program, start_words=()):
    """A digest of what the program makes of every script we have, and how many bytes that was."""
    digest, length = hashlib.sha256(), 0
    for path in fountains():
        for words in (('convert', '-f', 'tree', '-o', '-'), ('convert', '-f', 'pages', '-o', '-'), ('check',)):
            done = subprocess.run([*start_words, program, *words, os.path.relpath(path, ROOT)], capture_output=True, cwd=ROOT,
                                  stdin=subprocess.DEVNULL, env=environment())
            assert done.returncode in (0, 1, 3), (path, words, done.stderr[-300:])
            digest.update(done.stdout + done.stderr)
            length += len(done.stdout + done.stderr)
    return digest.hexdigest(), length


def is_same(tests, folder, usual, compiler, flags, start_words, cross=None):
    for word in (compiler[0], *start_words[:1]):
        if not has_program(word):
            raise Skip(f'needs {word}')
    begin = time.monotonic()
    program = build(os.path.join(folder, 'build'), compiler, flags, cross)
    assert outcome(program, start_words) == usual, 'something is different'
    tests.note(f'{usual[1]} bytes are the same, {time.monotonic() - begin:.0f} s')


def is_same_there(tests, folder, usual, compiler, family, endian, start_words):
    path = os.path.join(folder, 'cross.ini')
    wrapper = f'exe_wrapper = {start_words}' if start_words else ''
    with open(path, 'w', encoding='utf-8') as file:
        file.write(CROSS.format(compiler=compiler, wrapper=wrapper, family=family, endian=endian))
    is_same(tests, folder, usual, compiler, [], start_words, path)


def two_builds_are_the_same(folder):
    """From two folders, at two times."""
    digests = set()
    for name in ('one', 'another'):
        source = os.path.join(folder, name, 'source')
        shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns('build*', '.git', '.fuzz*'))
        run('meson', 'setup', 'build', '-Dbuildtype=release', '-Dstrip=true', cwd=source)
        run('ninja', '-C', 'build', f'-j{os.cpu_count()}', 'src/platen', cwd=source)
        run('strip', 'build/src/platen', cwd=source)
        with open(os.path.join(source, 'build/src/platen'), 'rb') as file:
            digests.add(hashlib.sha256(file.read()).hexdigest())
    assert len(digests) == 1, 'the two differ'


def main():
    platen, tests = start(__doc__)
    usual = outcome(platen.program)
    for name, (compiler, flags, start_words) in NATIVE.items():
        with tempfile.TemporaryDirectory() as folder:
            tests.run(f'portable: {name}', is_same, tests, folder, usual, compiler, flags, start_words)
    for name, row in MACHINES.items():
        with tempfile.TemporaryDirectory() as folder:
            tests.run(f'portable: {name}', is_same_there, tests, folder, usual, *row)
    with tempfile.TemporaryDirectory() as folder:
        tests.run('portable: two builds are the same', two_builds_are_the_same, folder)
    tests.end()


main()
