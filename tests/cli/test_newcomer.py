#!/usr/bin/env python3
"""test_newcomer.py BUILD_DIR - the mistakes of the first hour, one by one: each message says what to do."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import Skip, describe, environment, start

# the words of the command line, the exit status, and what the message says
MISTAKES = [
    # another file than a screenplay
    ('a.docx', 3, 'a Word or other Office file (save it as plain text)'),
    ('a.odt', 3, 'a LibreOffice file (save it as plain text)'),
    ('a.doc', 3, 'an old Word file (save it as plain text)'),
    ('a.rtf', 3, 'an RTF file (save it as plain text)'),
    ('a.pdf', 3, 'a PDF file'),
    ('a.png', 3, 'a PNG image'),
    ('a.zip', 3, 'a zip archive without a screenplay in it'),
    ('a.html', 3, 'a web page'),
    ('count folder', 3, '-r reads what is in it'),
    ('convert folder', 3, 'name the files in it'),
    # a typo in a name
    ('coffee.fountian', 3, "did you mean 'coffee.fountain'?"),
    ('folder/inside.fontain', 3, "did you mean 'folder/inside.fountain'?"),
    ('nothing-like-it', 2, 'unknown command'),
    ('tea-for-two.fountain', 3, 'check the name'),
    ('cout coffee.fountain', 2, "did you mean 'count'?"),
    ('convert --papr a4 coffee.fountain', 2, "did you mean '--paper'?"),
    ('convert --paper a5 coffee.fountain', 2, '--paper takes letter|a4'),
    ('convert -f pfd coffee.fountain', 2, "did you mean 'pdf'?"),
    ('convert -f word coffee.fountain', 2, "'platen formats' lists them"),
    ('coffee.fountain -o coffee.pfd', 2, 'did you mean .pdf?'),
    ('coffee.fountain -o coffee.docx', 2, "'platen formats' lists them"),
    ('coffee.fountain coffee.pdf', 2, "to write 'coffee.pdf', name it with -o"),
    ('report scene coffee.fountain', 2, 'use scenes, cast, locations or summary'),
    ('explain PL-999', 2, "'platen rules' lists them"),
    ('check -W PL-999 coffee.fountain', 2, "'platen rules' lists"),
    ('check --max-pages coffee.fountain', 2, 'a whole number'),
    ('completions powershell', 2, 'bash|zsh|fish'),
    # what other programs call it
    ('convert -pages 3 coffee.fountain', 2, "did you mean '--pages'?"),
    ('-version', 2, "did you mean '--version'?"),
    ('convert coffee.fountain -O coffee.pdf', 2, "did you mean '-o'?"),
    ('convert --png coffee.fountain', 2, 'use -f png'),
    ('--convert coffee.fountain', 2, 'platen convert'),
    ('pdf coffee.fountain', 2, 'platen convert -f pdf'),
    ('count --max-pages 3 coffee.fountain', 2, '--max-pages is an option of check'),
    ('init coffee.fountain', 2, 'init takes a folder'),
    ('watch coffee.fountain coffee.pdf', 2, '-o FILE names what to write'),
    ('fmt half.fdx', 3, 'which platen convert turns into Fountain'),
    ('count Coffee.Fountain', 3, "did you mean 'coffee.fountain'?"),
    ('count *.spmd', 3, 'No such file or directory; no name fits this pattern'),
    ('count https://example.org/coffee.fountain', 3, 'download the file'),
    ('check --encoding klingon coffee.fountain', 3, 'iconv -l'),
    ('convert coffee.fountain -o coffee', 2, 'an extension such as .pdf'),
    ('convert --pages 500 coffee.fountain', 2, 'it has page 1'),
    ('convert --date tomorrow coffee.fountain', 2, 'such as 2026-01-31'),
    ('convert --fdx-template coffee.fountain coffee.fountain -o a.fdx', 3, 'not a Final Draft file'),
    ('check -r nothing', 3, 'check the name'),
    ('count coffee.fountian', 3, "did you mean 'coffee.fountain'?"),
    ('convert half.fdx', 3, 'the file ends in the middle'),
    ('check typo/coffee.fountain', 2, "did you mean 'paper'?"),
    # something left out
    ('report cast coffee.fountian', 3, "did you mean 'coffee.fountain'?"),
    ('explain', 2, 'such as PL-214'),
    ('report cast', 2, 'one screenplay'),
    ('convert coffee.fountain --watermark', 2, 'needs a value: TEXT'),
    ('', 2, "Try 'platen --help'"),
    ('count', 2, 'name a screenplay'),
    ('watch coffee.fountain', 2, '-o FILE'),
    ('convert coffee.fountain -o -', 2, 'name it with -f'),
    # a place that cannot be written to, a font by its name
    ('coffee.fountain -o missing/coffee.pdf', 4, 'make the folder first, or end -o in /, which makes it'),
    ('coffee.fountain -o coffee.fountain', 4, 'coffee.fountain'),
    ('convert --font Arial coffee.fountain', 5, '--font takes the file of a font'),
]


def fill(folder):
    os.mkdir(os.path.join(folder, 'folder'))
    with zipfile.ZipFile(os.path.join(folder, 'a.docx'), 'w') as archive:
        archive.writestr('[Content_Types].xml', '<x/>')
        archive.writestr('word/document.xml', '<x/>')
    with zipfile.ZipFile(os.path.join(folder, 'a.odt'), 'w') as archive:
        archive.writestr('mimetype', 'application/vnd.oasis.opendocument.text')
        archive.writestr('content.xml', '<x/>')
    with zipfile.ZipFile(os.path.join(folder, 'a.zip'), 'w') as archive:
        archive.writestr('picture.png', 'x')
    os.mkdir(os.path.join(folder, 'typo'))
    for name, content in {'a.doc': b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600), 'a.rtf': b'{\\rtf1 hello}',
                          'a.pdf': b'%PDF-1.7\n', 'a.png': b'\x89PNG\r\n\x1a\n' + bytes(20),
                          'a.html': b'<!DOCTYPE html>\n<html></html>\n',
                          'half.fdx': b'<?xml version="1.0"?><FinalDraft DocumentType="Script"><Content><Para',
                          'typo/.platen.ini': b'papre = a4\n', 'typo/coffee.fountain': b'INT. BAR - DAY\n',
                          'coffee.fountain': b'INT. BAR - DAY\n\nRain.\n',
                          'folder/inside.fountain': b'INT. BAR - DAY\n\nRain.\n'}.items():
        with open(os.path.join(folder, name), 'wb') as file:
            file.write(content)


def is_told(platen, folder, line, status, words):
    done = platen(*line.split(), cwd=folder)
    said = done.stderr.decode()
    assert done.returncode == status and words in said, f'not {words!r}: {describe(done)}'
    assert not re.search(r'internal error|report it', said), said
    assert done.stdout == b'', done.stdout


def modules_are_named(platen, folder):
    """A program without its modules says which is missing, and where it was looked for."""
    if not platen.option('modules'):
        raise Skip('built without modules')
    program = os.path.join(folder, 'platen')
    shutil.copy(platen.program, program)
    for line, module in (('coffee.fountain -o x.pdf', 'platen-pdf.so'), ('coffee.fountain -o x.fdx', 'platen-fdx.so')):
        done = subprocess.run([program, *line.split()], capture_output=True, cwd=folder, env=environment())
        if done.returncode == 0:
            raise Skip('modules are installed on this machine')
        said = done.stderr.decode()
        assert done.returncode == 5 and module in said and folder in said and 'install platen again' in said, said


def permission_is_asked_for(platen, folder):
    """Every command that may not read or write says what it needs."""
    if os.geteuid() == 0:
        raise Skip('root may do everything')
    closed = os.path.join(folder, 'closed')
    os.mkdir(closed)
    with open(os.path.join(closed, 'a.fountain'), 'w') as file:
        file.write('INT. BAR - DAY\nRain.  \n')
    os.chmod(closed, 0o555)
    for line in ('init', 'fmt --write a.fountain', 'check --fix a.fountain', 'convert a.fountain',
                 'check --baseline b.json --update-baseline a.fountain'):
        is_told(platen, closed, line, 4, 'Permission denied; you need permission to write it, and into its folder')
    os.chmod(os.path.join(closed, 'a.fountain'), 0)
    for line in ('check', 'fmt', 'count', 'convert'):
        is_told(platen, closed, line + ' a.fountain', 3, 'Permission denied; you need permission to read it')
    os.chmod(closed, 0)
    is_told(platen, folder, 'check -r closed', 3, 'Permission denied; you need permission to read it')
    os.chmod(closed, 0o755)


def main():
    platen, tests = start(__doc__)
    folder = tempfile.mkdtemp()
    try:
        fill(folder)
        for line, status, words in MISTAKES:
            tests.run(f'newcomer: platen {line}', is_told, platen, folder, line, status, words)
        tests.run('newcomer: modules are named', modules_are_named, platen, folder)
        tests.run('newcomer: permission is asked for', permission_is_asked_for, platen, folder)
    finally:
        shutil.rmtree(folder)
    tests.end()


main()
