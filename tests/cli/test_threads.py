#!/usr/bin/env python3
"""test_threads.py BUILD_DIR - -j finds what one input after the other finds, and no thread meets another.

The first files of several threads are FDX, so that all load the module which reads it at once. In a build with
ThreadSanitizer a race between threads ends the program with a status of its own.
"""
import os
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import environment, screenplays, start

RACE = 66
UNMAPPED = b'unexpected memory mapping'  # kernels of these days against the sanitizers of older compilers


def environment_of_threads():
    return {**environment(), 'TSAN_OPTIONS': f'exitcode={RACE}'}


def make_inputs(platen, folder):
    """FDX first, then every screenplay we have, and a name which leads nowhere."""
    names = []
    for source in screenplays():
        name = os.path.join(folder, os.path.basename(source))
        shutil.copy(source, name)
        names.append(name)
        if len(names) <= 8:
            fdx = os.path.join(folder, f'{len(names)}.fdx')
            platen('convert', '-q', '-o', fdx, source)
            names.insert(0, fdx)
    return names + [os.path.join(folder, 'none.fountain')]


def agree(platen, names, command):
    def call(jobs):
        done = platen(*command, '-j', jobs, *names, env=environment_of_threads())
        said = '\n'.join(line for line in done.stderr.decode().split('\n') if '[PL-' not in line)
        assert done.returncode == 3, f'{command} -j {jobs}: exit {done.returncode}\n{said[:3000]}'
        return done.stdout, done.stderr
    alone = call('1')
    for jobs in ('2', '8', '8', '8'):
        assert call(jobs) == alone, f'{command} -j {jobs} says something else'


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        if UNMAPPED in platen('version').stderr:
            tests.skip('threads', 'ThreadSanitizer does not run on this kernel')
        else:
            names = make_inputs(platen, folder)
            for command in (['count'], ['check', '--max-pages', '2'], ['check', '-q', '--diagnostics', 'sarif']):
                tests.run(f'threads: {" ".join(command)}', agree, platen, names, command)
    tests.end()


main()
