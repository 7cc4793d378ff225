#!/usr/bin/env python3
"""test_ci.py BUILD_DIR - the ready-made pieces for pipelines do what docs/ci.md says of them.

Each piece's commands are taken out of its file and run, with this build's platen on the path, on a
script which is too long and on one which is not.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, environment, has_program, start

SHORT = 'INT. QUAY - DAY\n\nRope.\n\nNORA\nHere.\n'
LONG = 'INT. QUAY - DAY\n\n' + ''.join(f'Rope {i}.\n\n' for i in range(27 * 121 - 10))


def read(*path):
    with open(os.path.join(ROOT, *path), encoding='utf-8') as file:
        return file.read()


def shell(platen, command, folder, **env):
    path = os.path.dirname(platen.program) + os.pathsep + os.environ['PATH']
    return subprocess.run(['bash', '-euo', 'pipefail', '-c', command], cwd=folder, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=60,
                          env={**environment(), 'PATH': path, 'HOME': folder, **env})


def put(folder, name, text):
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
        file.write(text)


def ends(done, status):
    assert done.returncode == status, f'exit {done.returncode}, not {status}\n{done.stdout}{done.stderr}'
    return done


def in_folder(test):
    def run(platen):
        with tempfile.TemporaryDirectory() as folder:
            test(platen, folder)
    return run


@in_folder
def hooks(platen, folder):
    """pre-commit appends the names of the files which match."""
    text = read('.pre-commit-hooks.yaml')
    entries = dict(zip(re.findall(r'- id: (.*)', text), re.findall(r'entry: (.*)', text)))
    patterns = set(re.findall(r'files: (.*)', text))
    assert len(entries) == 2 and patterns == {r'\.(fountain|spmd)$'}, (entries, patterns)
    put(folder, 'good.fountain', SHORT)
    put(folder, 'bad.fountain', '@NORA\nHere.\n\n\n\nRope.\n')
    for entry in entries.values():
        ends(shell(platen, f'{entry} good.fountain', folder), 0)
    ends(shell(platen, entries['platen-fmt'] + ' good.fountain bad.fountain', folder), 1)
    put(folder, '.platen.ini', '[check]\nmax-pages = 120\n')
    put(folder, 'long.fountain', LONG)
    done = ends(shell(platen, entries['platen-check'] + ' good.fountain long.fountain', folder), 1)
    assert 'long.fountain:' in done.stderr and '[PL-901]' in done.stderr, done.stderr


def step(text, name):
    """The script of one step of action.yml."""
    body = re.search(rf'- name: {name}\n.*?      run: \|\n((?:        [^\n]*\n)+)', text, re.S)[1]
    return re.sub(r'^ {8}', '', body, flags=re.M)


@in_folder
def action(platen, folder):
    text = read('action.yml')
    put(folder, 'script.fountain', SHORT)
    ends(shell(platen, step(text, 'Build platen'), folder), 0)  # it is on the path already
    for program in re.findall(r'^ +(scripts/\w+)', text, re.M):
        assert os.access(os.path.join(ROOT, program), os.X_OK), program
    check = step(text, 'Check the screenplays')
    default = re.search(r'files:\n.*?default: (\S*)', text, re.S)[1]
    done = ends(shell(platen, check, folder, FILES=default, ARGUMENTS='--max-pages 120'), 0)
    assert done.stdout == '', done.stdout
    put(folder, 'script.fountain', LONG)
    done = ends(shell(platen, check, folder, FILES=default, ARGUMENTS='--max-pages 120'), 1)
    assert re.search(r'^::error file=script\.fountain,line=\d+,endLine=\d+,col=1,endColumn=\d+,'
                     r'title=PL-901::\d+ pages, over --max-pages 120; page 121 starts here$',
                     done.stdout, re.M), done.stdout


@in_folder
def action_builds(_, folder):
    """On a machine without platen the action builds it, and the steps after it find it."""
    place = os.path.join(folder, 'platen')
    os.mkdir(place)
    for name in ('src', 'scripts', 'fonts', 'docs'):
        shutil.copytree(os.path.join(ROOT, name), os.path.join(place, name))
    for name in ('meson.build', 'meson_options.txt', 'CHANGELOG.md', 'LICENSE', 'README.md'):
        shutil.copy(os.path.join(ROOT, name), place)
    paths = os.path.join(folder, 'paths')
    done = subprocess.run(['bash', '-euo', 'pipefail', '-c', step(read('action.yml'), 'Build platen')], cwd=folder,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200,
                          env={**os.environ, 'GITHUB_ACTION_PATH': place, 'GITHUB_PATH': paths})
    ends(done, 0)
    with open(paths, encoding='utf-8') as file:
        program = os.path.join(file.read().strip(), 'platen')
    put(folder, 'script.fountain', LONG)
    counted = subprocess.run([program, 'count', 'script.fountain'], cwd=folder, capture_output=True, text=True)
    assert counted.stdout == '121\n', counted


@in_folder
def gitlab(platen, folder):
    text = read('docs', 'ci', 'gitlab-ci.yml')
    commands = re.findall(r'^    - (platen .*)$', text, re.M)
    reports = re.findall(r'^      \w+: (\S+)$', text, re.M)
    assert len(commands) == 1 and len(reports) == 2
    for script, status in ((SHORT, 0), (LONG, 1)):
        put(folder, 'script.fountain', script)
        for command in commands:
            ends(shell(platen, command, folder), status)
        with open(os.path.join(folder, reports[0]), encoding='utf-8') as file:
            issues = json.load(file)
        assert ('PL-901' in [issue['check_name'] for issue in issues]) == (status == 1), issues
        assert all(issue['location']['path'] == 'script.fountain' and issue['fingerprint'] for issue in issues)
        suites = ElementTree.parse(os.path.join(folder, reports[1])).getroot()
        assert [suite.get('failures') for suite in suites] == [str(status)]


@in_folder
def git(platen, folder):
    put(folder, '.gitattributes', read('docs', 'ci', 'gitattributes'))
    script = SHORT + '\nEXT. SEA - NIGHT\n\n' + ''.join(f'Wave {i}.\n\n' for i in range(9))
    put(folder, 'script.fountain', script)
    put(folder, 'config', read('docs', 'ci', 'gitconfig'))
    ends(shell(platen, 'git init -q . && cat config >>.git/config && git add script.fountain .gitattributes && '
                       'git -c user.name=N -c user.email=n@example.org commit -qm One', folder), 0)
    put(folder, 'script.fountain', script.replace('Wave 8', 'Calm'))
    named = re.compile(r'^@@ .* @@ EXT\. SEA - NIGHT$', re.M)
    diff = ends(shell(platen, 'git diff', folder), 0).stdout
    assert named.search(diff), diff
    assert re.search(r'^-               Wave 8\.$', diff, re.M) and re.search(r'^\+ +Calm\.$', diff, re.M), diff
    diff = ends(shell(platen, 'git diff --no-textconv', folder), 0).stdout
    assert named.search(diff), diff


@in_folder
def make(platen, folder):
    put(folder, 'Makefile', read('docs', 'ci', 'platen.mk'))
    put(folder, 'script.fountain', SHORT)
    ends(shell(platen, 'make -s check', folder), 0)
    assert ends(shell(platen, 'make -s pages', folder), 0).stdout == '1\n'
    ends(shell(platen, 'make -s pdf', folder), 0)
    assert os.path.getsize(os.path.join(folder, 'script.pdf')) > 1000
    put(folder, 'script.fountain', LONG)
    ends(shell(platen, 'make -s check', folder), 2)
    ends(shell(platen, 'make -s check MAX_PAGES=200', folder), 0)


@in_folder
def documented_output(platen, folder):
    """The commands of docs/ci.md give the output which stands below them."""
    text = read('docs', 'ci.md')
    shown = re.findall(r'```console\n(.*?)```', text, re.S)
    assert len(shown) >= 2
    for name in ('passing', 'failing'):
        put(folder, f'{name}.fountain', SHORT if name == 'passing' else LONG)
    for block in shown:
        for call in re.split(r'^\$ ', block, flags=re.M)[1:]:
            command, _, expected = call.partition('\n')
            done = shell(platen, f'set +e; ({command}) 2>&1', folder)
            assert done.stdout == expected, f'{command}\n{done.stdout}'


def main():
    platen, tests = start(__doc__)
    tests.run('pre-commit hooks', hooks, platen)
    tests.run('action.yml', action, platen)
    # once is enough: what is built does not depend on the build under test
    if not platen.is_sanitized() and platen.option('modules') and not shutil.which('platen'):
        tests.run('action.yml builds platen', action_builds, platen)
    tests.run('GitLab job', gitlab, platen)
    for name, test in (('git', git), ('make', make)):
        if has_program(name):
            tests.run(f'{name} set-up', test, platen)
        else:
            tests.skip(f'{name} set-up', f'no {name}')
    tests.run('docs/ci.md shows real output', documented_output, platen)
    tests.end()


main()
