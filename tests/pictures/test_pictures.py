#!/usr/bin/env python3
"""test_pictures.py BUILD_DIR - svg and png: a file for each page, with the page in it."""
import collections
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..'))
from harness import TESTS, Failure, describe, environment, start

COFFEE = os.path.join(TESTS, 'screenplays', 'coffee-shop.fountain')
SVG = '{http://www.w3.org/2000/svg}'
HREF = '{http://www.w3.org/1999/xlink}href'
WRONG_USE, NO_OUTPUT = 2, 4


def get(*path):
    with open(os.path.join(*path), 'rb') as file:
        return file.read()


def refused(platen, folder, status, says, *arguments):
    done = platen('convert', '-q', COFFEE, *arguments, cwd=folder)
    if done.returncode != status or not re.search(says, done.stderr.decode()):
        raise Failure(f'no {says!r}: {describe(done)}')
    assert os.listdir(folder) == [], os.listdir(folder)


def pictures(platen):
    return [form['name'] for form in platen.formats() if form['one_page_a_file']]


def names_are_asked_for(platen, folder):
    for form in pictures(platen):
        refused(platen, folder, WRONG_USE, f'5 pages make 5 {form} files.*%03d.{form}', '-o', f'a.{form}')
        refused(platen, folder, WRONG_USE, f'5 pages make 5 {form} files', '-f', form, '-o', '-')
        for name in ('%s', '%d-%d', '%', '%%d', '%3d', '%03', '%0d', '%012d', '%ld', '%-d', '%d%'):
            refused(platen, folder, WRONG_USE, 'exactly one %d', '-o', f'{name}.{form}')
    for dpi in ('35', '601', '0', '-150', '150.0'):
        refused(platen, folder, WRONG_USE, 'from 36 to 600', '--dpi', dpi, '-o', 'a-%d.png')
    refused(platen, folder, WRONG_USE, '--dpi is for png', '--dpi', '72', '-o', 'a.pdf')
    refused(platen, folder, NO_OUTPUT, 'cannot write', '-o', 'nowhere/a-%d.png')


def pages_are_files(platen, folder):
    for form in pictures(platen):
        platen.text('convert', '-q', COFFEE, '-o', f'all-%03d.{form}', cwd=folder)
        platen.text('convert', '-q', COFFEE, '--pages', '2-3', '-o', f'some-%d.{form}', cwd=folder)
        platen.text('convert', '-q', COFFEE, '--pages', '3', '-o', f'one.{form}', cwd=folder)
        found = sorted(name for name in os.listdir(folder) if name.endswith(form))
        wanted = [f'all-{i:03}.{form}' for i in range(5)] + [f'one.{form}', f'some-2.{form}', f'some-3.{form}']
        assert found == wanted, found
        third = get(folder, f'all-003.{form}')
        assert third == get(folder, f'some-3.{form}') == get(folder, f'one.{form}'), 'the third page is three ones'
        assert third == platen('convert', '-f', form, '-o', '-', '--pages', '3', COFFEE).stdout
        assert len({get(folder, name) for name in found}) == 5, 'other pages are the same'


def rows_of_pages(platen, *options):
    """How many letters stand on each baseline, page by page; blanks leave no trace."""
    pages = []
    for row in platen.text('convert', '-q', '-f', 'pages', '-o', '-', *options, COFFEE).splitlines():
        if re.match('(title )?page ', row):
            pages.append(collections.Counter())
        elif row.startswith('  '):
            texts = re.findall(r'"((?:\\.|[^"\\])*)"', row)
            letters = sum(len(re.sub(r'\\(.)', r'\1', text).replace(' ', '')) for text in texts)
            pages[-1][int(row.split()[1])] += letters
    return pages


def letters_stand_where_layout_has_them(platen, folder):
    platen.text('convert', '-q', '--paper', 'a4', COFFEE, '-o', '%d.svg', cwd=folder)
    for number, wanted in enumerate(rows_of_pages(platen, '--paper', 'a4')):
        root = ElementTree.fromstring(get(folder, f'{number}.svg'))
        assert abs(float(root.get('width')[:-2]) - 595.28) < .01, root.attrib
        ids = [element.get('id') for element in root.iter() if element.get('id')]
        assert len(ids) == len(set(ids)), 'an id is there twice'
        drawn = {element.get('id') for element in root.iter(f'{SVG}symbol')
                 if element.find(f'{SVG}path').get('d')}
        found = collections.Counter()
        for use in root.iter(f'{SVG}use'):
            assert use.get(HREF)[1:] in ids, use.attrib
            found[round(float(use.get('y')) * 100)] += use.get(HREF)[1:] in drawn
        assert +found == +wanted, f'page {number}: {found - wanted} too many, {wanted - found} too few'


