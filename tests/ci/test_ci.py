#!/usr/bin/env python3
"""test_ci.py BUILD_DIR - the ready-made pieces for pipelines do what docs/ci.md says of them.

Each piece's commands are taken out of its file and run, with this build's platen on the path, on a
script that is too long and on one that is not.
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
    """pre-commit appends the names of the files that match."""
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


def check_as_action(platen, folder):
    """Run the second step; returns the process and the files that it says it has written."""
    text, outputs = read('action.yml'), os.path.join(folder, 'outputs')
    default = re.search(r'files:\n.*?default: (\S*)', text, re.S)[1]
    done = shell(platen, step(text, 'Check the screenplays'), folder, FILES=default, ARGUMENTS='--max-pages 120',
                 RUNNER_TEMP=folder, GITHUB_OUTPUT=outputs)
    with open(outputs, encoding='utf-8') as file:
        return done, dict(line.rstrip('\n').split('=', 1) for line in file)


@in_folder
def action(platen, folder):
    text = read('action.yml')
    put(folder, 'script.fountain', SHORT)
    ends(shell(platen, step(text, 'Install platen'), folder), 0)  # it is on the path already
    done, files = check_as_action(platen, folder)
    assert ends(done, 0).stdout == '', done.stdout
    put(folder, 'script.fountain', LONG)
    done, files = check_as_action(platen, folder)
    assert re.search(r'^::error file=script\.fountain,line=\d+,endLine=\d+,col=1,endColumn=\d+,'
                     r'title=PL-901::\d+ pages, over --max-pages 120; page 121 starts here$',
                     ends(done, 1).stdout, re.M), done.stdout
    assert set(files) == set(re.findall(r'outputs\.(\w+) \}\}', text)) == {'sarif', 'junit'}, files
    with open(files['sarif'], encoding='utf-8') as file:
        assert [found['ruleId'] for found in json.load(file)['runs'][0]['results']] == ['PL-901']
    assert [suite.get('failures') for suite in ElementTree.parse(files['junit']).getroot()] == ['1']


def job_lines(text, section):
    """The commands of a section of the GitLab job; a line that goes on below is one."""
    body = re.search(rf'^  {section}:\n((?:    .*\n)+)', text, re.M)[1]
    return re.sub(r'\n {6}', ' ', body).replace('    - ', '')


@in_folder
def pipelines_install_platen(_, folder):
    """On a machine without platen, the action builds it, and the steps after it find it. So does GitLab's job;
    apt-get and git are stubs here, because nothing is to be installed, and there is a copy of the source."""
    place, stubs = os.path.join(folder, 'platen'), os.path.join(folder, 'stubs')
    shutil.copytree(ROOT, place, ignore=lambda source, names: [
        name for name in names if source == ROOT and (name.startswith('build') or name in ('.git', 'tests'))])
    paths = os.path.join(folder, 'paths')
    done = subprocess.run(['bash', '-euo', 'pipefail', '-c', step(read('action.yml'), 'Install platen')], cwd=folder,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200,
                          env={**os.environ, 'GITHUB_ACTION_PATH': place, 'GITHUB_PATH': paths,
                               'DOCS': 'https://example.org/docs'})
    ends(done, 0)
    with open(paths, encoding='utf-8') as file:
        program = os.path.join(file.read().strip(), 'platen')
    put(folder, 'script.fountain', LONG)
    counted = subprocess.run([program, 'count', 'script.fountain'], cwd=folder, capture_output=True, text=True)
    assert counted.stdout == '121\n', counted
    checked = subprocess.run([program, 'check', '--diagnostics', 'sarif', 'script.fountain'], cwd=folder, capture_output=True)
    rules = json.loads(checked.stdout)['runs'][0]['tool']['driver']['rules']
    assert rules[0]['helpUri'] == 'https://example.org/docs/rules.md#pl-101-warning', rules[0]

    os.mkdir(stubs)
    cloned = os.path.join(folder, 'cloned')
    put(stubs, 'apt-get', '#!/bin/sh\n')
    put(stubs, 'git', f'#!/bin/sh\n[ "$1" = clone ] && ln -s "{place}" "{cloned}"\n')
    for name in os.listdir(stubs):
        os.chmod(os.path.join(stubs, name), 0o755)
    commands = job_lines(read('docs', 'ci', 'gitlab-ci.yml'), 'before_script').replace('/tmp/platen', cloned)
    done = subprocess.run(['bash', '-euo', 'pipefail', '-c', f'{commands}\nplaten count script.fountain'], cwd=folder,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=200,
                          env={**os.environ, 'PATH': stubs + os.pathsep + os.environ['PATH'],
                               'PLATEN_REPOSITORY': 'https://example.org/platen.git'})
    assert ends(done, 0).stdout.endswith('\n121\n'), done.stdout


@in_folder
def gitlab(platen, folder):
    text = read('docs', 'ci', 'gitlab-ci.yml')
    command = job_lines(text, 'script')
    reports = re.findall(r'^      \w+: (\S+)$', text, re.M)
    assert command.count('platen check') == 1 and len(reports) == 2, (command, reports)
    for script, status in ((SHORT, 0), (LONG, 1)):
        put(folder, 'script.fountain', script)
        done = ends(shell(platen, command, folder), status)
        assert ('[PL-901]' in done.stderr) == (status == 1), done.stderr
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


def main():
    platen, tests = start(__doc__)
    tests.run('pre-commit hooks', hooks, platen)
    tests.run('action.yml', action, platen)
    # once is enough: what is built does not depend on the build under test
    if not platen.is_sanitized() and platen.option('modules') and not shutil.which('platen'):
        tests.run('pipelines install platen', pipelines_install_platen, platen)
    tests.run('GitLab job', gitlab, platen)
    for name, test in (('git', git), ('make', make)):
        if has_program(name):
            tests.run(f'{name} set-up', test, platen)
        else:
            tests.skip(f'{name} set-up', f'no {name}')
    tests.end()


main()
