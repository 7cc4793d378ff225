#!/usr/bin/env python3
"""test_lossless.py BUILD_DIR - no byte of a screenplay is lost in the tree.

Of every screenplay: the tree is sound, all positions are right, and leaves and trivia put together are the
source, byte for byte.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import CORPUS, TESTS, environment, start


def decoded(data):
    """The source as platen sees it: UTF-8 without a byte order mark."""
    if data[:2] in (b'\xff\xfe', b'\xfe\xff'):
        return data.decode('utf-16').replace('\0', '\ufffd').encode()
    data = data.removeprefix(b'\xef\xbb\xbf')
    try:
        return data.decode('utf-8').replace('\0', '\ufffd').encode()
    except UnicodeDecodeError:
        pass
    def character(byte):
        try:
            return bytes([byte]).decode('cp1252')
        except UnicodeDecodeError:
            return chr(byte)
    return ''.join(map(character, data)).replace('\0', '\ufffd').encode()


def is_whole(path, said):
    assert said == 'ok', said
    with open(path, 'rb') as file:
        source = decoded(file.read())
    with open(path + '.whole', 'rb') as file:
        whole = file.read()
    assert whole == source, f'{len(whole)} bytes of {len(source)}'


def main():
    platen, tests = start(__doc__)
    program = os.path.join(platen.build, 'tests', 'lossless')
    if not os.path.exists(program):
        tests.skip('lossless', 'not built')
        tests.end()
    with tempfile.TemporaryDirectory() as folder:
        found = glob.glob(os.path.join(TESTS, '**', '*.fountain'), recursive=True)
        found += glob.glob(os.path.join(CORPUS, '**', '*.fountain'), recursive=True)
        names = {}
        for number, path in enumerate(sorted(found)):
            copy = os.path.join(folder, str(number))
            shutil.copyfile(path, copy)
            names[copy] = os.path.relpath(path, CORPUS if path.startswith(CORPUS) else TESTS)
        done = subprocess.run([program, *names], capture_output=True, text=True, env=environment())
        tests.run('all are read', lambda: done.check_returncode())
        for line in done.stdout.splitlines():
            path, said = line.split('\t')
            if said != 'skip':
                tests.run(names[path], is_whole, path, said)
    tests.end()


main()
