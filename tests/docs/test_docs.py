#!/usr/bin/env python3
"""test_docs.py BUILD_DIR - the commands of all pages work and print what is shown, no link leads nowhere, promises have tests."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
import documented
from harness import ROOT, SCREENPLAYS, TESTS, environment, start

PAGES = sorted(glob.glob(os.path.join(ROOT, '*.md')) + glob.glob(os.path.join(ROOT, 'docs', '*.md')))


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


SCRIPT = 'INT. QUAY - DAY\n\n' + ''.join(f'Rope {i}.\n\n' for i in range(27 * 121 - 10))
# What the pages take for granted.
FILES = {
    'script.fountain': SCRIPT[:6000],
    'drafts/first.fountain': SCRIPT[:1000],
    'passing.fountain': SCRIPT[:200],
    'failing.fountain': SCRIPT,
    'feature.fountain': read(os.path.join(SCREENPLAYS, 'feature.fountain')),
}
# Pages with commands that are run by another test, or by nobody.
ELSEWHERE = {
    'CONTRIBUTING.md',  # what tests this program
    'docs/library.md',  # tests/install/test_install.py: it needs what is installed
}


def make_folder(platen, folder):
    for name, text in FILES.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text)
    os.makedirs(os.path.join(folder, 'build'))
    os.symlink(os.path.dirname(platen.program), os.path.join(folder, 'build', 'src'))
    shutil.copytree(SCREENPLAYS, os.path.join(folder, 'tests', 'screenplays'))
    shutil.copytree(os.path.join(TESTS, 'schemas'), os.path.join(folder, 'tests', 'schemas'))
    os.makedirs(os.path.join(folder, 'fonts'))
    for font in glob.glob('/usr/share/fonts/**/LiberationMono-Regular.ttf', recursive=True)[:1]:
        os.symlink(font, os.path.join(folder, 'fonts', os.path.basename(font)))
    platen.text('convert', '-q', os.path.join(folder, 'passing.fountain'), '-o', os.path.join(folder, 'shoot.fdx'))


def commands_work(platen, text):
    """In a folder which has platen and some screenplays, and is home."""
    with tempfile.TemporaryDirectory() as folder:
        make_folder(platen, folder)
        path = os.path.dirname(platen.program) + os.pathsep + os.environ['PATH']
        calls = list(documented.commands(text))
        done = subprocess.run(['bash', '-c', documented.shell(calls)], cwd=folder, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, env={**environment(), 'PATH': path, 'HOME': folder}, timeout=60)
    documented.compare(calls, done.stdout)


def page_works(platen, path):
    """Of README.md, from where it says how to get there, up to how platen is built."""
    text = read(path)
    assert not re.search(r'^ {4}(\$ |platen )', re.sub(r'^```.*?^```', '', text, flags=re.M | re.S), re.M), \
        'commands stand in blocks of ```sh and ```console, which are run'
    if os.path.basename(path) == 'README.md' and os.path.dirname(path) == ROOT:
        text = documented.section(text, 'Try it', 'Building')
    commands_work(platen, text)


def anchor(heading):
    """As GitHub makes it."""
    return re.sub(r'[^\w\- ]', '', re.sub(r'[`*]', '', heading).lower()).replace(' ', '-')


def links_lead_somewhere(path):
    text = re.sub(r'^```.*?^```|`[^`\n]*`', '', read(path), flags=re.M | re.S)
    for target in re.findall(r'\]\(([^)\s]+)\)', text):
        if re.match(r'https?:', target):
            continue
        name, _, fragment = target.partition('#')
        found = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
        assert os.path.exists(found), f'no {target}'
        if fragment:
            headings = map(anchor, re.findall(r'^#+ (.*)$', read(found), re.M))
            assert fragment in headings, f'no heading for {target}'


def index_is_whole():
    text = read(os.path.join(ROOT, 'docs', 'README.md'))
    for path in PAGES:
        if os.path.basename(path) != 'README.md' and os.path.dirname(path) != ROOT:
            assert f']({os.path.basename(path)})' in text, path


def promises_have_tests():
    """docs/promises.md names files, and words that each of them contains."""
    rows = re.findall(r'^\| [^|]*\. \| (.*) \|$', read(os.path.join(ROOT, 'docs', 'promises.md')), re.M)
    assert len(rows) >= 30, len(rows)
    for row in rows:
        for name, words in re.findall(r'`(tests/[^`]*)`(?: \([^)]*\))?((?::? ?,? ?`(?!tests/)[^`]*`)*)', row):
            text = read(os.path.join(ROOT, name))
            for word in re.findall(r'`([^`]*)`', words):
                assert word in text, f'{name} has no {word}'


def main():
    platen, tests = start(__doc__)
    tests.run('docs/promises.md: the tests exist', promises_have_tests)
    tests.run('docs/README.md names each page', index_is_whole)
    for path in PAGES:
        name = os.path.relpath(path, ROOT)
        tests.run(f'{name}: links', links_lead_somewhere, path)
        if name not in ELSEWHERE and re.search(r'^```(sh|console)$', read(path), re.M):
            tests.run(f'{name}: the commands work', page_works, platen, path)
    tests.end()


main()
