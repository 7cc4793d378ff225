#!/usr/bin/env python3
"""test_docs.py BUILD_DIR - the commands of README.md work as they are typed there, no link leads nowhere, and promises have tests."""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import ROOT, SCREENPLAYS, environment, start

PAGES = sorted(glob.glob(os.path.join(ROOT, '*.md')) + glob.glob(os.path.join(ROOT, 'docs', '*.md')))


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read()


def blocks(text):
    """The commands of each block of code for a shell, with what a console shows below them; None: only status 0 counts.

    A block below the name of a file, in a comment, is that file.
    """
    for name, language, block in re.findall(r'(?:^<!-- (\S+) -->\n)?^```(\w+)\n(.*?)^```', text, re.M | re.S):
        if name:
            yield f"cat >{name} <<'END OF FILE'\n{block}END OF FILE", ''
        elif language == 'sh':
            yield block, None
        elif language == 'console':
            for call in re.split(r'^\$ ', block, flags=re.M)[1:]:
                command, output = call.split('\n', 1)
                yield command, output


def commands_work(platen, text):
    """In a folder which has platen and its screenplays."""
    calls = list(blocks(text))
    assert len(calls) >= 8, 'where are the commands?'
    script = ''.join(f'{command}\nstatus=$?; echo "exit $status"; (exit $status)\n' for command, _ in calls)
    with tempfile.TemporaryDirectory() as folder:
        os.makedirs(os.path.join(folder, 'build'))
        os.symlink(os.path.dirname(platen.program), os.path.join(folder, 'build', 'src'))
        shutil.copytree(SCREENPLAYS, os.path.join(folder, 'tests', 'screenplays'))
        path = os.path.dirname(platen.program) + os.pathsep + os.environ['PATH']
        done = subprocess.run(['bash', '-c', f'exec 2>&1\n{script}'], cwd=folder, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, env={**environment(), 'PATH': path}, timeout=60)
    printed = re.split(r'^exit (\d+)\n', done.stdout, flags=re.M)
    assert len(printed) == 2 * len(calls) + 1, done.stdout
    for (command, output), found, status in zip(calls, printed[::2], printed[1::2]):
        assert status == '0' if output is None else found == output, f'{command}: exit {status}\n{found}'


def readme_works(platen):
    """From where it says how to get there, up to how platen is built."""
    text = read(os.path.join(ROOT, 'README.md'))
    commands_work(platen, text[text.index('\n## Try it\n'):text.index('\n## Building\n')])


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
    tests.run('README.md: the commands work', readme_works, platen)
    tests.run('docs/tutorial.md: the commands work', commands_work, platen,
              read(os.path.join(ROOT, 'docs', 'tutorial.md')))
    tests.run('docs/promises.md: the tests exist', promises_have_tests)
    for path in PAGES:
        tests.run(f'{os.path.relpath(path, ROOT)}: links', links_lead_somewhere, path)
    tests.end()


main()
