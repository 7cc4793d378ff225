#!/usr/bin/env python3
"""golden.py BUILD_DIR - a file beside a screenplay says what platen makes of it; if it exists, it is tested.

    tests/cases/AREA/NAME.fountain     the screenplay; in tests/cases/fdx it is NAME.fdx or .osf
    NAME.tree .pages .text .json       what `convert -f tree` ... writes
    NAME.html                          the same, without the style sheet, which is the same for all
    NAME.messages                      the messages on standard error, and the exit status unless it is 0
    NAME.check                         the same for `check`; over a limit, its exit status is 1
    NAME.options                       options for these calls, on one line

Screenplays in tests/screenplays may have goldens in the same way.
"""
import difflib
import glob
import os
import re
import shlex

from harness import TESTS, Failure, describe, start

# Beside a screenplay, every file is a golden but other inputs, and what the options name.
NO_GOLDENS = ('fountain', 'fdx', 'osf', 'options', 'baseline')
FOUND = 1       # of check: something is at or above --fail-on
NOT_TEXT = 3    # the exit status of an input that is not a screenplay


class Golden:
    def __init__(self, source, kind):
        self.source, self.kind = source, kind
        self.stem = os.path.splitext(source)[0]
        self.path = f'{self.stem}.{kind}'
        self.name = os.path.relpath(self.path, TESTS)

    def exists(self):
        return os.path.exists(self.path)

    def options(self):
        path = self.stem + '.options'
        return shlex.split(open(path, encoding='utf-8').read()) if os.path.exists(path) else []

    def expected(self):
        with open(self.path, 'rb') as file:
            return file.read()

    def actual(self, platen):
        """What the program gives now. It is called in the folder, so that no message has a path."""
        folder, name = os.path.split(self.source)
        if self.kind == 'messages':
            done = platen('convert', '-f', 'pages', '-o', '-', *self.options(), name, cwd=folder)
            return self.messages(done, (0, NOT_TEXT))
        if self.kind == 'check':
            return self.messages(platen('check', *self.options(), name, cwd=folder), (0, FOUND))
        done = platen('convert', '-q', '-f', self.kind, '-o', '-', *self.options(), name, cwd=folder)
        if done.returncode != 0:
            raise Failure(describe(done))
        if self.kind == 'html':
            return re.sub(rb'<style>.*?</style>\n', b'', done.stdout, count=1, flags=re.S)
        return done.stdout

    @staticmethod
    def messages(done, statuses):
        if done.returncode not in statuses:
            raise Failure(describe(done))
        return done.stderr + (f'exit {done.returncode}\n'.encode() if done.returncode else b'')

    def check(self, platen):
        actual, expected = self.actual(platen), self.expected()
        if actual != expected:
            raise Failure(self.difference(expected, actual))

    def difference(self, expected, actual):
        def lines(data):
            return data.decode(errors='backslashreplace').splitlines()
        return '\n'.join(difflib.unified_diff(lines(expected), lines(actual), self.name, 'now',
                                              lineterm='')) or 'the bytes differ, the lines do not'


def fountains():
    return sorted(glob.glob(os.path.join(TESTS, 'cases', '*', '*.fountain')) +
                  glob.glob(os.path.join(TESTS, 'screenplays', '*.fountain')))


def xml_sources():
    return sorted(glob.glob(os.path.join(TESTS, 'cases', '*', '*.fdx')) +
                  glob.glob(os.path.join(TESTS, 'cases', '*', '*.osf')))


def sources():
    return fountains() + xml_sources()


def goldens():
    screenplays = {os.path.splitext(source)[0]: source for source in sources()}
    for path in sorted(glob.glob(os.path.join(TESTS, 'cases', '*', '*.*')) +
                       glob.glob(os.path.join(TESTS, 'screenplays', '*.*'))):
        stem, extension = os.path.splitext(path)
        if stem in screenplays and extension[1:] not in NO_GOLDENS:
            yield Golden(screenplays[stem], extension[1:])


def main():
    platen, tests = start(__doc__)
    for golden in goldens():
        tests.run(golden.name, golden.check, platen)
    tests.end()


if __name__ == '__main__':
    main()
