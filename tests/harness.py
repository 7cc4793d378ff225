"""What the tests written in Python share: the program under test, the outcome lines, the inputs.

A test script is called with the build folder and prints a line of TAP for each of its tests:

    ok - NAME        not ok - NAME        ok - NAME # SKIP why

Lines starting with `# ` above a `not ok` explain it. tests/meson.build lists the scripts.
"""
import functools
import glob
import json
import os
import re
import subprocess
import sys

TESTS = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(TESTS)
SHARED = os.path.join(os.path.dirname(ROOT), 'shared')
CORPUS = os.path.join(SHARED, 'corpus')
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

    def json(self, *arguments, **more):
        return json.loads(self.text(*arguments, **more))

    def formats(self):
        """Every output format, as `platen formats --format json` describes it."""
        return [row for row in self.json('formats', '--format', 'json')['formats'] if row['write']]

    def commands(self):
        """The names of all commands, as `platen help` lists them."""
        listed = self.text('help').split('\nCommands:\n')[1].split('\n\n')[0]
        return [line.split()[0] for line in listed.splitlines()]

    def rules(self):
        return self.json('rules', '--format', 'json')['rules']

    @functools.cache
    def contds(self):
        """What stands at the end of a cue whose speaker goes on, in any language: a regular expression."""
        languages = self.json('languages', '--format', 'json')['languages']
        words = {language['continued']['contd'] for language in languages if language['continued']}
        return re.compile('|'.join(f' ?{re.escape(word)}$' for word in words), re.IGNORECASE)

    @functools.cache
    def option(self, name):
        """A meson option of the build, such as b_sanitize."""
        with open(os.path.join(self.build, 'meson-info', 'intro-buildoptions.json')) as file:
            return next(row['value'] for row in json.load(file) if row['name'] == name)

    def is_sanitized(self):
        return self.option('b_sanitize') != 'none'

    def sample(self, paths, step=8):
        """All paths, or every `step`-th with sanitizers: they are slow, and look for faults in the code."""
        return paths[::step] if self.is_sanitized() else paths


class Failure(Exception):
    """What a test found wrong."""


class Skip(Exception):
    """Why a test cannot be run here."""


def describe(done):
    """How a finished process ended, with the end of its messages."""
    how = f'killed by signal {-done.returncode}' if done.returncode < 0 else f'exit {done.returncode}'
    return how + ' ' + done.stderr.decode(errors='replace').strip()[-2000:]


class Outcomes:
    """Prints the outcome lines of one script."""

    def __init__(self):
        self.count = self.failed = 0

    def ok(self, name):
        self.count += 1
        print(f'ok - {name}', flush=True)

    def not_ok(self, name, why):
        self.count += 1
        self.failed += 1
        for line in str(why).splitlines():
            print(f'# {line}')
        print(f'not ok - {name}', flush=True)

    def skip(self, name, why):
        self.count += 1
        print(f'ok - {name} # SKIP {why}', flush=True)

    def note(self, text):
        print(f'# {text}')

    def relay(self, output):
        """Outcome lines that another program has printed."""
        self.count += sum(line.startswith(('ok - ', 'not ok - ')) for line in output.splitlines())
        self.failed += sum(line.startswith('not ok - ') for line in output.splitlines())
        print(output, end='', flush=True)

    def run(self, name, test, *arguments):
        """Call `test`; it raises Failure, or fails an assertion, when something is wrong."""
        try:
            test(*arguments)
        except Skip as why:
            self.skip(name, why)
        except (Failure, AssertionError) as wrong:
            self.not_ok(name, str(wrong) or repr(wrong))
        except (ValueError, LookupError, OSError, subprocess.SubprocessError) as wrong:
            self.not_ok(name, f'{type(wrong).__name__}: {wrong}')
        else:
            self.ok(name)

    def end(self):
        print(f'1..{self.count}')
        sys.exit(1 if self.failed else 0)


def has_program(name):
    return any(os.access(os.path.join(folder, name), os.X_OK)
               for folder in os.environ.get('PATH', '').split(os.pathsep))


FDX, FDX_EXPORT = 'fdx.rng', 'fdx-export.rng'   # any Final Draft file; one written by platen, which is stricter


def is_valid(schema, *paths):
    """Checked by xmllint, if it is there. Compiling a schema takes longer than checking most files: pass many files
    at a time."""
    if not has_program('xmllint') or not paths:
        return
    done = subprocess.run(['xmllint', '--noout', '--relaxng', os.path.join(TESTS, 'schemas', schema), *paths],
                          capture_output=True, text=True)
    problems = [line for line in done.stderr.splitlines() if not line.endswith(' validates')]
    if done.returncode != 0:
        raise Failure('\n'.join(problems)[:3000])


def screenplays():
    return sorted(glob.glob(os.path.join(SCREENPLAYS, '*.fountain')))


def corpus_files(*endings):
    """Files of the corpus beside the project, none if it is not there."""
    return sorted(path for ending in endings
                  for path in glob.glob(os.path.join(CORPUS, '**', '*' + ending), recursive=True))


def name_of(path):
    """A short name for an input of ours, or of the corpus."""
    return os.path.relpath(path, CORPUS if path.startswith(CORPUS) else TESTS)


def start(description):
    """(platen, outcomes) for a script called with the build folder."""
    if len(sys.argv) != 2:
        sys.exit(f'usage: {sys.argv[0]} BUILD_DIR\n{description}')
    return Platen(sys.argv[1]), Outcomes()
