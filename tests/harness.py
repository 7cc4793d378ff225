"""What the tests written in Python share: the program under test, outcome lines, goldens' rule.

A test script is called with the build folder and prints a line for each of its tests:

    ok NAME        not ok NAME        skip NAME: why

Lines starting with `# ` above a `not ok` explain it. tests/run counts them.
"""
import glob
import json
import os
import subprocess
import sys

TESTS = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(TESTS)
CORPUS = os.path.join(os.path.dirname(ROOT), 'shared', 'corpus')
SCREENPLAYS = os.path.join(TESTS, 'screenplays')


def environment():
    """The environment of every program under test: sanitizers stop at the first finding."""
    return dict(os.environ,
                ASAN_OPTIONS='detect_leaks=1:abort_on_error=0:fast_unwind_on_malloc=0:exitcode=99',
                UBSAN_OPTIONS='print_stacktrace=1:exitcode=99',
                LSAN_OPTIONS=f'suppressions={TESTS}/lsan.supp:print_suppressions=0:exitcode=99')


class Platen:
    """The program of one build folder."""

    def __init__(self, build):
        self.build = os.path.abspath(build)
        self.program = os.path.join(self.build, 'src', 'platen')

    def __call__(self, *arguments, timeout=60, env=None, **more):
        return subprocess.run([self.program, *arguments], capture_output=True, timeout=timeout,
                              env={**environment(), **(env or {})},
                              stdin=None if 'input' in more else subprocess.DEVNULL, **more)

    def text(self, *arguments, **more):
        """Standard output; an exit status other than 0 is an error."""
        done = self(*arguments, **more)
        if done.returncode != 0:
            raise Failure(f'{" ".join(arguments)}: {describe(done)}')
        return done.stdout.decode()

    def option(self, name):
        """A meson option of the build, such as b_sanitize."""
        with open(os.path.join(self.build, 'meson-info', 'intro-buildoptions.json')) as file:
            return next(row['value'] for row in json.load(file) if row['name'] == name)

    def is_sanitized(self):
        return self.option('b_sanitize') != 'none'


class Failure(Exception):
    """What a test found wrong."""


def describe(done):
    """How a finished process ended, with the end of what it complained about."""
    how = f'killed by signal {-done.returncode}' if done.returncode < 0 else f'exit {done.returncode}'
    return how + ' ' + done.stderr.decode(errors='replace').strip()[-2000:]


class Outcomes:
    """Prints the outcome lines of one script."""

    def __init__(self):
        self.failed = 0

    def ok(self, name):
        print(f'ok {name}', flush=True)

    def not_ok(self, name, why):
        self.failed += 1
        for line in str(why).splitlines():
            print(f'# {line}')
        print(f'not ok {name}', flush=True)

    def skip(self, name, why):
        print(f'skip {name}: {why}', flush=True)

    def note(self, text):
        print(f'# {text}')

    def run(self, name, test, *arguments):
        """Call `test`; it raises Failure, or fails an assertion, when something is wrong."""
        try:
            test(*arguments)
        except (Failure, AssertionError, ValueError, LookupError,
                subprocess.TimeoutExpired) as wrong:
            is_found = isinstance(wrong, (Failure, AssertionError))
            self.not_ok(name, wrong if is_found else f'{type(wrong).__name__}: {wrong}')
        else:
            self.ok(name)

    def end(self):
        sys.exit(1 if self.failed else 0)


def has_program(name):
    return any(os.access(os.path.join(folder, name), os.X_OK)
               for folder in os.environ.get('PATH', '').split(os.pathsep))


def screenplays():
    return sorted(glob.glob(os.path.join(SCREENPLAYS, '*.fountain')))


def start(description):
    """(platen, outcomes) for a script called with the build folder."""
    if len(sys.argv) != 2:
        sys.exit(f'usage: {sys.argv[0]} BUILD_DIR\n{description}')
    return Platen(sys.argv[1]), Outcomes()
