#!/usr/bin/env python3
"""test_package.py BUILD_DIR - Debian packages are built, lintian has nothing against them, and what is in them runs."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, SCREENPLAYS, describe, has_program, start


def call(*command, **more):
    done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=400, **more)
    assert done.returncode == 0, f'{" ".join(command)}: {describe(done)}'
    return done.stdout.decode()


def build(folder):
    place = os.path.join(folder, 'platen')
    os.mkdir(place)
    for name in os.listdir(ROOT):   # but for builds, and what git keeps
        if not name.startswith('build') and name != '.git':
            copy = shutil.copytree if os.path.isdir(os.path.join(ROOT, name)) else shutil.copy
            copy(os.path.join(ROOT, name), os.path.join(place, name))
    call('dpkg-buildpackage', '-us', '-uc', '-b', cwd=place)
    names = sorted(os.path.basename(path).split('_')[0] for path in glob.glob(os.path.join(folder, '*.deb')))
    assert [name for name in names if not name.endswith('-dbgsym')] == ['libplaten-dev', 'libplaten0', 'platen'], names


def lint(folder):
    said = call('lintian', '--allow-root', '--fail-on=error,warning', *glob.glob(os.path.join(folder, '*.changes')))
    assert said == '', said


def run(folder):
    root = os.path.join(folder, 'root')
    for name in ('platen', 'libplaten0', 'libplaten-dev'):
        call('dpkg', '-x', *glob.glob(os.path.join(folder, f'{name}_*.deb')), root)
    written = os.path.join(folder, 'coffee.pdf')
    call(os.path.join(root, 'usr', 'bin', 'platen'), 'convert', '-q', os.path.join(SCREENPLAYS, 'coffee-shop.fountain'),
         '-o', written)
    assert os.path.getsize(written) > 1000


def main():
    _, tests = start(__doc__)
    if not has_program('dh') or not has_program('dpkg-buildpackage'):
        tests.skip('Debian packages', 'no debhelper')
        tests.end()
    with tempfile.TemporaryDirectory() as folder:
        tests.run('Debian packages are built', build, folder)
        if has_program('lintian'):
            tests.run('lintian has nothing to say', lint, folder)
        else:
            tests.skip('lintian has nothing to say', 'no lintian')
        tests.run('the packaged program runs', run, folder)
    tests.end()


main()
