#!/usr/bin/env python3
"""test_replay.py BUILD_DIR - what the fuzz targets demand holds for every input there is.

scripts/fuzz looks for other inputs; this needs neither clang nor time.
"""
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import seeds
from harness import corpus_files, environment, start


def replay(target, files):
    done = subprocess.run([target, *files], capture_output=True, text=True, env=environment())
    assert done.returncode == 0, '\n'.join(done.stdout.splitlines()[-1:] + [done.stderr[-3000:]])
    assert len(done.stdout.splitlines()) == len(files) > 0, 'not all files were tried'


def replay_pairs(target):
    """All 65,793 inputs of at most two bytes."""
    done = subprocess.run([target, '--pairs'], capture_output=True, text=True, env=environment())
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 256, done.stdout[-3:] + done.stderr[-3000:]


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        paths = seeds.write(platen, folder)
        paths['text'] += corpus_files('.fountain')
        paths['fdx'] += corpus_files('.fdx', '.fdxt')
        for target in sorted(glob.glob(os.path.join(platen.build, 'tests', 'fuzz', 'fuzz-*'))):
            if os.path.isfile(target):
                name = os.path.basename(target)
                kind = seeds.KINDS.get(name[5:], 'text')
                is_long = name == 'fuzz-repeat'     # makes 128 KiB of each
                tests.run(name, replay, target, paths[kind][::32] if is_long else paths[kind])
                if not platen.is_sanitized() and kind in ('text', 'fdx') and not is_long:
                    tests.run(f'{name}: all inputs of two bytes', replay_pairs, target)
    tests.end()


main()
