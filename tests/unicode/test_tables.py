#!/usr/bin/env python3
"""test_tables.py BUILD_DIR - generated sources are what their scripts make: Unicode's tables, the profile of sRGB."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, Failure, Skip, start


def tables_are_generated():
    if not os.path.exists('/usr/share/unicode/UnicodeData.txt'):
        raise Skip('no Unicode data (package unicode-data)')
    script = os.path.join(ROOT, 'scripts', 'gen-unicode')
    done = subprocess.run([sys.executable, '-B', script, '--check'], capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(done.stdout + done.stderr)


def profile_is_generated():
    subprocess.run([sys.executable, '-B', os.path.join(ROOT, 'scripts', 'gen-srgb'), '--check'], check=True)


def main():
    _, tests = start(__doc__)
    tests.run('tables are generated', tables_are_generated)
    tests.run('the profile of sRGB is generated', profile_is_generated)
    tests.end()


main()
