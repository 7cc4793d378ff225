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
from harness import Failure, corpus_files, environment, start

SECONDS = os.environ.get('FUZZ_SECONDS', '2')     # of processor time for each target


def replay(target, files):
    done = subprocess.run([target, *files], capture_output=True, text=True, env=environment())
    assert done.returncode == 0, '\n'.join(done.stdout.splitlines()[-1:] + [done.stderr[-3000:]])
    assert len(done.stdout.splitlines()) == len(files) > 0, 'not all files were tried'


def replay_pairs(target):
    """All 65,793 inputs of at most two bytes."""
    done = subprocess.run([target, '--pairs'], capture_output=True, text=True, env=environment())
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 256, done.stdout[-3:] + done.stderr[-3000:]


def replay_changed(tests, target, files, folder):
    culprit = os.path.join(folder, 'culprit')
    done = subprocess.run([target, '--change', SECONDS, culprit, *files], capture_output=True, text=True, env=environment())
    if done.returncode != 0:
        with open(culprit, 'rb') as file:
            raise Failure(f'{file.read()!r}\n{done.stderr[-3000:]}')
    tests.note(f'{os.path.basename(target)}: {done.stdout.strip()}')


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
                if platen.is_sanitized() or 'FUZZ_SECONDS' in os.environ:
                    tests.run(f'{name}: changed inputs', replay_changed, tests, target, paths[kind], folder)
                if not platen.is_sanitized() and kind in ('text', 'fdx') and not is_long:
                    tests.run(f'{name}: all inputs of two bytes', replay_pairs, target)
    tests.end()


main()
