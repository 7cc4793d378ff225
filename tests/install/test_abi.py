#!/usr/bin/env python3
"""test_abi.py BUILD_DIR - programs that were built with the last release run with this library.

The release is the newest tag vX.Y.Z below HEAD, which is built once more; abidiff compares the two libraries as platen.h
shows them. A change that breaks programs needs another soversion in meson.build.
"""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, Skip, describe, has_program, start


def git(*arguments):
    return subprocess.run(['git', '-C', ROOT, *arguments], capture_output=True, text=True)


def library(build):
    return os.path.realpath(os.path.join(build, 'src', 'libplaten.so'))


def compare(old, old_header, new, folder):
    """Fails where a program that was built with `old` may not run with `new`. Structs may grow at their end."""
    folders = [os.path.join(folder, name) for name in ('old-header', 'new-header')]
    for place, header in zip(folders, (old_header, os.path.join(ROOT, 'src', 'platen.h'))):
        os.mkdir(place)
        shutil.copy(header, place)
    done = subprocess.run(['abidiff', '--no-added-syms', '--headers-dir1', folders[0], '--headers-dir2', folders[1],
                           '--drop-private-types', old, new], capture_output=True)
    assert done.returncode == 0, describe(done)


def the_last_release_is_served(platen, folder):
    if not has_program('abidiff'):
        raise Skip('no abidiff')
    tag = git('describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*')
    if tag.returncode != 0:
        raise Skip('no release is tagged yet')
    source, build = os.path.join(folder, 'source'), os.path.join(folder, 'build')
    os.mkdir(source)
    archive = subprocess.run(['git', '-C', ROOT, 'archive', tag.stdout.strip()], capture_output=True, check=True)
    subprocess.run(['tar', '-x', '-C', source], input=archive.stdout, check=True)
    subprocess.run(['meson', 'setup', build, source], check=True, capture_output=True)
    subprocess.run(['meson', 'compile', '-C', build, 'platen:shared_library'], check=True, capture_output=True)
    compare(library(build), os.path.join(source, 'src', 'platen.h'), library(platen.build), folder)


def main():
    platen, tests = start(__doc__)
    folder = tempfile.mkdtemp()
    try:
        tests.run('install: programs of the last release still run', the_last_release_is_served, platen, folder)
    finally:
        shutil.rmtree(folder)
    tests.end()


main()
