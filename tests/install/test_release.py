#!/usr/bin/env python3
"""test_release.py BUILD_DIR - scripts/release makes the same bytes in two folders, and what it makes runs anywhere."""
import glob
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, SCREENPLAYS, Skip, describe, start


def call(*command, **more):
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=500, **more)
    assert done.returncode == 0, f'{" ".join(command)}: {describe(done)}'
    return done.stdout.decode()


def release(folder, name):
    """The checksums of a release made in a clone of its own."""
    clone = os.path.join(folder, name, 'of', 'platen')
    call('git', 'clone', '-q', ROOT, clone)
    return call('scripts/release', os.path.join(folder, name, 'dist'), cwd=clone)


def bytes_are_the_same(folder):
    if subprocess.run(['git', '-C', ROOT, 'rev-parse', 'HEAD'], capture_output=True).returncode != 0:
        raise Skip('not in a repository')
    assert release(folder, 'one') == release(folder, 'other')


def unpack(folder, archives):
    """The program in an archive, unpacked."""
    found = glob.glob(os.path.join(folder, 'one', 'dist', archives))
    if not found:
        raise Skip('nothing was made')
    assert len(found) == 1, found
    call('tar', '-x', '-C', folder, '-f', found[0])
    return os.path.join(folder, os.path.basename(found[0])[:-len('.tar.xz')], 'bin', 'platen')


def it_runs_anywhere(folder, archives):
    program = unpack(folder, archives)
    for name in ('coffee.pdf', 'coffee.fdx'):
        path = os.path.join(folder, name)
        call(program, 'convert', '-q', os.path.join(SCREENPLAYS, 'coffee-shop.fountain'), '-o', path)
        assert os.path.getsize(path) > 1000
        os.remove(path)


def it_needs_only_libc(folder):
    needed = call('objdump', '-p', unpack(folder, '*-static.tar.xz'))
    assert set(re.findall(r'NEEDED +(\S+)', needed)) <= {'libc.so.6', 'libm.so.6', 'ld-linux-x86-64.so.2'}, needed


def main():
    _, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        tests.run('release: the same bytes in another folder', bytes_are_the_same, folder)
        tests.run('release: it runs where it is unpacked', it_runs_anywhere, folder, '*-linux-*[!c].tar.xz')
        tests.run('release: so does the static program', it_runs_anywhere, folder, '*-static.tar.xz')
        tests.run('release: the static program needs only libc', it_needs_only_libc, folder)
    tests.end()


main()