def pixels(data):
    """Width and height, and the rows which are not all white."""
    at, packed, size = 8, b'', None
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        if kind == b'IHDR':
            size = struct.unpack('>II', data[at + 8:at + 16])
            assert data[at + 16:at + 18] == b'\x08\x02', 'not 8 bits of red, green and blue'
        packed += data[at + 8:at + 8 + length] if kind == b'IDAT' else b''
        at += length + 12
    rows, stride, above, inked = zlib.decompress(packed), size[0] * 3 + 1, bytes(size[0] * 3), set()
    for y in range(size[1]):
        kind, row = rows[y * stride], bytearray(rows[y * stride + 1:(y + 1) * stride])
        for x in range(len(row)) if kind else ():
            left, up, corner = (row[x - 3] if x > 2 else 0), above[x], (above[x - 3] if x > 2 else 0)
            guess = left + up - corner
            paeth = min((left, up, corner), key=lambda value: abs(guess - value))
            row[x] = (row[x] + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
        if row.count(255) < len(row):
            inked.add(y)
        above = bytes(row)
    return size, inked


def dots_are_where_letters_stand(platen, folder):
    for dpi, size in ((36, (306, 396)), (72, (612, 792))):
        platen.text('convert', '-q', COFFEE, '--pages', '2', '--dpi', str(dpi), '-o', 'a.png', cwd=folder)
        found, inked = pixels(get(folder, 'a.png'))
        assert found == size, found
        baselines = [y * dpi / 7200 for y, letters in rows_of_pages(platen)[2].items() if letters]
        assert len(baselines) > 30
        for y in baselines:
            assert any(row in inked for row in range(int(y) - dpi // 12, int(y) + 2)), f'nothing at {y}'
        stray = [row for row in inked if not any(y - dpi / 6 < row < y + dpi / 12 for y in baselines)]
        assert not stray, stray
    platen.text('convert', '-q', COFFEE, '--pages', '2', '-o', 'b.png', cwd=folder)
    assert struct.unpack('>II', get(folder, 'b.png')[16:24]) == (1275, 1650), '150 dots to the inch'


def emoji_have_names_of_their_own(platen, folder):
    """cairo counts pictures as long as it lives: that must not be seen."""
    with open(os.path.join(folder, 'a.fountain'), 'w', encoding='utf-8') as file:
        file.write('\U0001F600 and \U0001F600 and \U0001F681.\n\n===\n\nTwo \U0001F600.\n')
    platen.text('convert', '-q', 'a.fountain', '-o', 'all-%d.svg', cwd=folder)
    for number in (1, 2):
        platen.text('convert', '-q', 'a.fountain', '--pages', str(number), '-o', 'one.svg', cwd=folder)
        assert get(folder, f'all-{number}.svg') == get(folder, 'one.svg'), f'page {number} depends on the others'
        root = ElementTree.fromstring(get(folder, 'one.svg'))
        ids = {element.get('id') for element in root.iter()}
        lost = [element.attrib for element in root.iter() if element.get(HREF, '#')[:1] == '#' and
                element.get(HREF) and element.get(HREF)[1:] not in ids]
        assert not lost, lost


def an_empty_script_is_a_blank_page(platen, folder):
    with open(os.path.join(folder, 'a.fountain'), 'w'):
        pass
    platen.text('convert', '-q', 'a.fountain', '-o', 'a.svg', cwd=folder)
    platen.text('convert', '-q', 'a.fountain', '--dpi', '36', '-o', 'a-%d.png', cwd=folder)
    assert ElementTree.fromstring(get(folder, 'a.svg')).get('height') == '792pt'
    assert pixels(get(folder, 'a-1.png')) == ((306, 396), set())


def the_input_stays(platen, folder):
    path = os.path.join(folder, 'p-2.png')
    with open(COFFEE, 'rb') as source, open(path, 'wb') as file:
        file.write(source.read())
    done = platen('convert', '-q', 'p-2.png', '-o', 'p-%d.png', cwd=folder)
    assert done.returncode == NO_OUTPUT and get(path) == get(COFFEE), describe(done)
    assert os.listdir(folder) == ['p-2.png'], 'some pages were written'


def progress_on_a_terminal(platen, folder):
    """What takes long says how far it is, in a line which is wiped; elsewhere, and with -q, nothing is said."""
    script = os.path.join(TESTS, 'screenplays', 'coffee-shop.fountain')
    call = [platen.program, 'convert', '--dpi', '600', script, '-o', os.path.join(folder, 'big-%d.png')]
    for options, is_shown in (([], True), (['-q'], False)):
        ours, theirs = pty.openpty()
        done = subprocess.Popen([*call, *options], stderr=theirs, stdin=subprocess.DEVNULL, env=environment())
        os.close(theirs)
        said = b''
        try:
            while chunk := os.read(ours, 4096):
                said += chunk
        except OSError:
            pass
        os.close(ours)
        assert done.wait(60) == 0
        lines = said.split(b'\r\x1b[K')
        if is_shown:
            assert len(lines) > 2 and lines[0] == lines[-1] == b'' and re.match(rb'\d/5 \S+big-%d\.png', lines[1]), said
        else:
            assert said == b'', said
    assert platen(*call[1:]).stderr == b''


def main():
    platen, tests = start(__doc__)
    for test in (names_are_asked_for, pages_are_files, letters_stand_where_layout_has_them,
                 dots_are_where_letters_stand, emoji_have_names_of_their_own, an_empty_script_is_a_blank_page,
                 the_input_stays, progress_on_a_terminal):
        with tempfile.TemporaryDirectory() as folder:
            tests.run(test.__name__.replace('_', ' '), test, platen, folder)
    tests.end()


main()
