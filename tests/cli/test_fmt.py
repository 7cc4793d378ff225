#!/usr/bin/env python3
"""test_fmt.py BUILD_DIR - `platen fmt`: what it prints, what it says, which files it touches."""
import os
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import has_program, start

LOOSE = b'Title:\r\n\tSalt\r\n\r\n\r\nINT. PIER - DAY\r\n\r\n\r\n!The tide is out.  \r\n\r\n\t@MARA\r\n\tStill.\r\n\r\n!BANG\r\n'
CANONICAL = (b'Title: Salt\n\nINT. PIER - DAY\n\nThe tide is out.\n\nMARA\nStill.\n\nBANG\n')
LF = LOOSE.replace(b'\r\n', b'\n')
# Italic which ends behind a slash, above a boneyard: docs/fmt.md says that this has no spelling.
UNSPEAKABLE = b'*/_*_a_*_\n\n/* gone */\n'
# What is written as -> how it is written: markers and escapes only where the line needs them.
LINES = {
    '!Rain.': 'Rain.',
    '!RAIN\nfalls.': '!RAIN\nfalls.',
    '!RAIN': 'RAIN',
    '!INT. NOWHERE': '!INT. NOWHERE',
    '!CUT TO:': '!CUT TO:',
    '!CUT TO:\nred.': 'CUT TO:\nred.',
    '!#1 fan': '\\#1 fan',
    '\\.44 Magnum': '\\.44 Magnum',
    '!...and so': '...and so',
    '.INT. PIER': 'INT. PIER',
    '.THE PIER': '.THE PIER',
    '.THE PIER #12A#': '.THE PIER #12A#',
    '.\\[A] PIER #1-3:#': '.\\[A] PIER #1-3:#',
    '.\\"SALT"': '.\\"SALT"',
    '> CUT TO:': 'CUT TO:',
    '>FADE OUT.': '> FADE OUT.',
    '>THE END<': '> THE END <',
    '><': '><',
    '@MARA\nNo.': 'MARA\nNo.',
    '@McGraw\nNo.': '@McGraw\nNo.',
    "@MARA (cont'd)\nNo.": "@MARA (cont'd)\nNo.",
    'MARA\n\\(no\nyes)': 'MARA\n\\(no\nyes)',
    'MARA\n\\(no)': 'MARA\n\\(no)',
    'MARA\n\\(no\nOr (maybe)': 'MARA\n(no\nOr (maybe)',
    'MARA\n(no\n  \nyes)': 'MARA\n\\(no\n  \nyes)',
    'MARA\n  \n\\~no': 'MARA\n  \n\\~no',
    'MARA\nNo.\n  \nYes.': 'MARA\nNo.\n  \nYes.',
    'MARA\nNo.\n\n\nOTTO ^\nYes.': 'MARA\nNo.\n\nOTTO ^\nYes.',
    'MARA\n!BANG': 'MARA\n!BANG',
    'One.\n\n\n\nTwo.': 'One.\n\n\n\nTwo.',
    'One.\n[[n]]\nTwo.': 'One.\n[[n]]\nTwo.',
    'One [[n]]two.': 'One [[n]] two.',
    'One [[n]], two [[n]].': 'One [[n]], two [[n]].',
    '  [[n]]One.': '  [[n]] One.',
    'Title: [[n]]Salt': 'Title: [[n]] Salt',
    'Title:\n    [[n]]Salt\n    Two': 'Title:\n    [[n]] Salt\n    Two',
    'X-Options: wide-markers\n\n\\\\\uff08no\uff09': 'X-Options: wide-markers\n\n\\\\\uff08no\uff09',
    '[[a\n  \nb]]': '[[a\n  \nb]]',
    '/*\na\n\nb\n*/': '/*\na\n\nb\n*/',
    '2 \\* 3 \\* 4': '2 * 3 * 4',
    'log\\_file\\_name': 'log_file_name',
    'Pie\\* daily': 'Pie\\* daily',
    '> \\*Not every day <': '> \\*Not every day <',
    '*one and \\_two': '*one and \\_two',
    '*one* and \\*two': '*one* and \\*two',
    '\\*no\\* **yes**': '\\*no\\* **yes**',
    '\\[[no]]': '\\[[no]]',
    '\\/*no*/': '\\/*no*/',
    '\\\\*no\\\\*': '\\\\*no\\\\*',
    '*a _b* c_': '*a _b* c_',
    '***a** b*': '***a** b*',
    '**a *b***': '**a *b***',
    '~la\n~\n~la': '~la\n~\n~la',
    '!': '!',
    '=====': '===',
    '##Act': '## Act',
    '\tIndented.': '    Indented.',
    '!Title: no': '!Title: no',
    'FADE IN:': 'FADE IN:',
}


