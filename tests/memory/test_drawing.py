#!/usr/bin/env python3
"""test_drawing.py BUILD_DIR - an allocation fails while a page is drawn: the right bytes come, or nothing new.

cairo and the libraries below it pass over failed allocations, so what must hold is about the files: status 0 and the
file that always comes, or another status, a message and the old file.
"""
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Failure, describe, start

OLD = b'the old file\n'
STATUSES = (70, 5, 127)     # no memory; no module, as the loader had none; the loader itself
LATIN = 'Title: Short\n\nINT. KITCHEN - DAY\n\nA *kettle* on **boiling**.\n\nNORA\nYes.\n'
JAPANESE = LATIN + '\n如何、カナ。 שלום 🙂\n'
# The first is drawn by some thousand allocations, the second by a hundred thousand. One in so many fails, which takes a
# minute; with 1 and 199 nothing else was found.
SCRIPTS = (('Latin', LATIN, 3), ('Japanese', JAPANESE, 997))


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def draw(platen, folder, form, env):
    output = os.path.join(folder, f'out.{form}')
    with open(output, 'wb') as file:
        file.write(OLD)
    done = platen('convert', '-q', 'script.fountain', '-o', output, '--pages', '1', cwd=folder, env=env)
    return done, read(output)


def survives(platen, folder, shim, form, script, step, tests):
    with open(os.path.join(folder, 'script.fountain'), 'w') as file:
        file.write(script)
    log = os.path.join(folder, 'log')
    env = {'LD_PRELOAD': shim, 'FAIL_LOG': log}
    normal, right = draw(platen, folder, form, env)
    if normal.returncode != 0:
        raise Failure(describe(normal))
    allocations, failures = int(read(log)), 0
    names = sorted(os.listdir(folder))
    for more in ({}, {'FAIL_ON': '1'}):
        for at in range(1, allocations + 1, step):
            done, found = draw(platen, folder, form, {**env, 'FAIL_AT': str(at), **more})
            where = f'allocation {at} of {allocations} fails {more}'
            if done.returncode == 0:
                assert found == right, f'{where}: status 0 and another file'
                continue
            failures += 1
            assert done.returncode in STATUSES, f'{where}: {describe(done)}'
            assert found == OLD, f'{where}: the old file is lost'
            assert done.stderr or more, f'{where}: no message'
            assert sorted(os.listdir(folder)) == names, f'{where}: {os.listdir(folder)}'
    assert failures, 'no allocation mattered'
    tests.note(f'{form}: {allocations} allocations, one in {step} of them failed')


def main():
    platen, tests = start(__doc__)
    shim = os.path.join(platen.build, 'tests', 'failing-malloc.so')
    if platen.is_sanitized() or not os.path.exists(shim):
        tests.skip('memory', 'no allocator that fails')
        tests.end()
        return
    for name, script, step in SCRIPTS:
        for form in (row['name'] for row in platen.formats() if row['drawn']):
            with tempfile.TemporaryDirectory() as folder:
                tests.run(f'{form} of {name}', survives, platen, folder, shim, form, script, step, tests)
    tests.end()


main()
