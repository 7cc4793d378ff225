#!/usr/bin/env python3
"""test_completions.py BUILD_DIR - the shells complete what the tables of commands and options have."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import environment, has_program, start

# a line, and what it may be completed to; the last word is the one in hand
LINES = {
    ('co',): {'convert', 'count', 'completions'},
    ('count', '--eig'): {'--eighths'},
    ('count', '--max-p'): set(),
    ('check', '--max-p'): {'--max-pages'},
    ('-q', 'count', '--format', ''): {'text', 'json'},
    ('report', '-f', 'm'): {'markdown'},
    ('convert', '--format', 'f'): {'fdx', 'fountain'},
    ('--paper', ''): {'letter', 'a4'},
    ('report', 's'): {'scenes', 'summary'},
    ('completions', ''): {'bash', 'zsh', 'fish'},
    ('check', '-W', 'no-PL-90'): {f'no-PL-90{i}' for i in range(1, 10)},
    ('help', 'co'): {'convert', 'count', 'completions'},
}


def run(platen, shell, script, folder):
    """What a script prints in a shell which finds `platen`."""
    path = os.path.dirname(platen.program) + os.pathsep + os.environ['PATH']
    done = subprocess.run([shell, '-c', script], capture_output=True, text=True, cwd=folder, timeout=60,
                          stdin=subprocess.DEVNULL, env={**environment(), 'HOME': folder, 'PATH': path})
    assert done.returncode == 0 and done.stderr == '', f'{script}\n{done.stdout}{done.stderr}'
    return done.stdout


def write(platen, shell, folder):
    path = os.path.join(folder, 'platen.' + shell)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(platen.text('completions', shell))
    run(platen, shell, f'{shell} -n {path}', folder)
    return path


def bash(platen, folder):
    path = write(platen, 'bash', folder)
    lines = {**LINES, ('convert', '--paper', '=', ''): {'letter', 'a4'}, ('convert', '--paper', '=', 'a'): {'a4'},
             ('convert', '--paper', '='): {'letter', 'a4'}, ('',): set(platen.commands()), ('count', ''): set()}
    for words, expected in lines.items():
        line = ' '.join(f"'{word}'" for word in words)
        got = run(platen, 'bash', f'set -u; source {path}; COMP_WORDS=(platen {line}); COMP_CWORD={len(words)}; _platen; '
                          'printf "%s\\n" ${COMPREPLY[@]+"${COMPREPLY[@]}"}', folder).split()
        assert set(got) == expected and len(got) == len(expected), (words, got)


def fish(platen, folder):
    path = write(platen, 'fish', folder)
    for words, expected in LINES.items():
        told = run(platen, 'fish', f'source {path}; complete -C "platen {" ".join(words)}"', folder)
        got = {row.split('\t')[0] for row in told.splitlines()} - {'platen.fish', 'platen.zsh', 'platen.bash', '.config/',
                                                                  '.local/', '.cache/'}
        assert got == expected, (words, got)


# zsh completes in its editor only: what _describe, a function of zsh's own, is told of it is printed
ZSH = """
compdef() { :; }
_files() { :; }
_describe() { local array=$2; print -l -- ${(P)array}; (( ${#${(P)array}} )) }
source %s
words=(platen %s); CURRENT=%d; _platen; true
"""


def zsh(platen, folder):
    path = write(platen, 'zsh', folder)
    for words, expected in LINES.items():
        line = ' '.join(f"'{word}'" for word in words)
        told = run(platen, 'zsh', ZSH % (path, line, len(words) + 1), folder)
        got = {row.split(':')[0] for row in told.splitlines() if row}
        assert got == expected, (words, got)


def main():
    platen, tests = start(__doc__)
    for shell, test in (('bash', bash), ('zsh', zsh), ('fish', fish)):
        if not has_program(shell):
            tests.skip(f'completions of {shell}', f'no {shell}')
            continue
        with tempfile.TemporaryDirectory() as folder:
            tests.run(f'completions of {shell}', test, platen, folder)
    tests.end()


main()
