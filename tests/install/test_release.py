#!/usr/bin/env python3
"""test_release.py BUILD_DIR - scripts/release makes the same bytes in two folders, and what it makes runs anywhere."""
import glob
import os
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


def it_runs_anywhere(folder):
    archives = glob.glob(os.path.join(folder, 'one', 'dist', 'platen-*-linux-*.tar.xz'))
    if not archives:
        raise Skip('nothing was made')
    call('tar', '-x', '-C', folder, '-f', archives[0])
    program, = glob.glob(os.path.join(folder, 'platen-*', 'bin', 'platen'))
    for name in ('coffee.pdf', 'coffee.fdx'):
        path = os.path.join(folder, name)
        call(program, 'convert', '-q', os.path.join(SCREENPLAYS, 'coffee-shop.fountain'), '-o', path)
        assert os.path.getsize(path) > 1000


def main():
    _, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        tests.run('release: the same bytes in another folder', bytes_are_the_same, folder)
        tests.run('release: it runs where it is unpacked', it_runs_anywhere, folder)
    tests.end()


main()
