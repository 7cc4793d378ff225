#!/usr/bin/env python3
"""test_fdx_readers.py BUILD_DIR - other programs read the same words from our FDX.

JumpCut is taken from PATH, or built by cargo; screenplay-tools comes from pip. What cannot be had is skipped. Emphasis
and dual dialogue are left out of the scripts: screenplay-tools reads only the first run of a paragraph, and no dual dialogue.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Skip, has_program, name_of, screenplays, start

PRINTED = ('scene_heading', 'action', 'character', 'parenthetical', 'dialogue', 'transition', 'centered')
# The others are hostile, in other encodings, have next to no words, or get (CONT'D) written into their cues.
SCRIPTS = ('coffee-shop', 'cyrillic', 'feature', 'long-speech', 'multilingual')
READ = '''
import sys
from screenplay_tools.fdx.parser import Parser
with open(sys.argv[1], encoding='utf-8') as file:
    script = Parser().parse(file.read())
for element in script.elements:
    print(getattr(element, 'name', None) or element.text_raw)
    print(getattr(element, 'extension', None) or '')
'''


def words(text):
    return re.findall(r'\w+', text.upper())


def run(*command, timeout=600, **more):
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=timeout, **more)
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise Skip(f'{command[0]}: {wrong}') from wrong


def plain(path):
    with open(path, encoding='utf-8') as file:
        text = file.read()
    # a section, synopsis or title page is read as something else, or not at all
    body = re.sub(r'\A(?:\S[^\n]*:.*\n(?:[ \t]+.*\n|\S[^\n]*:.*\n)*)?', '', text)
    body = re.sub(r'/\*.*?\*/|\[\[.*?\]\]', '', body, flags=re.S)
    return re.sub(r'[*_\\^]|^[#=~].*$', '', body, flags=re.M)


class Readers:
    def __init__(self, platen, folder):
        self.platen, self.folder = platen, folder

    def screenplay_tools(self):
        target = os.path.join(self.folder, 'pip')
        if not os.path.exists(target):
            done = run(sys.executable, '-m', 'pip', 'install', '-q', '--target', target, 'screenplay-tools', timeout=120)
            if done.returncode != 0:
                raise Skip('pip has no screenplay-tools')
        def read(path):
            done = run(sys.executable, '-c', READ, path, env={**os.environ, 'PYTHONPATH': target})
            assert done.returncode == 0, done.stderr
            return done.stdout
        return read

    def jumpcut(self):
        program = shutil.which('jumpcut') or os.path.join(self.folder, 'cargo', 'bin', 'jumpcut')
        if not os.path.exists(program):
            if not has_program('cargo'):
                raise Skip('neither jumpcut nor cargo is installed')
            done = run('cargo', 'install', '-q', 'jumpcut', '--no-default-features', '--features', 'cli', '--root',
                       os.path.join(self.folder, 'cargo'))
            if done.returncode != 0:
                raise Skip('cargo cannot build jumpcut')
        def read(path):
            out = os.path.join(self.folder, 'read.fountain')
            done = run(program, path, '-f', 'fountain', '-o', out)
            assert done.returncode == 0, done.stderr
            with open(out, encoding='utf-8') as file:
                # without its title page and the numbers of scenes
                text = re.sub(r'\A[A-Z][^\n]*:.*?\n\n', '', file.read(), flags=re.S)
                return re.sub(r'\\(.)', r'\1', re.sub(r' #[^#\n]+#$', '', text, flags=re.M))
        return read

    def has_same_words(self, read, path):
        script, fdx = (os.path.join(self.folder, f'plain.{ending}') for ending in ('fountain', 'fdx'))
        with open(script, 'w', encoding='utf-8') as file:
            file.write(plain(path))
        self.platen.text('convert', '-q', script, '-o', fdx)
        elements = self.platen.json('convert', '-q', '-f', 'json', '-o', '-', script)['elements']
        ours = words(' '.join(part for element in elements if element['type'] in PRINTED
                              for part in (element['text'], element.get('extension') or '')))
        theirs = words(read(fdx))
        assert ours == theirs, next(((i, ours[i:i + 6], theirs[i:i + 6]) for i in range(len(ours))
                                     if theirs[i:i + 1] != ours[i:i + 1]), 'more words')


def main():
    platen, tests = start(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        readers = Readers(platen, folder)
        for name in ('screenplay_tools', 'jumpcut'):
            try:
                read = getattr(readers, name)()
            except Skip as why:
                tests.skip(name, why)
                continue
            for path in screenplays():
                if name_of(path).split('/')[-1].split('.')[0] not in SCRIPTS:
                    continue
                tests.run(f'{name} reads {name_of(path)}', readers.has_same_words, read, path)
    tests.end()


main()
