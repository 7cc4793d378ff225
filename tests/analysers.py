"""What the analysers find in src: stress/test_analysers.py and stress/test_tidy.py print it."""
import concurrent.futures
import json
import os
import re
import shlex
import subprocess

from harness import ROOT, Failure

# What a tool says and is not so: (file, id), and why.
ARGUED = {
    'gcc': {
        ('src/cli/commands/outputs.c', 'malloc-leak'): 'the caller has the list into which the output was put',
        ('src/fdx/read/read.c', 'null-dereference'): 'pl_fdx_need sets the status if it returns NULL, which is tested',
        ('src/fdx/write/keep.c', 'null-dereference'): 'no caller passes a dual dialogue that is NULL',
        ('src/fdx/write/parts.c', 'null-dereference'): 'the callers name elements that the table has',
        ('src/figures/figures.c', 'null-dereference'): 'nothing is counted unless make_room made the scenes',
        ('src/input/decode.c', 'malloc-leak'): 'iconv_open returned -1: there is nothing to close',
    },
    'cppcheck': {
        ('src/draw/shaped.c', 'invalidLifetime'): 'start copies the hints',
        ('src/fdx/write/paragraph.c', 'uninitvar'): 'without a format, no element of the array is read',
    },
    'clang-tidy': {},
}
FINDING = {
    'gcc': re.compile(r'^(\S+?):(\d+):\d+: warning: (.*) \[-Wanalyzer-([\w-]+)\]', re.MULTILINE),
    'cppcheck': re.compile(r'^(\S+?):(\d+): (.*) \[(\w+)\]$', re.MULTILINE),
    'clang-tidy': re.compile(r'^(\S+?):(\d+):\d+: (?:warning|error): (.*) \[([\w.-]+)', re.MULTILINE),
}


def commands(platen):
    """The compiler's command for each source file of src, once: (folder, arguments, file)."""
    with open(os.path.join(platen.build, 'compile_commands.json'), encoding='utf-8') as file:
        rows = json.load(file)
    found = {}
    for row in rows:
        path = os.path.normpath(os.path.join(row['directory'], row['file']))
        if path.startswith(os.path.join(ROOT, 'src') + os.sep) and path.endswith('.c'):
            found.setdefault(path, (row['directory'], shlex.split(row['command']), path))
    assert found, 'the build has no commands'
    return list(found.values())


def without(arguments, *names):
    """Without ccache, and without options that have a value."""
    kept, skip = [], False
    for argument in arguments:
        if not skip and argument not in names and not argument.endswith('ccache'):
            kept.append(argument)
        skip = not skip and argument in names
    return kept


def gcc(platen, command):
    folder, arguments, _ = command
    arguments = without(arguments, '-o', '-MF', '-MQ')
    return subprocess.run(['gcc', *arguments[1:], '-fanalyzer', '-Wno-error', '-fdiagnostics-plain-output', '-o', os.devnull],
                          cwd=folder, capture_output=True, text=True)


def clang_tidy(platen, command):
    folder, _, path = command
    return subprocess.run(['clang-tidy', '--quiet', '-p', platen.build, path], cwd=folder, capture_output=True, text=True)


def cppcheck(platen):
    core = [argument for argument in commands(platen)[0][1] if re.match('-[DI]', argument)]
    done = subprocess.run(['cppcheck', '-q', '-j2', '--std=c11', '--enable=warning,portability,performance',
                           '--template={file}:{line}: {message} [{id}]', *(a for a in core if a.startswith('-D')),
                           '-Isrc', f'-I{platen.build}/src', 'src'], cwd=ROOT, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(done.stderr)
    return [done.stdout + done.stderr]


def outputs(platen, tool):
    if tool == 'cppcheck':
        return cppcheck(platen)
    run = {'gcc': gcc, 'clang-tidy': clang_tidy}[tool]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        done = list(pool.map(lambda command: run(platen, command), commands(platen)))
    if tool == 'gcc' and any(process.returncode for process in done):
        raise Failure(next(process.stderr for process in done if process.returncode))
    return [process.stdout + process.stderr for process in done]


def is_clean(platen, tool, tests):
    needed, wrong = set(), set()
    for output in outputs(platen, tool):
        for path, line, what, kind in FINDING[tool].findall(output):
            where = os.path.relpath(os.path.join(platen.build, path) if path.startswith('..') else path, ROOT)
            if (where, kind) in ARGUED[tool]:
                needed.add((where, kind))
            else:
                wrong.add(f'{where}:{line}: {what} [{kind}]')
    tests.note(f'{tool}: {len(wrong)} findings, {len(needed)} that are argued')
    assert not wrong, '\n'.join(sorted(wrong))
    # another release of the tool may not say it
    for where, kind in sorted(set(ARGUED[tool]) - needed):
        tests.note(f'{tool} does not say any more: {where} [{kind}]')