def main():
    platen, tests = start(__doc__)

    def fmt(*arguments, **more):
        return platen('fmt', *arguments, **more)

    def put(name, content=LOOSE):
        with open(name, 'wb') as file:
            file.write(content)
        return name

    def get(name):
        with open(name, 'rb') as file:
            return file.read()

    def lines():
        wrong = []
        for typed, wanted in LINES.items():
            got = fmt('-q', '-', input=typed.encode()).stdout.decode()
            if got != wanted + '\n':
                wrong.append(f'{typed!r}: {got!r}, not {wanted + chr(10)!r}')
        assert not wrong, '\n'.join(wrong)

    def prints():
        done = fmt(put('a.fountain'))
        assert (done.returncode, done.stdout, done.stderr) == (0, CANONICAL, b''), done
        assert get('a.fountain') == LOOSE
        assert fmt('-', input=LOOSE).stdout == CANONICAL
        assert fmt(put('b', LOOSE.decode().encode('utf-16')), '--from', 'fountain').stdout == CANONICAL

    def checks():
        done = fmt('--check', put('a.fountain'), put('b.fountain', CANONICAL), put('c.fountain', LF))
        cure = b"2 of 3 files would change; run 'platen fmt --write' to change them\n"
        assert (done.returncode, done.stdout, done.stderr) == (1, b'a.fountain\nc.fountain\n', cure), done
        done = fmt('--check', '-q', 'a.fountain')
        assert (done.returncode, done.stdout, done.stderr) == (1, b'a.fountain\n', b''), done
        done = fmt('--check', 'b.fountain')
        assert (done.returncode, done.stdout, done.stderr) == (0, b'', b''), done
        assert get('a.fountain') == LOOSE
        assert fmt('--check', 'a.fountain', 'missing.fountain').returncode == 3

    def writes():
        put('a.fountain')
        os.chmod('a.fountain', 0o640)
        os.symlink('a.fountain', 'link.fountain')
        put('b.fountain', CANONICAL)
        before = os.stat('b.fountain')
        done = fmt('--write', 'link.fountain', 'b.fountain', 'a.fountain')
        assert (done.returncode, done.stdout, done.stderr) == (0, b'', b''), done
        assert get('a.fountain') == CANONICAL and os.path.islink('link.fountain')
        assert stat.S_IMODE(os.stat('a.fountain').st_mode) == 0o640
        after = os.stat('b.fountain')
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns), 'touched'
        assert not [name for name in os.listdir('.') if 'platen-' in name]

    def writes_nothing_it_cannot_read():
        done = fmt('--write', put('a.fountain', b'%PDF-1.7\n'), put('b.fountain'))
        assert done.returncode == 3 and get('a.fountain') == b'%PDF-1.7\n'
        assert get('b.fountain') == CANONICAL

    def writes_nothing_it_cannot_say():
        for more in ([], ['-q'], ['-W', 'no-PL-610']):
            done = fmt('--write', *more, put('a.fountain', UNSPEAKABLE), put('b.fountain'))
            assert done.returncode == 1 and b'a.fountain: ' in done.stderr and b'not written' in done.stderr, done
            assert (b'PL-610' in done.stderr) == (more == []), done
            assert get('a.fountain') == UNSPEAKABLE and get('b.fountain') == CANONICAL
        done = fmt('a.fountain')
        assert done.returncode == 0 and done.stdout and b'PL-610' in done.stderr, done

    def shows_a_diff():
        put('a.fountain', LF)
        done = fmt('--diff', 'a.fountain')
        assert done.returncode == 1 and b'\n-!The tide is out.  \n' in done.stdout, done
        assert done.stderr == b"1 of 1 file would change; run 'platen fmt --write' to change it\n", done
        assert b'\n+The tide is out.\n' in done.stdout and done.stdout.startswith(b'--- a.fountain\n+++ a'), done
        assert fmt('--diff', '--check', 'a.fountain').returncode == 1
        done = fmt('--diff', put('b.fountain', CANONICAL))
        assert (done.returncode, done.stdout, done.stderr) == (0, b'', b''), done

    def numbers_in_place():
        script = b'INT. PIER - DAY #7#\n\nSalt.\n\nEXT. PIER - DAY\n\nMore.\n'
        put('a.fountain', script)
        assert fmt('--number-scenes', '--write', 'a.fountain').returncode == 0
        assert get('a.fountain') == script.replace(b'EXT. PIER - DAY', b'EXT. PIER - DAY #8#')
        assert fmt('--number-scenes', '--check', 'a.fountain').returncode == 0
        assert fmt('--renumber', '--write', 'a.fountain').returncode == 0
        assert b'PIER - DAY #1#' in get('a.fountain') and b'EXT. PIER - DAY #2#' in get('a.fountain')
        put('.platen.ini', b'number-scenes = yes\n')  # what is printed is not to be written
        assert fmt('--check', put('a.fountain', script)).returncode == 0
        os.unlink('.platen.ini')

    def formats_folders():
        os.makedirs('d/e', exist_ok=True)
        for i in range(9):
            put(f'd/e/{i}.fountain', LOOSE)
        put('d/a.spmd', LOOSE)
        put('d/a.fdx', b'<?xml version="1.0"?>\n<FinalDraft/>\n')
        put('d/notes.txt', LOOSE)
        told = fmt('-r', '--check', 'd')
        assert told.stdout.split() == [b'd/a.spmd'] + [b'd/e/%d.fountain' % i for i in range(9)], told
        assert fmt('-r', '--check', '-j', '4', 'd').stdout == told.stdout
        assert fmt('-r', 'd').returncode == 2
        assert fmt('-r', '-j', '4', '--write', 'd').returncode == 0 and get('d/e/8.fountain') == CANONICAL
        assert get('d/notes.txt') == LOOSE and get('d/a.spmd') == CANONICAL and get('d/a.fdx').startswith(b'<?xml')

    def diffs_can_be_applied():
        long = b''.join(b'INT. ROOM %d - DAY\n\n%sRain.\n\n' % (i, b'!' * (i % 9 == 0)) for i in range(200))
        noted = LF + b'\n\n[[no line end]]'
        for name, content in [('a', LOOSE), ('b', LF), ('c', long), ('d', noted), ('e', b''), ('f', b'\n\n'),
                              ('g', b'x'), ('h', long.replace(b'\n', b'\r\n'))]:
            put(name, content)
            wanted = fmt('--from', 'fountain', name).stdout
            put(name + '.diff', fmt('--from', 'fountain', '--diff', name).stdout)
            if get(name + '.diff'):
                subprocess.run(['patch', '-s', '--binary', name, name + '.diff'], check=True,
                               capture_output=True)
            assert get(name) == wanted, name

    def contradictions():
        put('a.fountain')
        for arguments, says in [(['--write', '--check', 'a.fountain'], b'contradict'),
                                (['--write', '--diff', 'a.fountain'], b'contradict'),
                                (['--write', '-'], b'in place'), ([], b'no input'),
                                (['a.fountain', 'a.fountain'], b'share'),
                                (['--paper', 'a4', 'a.fountain'], b'not of fmt'),
                                (['-o', 'x', 'a.fountain'], b'unknown option')]:
            done = fmt(*arguments)
            assert done.returncode == 2 and says in done.stderr and not done.stdout, (arguments, done)
        assert get('a.fountain') == LOOSE

    for test in (lines, prints, checks, writes, writes_nothing_it_cannot_read,
                 writes_nothing_it_cannot_say, shows_a_diff, numbers_in_place, formats_folders, diffs_can_be_applied, contradictions):
        if test is diffs_can_be_applied and not has_program('patch'):
            tests.skip(test.__name__, 'no patch')
            continue
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            tests.run(test.__name__, test)
            os.chdir('/')
    tests.end()


main()
